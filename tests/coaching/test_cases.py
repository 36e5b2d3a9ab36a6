"""The named cases: what happens to a pair's weeks over a school year, each once from end to end."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from coaching import actions
from coaching.lacks import Lacking, lacks_of
from coaching.meeting import Meeting
from coaching.models import Cycle, Focus
from coaching.rules import ENDED
from schools.actions import change_mentor, pause_pair
from schools.models import PauseKind, Rhythm, Role
from schools.refusal import Refused
from tests.coaching.weeks import GREET, PAUSE, SHOW, agree, at_four, hold, key, outcomes, save
from tests.factories import MentorshipFactory, TermFactory
from tests.people import person

CASES = {
    "first meeting in September",
    "a week without a focus",
    "missed once",
    "missed twice",
    "moved across Sunday",
    "fortnightly",
    "mid-year start",
    "half term",
    "mentor changed with a draft open",
    "mentor changed with a week set",
    "nothing achieved",
    "all achieved",
    "no chance to try, twice running",
    "last week of the year",
    "last week of the school year",
}


def case(name):
    """Say which of the named cases a test is."""

    def mark(test):
        test.cases = {*getattr(test, "cases", ()), name}
        return test

    return mark


def start(pair, day, by=None):
    return actions.start_week(pair, key=key(), by=by or pair.mentor, at=at_four(day))


def dates(cycle):
    return (cycle.week_of, cycle.meets_on, cycle.next_meeting_on)


def results(draft, result, day):
    """Say the same of every focus of last week; returns them."""
    foci = list(Focus.objects.filter(cycle__set_at__isnull=False, cycle__reviewed_at=None).order_by("rank"))
    outcomes(draft, draft.mentorship.mentor, at_four(day), **{f"focus_{focus.pk}": result for focus in foci})
    return foci


@pytest.fixture
def newcomer(school, leader):
    """Who takes the ECT over."""
    return person("Nia New", Role.MENTOR, school)


@case("first meeting in September")
def test_first_meeting_in_september(pair):
    draft = start(pair, date(2025, 9, 2))
    lacking = [lack.code for lack in lacks_of(Meeting.load(draft)) if lack.forced]
    save(draft, pair.mentor, at_four(date(2025, 9, 4)), no_focus_reason="first_meeting")

    week = actions.set_week(draft, by=pair.mentor, at=at_four(date(2025, 9, 4)))

    assert dates(week) == (date(2025, 9, 1), date(2025, 9, 4), date(2025, 9, 11))
    assert lacking == ["focus"]
    assert (week.is_live, week.foci.count()) == (True, 0)


@case("a week without a focus")
def test_week_without_a_focus_between_two_with_one(pair):
    one = hold(pair, GREET, day=date(2025, 9, 11))
    without = hold(pair, day=date(2025, 9, 18))
    three = hold(pair, PAUSE, day=date(2025, 9, 25))

    for week in (one, without):
        week.refresh_from_db()
    assert [week.is_reviewed for week in (one, without, three)] == [True, True, False]
    assert (without.no_focus_reason, without.foci.count(), three.no_focus_reason) == ("consolidating", 0, "")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param(date(2025, 9, 30), (date(2025, 9, 29), date(2025, 10, 2), date(2025, 10, 9)), id="once"),
        pytest.param(date(2025, 10, 7), (date(2025, 10, 6), date(2025, 10, 9), date(2025, 10, 16)), id="twice"),
    ],
)
@case("missed once")
@case("missed twice")
def test_missed_meetings_leave_no_gap_to_fill(pair, today, expected):
    last = hold(pair, GREET, day=date(2025, 9, 18))

    draft = start(pair, today)

    assert dates(draft) == expected
    assert [focus.cycle_id for focus in Meeting.load(draft).to_review] == [last.pk]
    assert Cycle.objects.count() == 2


@case("moved across Sunday")
def test_meeting_moved_across_sunday_counts_for_its_own_week(pair):
    hold(pair, GREET, day=date(2025, 9, 11))
    draft = start(pair, date(2025, 9, 18))

    moved = actions.move_meeting(draft, meets_on=date(2025, 9, 22), by=pair.mentor, at=at_four(date(2025, 9, 18)))
    results(moved, "achieved", date(2025, 9, 22))
    agree(moved.foci.get(), PAUSE, by=pair.mentor, at=at_four(date(2025, 9, 22)))
    actions.set_week(moved, by=pair.mentor, at=at_four(date(2025, 9, 22)))
    following = start(pair, date(2025, 9, 23))

    assert dates(moved) == (date(2025, 9, 15), date(2025, 9, 22), date(2025, 9, 25))
    assert dates(following) == (date(2025, 9, 22), date(2025, 9, 25), date(2025, 10, 2))


@case("fortnightly")
def test_fortnightly_rhythm_sets_the_next_meeting(school, mentor, ect):
    pair = MentorshipFactory(school=school, mentor=mentor, ect=ect, rhythm=Rhythm.FORTNIGHTLY, weekday=1)

    first = hold(pair, GREET, day=date(2025, 9, 9))
    draft = start(pair, date(2025, 9, 17))

    assert dates(first) == (date(2025, 9, 8), date(2025, 9, 9), date(2025, 9, 23))
    assert dates(draft) == (date(2025, 9, 22), date(2025, 9, 23), date(2025, 10, 7))


@case("mid-year start")
def test_mid_year_start_begins_with_its_own_first_meeting(school, mentor, ect):
    TermFactory(
        school=school,
        name="Spring 2026",
        starts_on=date(2026, 1, 5),
        ends_on=date(2026, 3, 27),
        half_term_starts_on=date(2026, 2, 16),
        half_term_ends_on=date(2026, 2, 20),
    )
    pair = MentorshipFactory(school=school, mentor=mentor, ect=ect, starts_on=date(2026, 2, 9))

    early = start(pair, date(2026, 2, 4))

    assert dates(early) == (date(2026, 2, 9), date(2026, 2, 12), date(2026, 2, 26))
    assert Meeting.load(early).last is None


@case("half term")
def test_half_term_and_a_pause_are_stepped_over(pair):
    week = hold(pair, GREET, day=date(2025, 10, 23))
    paused = pause_pair(
        pair,
        kind=PauseKind.NO_MEETING,
        starts_on=date(2025, 11, 10),
        ends_on=date(2025, 11, 16),
        key=key(),
        by=pair.mentor,
        at=at_four(date(2025, 10, 23)),
    )

    draft = start(pair, date(2025, 11, 4))

    assert week.next_meeting_on == date(2025, 11, 6)
    assert dates(draft) == (date(2025, 11, 3), date(2025, 11, 6), date(2025, 11, 20))
    assert paused.starts_on < draft.next_meeting_on


@case("mentor changed with a draft open")
def test_draft_of_the_old_mentor_passes_to_nobody_and_blocks_nobody(pair, leader, newcomer):
    old = hold(pair, GREET, day=date(2025, 9, 11)).foci.get()
    stranded = start(pair, date(2025, 9, 17))
    results(stranded, "partly", date(2025, 9, 17))
    actions.refine(old, into=stranded, key=key(), by=pair.mentor, at=at_four(date(2025, 9, 17)))

    new = change_mentor(pair, mentor=newcomer, by=leader, at=at_four(date(2025, 9, 17)))
    with pytest.raises(Refused, match=ENDED):
        actions.set_week(stranded, by=pair.mentor, at=at_four(date(2025, 9, 18)))
    draft = start(new, date(2025, 9, 18))
    lacking = [lack.code for lack in lacks_of(Meeting.load(draft)) if lack.forced]
    refined = actions.refine(old, into=draft, key=key(), by=newcomer, at=at_four(date(2025, 9, 18)))
    agree(refined, SHOW, by=newcomer, at=at_four(date(2025, 9, 18)))
    week = actions.set_week(draft, by=newcomer, at=at_four(date(2025, 9, 18)))

    stranded.refresh_from_db()
    assert lacking == ["decision", "focus"]
    assert (stranded.is_draft, week.is_live, refined.refined_from_id) == (True, True, old.pk)


@case("mentor changed with a week set")
@pytest.mark.parametrize("how", ["outcome", "handed over"])
def test_new_mentor_gives_the_outcomes_or_closes_as_handed_over(pair, leader, newcomer, how):
    week = hold(pair, GREET, day=date(2025, 9, 11))
    new = change_mentor(pair, mentor=newcomer, by=leader, at=at_four(date(2025, 9, 16)))
    draft = start(new, date(2025, 9, 18))
    focus, now = week.foci.get(), at_four(date(2025, 9, 18))

    if how == "outcome":
        outcomes(draft, newcomer, now, **{f"focus_{focus.pk}": "achieved"})
    else:
        actions.hand_over(focus, by=newcomer, at=now)
    agree(draft.foci.get(), PAUSE, by=newcomer, at=now)
    following = actions.set_week(draft, by=newcomer, at=now)

    week.refresh_from_db()
    focus.refresh_from_db()
    assert (week.reviewed_by, following.is_live) == (newcomer, True)
    assert (focus.outcome.result, focus.outcome.handed_over) == (
        ("achieved", False) if how == "outcome" else ("", True)
    )
    with pytest.raises(Refused):
        actions.give_outcome(following.foci.get(), result="achieved", by=pair.mentor, at=now)


@case("nothing achieved")
def test_nothing_achieved_asks_for_a_decision_on_each(pair):
    hold(pair, GREET, PAUSE, SHOW, day=date(2025, 9, 11))
    now = at_four(date(2025, 9, 18))
    draft = start(pair, date(2025, 9, 18))
    one, two, three = results(draft, "not_yet", date(2025, 9, 18))

    asked = [lack.code for lack in lacks_of(Meeting.load(draft)) if lack.forced]
    for focus in (one, two, three):
        actions.let_go(focus, reason="We start again smaller", into=draft, by=pair.mentor, at=now)
    save(draft, pair.mentor, now, no_focus_reason="other", no_focus_note="A week of mock examinations")
    week = actions.set_week(draft, by=pair.mentor, at=now)

    assert asked == ["decision", "decision", "decision", "focus"]
    assert (week.is_live, week.foci.count()) == (True, 0)


@case("all achieved")
def test_all_achieved_asks_for_no_decision(pair):
    hold(pair, GREET, PAUSE, SHOW, day=date(2025, 9, 11))
    draft = start(pair, date(2025, 9, 18))
    results(draft, "achieved", date(2025, 9, 18))

    assert [lack.code for lack in lacks_of(Meeting.load(draft)) if lack.forced] == ["focus"]


@case("no chance to try, twice running")
def test_no_chance_to_try_twice_running_is_decided_otherwise(pair):
    old = hold(pair, GREET, day=date(2025, 9, 11)).foci.get()
    second = start(pair, date(2025, 9, 18))
    results(second, "no_chance", date(2025, 9, 18))
    carried = actions.carry_on(old, into=second, key=key(), by=pair.mentor, at=at_four(date(2025, 9, 18)))
    agree(carried, by=pair.mentor, at=at_four(date(2025, 9, 18)))
    actions.set_week(second, by=pair.mentor, at=at_four(date(2025, 9, 18)))
    now = at_four(date(2025, 9, 25))
    third = start(pair, date(2025, 9, 25))
    results(third, "no_chance", date(2025, 9, 25))

    with pytest.raises(Refused):
        actions.carry_on(carried, into=third, key=key(), by=pair.mentor, at=now)
    refined = actions.refine(carried, into=third, key=key(), by=pair.mentor, at=now)
    agree(refined, by=pair.mentor, at=now)
    with pytest.raises(Lacking) as unchanged:
        actions.set_week(third, by=pair.mentor, at=now)
    agree(refined, PAUSE, by=pair.mentor, at=now)
    week = actions.set_week(third, by=pair.mentor, at=now)

    assert [lack.code for lack in unchanged.value.lacks] == ["rolled_over"]
    assert [focus.turn for focus in old.turns.order_by("turn")] == [1, 2, 3]
    assert week.is_live


@case("last week of the year")
def test_last_week_of_the_year_is_due_in_january(pair):
    week = hold(pair, GREET, day=date(2025, 12, 18))

    draft = start(pair, date(2026, 1, 5))

    assert week.next_meeting_on == date(2026, 1, 8)
    assert dates(draft)[:2] == (date(2026, 1, 5), date(2026, 1, 8))


@case("last week of the school year")
def test_last_week_of_the_school_year_is_closed(pair, school):
    TermFactory(
        school=school,
        name="Summer 2026",
        starts_on=date(2026, 4, 13),
        ends_on=date(2026, 7, 21),
        half_term_starts_on=date(2026, 5, 25),
        half_term_ends_on=date(2026, 5, 29),
    )
    week = hold(pair, GREET, day=date(2026, 7, 16))
    now = at_four(date(2026, 7, 20))

    actions.give_outcome(week.foci.get(), result="achieved", by=pair.mentor, at=now)
    closed = actions.close_week(week, by=pair.mentor, at=now)
    autumn = start(pair, date(2026, 9, 2))

    assert closed.is_reviewed
    assert dates(autumn)[:2] == (date(2026, 8, 31), date(2026, 9, 3))
    assert [lack.code for lack in lacks_of(Meeting.load(autumn)) if lack.forced] == ["focus"]


def test_start_week_with_the_same_key_or_a_draft_open_is_the_same_week(pair):
    again = key()

    weeks = {
        actions.start_week(pair, key=wanted, by=pair.mentor, at=at_four(date(2025, 9, 18))).pk
        for wanted in (again, again, key())
    }

    assert (len(weeks), Cycle.objects.count()) == (1, 1)


def test_start_week_is_for_the_pairs_own_mentor(pair, ect, former_mentor, other_mentor, leader):
    for user in (ect, former_mentor, other_mentor, leader):
        with pytest.raises(Refused):
            actions.start_week(pair, key=key(), by=user, at=at_four(date(2025, 9, 18)))

    assert Cycle.objects.count() == 0


def test_meeting_is_not_moved_past_its_next_one(pair):
    draft = start(pair, date(2025, 9, 18))

    with pytest.raises(ValidationError):
        actions.move_meeting(
            draft,
            meets_on=date(2025, 9, 19),
            next_meeting_on=date(2025, 9, 19),
            by=pair.mentor,
            at=at_four(date(2025, 9, 18)),
        )


def test_every_named_case_is_a_test():
    tests = [function for name, function in globals().items() if name.startswith("test_")]

    assert {name for test in tests for name in getattr(test, "cases", ())} == CASES
