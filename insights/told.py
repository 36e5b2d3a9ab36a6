"""The sums that somebody may be told: whole tallies, added by span and by school."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, DateField, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Cast

from insights.models import Tally, Total, Week
from insights.spans import Span
from insights.values import ENOUGH, NAMES, PLACES
from schools.models import Mentorship


@dataclass
class Row:
    """A tally, or a total of some, as it is read."""

    school_id: int | None
    span: Span
    last: object
    values: list
    areas: dict = field(default_factory=dict)
    steps: dict = field(default_factory=dict)


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
            found.update({int(area): number for area, number in row.areas.items()})
        return found

    def steps(self, span):
        """{bank step id: [foci, adapted, outcomes, achieved]} over a span."""
        found = defaultdict(list)
        for row in self._of(span):
            for step, numbers in row.steps.items():
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


def told_to(user, schools, trust=None, *, year, named):
    """The `Told` of these schools (their ids), and of a trust, for a school year and the one before; the bank's areas
    and steps for the years `named`. Three queries.

    Of the ECTs that somebody mentors, or mentored, they know the weeks, and could take them from a sum: a tally is told
    to them if it is over five others. (Of their own as an ECT too.) Everybody else reads the totals of all tallies.
    """
    theirs = Mentorship.objects.filter(Q(mentor=user) | Q(ect=user), school__in=schools)
    known = set(theirs.values_list("ect_id", flat=True))
    of_place = Q(school__in=schools) | Q(trust=trust) if trust else Q(school__in=schools)
    in_years = of_place & Q(year__in=(year, year - 1))
    rows: QuerySet = Total.objects.filter(in_years)
    if known:
        tallies = Tally.objects.filter(in_years)
        withheld = {
            pk
            for pk, ects, fewest in tallies.values_list("pk", "ects", "fewest")
            if fewest - len(known.intersection(ects)) < ENOUGH
        }
        rows = tallies.exclude(pk__in=withheld)
    rows = rows.order_by("last", "pk")
    # Of the bank there is much to read: only where it is shown.
    of_bank = rows.filter(year__in=named).values_list("pk", "areas", "steps")
    bank = {pk: {"areas": areas, "steps": steps} for pk, areas, steps in of_bank}
    return Told(
        [
            Row(school_id, Span(of_year, half), last, values, **bank.get(pk, {}))
            for pk, school_id, of_year, half, last, values in rows.values_list(
                "pk", "school_id", "year", "half", "last", "values"
            )
        ]
    )


@dataclass
class Held:
    """Meetings held, of those held or planned, in weeks that are over: (held, planned) by span and by school."""

    by_half_term: dict = field(default_factory=dict)
    by_school: dict = field(default_factory=dict)
    by_week: list = field(default_factory=list)

    def in_year(self, year):
        return _both(numbers for span, numbers in self.by_half_term.items() if span.year == year)


def _both(pairs):
    pairs = list(pairs)
    return sum(held for held, _ in pairs), sum(planned for _, planned in pairs)


def held_at(schools, span, *, year, since):
    """The `Held` of these schools in a school year and the one before; by school for `span`, by week from `since`. One
    query."""
    found = Held()
    rows = Week.objects.filter(school__in=schools).order_by()
    sums = {"all_held": Sum("held"), "all_planned": Sum("planned")}
    halves = rows.filter(year__in=(year, year - 1)).values("school_id", "year", "half")
    halves = halves.annotate(week=Cast(Value(None), DateField()), **sums)
    recent = rows.filter(monday__gte=since).values("monday")
    recent = recent.annotate(of=Value(0, BigIntegerField()), y=Value(0), h=Value(0), week=F("monday"), **sums)
    names = ("week", *sums)
    weekly = recent.values_list("of", "y", "h", *names)
    for school_id, of_year, half, week, held, planned in halves.values_list("school_id", "year", "half", *names).union(
        weekly, all=True
    ):
        if week:
            found.by_week.append((week, held, planned))
            continue
        one = Span(of_year, half)
        found.by_half_term[one] = _both([found.by_half_term.get(one, (0, 0)), (held, planned)])
        if span.holds(one):
            found.by_school[school_id] = _both([found.by_school.get(school_id, (0, 0)), (held, planned)])
    found.by_week.sort()
    return found
