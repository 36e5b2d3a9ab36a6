"""The sums that somebody may be told: whole tallies, added by span and by school."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, F, Q, When

from insights.models import Tally, Total
from insights.spans import Span
from insights.values import ENOUGH, NAMES, PLACES
from schools.models import Mentorship
from schools.prepared import prepared


@dataclass
class Row:
    """A tally, or a total of some, as it is read."""

    school_id: int | None
    span: Span
    last: object
    values: list
    areas: dict | None = None
    steps: dict | None = None


@dataclass
class Told:
    """Whole tallies. Every figure is a sum of some of them, chosen by span and school and by nothing else."""

    rows: list = field(default_factory=list)

    def sums(self, span, school_id=None):
        """{name: sum} over a span, of all the schools or of one; {} where nothing may be told."""
        rows = [row.values for row in self._of(span) if school_id is None or row.school_id == school_id]
        return _sum(rows) if rows else {}

    def by_half_term(self):
        """{half term: {name: sum}}, in one go."""
        return _added(self.rows, key=lambda row: row.span)

    def by_school(self, span):
        """{school id: {name: sum}} over a span, in one go; under None what several schools were told together for."""
        return _added(self._of(span), key=lambda row: row.school_id)

    def latest(self, span, *names):
        """The numbers of `names` in the last tally of each school in a span, together."""
        last = {}
        for row in sorted(self._of(span), key=lambda row: row.last):
            last[row.school_id] = row.values
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
        return [row for row in self.rows if span.holds(row.span)]


def _added(rows, *, key):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row.values)
    return {group: _sum(values) for group, values in groups.items()}


def _sum(rows):
    return dict(zip(NAMES, map(sum, zip(*rows, strict=True)), strict=True))


def told_to(user, schools, trust=None, *, year, named, knows=True):
    """The `Told` of these schools (their ids), and of a trust, for a school year and the one before; the bank's areas
    and steps for the years `named`. Two queries; one where it is known that none of the ECTs
    is or was theirs (`knows`: False).

    Of the ECTs that somebody mentors, or mentored, they know the weeks, and could take them from a sum: a tally is told
    to them if it is over five others. (Of their own as an ECT too.) Everybody else reads the totals of all tallies.
    """
    known = set(_known(user=user.pk, schools=schools)) if knows else set()
    of_place = {"schools": schools, "years": [year, year - 1], "named": list(named)}
    if trust:
        of_place["trust"] = trust
    if known:
        rows = _less_own(_tallies_of_trust(**of_place) if trust else _tallies(**of_place), known)
    else:
        rows = _totals_of_trust(**of_place) if trust else _totals(**of_place)
    return Told([Row(pk, Span(of_year, half), *rest) for pk, of_year, half, *rest in rows])


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
def _totals(*, schools, years, named):
    return _in_order(Total.objects.filter(school__in=schools), years, named)


@prepared
def _totals_of_trust(*, schools, trust, years, named):
    return _in_order(Total.objects.filter(Q(school__in=schools) | Q(trust=trust)), years, named)


@prepared
def _tallies(*, schools, years, named):
    return _in_order(Tally.objects.filter(school__in=schools), years, named, "ects", "fewest")


@prepared
def _tallies_of_trust(*, schools, trust, years, named):
    return _in_order(Tally.objects.filter(Q(school__in=schools) | Q(trust=trust)), years, named, "ects", "fewest")


def _in_order(rows, years, named, *more):
    # Of the bank there is much to read: only where it is shown.
    bank = [Case(When(year__in=named, then=F(name))) for name in ("areas", "steps")]
    rows = rows.filter(year__in=years).order_by("last", "pk")
    return rows.values_list("school_id", "year", "half", "last", "values", *bank, *more)
