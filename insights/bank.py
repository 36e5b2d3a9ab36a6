"""The bank at work: what is used, achieved and adapted most; what was looked for in vain; areas in focus."""

from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from actionsteps.models import ActionStep, Area, Proposal, Sought
from insights.figures import Figure
from insights.spans import Span
from insights.values import ENOUGH
from schools.models import School, Trust
from schools.prepared import prepared

MOST = 5
# Areas are told over so many foci.
TELLING = 5


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


def bank_at_work(schools, trust, told, span, *, pairs, this, today):
    """The `BankAtWork` of these schools (ids; `trust`: their trust's id, or None) with so many pairs: steps over the
    school year of a span; areas over the half term `this`, or else the latest of the year that may be told; what was
    looked for where five mentor, or more. Four queries at most."""
    steps = told.steps(span.whole)
    most = {
        "used": _most(steps, lambda one: one[0]),
        "achieved": _most(steps, lambda one: one[3]),
        "adapted": _most(steps, lambda one: one[1]),
    }
    areas, areas_of = _areas_lately(told, this)
    named = dict(_sentences(steps={pk for pks in most.values() for pk in pks}))
    work = BankAtWork(areas_of=areas_of.name)
    for name, pks in most.items():
        rows = [StepAtWork(f"/bank/{pk}/", named[pk], _words(name, steps[pk])) for pk in pks if pk in named]
        setattr(work, name, rows)
    names = dict(_area_names(areas=set(areas)))
    total = sum(areas.values())
    ranked = sorted(areas.items(), key=lambda one: (-one[1], names.get(one[0], "")))
    work.areas = [Figure(names[pk], number, total) for pk, number in ranked if pk in names and total >= TELLING][:MOST]
    if pairs >= ENOUGH:
        work.sought = [words for [words] in _sought(schools=schools, before=today.replace(day=1))]
    kept = _kept_by_trust(trust=trust, today=today) if trust else _kept_by_school(school=schools[0], today=today)
    [(work.published, work.due, work.proposals)] = kept
    return work


def _most(steps, number):
    """The ids of the steps with the highest numbers."""
    ranked = sorted((pk for pk in steps if number(steps[pk])), key=lambda pk: (-number(steps[pk]), pk))
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
    halves = sorted({Span(row.year, row.half) for row in told.rows if row.half and row.year == this.year}, reverse=True)
    for span in halves:
        if not found:
            found, this = told.areas(span), span
    return found, this


@prepared
def _sentences(*, steps):
    return ActionStep.objects.filter(pk__in=steps).values_list("pk", "key_action")


@prepared
def _area_names(*, areas):
    return Area.objects.filter(pk__in=areas).values_list("pk", "name")


@prepared
def _sought(*, schools, before):
    return Sought.objects.filter(school__in=schools).told(before=before)[: 2 * MOST]


@prepared
def _kept_by_school(*, school, today):
    return _kept(School.objects.filter(pk=school), Q(school=OuterRef("pk"), trust=None), today)


@prepared
def _kept_by_trust(*, trust, today):
    own = Q(school__trust=OuterRef("pk"), trust=None) | Q(trust=OuterRef("pk"))
    return _kept(Trust.objects.filter(pk=trust), own, today)


def _kept(place, own, today):
    """How many steps a place keeps itself: published, due for a look; and how many proposals wait."""
    steps = ActionStep.objects.published().filter(own)
    due = steps.filter(review_on__lte=today)
    return place.values_list(*map(_number_of, (steps, due, Proposal.objects.waiting().filter(own))))


def _number_of(rows):
    rows = rows.order_by().annotate(together=Value(1)).values("together").annotate(number=Count("pk"))
    return Coalesce(Subquery(rows.values("number")), 0)
