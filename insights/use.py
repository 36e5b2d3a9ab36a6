"""How a step of the bank is used at some schools: counts and changed words, never whose, and not of too few."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Q

from coaching.models import Focus
from coaching.models.focus import Origin
from coaching.origin import sources_of
from coaching.reads import changed
from insights.facts import midnight
from insights.models import Total
from insights.spans import begins, half_term_of
from insights.values import ENOUGH
from schools.calendar import monday
from schools.dates import day_of

# Of no more batches than make so many changes.
MOST_SHOWN = 12


@dataclass
class UseHere:
    """In how many foci of reviewed weeks a step was, in how many of them adapted; of how many one knows what became of
    them, and how many were achieved (all 0 where that may not be told); the changes that mentors made, as runs of words
    ([] likewise)."""

    foci: int = 0
    adapted: int = 0
    outcomes: int = 0
    achieved: int = 0
    changes: list = field(default_factory=list)


def use_of(step, schools, trusts, *, user, today):
    """The `UseHere` of a step at the schools of these ids, and in what schools of these trusts are told together for,
    in this school year and the last. Two queries; four, or five, with what mentors changed.

    The counts are those of the overview, and the same for every reader: whoever's own weeks are taken away, five ECTs
    are left (`steps.let_out`).
    """
    year = half_term_of(today).year
    places = Q(school__in=schools) | Q(trust__in=trusts)
    of_place = Total.objects.filter(places, year__in=(year, year - 1)).order_by().values_list("steps", flat=True)
    told = [steps[str(step.pk)] for steps in of_place if str(step.pk) in steps]
    use = UseHere(*map(sum, zip(*told, strict=True)))
    batches = list(_batches(_adapted(step, schools, year, until=monday(today))))
    latest: list = []
    while batches and len(latest) < MOST_SHOWN:
        batch = batches.pop()
        if len(batch.keys() - {user.pk}) >= ENOUGH:
            latest += batch.values()
    if latest:
        use.changes = _changes(latest)
    return use


def _adapted(step, schools, year, *, until):
    """[(focus id, mentor id, Monday)] of the foci that adapted a step, in reviewed weeks of two school years that are
    over, in the order of their reviews."""
    rows = Focus.objects.filter(
        bank_step=step,
        school__in=schools,
        origin=Origin.ADAPTED,
        withdrawn_at=None,
        cycle__reviewed_at__gte=midnight(begins(year - 1)),
        cycle__reviewed_at__lt=midnight(until),
    ).order_by("cycle__reviewed_at", "pk")
    found = rows.values_list("pk", "cycle__mentorship__mentor_id", "cycle__reviewed_at")
    return [(pk, mentor, monday(day_of(at))) for pk, mentor, at in found]


def _batches(rows):
    """Those that are shown together, as {mentor id: the id of their latest focus}: week by week, what has gathered is
    closed for good once five mentors are in.

    What hasn't by the end of a school year is left out, so that no batch changes when the years shown do.
    """
    batch, of_year = {}, None
    for week, group in groupby(rows, key=lambda row: row[2]):
        year = half_term_of(week).year
        if year != of_year:
            batch, of_year = {}, year
        batch |= {mentor: pk for pk, mentor, _ in group}
        if len(batch) >= ENOUGH:
            yield batch
            batch = {}


def _changes(pks):
    """What these foci changed, each change once, in the order of its words: not of its time."""
    foci = list(Focus.objects.filter(pk__in=pks).select_related("bank_step").prefetch_related("steps"))
    sources = sources_of(foci)
    found = {}
    for focus in foci:
        wording = focus.wording
        if not wording.is_blank and not (difference := sources[focus.pk].difference(wording)).is_empty:
            found[wording.digest] = (wording.sentence(), changed(difference))
    return [changes for _, changes in sorted(found.values(), key=lambda pair: pair[0])]
