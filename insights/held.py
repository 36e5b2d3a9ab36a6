"""Meetings held, of those held or planned, in the weeks that are over."""

from dataclasses import dataclass, field

from django.db.models import Sum

from insights.models import Week
from insights.spans import WHOLE_YEAR, Span
from insights.values import numbers_in
from schools.prepared import prepared


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
    """The `Held` of these `SchoolNow`s in a school year and the one before; by school for `span`, by week from the
    Monday `since`. One query."""
    by_half_term, by_school = {}, {}
    for school in schools:
        for of_year, half, held, planned in numbers_in(school.held_so_far or "[]"):
            if of_year in (year, year - 1):
                _add(by_half_term, (of_year, half), held, planned)
                if of_year == span.year and span.half in (WHOLE_YEAR, half):
                    _add(by_school, school.pk, held, planned)
    by_week = _weeks(schools=[school.pk for school in schools], since=since)
    return Held({Span(*key): numbers for key, numbers in by_half_term.items()}, by_school, by_week)


def _add(sums, key, held, planned):
    before = sums.get(key, (0, 0))
    sums[key] = before[0] + held, before[1] + planned


@prepared
def _weeks(*, schools, since):
    weeks = Week.objects.filter(school__in=schools, monday__gte=since).values_list("monday").order_by("monday")
    return weeks.annotate(Sum("held"), Sum("planned"))
