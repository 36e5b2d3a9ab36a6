"""The sums that somebody may be told: whole tallies, added by span and by school."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from django.db.models import Case, F, Q, TextField, When
from django.db.models.functions import Cast

from insights.models import Tally, Total
from insights.spans import WHOLE_YEAR, Span
from insights.values import ENOUGH, NAMES, PLACES, numbers_in
from schools.models import Mentorship
from schools.prepared import prepared


class Row(NamedTuple):
    """A tally, or a total of some, as it is read."""

    school_id: int | None
    year: int
    half: int
    values: tuple
    areas: dict | None = None
    steps: dict | None = None


@dataclass
class Told:
    """Whole tallies, the last at the end. Every figure is a sum of some of them, chosen by span and school and by
    nothing else."""

    rows: list = field(default_factory=list)

    def sums(self, span, school_id=None):
        """{name: sum} over a span, of all the schools or of one; {} where nothing may be told."""
        if school_id is None:
            sums = [numbers for one, numbers in self._by_half_term.items() if span.holds(Span(*one))]
        else:
            sums = [row.values for row in self._of(span) if row.school_id == school_id]
        return _named(_sum(sums)) if sums else {}

    def by_half_term(self):
        """{half term: {name: sum}}."""
        return {Span(*one): _named(numbers) for one, numbers in self._by_half_term.items()}

    def by_school(self, span):
        """{school id: {name: sum}} over a span, in one go; under None what several schools were told together for."""
        sums = _added(self._of(span), key=lambda row: row.school_id)
        return {school: _named(numbers) for school, numbers in sums.items()}

    @cached_property
    def _by_half_term(self):
        # A trust's page asks for the sums of several spans, of hundreds of rows: they are added up once.
        return _added(self.rows, key=lambda row: (row.year, row.half))

    def latest(self, span, *names):
        """The numbers of `names` in the last tally of each school in a span, together."""
        last = {row.school_id: row.values for row in self._of(span)}
        return [sum(values[PLACES[name]] for values in last.values()) for name in names]

    def areas(self, span):
        """{area id: foci} over a span."""
        found: Counter = Counter()
        for row in self._of(span):
            found.update({int(area): number for area, number in (row.areas or {}).items()})
        return found

    def steps(self, span):
        """{bank step id: [foci, adapted, outcomes, achieved]} over a school year, of the steps that may be told."""
        found = defaultdict(list)
        for row in self._of(span):
            for step, numbers in (row.steps or {}).items():
                found[step].append(numbers)
        return {int(step): list(map(sum, zip(*numbers, strict=True))) for step, numbers in found.items()}

    def _of(self, span):
        return [row for row in self.rows if row.year == span.year and span.half in (WHOLE_YEAR, row.half)]


def _added(rows, *, key):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row.values)
    return {group: _sum(values) for group, values in groups.items()}


def _sum(rows):
    return rows[0] if len(rows) == 1 else list(map(sum, zip(*rows, strict=True)))


def _named(numbers):
    return dict(zip(NAMES, numbers, strict=True))


def told_to(user, schools, trust=None, *, year, named=(), knows=True):
    """The `Told` of these schools (their ids), and of a trust, for a school year and the one before; the bank's areas
    and steps for the years `named`, as they are much to read. Two queries; one where it is known that none of the ECTs
    is or was theirs (`knows`: False).

    Of the ECTs that somebody mentors, or mentored, they know the weeks, and could take them from a sum: a tally is told
    to them if it is over five others. (Of their own as an ECT too.) Everybody else reads the totals of all tallies.
    """
    known = set(_known(user=user.pk, schools=schools)) if knows else set()
    of_place = {"schools": schools, "trusts": [trust] if trust else [], "years": [year, year - 1]}
    if known:
        rows = _less_own(_tallies(**of_place, named=list(named)), known)
    elif named:
        rows = _totals_with_bank(**of_place, named=list(named))
    else:
        rows = _totals(**of_place)
    return Told([Row(school, year, half, numbers_in(values), *bank) for school, year, half, values, *bank in rows])


def _less_own(tallies, known):
    """Those of the tallies that are over five others than the `known`, without whose they are."""
    for *row, ects, fewest in tallies:
        if fewest - len(known.intersection(ects)) >= ENOUGH:
            yield row


@prepared
def _known(*, user, schools):
    theirs = Mentorship.objects.filter(Q(mentor=user) | Q(ect=user), school__in=schools)
    return theirs.values_list("ect_id", flat=True)


@prepared
def _totals(*, schools, trusts, years):
    return _in_order(Total, schools, trusts, years)


@prepared
def _totals_with_bank(*, schools, trusts, years, named):
    return _in_order(Total, schools, trusts, years, *_bank(named))


@prepared
def _tallies(*, schools, trusts, years, named):
    return _in_order(Tally, schools, trusts, years, *_bank(named), "ects", "fewest")


def _bank(named):
    return [Case(When(year__in=named, then=F(name))) for name in ("areas", "steps")]


def _in_order(model, schools, trusts, years, *more):
    of_place = Q(school__in=schools) | Q(trust__in=trusts)
    rows = model.objects.filter(of_place, year__in=years).order_by("last", "pk")
    return rows.values_list("school_id", "year", "half", Cast("values", TextField()), *more)
