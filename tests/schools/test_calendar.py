"""When a pair meets: no database, plain dates."""

from datetime import date
from types import SimpleNamespace

import pytest

from schools.calendar import first_meeting, is_holiday, is_paused, monday, next_meeting

WEEKLY = SimpleNamespace(rhythm="weekly", weekday=3)
FORTNIGHTLY = SimpleNamespace(rhythm="fortnightly", weekday=3)


def term(starts_on, ends_on, half_term=(None, None)):
    return SimpleNamespace(
        starts_on=starts_on,
        ends_on=ends_on,
        half_term_starts_on=half_term[0],
        half_term_ends_on=half_term[1],
        is_closed=False,
    )


def closed(starts_on, ends_on=None):
    return SimpleNamespace(starts_on=starts_on, ends_on=ends_on or starts_on, is_closed=True)


def pause(starts_on, ends_on, lifted_at=None):
    return SimpleNamespace(starts_on=starts_on, ends_on=ends_on, lifted_at=lifted_at)


AUTUMN = term(date(2025, 9, 1), date(2025, 12, 19), (date(2025, 10, 27), date(2025, 10, 31)))
SPRING = term(date(2026, 1, 5), date(2026, 3, 27), (date(2026, 2, 16), date(2026, 2, 20)))
SUMMER = term(date(2026, 4, 13), date(2026, 7, 21), (date(2026, 5, 25), date(2026, 5, 29)))
TERMS = [SUMMER, AUTUMN, SPRING]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 9, 15), date(2025, 9, 15)),
        (date(2025, 9, 21), date(2025, 9, 15)),
        (date(2026, 1, 1), date(2025, 12, 29)),
    ],
)
def test_monday_is_that_of_the_days_week(day, expected):
    assert monday(day) == expected


@pytest.mark.parametrize(
    ("case", "pair", "after", "expected"),
    [
        ("the next week", WEEKLY, date(2025, 9, 18), date(2025, 9, 25)),
        ("two weeks on", FORTNIGHTLY, date(2025, 9, 18), date(2025, 10, 2)),
        ("held early in the week", WEEKLY, date(2025, 9, 15), date(2025, 9, 25)),
        ("held late in the week", WEEKLY, date(2025, 9, 19), date(2025, 9, 25)),
        ("over half term", WEEKLY, date(2025, 10, 23), date(2025, 11, 6)),
        ("every two weeks, over half term", FORTNIGHTLY, date(2025, 10, 16), date(2025, 11, 6)),
        ("every two weeks, past half term", FORTNIGHTLY, date(2025, 10, 23), date(2025, 11, 6)),
        ("over Christmas", WEEKLY, date(2025, 12, 18), date(2026, 1, 8)),
        ("every two weeks, over Christmas", FORTNIGHTLY, date(2025, 12, 11), date(2026, 1, 8)),
        ("over Easter", WEEKLY, date(2026, 3, 26), date(2026, 4, 16)),
        ("the last week of the year", WEEKLY, date(2026, 7, 16), date(2026, 9, 3)),
    ],
)
def test_next_meeting_follows_the_rhythm_outside_holidays(case, pair, after, expected):
    assert next_meeting(pair, after, TERMS) == expected, case


def test_next_meeting_of_one_moved_across_sunday_keeps_its_day():
    held_on_monday_after = date(2025, 9, 22)

    assert next_meeting(WEEKLY, held_on_monday_after, TERMS, week_of=date(2025, 9, 15)) == date(2025, 9, 25)


def test_next_meeting_is_later_than_one_held_a_week_late():
    assert next_meeting(WEEKLY, date(2025, 9, 25), TERMS, week_of=date(2025, 9, 15)) == date(2025, 10, 2)


def test_next_meeting_with_a_weekday_before_term_starts_waits_a_week():
    mondays = SimpleNamespace(rhythm="weekly", weekday=0)
    starts_on_tuesday = term(date(2026, 1, 6), date(2026, 3, 27))

    assert next_meeting(mondays, date(2025, 12, 15), [AUTUMN, starts_on_tuesday]) == date(2026, 1, 12)


def test_next_meeting_skips_a_pause():
    away = pause(date(2025, 9, 22), date(2025, 10, 3))

    assert next_meeting(WEEKLY, date(2025, 9, 18), TERMS, [away]) == date(2025, 10, 9)


def test_next_meeting_ignores_a_lifted_pause_and_one_without_an_end():
    lifted = pause(date(2025, 9, 22), date(2025, 10, 3), lifted_at="then")
    unknown = pause(date(2025, 9, 22), None)

    assert next_meeting(WEEKLY, date(2025, 9, 18), TERMS, [lifted, unknown]) == date(2025, 9, 25)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (date(2025, 9, 18), date(2025, 9, 25)),
        (date(2025, 12, 18), date(2026, 1, 8)),
        (date(2025, 7, 17), date(2025, 9, 4)),
    ],
)
def test_next_meeting_without_terms_keeps_clear_of_the_usual_holidays(after, expected):
    assert next_meeting(WEEKLY, after) == expected


def test_next_meeting_where_no_day_is_free_is_the_rhythms_day():
    forever = pause(date(2025, 1, 1), date(2100, 1, 1))

    assert next_meeting(WEEKLY, date(2025, 9, 18), TERMS, [forever]) == date(2025, 9, 25)


@pytest.mark.parametrize(
    ("from_day", "expected"),
    [
        (date(2025, 9, 18), date(2025, 9, 18)),
        (date(2025, 9, 19), date(2025, 9, 25)),
        (date(2025, 10, 27), date(2025, 11, 6)),
        (date(2025, 8, 20), date(2025, 9, 4)),
    ],
)
def test_first_meeting_is_on_the_pairs_weekday_from_that_day_on(from_day, expected):
    assert first_meeting(WEEKLY, from_day, TERMS) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 9, 1), False),
        (date(2025, 10, 27), True),
        (date(2025, 10, 31), True),
        (date(2025, 12, 19), False),
        (date(2025, 12, 20), True),
        (date(2026, 7, 22), True),
        (date(2026, 10, 15), False),
    ],
)
def test_is_holiday_knows_both_ends(day, expected):
    assert is_holiday(day, TERMS) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 9, 21), False),
        (date(2025, 9, 22), True),
        (date(2025, 9, 28), True),
        (date(2025, 9, 29), False),
    ],
)
def test_is_paused_knows_both_ends(day, expected):
    assert is_paused(day, [pause(date(2025, 9, 22), date(2025, 9, 28))]) == expected


@pytest.mark.parametrize(
    ("case", "closed_days", "expected"),
    [
        ("an INSET day", [closed(date(2025, 9, 25))], date(2025, 10, 2)),
        ("a second week of half term", [closed(date(2025, 9, 22), date(2025, 10, 3))], date(2025, 10, 9)),
        ("another day of that week", [closed(date(2025, 9, 24))], date(2025, 9, 25)),
    ],
)
def test_next_meeting_skips_closed_days(case, closed_days, expected):
    assert next_meeting(WEEKLY, date(2025, 9, 18), [*TERMS, *closed_days]) == expected, case


def test_is_holiday_closed_days_alone_leave_the_usual_holidays():
    days = [closed(date(2025, 9, 25))]

    found = [is_holiday(day, days) for day in (date(2025, 9, 25), date(2025, 9, 26), date(2025, 12, 25))]

    assert found == [True, False, True]
