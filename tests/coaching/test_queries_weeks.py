"""What runs over weeks, and a school's dates: the same number of queries with one and with three of everything."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from coaching.models import Decision, Result
from tests.factories import (
    MONDAY,
    NOW,
    ClosedDayFactory,
    CycleFactory,
    FocusFactory,
    OutcomeFactory,
    ParkedFactory,
    TermFactory,
)
from tests.people import client_of
from tests.sides import RevisitFactory

WEEK = timedelta(weeks=1)


@pytest.fixture
def asking(pair, n):
    """A draft, opened, that asks about an achieved focus of `n` steps, after `n` lines that were refined twice."""
    weeks = [CycleFactory(mentorship=pair, week_of=MONDAY - number * WEEK, reviewed=True) for number in (6, 4, 3)]
    live = CycleFactory(mentorship=pair, week_of=MONDAY - WEEK, is_set=True)
    draft = CycleFactory(mentorship=pair, opened=True)
    achieved = FocusFactory(cycle=weeks[0], steps=("Wait",) * n)
    OutcomeFactory(focus=achieved)
    RevisitFactory(focus=achieved, asked_in=draft, mentor_says=False, mentor_at=NOW, mentor_by=pair.mentor)
    for _ in range(n):
        focus = None
        for week in (*weeks[1:], live):
            focus = FocusFactory(cycle=week, refined_from=focus)
            OutcomeFactory(focus=focus, result=Result.NOT_YET, decision=Decision.REFINE)
        FocusFactory(cycle=draft, refined_from=focus)
        ParkedFactory(ect=pair.ect, school=pair.school, by=pair.mentor, next_in_line=True, came_from=focus)
    return draft


def test_meeting_that_asks_and_tells_stories(asking, mentor, n, costs):
    page = costs(mentor, reverse("coaching:meeting", args=[asking.pk]), 12)

    assert "Still happening?" in page
    assert page.count("3 meetings so far") == n


def test_opened_draft_that_asks(asking, ect, costs):
    assert "Still happening?" in costs(ect, reverse("coaching:meeting", args=[asking.pk]), 11)


def test_home_of_an_ect_who_is_asked(asking, ect, costs):
    assert "Still happening?" in costs(ect, "/", 8)


def test_home_of_an_ect_who_achieved_something(pair, ect, n, costs):
    for number in range(1, n + 1):
        week = CycleFactory(mentorship=pair, week_of=MONDAY - number * WEEK, reviewed=True)
        OutcomeFactory(focus=FocusFactory(cycle=week))

    assert costs(ect, "/", 8).count("Achieved on") == min(n, 2)


def test_journey_that_says_what_stuck(asking, pair, ect, costs):
    costs(ect, reverse("coaching:journey", args=[pair.school_id, pair.ect_id]), 8)


@pytest.fixture
def dated(school, n):
    """A school with `n` terms and `n` closed days more."""
    for number in range(n):
        half = {"half_term_starts_on": None, "half_term_ends_on": None}
        TermFactory(school=school, starts_on=date(2026 + number, 1, 5), ends_on=date(2026 + number, 3, 27), **half)
        ClosedDayFactory(school=school, starts_on=date(2025, 11, 10 + number), ends_on=date(2025, 11, 10 + number))
    return school


@pytest.mark.parametrize(
    ("route", "queries"),
    [("terms", 7), ("add_term", 5), ("add_closed", 5), ("bring_dates", 5)],
)
def test_pages_of_a_school_s_dates(dated, leader, route, queries, costs):
    costs(leader, reverse(f"schools:{route}", args=[dated.pk]), queries)


def test_pages_of_one_term_and_of_closed_days(dated, leader, costs):
    costs(leader, reverse("schools:change_term", args=[dated.pk, dated.terms.first().pk]), 6)
    costs(leader, reverse("schools:change_closed", args=[dated.pk, dated.closed_days.first().pk]), 6)


def test_starting_a_week_costs_the_same(pair, n, django_assert_num_queries):
    """However much was achieved before; the question is part of it."""
    for number in range(n + 3, 3, -1):
        week = CycleFactory(
            mentorship=pair, week_of=MONDAY - number * WEEK, reviewed=True, reviewed_at=NOW - number * WEEK
        )
        OutcomeFactory(focus=FocusFactory(cycle=week))
    client = client_of(pair.mentor)
    client.get("/")

    with django_assert_num_queries(24):
        answer = client.post(reverse("coaching:start_week", args=[pair.pk]), {"key": str(uuid.UUID(int=7))})

    assert answer.status_code == 302
    assert pair.weeks.draft().get().revisit.round == 1
