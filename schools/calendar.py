"""When a pair meets: plain dates in, a date out. Nothing here asks the database.

`pair` is a mentorship, or anything with its `weekday` and `rhythm`; `terms` are the terms and the closed days of its
school and `pauses` its own, in any order: `schools.spells` reads both.
"""

from datetime import date, timedelta

from schools.models import Rhythm

WEEK = timedelta(days=7)
# Two years: past any run of holidays and pauses, and an end to the search where a calendar has no free day.
WEEKS_AHEAD = 104


def monday(day):
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def next_meeting(pair, after, terms=(), pauses=(), *, week_of=None):
    """The day of the meeting that follows the one held on `after`, by the pair's rhythm (A13, A92, A93).

    The rhythm counts from `week_of`, the week that the meeting counted for (the week of `after`, unless told): a
    meeting moved across Sunday shifts nothing. Where the day is in a holiday or a pause, it is the same weekday of the
    first week that is free.
    """
    rhythm = timedelta(days=Rhythm(pair.rhythm).days)
    day = monday(week_of or after) + rhythm + timedelta(days=pair.weekday)
    while day <= after:
        day += rhythm
    return _first_free(day, terms, pauses)


def first_meeting(pair, from_day, terms=(), pauses=()):
    """The pair's first meeting on or after `from_day`: its weekday, outside holidays and pauses."""
    return _first_free(from_day + timedelta(days=(pair.weekday - from_day.weekday()) % 7), terms, pauses)


def _first_free(day, terms, pauses):
    candidate = day
    for _ in range(WEEKS_AHEAD):
        if not is_holiday(candidate, terms) and not is_paused(candidate, pauses):
            return candidate
        candidate += WEEK
    return day


def is_holiday(day, terms):
    """Whether no meeting can be on a day: outside the terms, in a half term, or on a closed day.

    Where the terms are not known (before the first, after the last, or none at all) the usual holidays of an English
    school are taken: late July and August, and the days around Christmas.
    """
    if any(term.is_closed and term.starts_on <= day <= term.ends_on for term in terms):
        return True
    terms = [term for term in terms if not term.is_closed]
    if not terms or day < min(term.starts_on for term in terms) or day > max(term.ends_on for term in terms):
        return _is_usual_holiday(day)
    return not any(term.starts_on <= day <= term.ends_on and not _in_half_term(day, term) for term in terms)


def is_paused(day, pauses):
    """Whether a day lies in a pause. A lifted one doesn't count, nor one without an end: nobody knows it yet."""
    return any(
        pause.lifted_at is None and pause.ends_on is not None and pause.starts_on <= day <= pause.ends_on
        for pause in pauses
    )


def _in_half_term(day, term):
    return term.half_term_starts_on is not None and term.half_term_starts_on <= day <= term.half_term_ends_on


def _is_usual_holiday(day):
    summer = date(day.year, 7, 22) <= day <= date(day.year, 8, 31)
    christmas = day >= date(day.year, 12, 20) or day <= date(day.year, 1, 4)
    return summer or christmas
