"""The sums that somebody may be told: whole tallies, added by span and by school."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.db.models import BigIntegerField, DateField, F, Q, Sum, Value
from django.db.models.functions import Cast

from insights.models import Tally, Week
from insights.spans import Span
from insights.values import ENOUGH, NAMES, PLACES
from schools.models import Mentorship


@dataclass
class Row:
    """A tally as it is read."""

    school_id: int | None
    span: Span
    last: object
    values: list
    areas: dict
    steps: dict


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
        """The sums of `names` over the last tally of each school in a span."""
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
        found = defaultdict(lambda: [0, 0, 0, 0])
        for row in self._of(span):
            for step, numbers in row.steps.items():
                found[int(step)] = [a + b for a, b in zip(found[int(step)], numbers, strict=True)]
        return dict(found)

    def _of(self, span):
        return [row for row in self.rows if span.holds(row.span)]


def _added(rows, *, key):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row.values)
    return {group: _sum(values) for group, values in groups.items()}


def _sum(rows):
    return dict(zip(NAMES, map(sum, zip(*rows, strict=True)), strict=True))


def told_to(user, schools, trust=None, *, year):
    """The `Told` of these schools (their ids), and of a trust, for a school year and the one before. Two queries.

    Of the ECTs that somebody mentors, or mentored, they know the weeks, and could take them from a sum: a tally is told
    to them if it is over five others. (Of their own as an ECT too.)
    """
    known = {user.pk, *Mentorship.objects.filter(mentor=user).values_list("ect_id", flat=True)}
    of_place = Q(school__in=schools) | Q(trust=trust) if trust else Q(school__in=schools)
    tallies = Tally.objects.filter(of_place, year__in=(year, year - 1))
    rows = tallies.values_list("school_id", "year", "half", "last", "values", "areas", "steps", "ects", "fewest")
    return Told(
        [
            Row(school_id, Span(year, half), last, values, areas, steps)
            for school_id, year, half, last, values, areas, steps, ects, fewest in rows
            if fewest - len(known.intersection(ects)) >= ENOUGH
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
