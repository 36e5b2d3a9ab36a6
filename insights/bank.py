"""The bank at work: what is used, achieved and adapted most; what was looked for in vain; areas in focus."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, Sum

from actionsteps.models import ActionStep, Area, Proposal, Sought
from insights.figures import Figure

MOST = 5
# A step is named once it was in so many foci; what became of it, or how often it is adapted, likewise.
NAMED = 3
TELLING = 5
# Words are shown once they were looked for so often.
OFTEN = 3


@dataclass(frozen=True)
class StepAtWork:
    """A step of the bank (its own words, nobody's), and what it is named for."""

    href: str
    sentence: str
    words: str


@dataclass
class BankAtWork:
    """Parts that are [] where there is nothing to say. `published`, `due`: of the place's own steps."""

    used: list = field(default_factory=list)
    achieved: list = field(default_factory=list)
    adapted: list = field(default_factory=list)
    areas: list = field(default_factory=list)
    areas_of: str = ""
    sought: list = field(default_factory=list)
    published: int = 0
    due: int = 0
    proposals: int = 0


def bank_at_work(schools, trust, told, span, *, this, today):
    """The `BankAtWork` of these schools (ids; `trust`: their trust's id, or None) over a span; areas over the half term
    `this`, or else the latest of the year that may be told. Five queries at most."""
    steps = told.steps(span)
    most = {
        "used": _most(steps, lambda one: one[0], NAMED),
        "achieved": _most({pk: one for pk, one in steps.items() if one[2] >= TELLING}, lambda one: one[3], 1),
        "adapted": _most({pk: one for pk, one in steps.items() if one[0] >= TELLING}, lambda one: one[1], 1),
    }
    areas, areas_of = _areas_lately(told, this)
    wanted = {pk for pks in most.values() for pk in pks}
    named = ActionStep.objects.in_bulk(wanted)
    work = BankAtWork(areas_of=areas_of.name)
    for name, pks in most.items():
        rows = [StepAtWork(f"/bank/{pk}/", named[pk].key_action, _words(name, steps[pk])) for pk in pks if pk in named]
        setattr(work, name, rows)
    names = dict(Area.objects.filter(pk__in=areas).values_list("pk", "name"))
    total = sum(areas.values())
    ranked = sorted(areas.items(), key=lambda one: (-one[1], names.get(one[0], "")))
    work.areas = [Figure(names[pk], number, total) for pk, number in ranked if pk in names and total >= TELLING][:MOST]
    sought = Sought.objects.filter(school__in=schools).values_list("words").annotate(all_times=Sum("times"))
    work.sought = list(sought.filter(all_times__gte=OFTEN).order_by("-all_times", "words")[: 2 * MOST])
    work.published, work.due, work.proposals = _own_steps(schools, trust, today)
    return work


def _most(steps, number, least):
    """The ids of the steps with the highest numbers, of at least `least`."""
    ranked = sorted((pk for pk in steps if number(steps[pk]) >= least), key=lambda pk: (-number(steps[pk]), pk))
    return ranked[:MOST]


def _words(name, numbers):
    foci, adapted, outcomes, achieved = numbers
    return {
        "used": f"in {foci} foci",
        "achieved": f"achieved in {achieved} of {outcomes}",
        "adapted": f"adapted in {adapted} of {foci}",
    }[name]


def _areas_lately(told, this):
    """The areas of this half term, or of the latest before it in this year that may be told; and which that is."""
    found = told.areas(this)
    halves = sorted({row.span for row in told.rows if row.span.half and row.span.year == this.year}, reverse=True)
    for span in halves:
        if not found:
            found, this = told.areas(span), span
    return found, this


def _own_steps(schools, trust, today):
    """How many steps a place keeps itself: published, due for a look, and proposals that wait. Two queries."""
    own = Q(school__in=schools, trust=None) | Q(trust=trust) if trust else Q(school__in=schools, trust=None)
    steps = ActionStep.objects.published().filter(own)
    counts = steps.aggregate(published=Count("pk"), due=Count("pk", filter=Q(review_on__lte=today)))
    return counts["published"], counts["due"], Proposal.objects.waiting().filter(own).count()
