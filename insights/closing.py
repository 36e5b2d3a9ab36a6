"""Which reviewed weeks are summed together: closed once five ECTs are in, and never opened again (decision 28).

Every figure for leaders is a sum of whole tallies, whatever the span, the school or the day it is looked at. So
whatever is subtracted from whatever, what is left is again whole tallies, each over at least five ECTs.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from insights.spans import half_term_of
from insights.values import ENOUGH

WEEK = timedelta(days=7)


@dataclass
class Closed:
    """Weeks to be summed, of one school or (`trust_id`) of several: from which Monday to which, told in which span."""

    school_id: int | None
    trust_id: int | None
    year: int
    half: int
    first: date
    last: date
    weeks: list


@dataclass
class Closing:
    """What was `closed`, and by school the Monday from which its weeks still wait."""

    closed: list = field(default_factory=list)
    open_from: dict = field(default_factory=dict)


def close(weeks, *, schools, counted_to, until):
    """The `Closing` of the `Reviewed` weeks of some schools (of one trust, or a single one) before the Monday `until`.

    `schools`: {id: the Monday from which its weeks wait}; before `counted_to` (likewise) nothing is closed any more.
    Week by week: a school's weeks that wait are closed when five ECTs are among them. When a half term ends, what waits
    at the trust's schools is closed together if that makes five, and waits on if not. When a school year ends, what
    waits is left out.
    """
    found = Closing(open_from=dict(schools))
    by_monday = defaultdict(list)
    for week in weeks:
        if week.monday >= schools[week.school_id]:
            by_monday[week.monday].append(week)
    waiting: dict = {school: [] for school in schools}
    monday = min(schools.values(), default=until)
    while monday < until:
        for week in by_monday[monday]:
            waiting[week.school_id].append(week)
        free = [school for school in schools if counted_to[school] <= monday]
        for school in free:
            if _are_enough(waiting[school]):
                found.closed.append(_closed(waiting[school], monday, school_id=school))
                waiting[school], found.open_from[school] = [], monday + WEEK
        ended, begins = half_term_of(monday), half_term_of(monday + WEEK)
        if ended != begins:
            _close_together(waiting, free, found, monday)
        if ended.year != begins.year:
            for school in free:
                waiting[school], found.open_from[school] = [], monday + WEEK
        monday += WEEK
    return found


def _are_enough(weeks):
    # A week without a focus adds nothing, so it hides nobody.
    return len({week.ect_id for week in weeks if week.values["foci"]}) >= ENOUGH


def _close_together(waiting, schools, found, monday):
    """Close what waits at several schools of a trust."""
    together = [week for school in schools for week in waiting[school]]
    if together and together[0].trust_id and _are_enough(together):
        found.closed.append(_closed(together, monday, trust_id=together[0].trust_id))
        for school in schools:
            if waiting[school]:
                waiting[school], found.open_from[school] = [], monday + WEEK


def _closed(weeks, monday, *, school_id=None, trust_id=None):
    first, last = half_term_of(min(week.monday for week in weeks)), half_term_of(monday)
    half = last.half if first == last else 0
    return Closed(school_id, trust_id, last.year, half, min(week.monday for week in weeks), monday, list(weeks))
