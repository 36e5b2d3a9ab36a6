"""The overview of a school or a trust: each part of its page as ready values, sentences first."""

from dataclasses import dataclass, field
from datetime import timedelta

from coaching.models import Result
from coaching.models.focus import Origin
from evidence.models import Source
from insights.figures import Figure
from insights.glance import Glance, glances_of, in_all
from insights.held import held_at
from insights.pictures import Line, Picture
from insights.spans import HALF_TERMS, Span, half_term_of, span_of, spans
from insights.told import told_to
from insights.values import ENOUGH
from schools.calendar import monday
from schools.dates import short_day

WEEKS_SHOWN = 8
BECAME = {
    Result.ACHIEVED: "achieved by the next meeting",
    Result.PARTLY: "partly achieved",
    Result.NOT_YET: "not yet achieved",
    Result.NO_CHANCE: "had no chance to be tried",
}
WITHHELD = (
    "What became of foci, how they are worded, what they rest on and how long meetings take is told over five ECTs or "
    "more, so that nobody’s can be picked out."
)


@dataclass
class Overview:
    """What the page of a place shows for a span. `figures`: the parts of it, [] where nothing may be told."""

    name: str
    span: Span
    links: list
    glance: Glance
    glances: dict
    held: Figure
    before: Figure | None
    pictures: dict = field(default_factory=dict)
    became: list = field(default_factory=list)
    quality: list = field(default_factory=list)
    made: list = field(default_factory=list)
    evidence: list = field(default_factory=list)
    withheld: str = ""
    wider: Span | None = None
    told: object = None
    held_at: object = None


def overview_of(name, schools, *, trust=None, user, wanted, today, activities=None):
    """The `Overview` of a place over the span that `wanted` names: of a school, a `SchoolNow`, with the `activities` of
    its pairs; or of a trust (its id) with its schools.

    Two queries for a school and four for a trust, whatever there is; one more for who mentors, or mentored, some of
    the ECTs. What names pairs is of this minute, the rest of the weeks that are over.
    """
    ids = [school.pk for school in schools]
    span, this = span_of(wanted, today=today), half_term_of(today)
    glances = glances_of(schools, today=today, activities=activities)
    held = held_at(schools, span, year=this.year, since=monday(today) - timedelta(weeks=WEEKS_SHOWN))
    knows = any(school.knows for school in schools)
    told = told_to(user, ids, trust, year=this.year, knows=knows)
    sums = told.sums(span)
    by_half = told.by_half_term()
    page = Overview(
        name=name,
        span=span,
        links=_links(held, span, this),
        glance=in_all(glances.values()),
        glances=glances,
        held=Figure("meetings held", *held.over(span)),
        before=Figure("meetings held", *held.over(span.before)) if span.year == this.year else None,
        told=told,
        held_at=held,
    )
    page.pictures["weeks"] = Picture(
        "Meetings held, week by week",
        ("Week of", "Meetings held, of those held or planned"),
        tuple(Line(short_day(week), n, m) for week, n, m in held.by_week),
    )
    page.pictures["meetings"] = Picture(
        "Meetings held, by half term",
        ("Half term", "Meetings held, of those held or planned"),
        tuple(_over_time(this.year, held.by_half_term)),
    )
    achieved = {one: (found["achieved"], found["outcomes"]) for one, found in by_half.items() if found["outcomes"]}
    page.pictures["achieved"] = Picture(
        "Foci achieved by the next meeting, by half term",
        ("Half term", "Foci achieved, of those reviewed"),
        tuple(_over_time(this.year, achieved)),
    )
    if sums:
        _fill(page, sums, told, span)
        page.became = _became(sums, told.sums(span.before))
    else:
        page.withheld = withheld_words(page.glance.pairs, span, is_trust=trust is not None)
        wider = (one for one in (span.whole, span.whole.before) if one != span and told.sums(one))
        page.wider = next(wider, None)
    return page


def withheld_words(pairs, span, *, is_trust):
    """Why nothing but activity and the bank is shown."""
    if pairs < ENOUGH:
        few = "nobody is" if pairs == 0 else "one ECT is" if pairs == 1 else f"{pairs} ECTs are"
        shown = " Meetings and the bank are shown." if pairs else ""
        return f"{WITHHELD} Here {few} being mentored, so these figures stay away.{shown}"
    place = "the trust" if is_trust else "the school"
    return f"{WITHHELD} In this span ({span.name}) too few ECTs of {place} have had a week reviewed so far."


def _links(held, span, this):
    """The spans to choose from: this school year, this half term, and whatever has a week in it."""
    told = {*held.by_half_term, *(one.whole for one in held.by_half_term), this, this.whole, span}
    return [one for one in spans(this.year) if one in told]


def _over_time(year, numbers):
    """A line for each half term of the school year that has numbers, with the year before's beside."""
    for half in range(1, len(HALF_TERMS) + 1):
        span = Span(year, half)
        if span in numbers or span.before in numbers:
            n, m = numbers.get(span, (0, 0))
            yield Line(span.short, n, m, numbers.get(span.before))


def _became(sums, before):
    """What became of foci and how long meetings took, with the same of the year before where it may be told."""
    return [
        Figure(words, sums[n], sums[m], (before[n], before[m]) if before and before[m] else None)
        for n, m, words in (
            *((result, "outcomes", words) for result, words in BECAME.items()),
            ("refined", "foci", "refined twice or more"),
            ("ticked", "steps", "steps were ticked off by the ECT"),
            ("short", "timed", "meetings took 45 minutes or less"),
            ("long", "timed", "meetings took over an hour"),
        )
    ]


def _fill(page, sums, told, span):
    foci = sums["foci"]
    page.quality = [
        Figure("say how, in steps", sums["how"], foci),
        Figure("say what pupils gain", sums["so_that"], foci),
        Figure("rest on evidence", sums["evidence"], foci),
        Figure("read vaguely when they were set", sums["vague"], foci),
    ]
    if sums["mentors"]:
        mentors, rested = told.latest(span, "mentors", "on_evidence")
        if mentors:
            page.quality.append(Figure("mentors rest most of their foci on evidence, lately", rested, mentors))
    page.made = [Figure(Origin(origin).label, sums[origin], foci) for origin in Origin.values]
    lines = [Line(source.label, sums[f"from_{source.value}"], sums["entries"]) for source in Source]
    lines = sorted((line for line in lines if line.n), key=lambda line: (-line.n, line.label))
    page.pictures["evidence"] = Picture(
        "What foci rest on", ("Source", "Entries, of all that were cited"), tuple(lines), of_whole=False
    )
    mixed, alone = told.latest(span, "mixed", "one_kind")
    page.evidence = [Figure("ECTs’ latest foci rest on one kind of evidence alone", alone, mixed)] if mixed else []
