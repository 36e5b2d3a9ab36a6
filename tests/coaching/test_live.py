"""A live week: ticks, the script, rewording, withdrawing; the outcome and its corrections (A26, A84, A85)."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from actionsteps.wording import Wording, text_digest
from coaching import actions
from coaching.models import Correction, Rewording, Tick
from coaching.rules import IS_REVIEWED, NOT_ECT, WITHDRAWN
from schools.refusal import Refused
from tests.coaching.weeks import GREET, PAUSE, hold, key
from tests.factories import MONDAY, NOW, FocusFactory, TickFactory

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def focus(pair):
    """The one focus of this week, which is live."""
    return hold(pair, GREET, day=MONDAY).foci.get()


@pytest.fixture
def review(pair):
    """A function that reviews the live week, by holding the next."""
    return lambda: hold(pair, day=date(2025, 9, 22))


def test_tick_is_set_and_taken_off_never_toggled(focus, ect):
    step = focus.live_steps[0]

    ticks = [
        actions.tick_step(step, done=done, by=ect, at=at)
        for done, at in ((True, NOW), (True, LATER), (False, LATER), (False, NOW))
    ]

    assert [(tick.done, tick.at) for tick in ticks] == [(True, NOW), (True, NOW), (False, LATER), (False, LATER)]
    assert Tick.objects.get().school_id == focus.school_id


def test_tick_is_the_ects_alone(focus, mentor, other_ect):
    for user in (mentor, other_ect):
        with pytest.raises(Refused, match=NOT_ECT):
            actions.tick_step(focus.live_steps[0], done=True, by=user, at=NOW)


def test_tick_ends_at_the_review(focus, ect, review):
    step = focus.live_steps[0]
    review()

    with pytest.raises(Refused, match=IS_REVIEWED):
        actions.tick_step(step, done=True, by=ect, at=NOW)


def test_tick_of_a_draft_is_refused(draft, ect):
    with pytest.raises(Refused):
        actions.tick_step(draft.foci.get().steps.get(), done=True, by=ect, at=NOW)


def test_outcome_overwrites_no_tick_nor_tick_an_outcome(focus, ect, mentor):
    actions.tick_step(focus.live_steps[0], done=True, by=ect, at=NOW)

    outcome = actions.give_outcome(focus, result="not_yet", by=mentor, at=NOW)
    actions.tick_step(focus.live_steps[1], done=True, by=ect, at=LATER)

    outcome.refresh_from_db()
    assert (outcome.result, Tick.objects.filter(done=True).count()) == ("not_yet", 2)


@pytest.mark.parametrize("who", ["ect", "mentor"])
def test_script_is_written_by_both_until_the_review(focus, pair, review, who):
    by = getattr(pair, who)
    drawn = text_digest("")

    saved = actions.write_script(focus, text="Eyes on me", drawn=drawn, by=by, at=NOW)
    stale = actions.write_script(focus, text="Other words", drawn=drawn, by=by, at=NOW)
    review()
    with pytest.raises(Refused, match=IS_REVIEWED):
        actions.write_script(focus, text="Too late", drawn=text_digest("Eyes on me"), by=by, at=NOW)

    focus.refresh_from_db()
    assert (saved.is_whole, focus.script) == (True, "Eyes on me")
    assert stale.conflicts == {f"focus-{focus.pk}-script": "Eyes on me"}


def test_script_is_for_nobody_else(focus, other_mentor, leader, former_mentor):
    for user in (other_mentor, leader, former_mentor):
        with pytest.raises(Refused):
            actions.write_script(focus, text="Mine", drawn=text_digest(""), by=user, at=NOW)


def test_reword_keeps_the_ticks_of_unchanged_steps_and_the_earlier_wording(focus, ect, mentor):
    first, second = focus.live_steps
    for step in (first, second):
        actions.tick_step(step, done=True, by=ect, at=NOW)
    new = Wording("Greet each pupil at the door of 8C", ("Smile", "stand in the doorway."), GREET.so_that)
    again = key()

    for _ in range(2):
        reworded = actions.reword_focus(
            focus, wording=new, reason="Only 8C", achievable=True, key=again, by=mentor, at=LATER
        )

    assert reworded.wording == new
    assert [(step.text, hasattr(step, "tick")) for step in reworded.live_steps] == [
        ("Smile", False),
        ("stand in the doorway.", True),
    ]
    second.refresh_from_db()
    assert (second.retired_at, second.retired_by, second.tick.done) == (LATER, mentor, True)
    snapshot = Rewording.objects.get()
    assert (snapshot.wording, snapshot.reason, snapshot.by) == (GREET, "Only 8C", mentor)
    assert reworded.achievable_answers.order_by("pk").last().digest == new.digest


def test_reword_to_one_small_step_and_back(focus, mentor):
    one = Wording("Say each pupil’s name at the door", (), GREET.so_that)

    single = actions.reword_focus(focus, wording=one, one_step=True, achievable=True, key=key(), by=mentor, at=NOW)
    texts = [step.text for step in single.live_steps]
    several = actions.reword_focus(single, wording=GREET, achievable=True, key=key(), by=mentor, at=NOW)

    assert (texts, single.wording) == ([one.key_action], one)
    assert (several.wording, several.one_step) == (GREET, False)


@pytest.mark.parametrize(
    ("wording", "achievable", "code"),
    [
        (GREET, True, "unchanged"),
        (Wording("", GREET.steps, GREET.so_that), True, "no_key_action"),
        (Wording(GREET.key_action, ("",), GREET.so_that), True, "no_steps"),
        (Wording(GREET.key_action, GREET.steps, ""), True, "no_so_that"),
        (PAUSE, False, "not_achievable"),
    ],
)
def test_reword_keeps_what_may_go_live(focus, mentor, wording, achievable, code):
    with pytest.raises(ValidationError) as refused:
        actions.reword_focus(focus, wording=wording, achievable=achievable, key=key(), by=mentor, at=NOW)

    assert refused.value.code == code
    assert (Rewording.objects.count(), focus.__class__.objects.get(pk=focus.pk).wording) == (0, GREET)


def test_reword_is_for_the_live_mentor_and_ends_at_the_review(focus, ect, mentor, former_mentor, review):
    for user in (ect, former_mentor):
        with pytest.raises(Refused):
            actions.reword_focus(focus, wording=PAUSE, achievable=True, key=key(), by=user, at=NOW)
    review()

    with pytest.raises(Refused, match=IS_REVIEWED):
        actions.reword_focus(focus, wording=PAUSE, achievable=True, key=key(), by=mentor, at=NOW)


def test_withdrawn_focus_keeps_its_place_and_is_neither_ticked_nor_reworded(focus, ect, mentor):
    with pytest.raises(ValidationError):
        actions.withdraw_focus(focus, reason=" ", by=mentor, at=NOW)
    withdrawn = actions.withdraw_focus(focus, reason="8C is away", by=mentor, at=NOW)

    assert (withdrawn.position, withdrawn.withdrawn_by, withdrawn.withdrawn_reason) == (1, mentor, "8C is away")
    with pytest.raises(Refused, match=WITHDRAWN):
        actions.tick_step(focus.live_steps[0], done=True, by=ect, at=NOW)
    with pytest.raises(Refused, match=WITHDRAWN):
        actions.reword_focus(focus, wording=PAUSE, achievable=True, key=key(), by=mentor, at=NOW)
    with pytest.raises(Refused, match=WITHDRAWN):
        actions.give_outcome(focus, result="achieved", by=mentor, at=NOW)


def test_correction_is_added_signed_and_overwrites_nothing(focus, mentor, review):
    actions.give_outcome(focus, result="achieved", by=mentor, at=NOW)
    with pytest.raises(Refused):
        actions.correct_outcome(focus.outcome, result="partly", note="Early", key=key(), by=mentor, at=NOW)
    review()
    again = key()

    for _ in range(2):
        correction = actions.correct_outcome(
            focus.outcome, result="partly", note="Only with 8C", key=again, by=mentor, at=LATER
        )

    focus.outcome.refresh_from_db()
    assert (focus.outcome.result, Correction.objects.count()) == ("achieved", 1)
    assert (correction.result, correction.by, correction.at) == ("partly", mentor, LATER)
    with pytest.raises(Refused):
        actions.correct_outcome(focus.outcome, result="not_yet", note="Other", key=again, by=mentor, at=LATER)


@pytest.mark.parametrize(("result", "note"), [("partly", " "), ("", "A note"), ("superb", "A note")])
def test_correction_holds_a_result_and_a_note(focus, mentor, review, result, note):
    actions.give_outcome(focus, result="achieved", by=mentor, at=NOW)
    review()

    with pytest.raises(ValidationError):
        actions.correct_outcome(focus.outcome, result=result, note=note, key=uuid.uuid4(), by=mentor, at=NOW)


def test_retired_step_is_not_ticked(pair, ect):
    live = FocusFactory(cycle__mentorship=pair, cycle__is_set=True)
    step = live.steps.get()
    TickFactory(step=step)
    step.retired_at, step.retired_by = NOW, pair.mentor
    step.save()

    with pytest.raises(Refused):
        actions.tick_step(step, done=False, by=ect, at=NOW)
