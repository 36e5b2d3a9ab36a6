"""A mentor's own figures: n of m of their own foci, theirs alone, and one suggestion (A36)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coaching.models import Result
from coaching.models.focus import Origin
from insights.figures import FEWEST, SETTLED, SUGGESTIONS, Figure, own_figures, school_year
from tests.factories import MONDAY, NOW, CorrectionFactory, CycleFactory, FocusFactory, OutcomeFactory

PATH = "/own-figures/"
WEEK = timedelta(days=7)
TODAY = NOW.date()


def set_focus(pair, weeks_ago=0, *, result=None, **facts):
    """A focus of a week that was set `weeks_ago` weeks before; with a `result`, of one that was reviewed."""
    state = {"reviewed": True} if result else {"is_set": True}
    facts = {"had_how": True, "had_so_that": True, "had_evidence": True, "origin": Origin.BESPOKE} | facts
    focus = FocusFactory(cycle=CycleFactory(mentorship=pair, week_of=MONDAY - weeks_ago * WEEK, **state), **facts)
    if result:
        OutcomeFactory(focus=focus, result=result)
    return focus


def test_figures_count_what_the_mentor_set(pair, other_pair):
    set_focus(pair, 2, result=Result.ACHIEVED, origin=Origin.BANKED)
    set_focus(pair, 1, result=Result.PARTLY, had_evidence=False)
    set_focus(pair, had_how=False, had_evidence=False)
    set_focus(other_pair)
    FocusFactory(cycle=CycleFactory(mentorship=pair))

    own = own_figures(pair.mentor, today=TODAY)

    assert own.foci == 3
    assert own.figures == [
        Figure("said how, in steps", 2, 3),
        Figure("said what pupils gain", 3, 3),
        Figure("rested on evidence", 1, 3),
        Figure("were achieved by the next meeting", 1, 2),
    ]
    assert dict(own.origins) == {"From the bank": 1, "Adapted": 0, "Own": 2}
    assert own.suggestion == ""


def test_last_word_on_an_outcome_counts(pair):
    focus = set_focus(pair, 1, result=Result.ACHIEVED)
    CorrectionFactory(outcome=focus.outcome, result=Result.PARTLY)

    assert own_figures(pair.mentor, today=TODAY).figures[-1] == Figure("were achieved by the next meeting", 0, 1)


def test_earlier_school_years_and_withdrawn_foci_do_not_count(pair):
    set_focus(pair, 3, result=Result.ACHIEVED)
    set_focus(pair, 2, withdrawn_at=NOW, withdrawn_by=pair.mentor)

    assert school_year(TODAY) == (MONDAY - 2 * WEEK).replace(day=1)
    assert own_figures(pair.mentor, today=TODAY).foci == 0


@pytest.mark.parametrize(
    ("facts", "result", "said"),
    [
        ({}, Result.ACHIEVED, SETTLED),
        ({"had_evidence": False}, Result.ACHIEVED, SUGGESTIONS["evidence"]),
        ({"had_how": False}, Result.ACHIEVED, SUGGESTIONS["how"]),
        ({}, Result.NOT_YET, SUGGESTIONS["achieved"]),
    ],
)
def test_one_suggestion_for_what_is_lacking_most(pair, facts, result, said):
    week = CycleFactory(mentorship=pair, week_of=MONDAY - WEEK, reviewed=True)
    other = CycleFactory(mentorship=pair, week_of=MONDAY - 2 * WEEK, reviewed=True)
    had = {"had_how": True, "had_so_that": True, "had_evidence": True} | facts
    for number in range(FEWEST):
        focus = FocusFactory(cycle=week if number < 3 else other, **had)
        OutcomeFactory(focus=focus, result=result)

    assert own_figures(pair.mentor, today=TODAY).suggestion == said


def test_figures_of_an_ended_mentorship_are_gone(pair, leader):
    set_focus(pair)
    pair.ended_at, pair.ended_by = NOW, leader
    pair.save()

    assert own_figures(pair.mentor, today=TODAY).foci == 0


@pytest.mark.parametrize("number", [1, 3])
def test_own_figures_cost_four_queries(pair, mentor, signed_in, number, django_assert_num_queries):
    for weeks_ago in range(number):
        set_focus(pair, weeks_ago, result=Result.ACHIEVED)
    client = signed_in(mentor)
    assert reverse("insights:own_figures") in client.get("/").text

    with django_assert_num_queries(4):
        page = client.get(PATH)

    assert page.context["own"].foci == number
