"""The spans that figures are told for: half terms and school years with the same ends for every school.

They are fixed here, not read from a school's term dates: who may move the dates could move one ECT's week in and out of
a span and read it off the difference. Each end lies in the usual holiday.
"""

from dataclasses import dataclass
from datetime import date

from schools.calendar import monday

HALF_TERMS = ("Autumn 1", "Autumn 2", "Spring 1", "Spring 2", "Summer 1", "Summer 2")
# A school year's first Monday is on or after this day; so are the half terms', each in its calendar year.
YEAR_BEGINS = (8, 25)
BEGINS = ((8, 25), (10, 29), (1, 1), (2, 19), (4, 10), (6, 1))
WHOLE_YEAR = 0


@dataclass(frozen=True, order=True)
class Span:
    """A half term (1–6) of the school year that began in `year`, or (0) all of it."""

    year: int
    half: int = WHOLE_YEAR

    @property
    def name(self):
        """ "Autumn 1, 2026/27", "School year 2026/27"."""
        years = f"{self.year}/{(self.year + 1) % 100:02d}"
        return f"{HALF_TERMS[self.half - 1]}, {years}" if self.half else f"School year {years}"

    @property
    def short(self):
        return HALF_TERMS[self.half - 1] if self.half else "Year"

    @property
    def key(self):
        """As an address says it: "2026-1", "2026"."""
        return f"{self.year}-{self.half}" if self.half else f"{self.year}"

    @property
    def whole(self):
        return Span(self.year)

    @property
    def before(self):
        """The same a year before."""
        return Span(self.year - 1, self.half)

    def holds(self, other):
        """Whether all of `other` lies in it."""
        return self == other or (not self.half and self.year == other.year)


def half_term_of(day):
    """The half term that a day's week belongs to."""
    first = monday(day)
    month_day = (first.month, first.day)
    year = first.year if month_day >= YEAR_BEGINS else first.year - 1
    if month_day >= YEAR_BEGINS:
        return Span(year, 2 if month_day >= BEGINS[1] else 1)
    half = max(number for number, begins in enumerate(BEGINS, start=1) if number > 2 and month_day >= begins)
    return Span(year, half)


def span_of(key, *, today):
    """The `Span` that an address asks for: this school year or the last, or a half term of either; else this year."""
    this = half_term_of(today).year
    offered = {span.key: span for span in spans(this)}
    return offered.get(key, Span(this))


def spans(this_year):
    """This school year and the last, each with its half terms after it."""
    return [Span(year, half) for year in (this_year, this_year - 1) for half in range(len(HALF_TERMS) + 1)]


def begins(year):
    """The first day that can be in a school year."""
    return date(year, *YEAR_BEGINS)
