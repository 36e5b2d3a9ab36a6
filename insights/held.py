"""Meetings held, of those held or planned, in the weeks that are over."""

from dataclasses import dataclass, field

from django.db.models import BigIntegerField, DateField, F, Sum, Value
from django.db.models.functions import Cast

from insights.models import Week
from insights.spans import Span
from schools.prepared import prepared

SUMS = {"all_held": Sum("held"), "all_planned": Sum("planned")}
NO_SCHOOL = Value(0, BigIntegerField())


@dataclass
class Held:
    """(held, planned) by half term; by school, over one span; and as [(Monday, held, planned)] of the latest weeks."""

    by_half_term: dict = field(default_factory=dict)
    by_school: dict = field(default_factory=dict)
    by_week: list = field(default_factory=list)

    def over(self, span):
        """(held, planned) of all schools over a span of the school years that were read."""
        if span.half:
            return self.by_half_term.get(span, (0, 0))
        halves = [numbers for one, numbers in self.by_half_term.items() if span.holds(one)]
        return tuple(map(sum, zip(*halves, strict=True))) or (0, 0)


def held_at(schools, span, *, year, since):
    """The `Held` of these schools (their ids) in a school year and the one before; by school for `span`, by week from
    the Monday `since`. One query."""
    found = Held()
    other = year if span.year < year else year - 1
    for school_id, of_year, half, week, held, planned in _sums(schools=schools, of=span.year, other=other, since=since):
        if week:
            found.by_week.append((week, held, planned))
            continue
        half_term = Span(of_year, half)
        _add(found.by_half_term, half_term, held, planned)
        if span.holds(half_term):
            _add(found.by_school, school_id, held, planned)
    found.by_week.sort()
    return found


def _add(sums, key, held, planned):
    before = sums.get(key, (0, 0))
    sums[key] = before[0] + held, before[1] + planned


@prepared
def _sums(*, schools, of, other, since):
    rows, no_week = Week.objects.filter(school__in=schools).order_by(), Cast(Value(None), DateField())
    by_school = rows.filter(year=of).values("school_id", "year", "half").annotate(week=no_week, **SUMS)
    by_half_term = rows.filter(year=other).values("year", "half").annotate(of=NO_SCHOOL, week=no_week, **SUMS)
    by_week = rows.filter(monday__gte=since).values("monday")
    by_week = by_week.annotate(of=NO_SCHOOL, y=Value(0), h=Value(0), week=F("monday"), **SUMS)
    return by_school.values_list("school_id", "year", "half", "week", *SUMS).union(
        by_half_term.values_list("of", "year", "half", "week", *SUMS),
        by_week.values_list("of", "y", "h", "week", *SUMS),
        all=True,
    )
