"""How a step of the bank is used at some schools: counts and changed words, never whose."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from actionsteps.models import Use
from coaching.models import Focus
from coaching.models.focus import Origin
from coaching.origin import sources_of
from coaching.reads import changed

# That a step is used, and what became of it, is shown over this many ECTs: in a count of one, a leader would read what
# that ECT works on. How it is adapted is shown over this many mentors.
ENOUGH = 5
MOST_SHOWN = 12


@dataclass
class UseHere:
    """In how many set foci, how many of the reviewed ones were achieved, in how many it was adapted (None over too few
    ECTs), and the changes that mentors made as runs of words ([] where too few did)."""

    foci: int | None = None
    reviewed: int | None = None
    achieved: int | None = None
    adapted: int | None = None
    changes: list = field(default_factory=list)


def use_of(step, schools):
    """The `UseHere` of a step at the schools of these ids. Two queries; four, or five, with what mentors changed."""
    counts = Use.objects.filter(step=step, school__in=schools).aggregate(
        foci=Sum("foci", default=0), reviewed=Sum("reviewed", default=0), achieved=Sum("achieved", default=0)
    )
    rows = Focus.objects.filter(bank_step=step, school__in=schools, cycle__set_at__isnull=False)
    people = rows.aggregate(
        ects=Count("cycle__ect", filter=~Q(origin=Origin.BESPOKE), distinct=True),
        adapted=Count("pk", filter=Q(origin=Origin.ADAPTED)),
        mentors=Count("cycle__mentorship__mentor", filter=Q(origin=Origin.ADAPTED), distinct=True),
    )
    use = UseHere()
    if people["ects"] >= ENOUGH:
        use.foci, use.adapted = counts["foci"], people["adapted"]
        use.reviewed, use.achieved = counts["reviewed"], counts["achieved"]
    if people["mentors"] >= ENOUGH:
        use.changes = _changes(rows.filter(origin=Origin.ADAPTED))
    return use


def _changes(rows):
    """What the latest of these foci changed, each change once, in the order of its words: not of its time."""
    foci = list(rows.select_related("bank_step").prefetch_related("steps").order_by("-pk")[:MOST_SHOWN])
    sources = sources_of(foci)
    found = {}
    for focus in foci:
        wording = focus.wording
        if not wording.is_blank and not (difference := sources[focus.pk].difference(wording)).is_empty:
            found[wording.digest] = (wording.sentence(), changed(difference))
    return [changes for _, changes in sorted(found.values(), key=lambda pair: pair[0])]
