"""An overview as a table to take away: the very figures of its page, and "withheld" where the page has none."""

from evidence.models import Source
from insights.spans import spans
from insights.values import NAMES, OUTCOMES

HEADINGS = ("place", "span", "about", "n", "of")
WITHHELD = "withheld: fewer than five ECTs"
# What a figure is a part of.
OF = {
    **dict.fromkeys(("how", "so_that", "evidence", "vague", "banked", "adapted", "bespoke", "refined"), "foci"),
    **dict.fromkeys(OUTCOMES, "outcomes"),
    "ticked": "steps",
    "short": "timed",
    "long": "timed",
    **{name: "entries" for name in NAMES if name.startswith("from_")},
}
ABOUT = {
    "how": "foci that say how",
    "so_that": "foci that say what pupils gain",
    "evidence": "foci that rest on evidence",
    "vague": "foci that read vaguely",
    "banked": "foci from the bank",
    "adapted": "foci adapted from the bank",
    "bespoke": "foci of own wording",
    "refined": "foci refined twice or more",
    "achieved": "foci achieved",
    "partly": "foci partly achieved",
    "not_yet": "foci not yet achieved",
    "no_chance": "foci with no chance to try",
    "ticked": "steps ticked",
    "short": "meetings of 45 minutes or less",
    "long": "meetings over an hour",
    **{f"from_{source.value}": f"evidence: {source.label}" for source in Source},
}
LATELY = {
    ("on_evidence", "mentors"): "mentors who rest most of their foci on evidence, lately",
    ("one_kind", "mixed"): "ECTs whose latest foci rest on one kind of evidence alone",
}


def overview_rows(overview, schools, year, activities=()):
    """The rows of `HEADINGS` for an `Overview`: now, then each span of this school year and the last."""
    yield from _now(overview.name, overview.glance)
    for activity in activities:
        yield [overview.name, "now", f"{activity.ect} with {activity.mentor}: {activity.state}", "", ""]
    for span in spans(year):
        held, planned = overview.held_at.over(span)
        if planned:
            yield [overview.name, span.name, "meetings held, of those held or planned", held, planned]
            yield from _told(overview.name, span, overview.told.sums(span))
            yield from _latest(overview.name, span, overview.told)
    if len(schools) > 1:
        by_school = overview.told.by_school(overview.span)
        for school in schools:
            yield from _now(school.name, overview.glances[school.pk])
            held, planned = overview.held_at.by_school.get(school.pk, (0, 0))
            yield [school.name, overview.span.name, "meetings held, of those held or planned", held, planned]
            yield from _told(school.name, overview.span, by_school.get(school.pk, {}))


def _now(name, glance):
    for about in ("held", "planned", "overdue", "paused", "holiday"):
        yield [name, "now", f"pairs: {about}", getattr(glance, about), glance.pairs]
    yield [name, "now", "reviews outstanding", glance.reviews, ""]
    yield [name, "now", "ECTs without a mentor", glance.alone, ""]


def _told(name, span, sums):
    if not sums:
        yield [name, span.name, "every other figure", WITHHELD, WITHHELD]
    for figure, of in OF.items():
        if sums.get(of):
            yield [name, span.name, ABOUT[figure], sums[figure], sums[of]]


def _latest(name, span, told):
    for (figure, of), about in LATELY.items():
        n, m = told.latest(span, figure, of)
        if m:
            yield [name, span.name, about, n, m]
