"""Still happening? Plain dates in; then the question in a draft, its answers, and what follows a no."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from coaching import actions
from coaching.models import Cycle, Focus, Revisit
from coaching.revisits import Achieved, due_question, sticks, weeks_counted
from coaching.rules import Refused
from schools import actions as house
from tests.coaching.weeks import GREET, PAUSE, SHOW, at_four, hold, key, outcomes
from tests.factories import MONDAY, ClosedDayFactory, CorrectionFactory, PauseFactory
from tests.people import client_of, person

REVIEWED = date(2025, 9, 18)
LONDON = ZoneInfo("Europe/London")
TERM = SimpleNamespace(
    starts_on=date(2025, 9, 1),
    ends_on=date(2025, 12, 19),
    half_term_starts_on=date(2025, 10, 27),
    half_term_ends_on=date(2025, 10, 31),
    is_closed=False,
)


def pause(starts_on, ends_on, lifted_at=None):
    return SimpleNamespace(starts_on=starts_on, ends_on=ends_on, lifted_at=lifted_at)


def asked(on, *achieved, pauses=()):
    """(focus, round) that a meeting on `on` asks about, or None."""
    found = due_question(list(achieved), on, terms=[TERM], pauses=pauses)
    return found and (found[0].focus_id, found[1])


@pytest.mark.parametrize(
    ("case", "on", "pauses", "expected"),
    [
        ("the second week", date(2025, 10, 2), (), None),
        ("the third week", date(2025, 10, 9), (), (1, 1)),
        ("early in the third week", date(2025, 10, 6), (), (1, 1)),
        ("a month later", date(2025, 11, 6), (), (1, 1)),
        ("a week without a meeting", date(2025, 10, 9), [pause(date(2025, 9, 22), date(2025, 9, 28))], None),
        ("a week later then", date(2025, 10, 16), [pause(date(2025, 9, 22), date(2025, 9, 28))], (1, 1)),
        ("away for a day", date(2025, 10, 9), [pause(date(2025, 9, 22), date(2025, 9, 22))], (1, 1)),
        ("away still", date(2025, 10, 9), [pause(date(2025, 10, 6), None)], None),
        (
            "away for two weeks, and back before it was planned",
            date(2025, 10, 16),
            [pause(date(2025, 9, 22), None, datetime(2025, 10, 6, 8, tzinfo=LONDON))],
            None,
        ),
        ("in half term", date(2025, 10, 30), (), None),
    ],
)
def test_due_question_first_in_the_third_week(case, on, pauses, expected):
    assert asked(on, Achieved(1, REVIEWED), pauses=pauses) == expected, case


@pytest.mark.parametrize(
    ("case", "asked_on", "stuck", "on", "expected"),
    [
        ("yes", date(2025, 10, 9), True, date(2025, 11, 20), (1, 2)),
        ("yes, a week before", date(2025, 10, 9), True, date(2025, 11, 13), None),
        ("no", date(2025, 10, 9), False, date(2025, 12, 4), None),
        ("nobody said", date(2025, 10, 9), None, date(2025, 12, 4), None),
        ("asked late", date(2025, 11, 20), True, date(2025, 11, 27), None),
    ],
)
def test_due_question_second_only_where_the_first_stuck(case, asked_on, stuck, on, expected):
    """Eight weeks are 25 September to 20 November, half term left out."""
    assert asked(on, Achieved(1, REVIEWED, asked={1: (asked_on, stuck)})) == expected, case


def test_due_question_asks_for_the_one_due_longest():
    later, earlier = Achieved(1, date(2025, 9, 25)), Achieved(2, REVIEWED, rank=2)
    first = Achieved(3, REVIEWED, rank=1)

    assert asked(date(2025, 10, 16), later, earlier) == (2, 1)
    assert asked(date(2025, 10, 16), later, earlier, first) == (3, 1)


def test_due_question_is_done_after_the_second():
    twice = {1: (date(2025, 10, 9), True), 2: (date(2025, 11, 20), True)}

    assert asked(date(2025, 12, 18), Achieved(1, REVIEWED, asked=twice)) is None


def test_weeks_counted_leaves_holidays_out():
    weeks = weeks_counted(date(2025, 10, 16), date(2025, 11, 6), [TERM], [])

    assert weeks == [date(2025, 10, 20), date(2025, 11, 3)]


@pytest.mark.parametrize(
    ("mentor", "ect", "expected"),
    [(None, None, None), (True, None, True), (None, True, True), (True, False, False), (None, False, False)],
)
def test_sticks_if_somebody_says_so_and_nobody_not(mentor, ect, expected):
    assert sticks(mentor, ect) is expected


# In a draft

THURSDAY = MONDAY + timedelta(days=3)


@pytest.fixture
def start(pair):
    """start(weeks): the draft of the meeting so many weeks after the focus was reviewed."""

    def start(weeks):
        day = THURSDAY + timedelta(weeks=weeks)
        return actions.start_week(pair, key=key(), meets_on=day, by=pair.mentor, at=at_four(day))

    return start


@pytest.fixture
def achieved(pair):
    """GREET, set a week ago and reviewed as achieved on THURSDAY."""
    week = hold(pair, GREET, day=THURSDAY - timedelta(weeks=1))
    hold(pair, PAUSE, day=THURSDAY)
    return week.foci.get()


def asked_in(draft):
    revisit = Revisit.objects.filter(asked_in=draft).first()
    return revisit and (revisit.focus_id, revisit.round)


def test_start_week_asks_in_the_third_week(achieved, start):
    assert asked_in(start(3)) == (achieved.pk, 1)


def test_start_week_asks_nothing_before(achieved, start):
    assert asked_in(start(2)) is None


def test_start_week_again_asks_once(achieved, start, pair):
    draft = start(3)

    again = actions.start_week(pair, key=key(), by=pair.mentor, at=at_four(THURSDAY + timedelta(weeks=3)))

    assert (again.pk, Revisit.objects.count()) == (draft.pk, 1)


def test_open_to_ect_asks_in_a_draft_from_before(achieved, start, pair):
    draft = start(3)
    Revisit.objects.all().delete()

    actions.open_to_ect(draft, opened=True, by=pair.mentor, at=at_four(draft.meets_on))

    assert asked_in(draft) == (achieved.pk, 1)


def test_discarded_draft_asked_nothing(achieved, start, pair):
    draft = start(3)
    actions.discard_week(draft, by=pair.mentor, at=at_four(draft.meets_on))

    assert asked_in(start(3)) == (achieved.pk, 1)


def test_new_mentor_asks_what_a_draft_left_behind_had_asked(achieved, start, pair, leader):
    start(3)
    at = at_four(THURSDAY + timedelta(weeks=3))
    other = house.change_mentor(pair, mentor=person("Nora New", "mentor", pair.school), by=leader, at=at)

    draft = actions.start_week(other, key=key(), meets_on=THURSDAY + timedelta(weeks=4), by=other.mentor, at=at)

    assert asked_in(draft) == (achieved.pk, 1)


def test_corrected_outcome_counts(achieved, start):
    CorrectionFactory(outcome=achieved.outcome, result="partly", at=at_four(THURSDAY + timedelta(days=1)))

    assert asked_in(start(3)) is None


def test_holiday_pushes_the_question_on(achieved, start, pair):
    ClosedDayFactory(
        school=pair.school, starts_on=MONDAY + timedelta(weeks=1), ends_on=MONDAY + timedelta(weeks=1, days=4)
    )

    assert asked_in(start(3)) is None


def test_absence_pushes_the_question_on(achieved, start, pair):
    monday = MONDAY + timedelta(weeks=1)
    PauseFactory(mentorship=pair, kind="away", starts_on=monday, ends_on=monday + timedelta(days=6))

    assert asked_in(start(3)) is None


# The answers


@pytest.fixture
def draft(achieved, start, clock):
    draft = start(3)
    clock.move_to(at_four(draft.meets_on))
    return draft


def test_answer_still_keeps_who_said_what(draft, pair):
    at = at_four(draft.meets_on)
    actions.answer_still(draft, yes=True, by=pair.mentor, at=at)
    actions.open_to_ect(draft, opened=True, by=pair.mentor, at=at)

    revisit = actions.answer_still(draft, yes=False, by=pair.ect, at=at)

    revisit.refresh_from_db()
    assert (revisit.mentor_says, revisit.mentor_by, revisit.mentor_at) == (True, pair.mentor, at)
    assert (revisit.ect_says, revisit.ect_at) == (False, at)


def test_answer_still_may_change_until_the_review(draft, pair):
    at = at_four(draft.meets_on)
    actions.answer_still(draft, yes=True, by=pair.mentor, at=at)
    actions.answer_still(draft, yes=False, by=pair.mentor, at=at)
    assert Revisit.objects.get().mentor_says is False
    Cycle.objects.filter(pk=draft.pk).update(
        set_at=at, set_by=pair.mentor, reviewed_at=at, reviewed_by=pair.mentor, week_of=MONDAY + timedelta(weeks=40)
    )

    with pytest.raises(Refused, match="This week has been reviewed"):
        actions.answer_still(draft, yes=True, by=pair.ect, at=at)


def test_answer_still_is_for_the_pair(draft, other_pair):
    with pytest.raises(Refused, match="Only the ECT’s mentor does this"):
        actions.answer_still(draft, yes=True, by=other_pair.mentor, at=at_four(draft.meets_on))


def test_answer_still_where_nothing_is_asked(pair, start, clock):
    with pytest.raises(Refused, match="out of date"):
        actions.answer_still(start(0), yes=True, by=pair.mentor, at=at_four(THURSDAY))


def test_refine_again_goes_on_with_the_line(draft, achieved, pair):
    at = at_four(draft.meets_on)
    actions.answer_still(draft, yes=False, by=pair.mentor, at=at)

    made = actions.refine_again(draft, key=key(), by=pair.mentor, at=at)
    again = actions.refine_again(draft, key=key(), by=pair.mentor, at=at)

    made = Focus.objects.get(pk=made.pk)
    assert (made.cycle_id, made.refined_from_id, made.line_id, made.turn) == (draft.pk, achieved.pk, achieved.pk, 2)
    assert made.wording.same_as(GREET)
    assert again.pk == made.pk


def test_refine_again_needs_a_no(draft, pair):
    actions.answer_still(draft, yes=True, by=pair.mentor, at=at_four(draft.meets_on))

    with pytest.raises(Refused, match="Say first that it isn’t happening any more"):
        actions.refine_again(draft, key=key(), by=pair.mentor, at=at_four(draft.meets_on))


def test_refine_again_keeps_to_three_foci(draft, pair):
    at = at_four(draft.meets_on)
    actions.answer_still(draft, yes=False, by=pair.mentor, at=at)
    for text in ("Stand still", "Wait", "Name a pupil"):
        focus = actions.add_focus(draft, key=key(), by=pair.mentor, at=at)
        actions.save_fields(draft, typed={f"focus-{focus.pk}-key_action": text}, by=pair.mentor, at=at)
        if text == "Stand still":
            actions.remove_focus(draft.foci.order_by("pk").first(), by=pair.mentor, at=at)

    with pytest.raises(Exception, match="(?i)three"):
        actions.refine_again(draft, key=key(), by=pair.mentor, at=at)


def test_focus_that_has_a_successor_is_not_asked_about(draft, achieved, pair, start):
    at = at_four(draft.meets_on)
    actions.answer_still(draft, yes=False, by=pair.mentor, at=at)
    made = actions.refine_again(draft, key=key(), by=pair.mentor, at=at)
    actions.answer_achievable(made, digest=made.wording.digest, yes=True, by=pair.mentor, at=at)
    last = Focus.objects.get(cycle__set_at__isnull=False, cycle__reviewed_at=None)
    outcomes(draft, pair.mentor, at, **{f"focus_{last.pk}": "partly"})
    actions.let_go(last, reason="It waits", into=draft, by=pair.mentor, at=at)
    actions.set_week(draft, by=pair.mentor, at=at)

    assert asked_in(start(20)) is None


# The pages


def test_meeting_page_asks_and_offers_to_refine(draft, achieved, pair):
    client = client_of(pair.mentor)
    where = f"/weeks/{draft.pk}/"

    asks = client.get(where).content.decode()
    answer = client.post(where, {"do": "still_no", "key": str(key())})
    offers = client.get(where).content.decode()
    refined = client.post(where, {"do": "refine_again", "key": str(key())})
    shown = client.get(where).content.decode()

    made = Focus.objects.get(refined_from=achieved)
    assert 'value="still_yes" aria-pressed="false"' in asks
    assert "refine_again" not in asks
    assert answer.url == f"{where}#still-happening"
    assert 'value="still_no" aria-pressed="true"' in offers
    assert 'value="refine_again"' in offers
    assert refined.url == f"{where}#focus-{made.pk}"
    assert f'href="#focus-{made.pk}">See the new focus' in shown
    assert "Last time it read:" in shown


def test_ect_answers_at_home_once_the_draft_is_opened(draft, pair):
    client = client_of(pair.ect)
    assert "Still happening?" not in client.get("/").content.decode()
    actions.open_to_ect(draft, opened=True, by=pair.mentor, at=at_four(draft.meets_on))
    actions.answer_still(draft, yes=True, by=pair.mentor, at=at_four(draft.meets_on))

    asks = client.get("/").content.decode()
    answer = client.post(f"/weeks/{draft.pk}/still/", {"says": "0"})
    week = client.get(f"/weeks/{draft.pk}/").content.decode()

    revisit = Revisit.objects.get()
    assert "Still happening?" in asks
    assert "Maya says: <strong>Yes</strong>" in asks
    assert (answer.url, revisit.ect_says) == (f"/#still-{revisit.pk}", False)
    assert 'name="says" value="0" aria-pressed="true"' in week
    assert "Eddie says: <strong>No</strong>" in client_of(pair.mentor).get(f"/weeks/{draft.pk}/").content.decode()


def test_ect_is_not_asked_in_a_pause(draft, pair):
    actions.open_to_ect(draft, opened=True, by=pair.mentor, at=at_four(draft.meets_on))
    PauseFactory(mentorship=pair, kind="away", starts_on=draft.meets_on, ends_on=None)

    assert "Still happening?" not in client_of(pair.ect).get("/").content.decode()


@pytest.mark.parametrize(
    ("mentor_says", "ect_says", "shown"), [(True, None, True), (True, False, False), (None, None, False)]
)
def test_journey_says_what_stuck(draft, pair, mentor_says, ect_says, shown):
    at = at_four(draft.meets_on)
    Revisit.objects.update(
        mentor_says=mentor_says,
        mentor_at=mentor_says and at,
        mentor_by=pair.mentor if mentor_says else None,
        ect_says=ect_says,
    )
    where = f"/journeys/{pair.school_id}/{pair.ect_id}/"
    before = client_of(pair.ect).get(where).content.decode()
    Cycle.objects.filter(set_at__isnull=False, reviewed_at=None).update(reviewed_at=at, reviewed_by=pair.mentor)
    Cycle.objects.filter(pk=draft.pk).update(set_at=at, set_by=pair.mentor)

    after = client_of(pair.ect).get(where).content.decode()

    assert "Still happening after" not in before
    assert ("Still happening after 3 weeks" in after) is shown


def test_home_of_an_ect_says_what_was_achieved(achieved, pair, clock):
    page = client_of(pair.ect).get("/").content.decode()

    assert "Achieved on Thursday 18 September:" in page
    assert SHOW.key_action not in page


@pytest.mark.parametrize(("results", "shown"), [(("partly",), False), (("partly", "achieved"), True)])
def test_home_of_an_ect_follows_the_last_correction(achieved, pair, clock, results, shown):
    for day, result in enumerate(results, 1):
        CorrectionFactory(outcome=achieved.outcome, result=result, at=at_four(THURSDAY + timedelta(days=day)))

    assert ("Achieved on" in client_of(pair.ect).get("/").content.decode()) is shown
