"""Counts, without content. A mentor's own (A36): n of m, this school year, with one suggestion and no ranking."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from coaching.models import Focus, Result, put_right
from coaching.models.focus import Origin

# Fewer foci than this say nothing yet.
FEWEST = 5
SUGGESTIONS = {
    "how": "Some foci went live as one step. Where one feels big, write two or three small steps.",
    "so_that": "Write what pupils gain before the meeting ends: it is what the next one asks about.",
    "evidence": "Start from something seen: tick an entry of the log, or add one line of it, before you write a focus.",
    "achieved": "Fewer than half were achieved by the next meeting. Make the next one smaller than feels right.",
}
SETTLED = "Nothing stands out. Keep one focus at a time, small enough to be done."


@dataclass(frozen=True)
class Figure:
    """`n` of `m`, and what they count; the same a year before as (n, m), or None."""

    words: str
    n: int
    m: int
    before: tuple | None = None


@dataclass(frozen=True)
class OwnFigures:
    """A mentor's own figures since `since`: of foci set, of foci reviewed, and by origin; `suggestion`: one, or ""."""

    since: date
    foci: int
    figures: list
    origins: list
    suggestion: str


def school_year(today):
    """The 1 September that a day's school year began on."""
    return date(today.year if today.month >= 9 else today.year - 1, 9, 1)


def own_figures(user, *, today):
    """The `OwnFigures` of a mentor over the weeks they set with the ECTs they mentor now. One query.

    What a focus had is what was stored when its week was set; its outcome is the last word on it.
    """
    since = school_year(today)
    foci = Focus.objects.filter(
        cycle__mentorship__mentor=user,
        cycle__mentorship__ended_at=None,
        cycle__set_by=user,
        cycle__week_of__gte=since,
        withdrawn_at=None,
    )
    found = foci.annotate(result=Coalesce(put_right(), "outcome__result")).aggregate(
        foci=Count("pk"),
        how=Count("pk", filter=Q(had_how=True)),
        so_that=Count("pk", filter=Q(had_so_that=True)),
        evidence=Count("pk", filter=Q(had_evidence=True)),
        reviewed=Count("pk", filter=Q(cycle__reviewed_at__isnull=False, result__in=Result.values)),
        achieved=Count("pk", filter=Q(cycle__reviewed_at__isnull=False, result=Result.ACHIEVED)),
        **{f"origin_{origin}": Count("pk", filter=Q(origin=origin)) for origin in Origin.values},
    )
    number, reviewed = found["foci"], found["reviewed"]
    figures = [
        Figure("said how, in steps", found["how"], number),
        Figure("said what pupils gain", found["so_that"], number),
        Figure("rested on evidence", found["evidence"], number),
        Figure("were achieved by the next meeting", found["achieved"], reviewed),
    ]
    origins = [(Origin(origin).label, found[f"origin_{origin}"]) for origin in Origin.values]
    return OwnFigures(since, number, figures, origins, _suggestion(found))


def _suggestion(found):
    """The one thing to try: what is lacking most often, where there is enough to tell."""
    if found["foci"] < FEWEST:
        return ""
    if found["reviewed"] >= FEWEST and found["achieved"] * 2 < found["reviewed"]:
        return SUGGESTIONS["achieved"]
    least = min(("evidence", "how", "so_that"), key=lambda name: found[name])
    return SUGGESTIONS[least] if found[least] * 5 < found["foci"] * 4 else SETTLED
