"""The terms of an English school around a day, as most of them lie."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class TermDates:
    """A term with its half term: the fields of `schools.models.Term`."""

    name: str
    starts_on: date
    ends_on: date
    half_term_starts_on: date
    half_term_ends_on: date
    is_closed = False


def terms_around(today):
    """The nine terms of the school years before, of and after `today`, in order."""
    year = today.year if today.month >= 9 else today.year - 1
    return [term for first in (year - 1, year, year + 1) for term in _school_year(first)]


@dataclass(frozen=True)
class ClosedDates:
    """Closed days: the fields of `schools.models.ClosedDay`."""

    name: str
    starts_on: date
    ends_on: date
    is_closed = True


def closed_around(today):
    """The days on which the schools of these terms are closed: INSET on each first day but the first, and May Day."""
    days = [ClosedDates("INSET", term.starts_on, term.starts_on) for term in terms_around(today)[1:]]
    may_days = {_on_or_after(date(day.starts_on.year, 5, 1), 0) for day in days}
    return days + [ClosedDates("May Day", day, day) for day in sorted(may_days)]


def _school_year(year):
    following = year + 1
    opening = date(year, 9, 2)
    if opening.weekday() > 4:
        opening = _on_or_after(opening, 0)
    yield _term(f"Autumn {year}", opening, date(year, 12, 20), date(year, 10, 22))
    yield _term(
        f"Spring {following}", _on_or_after(date(following, 1, 4), 0), date(following, 4, 1), date(following, 2, 12)
    )
    yield _term(
        f"Summer {following}", _on_or_after(date(following, 4, 13), 0), date(following, 7, 22), date(following, 5, 25)
    )


def _term(name, starts_on, last, half_term):
    """To the Friday on or before `last`; half term is the week of the Monday on or after `half_term`."""
    ends_on = last - timedelta(days=(last.weekday() - 4) % 7)
    off = _on_or_after(half_term, 0)
    return TermDates(name, starts_on, ends_on, off, off + timedelta(days=4))


def _on_or_after(day, weekday):
    return day + timedelta(days=(weekday - day.weekday()) % 7)
