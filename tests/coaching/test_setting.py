"""Setting a week: what it asks, what it does, and the gate (A4, A15–A18, A22, A27, A43, A82)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actionsteps.wording import Wording
from coaching import actions
from coaching.lacks import Lacking, lacks_of
from coaching.meeting import Meeting
from coaching.models import Cycle, Focus, Step
from coaching.rules import IS_SET
from schools.refusal import Refused
from tests.coaching.weeks import GREET, PAUSE, SHOW, agree, at_four, hold, key, outcomes, save, write
from tests.factories import NOW, CycleFactory, MentorshipFactory, OutcomeFactory

DAY = date(2025, 9, 18)


def codes_of(lacking):
    return [lack.code for lack in lacking.value.lacks]


def started(pair):
    return actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)


def test_set_week_makes_its_foci_live_and_keeps_the_facts(pair):
    draft = started(pair)
    focus = agree(draft.foci.get(), GREET, by=pair.mentor, at=NOW)

    week = actions.set_week(draft, by=pair.mentor, at=NOW)

    focus.refresh_from_db()
    assert (week.set_at, week.set_by, week.is_live) == (NOW, pair.mentor, True)
    assert (focus.had_how, focus.had_so_that, focus.had_evidence, focus.origin) == (True, True, False, "bespoke")
    assert (focus.line_id, focus.turn) == (focus.pk, 1)


def test_set_week_lists_what_it_asks_for_and_changes_nothing(pair):
    draft = started(pair)

    with pytest.raises(Lacking) as lacking:
        actions.set_week(draft, by=pair.mentor, at=NOW)

    draft.refresh_from_db()
    assert codes_of(lacking) == ["focus"]
    assert (draft.is_draft, draft.foci.count()) == (True, 1)


def test_set_week_asks_for_every_part_of_a_focus(pair):
    draft = started(pair)
    focus = draft.foci.get()
    save(draft, pair.mentor, NOW, **{f"focus-{focus.pk}-plan_lesson": "8C, period 3"})

    with pytest.raises(Lacking) as lacking:
        actions.set_week(draft, by=pair.mentor, at=NOW)

    assert codes_of(lacking) == ["key_action", "steps", "so_that"]
    assert [lack.href for lack in lacking.value.lacks] == [
        f"#focus-{focus.pk}-key_action",
        f"#step-{focus.steps.get().pk}-text",
        f"#focus-{focus.pk}-so_that",
    ]


def test_set_week_without_a_focus_takes_a_reason(pair):
    draft = started(pair)
    save(draft, pair.mentor, NOW, no_focus_reason="first_meeting")

    week = actions.set_week(draft, by=pair.mentor, at=NOW)

    assert (week.is_live, week.foci.count(), week.no_focus_reason) == (True, 0, "first_meeting")


def test_set_week_removes_blank_boxes_and_blank_steps(pair):
    draft = started(pair)
    focus = agree(draft.foci.get(), GREET, by=pair.mentor, at=NOW)
    actions.add_step(focus, key=key(), by=pair.mentor, at=NOW)
    actions.add_focus(draft, key=key(), by=pair.mentor, at=NOW)

    week = actions.set_week(draft, by=pair.mentor, at=NOW)

    assert list(week.foci.values_list("pk", flat=True)) == [focus.pk]
    assert list(focus.steps.order_by("position").values_list("text", flat=True)) == list(GREET.steps)


def test_set_week_makes_one_small_step_its_own_tick(pair):
    draft = started(pair)
    raise_hand = Wording("Raise your hand when you want silence", (), "pupils stop talking")
    focus = agree(draft.foci.get(), raise_hand, by=pair.mentor, at=NOW)

    actions.set_week(draft, by=pair.mentor, at=NOW)

    focus = Focus.objects.get(pk=focus.pk)
    assert [step.text for step in focus.live_steps] == [raise_hand.key_action]
    assert (focus.wording, focus.had_how) == (raise_hand, True)


def test_set_week_retires_steps_that_were_typed_before_it_was_one(pair):
    draft = started(pair)
    focus = write(draft.foci.get(), GREET, by=pair.mentor, at=NOW)
    save(draft, pair.mentor, NOW, **{f"focus-{focus.pk}-one_step": "1"})
    agree(Focus.objects.get(pk=focus.pk), by=pair.mentor, at=NOW)

    actions.set_week(draft, by=pair.mentor, at=NOW)

    assert list(Step.objects.filter(focus=focus).order_by("pk").values_list("text", "retired_at")) == [
        ("Stand in the doorway", NOW),
        ("Say each name", NOW),
        ("Greet each pupil at the door", None),
    ]


def test_no_to_achievable_keeps_a_focus_from_going_live(pair):
    draft = started(pair)
    focus = write(draft.foci.get(), GREET, by=pair.mentor, at=NOW)
    actions.answer_achievable(focus, digest=focus.wording.digest, yes=False, by=pair.mentor, at=NOW)

    with pytest.raises(Lacking) as lacking:
        actions.set_week(draft, by=pair.mentor, at=NOW)

    assert codes_of(lacking) == ["not_achievable"]


def test_changed_wording_asks_again_but_a_comma_does_not(pair):
    draft = started(pair)
    focus = agree(draft.foci.get(), GREET, by=pair.mentor, at=NOW)
    name = f"focus-{focus.pk}-key_action"

    save(draft, pair.mentor, NOW, **{name: "Greet each pupil, at the door."})
    with_comma = [lack.code for lack in lacks_of(Meeting.load(draft)) if lack.forced]
    save(draft, pair.mentor, NOW, **{name: "Greet every pupil at the door"})
    with_word = [lack.code for lack in lacks_of(Meeting.load(draft)) if lack.forced]

    assert (with_comma, with_word) == ([], ["achievable"])


def test_a_yes_stands_when_the_so_that_is_filled_in_after_it(pair):
    draft = started(pair)
    agree(draft.foci.get(), Wording(GREET.key_action, GREET.steps, ""), by=pair.mentor, at=NOW)
    save(draft, pair.mentor, NOW, **{f"focus-{draft.foci.get().pk}-so_that": GREET.so_that})

    week = actions.set_week(draft, by=pair.mentor, at=NOW)

    assert week.is_live


def test_answer_for_another_wording_than_the_stored_is_refused(pair):
    draft = started(pair)
    focus = write(draft.foci.get(), GREET, by=pair.mentor, at=NOW)

    with pytest.raises(ValidationError) as refused:
        actions.answer_achievable(focus, digest=PAUSE.digest, yes=True, by=pair.mentor, at=NOW)

    assert refused.value.code == "stale_wording"
    assert focus.achievable_answers.count() == 0


def test_answer_again_adds_no_row_and_a_changed_mind_does(pair):
    draft = started(pair)
    focus = write(draft.foci.get(), GREET, by=pair.mentor, at=NOW)

    for yes in (True, True, False, False, True):
        actions.answer_achievable(focus, digest=focus.wording.digest, yes=yes, by=pair.mentor, at=NOW)

    answers = focus.achievable_answers.order_by("pk")
    assert list(answers.values_list("answer", flat=True)) == [True, False, True]


def test_listed_lacks_are_passed_over_together_and_never_forced(pair):
    draft = started(pair)
    agree(draft.foci.get(), GREET, by=pair.mentor, at=NOW)
    listed = [(lack.code, lack.forced) for lack in lacks_of(Meeting.load(draft))]

    save(draft, pair.mentor, NOW, passed_over_reason="A fire drill took the second half")

    assert listed == [
        (code, False)
        for code in (
            "praise",
            "praise_effect",
            "probe_question",
            "probe_answer",
            "evidence",
            "why_now",
            "plan",
            "script",
            "practice",
            "ready",
        )
    ]
    assert lacks_of(Meeting.load(draft)) == []


def test_next_meeting_must_be_known(pair):
    draft = started(pair)
    agree(draft.foci.get(), GREET, by=pair.mentor, at=NOW)
    Cycle.objects.filter(pk=draft.pk).update(next_meeting_on=None)

    with pytest.raises(Lacking) as lacking:
        actions.set_week(draft, by=pair.mentor, at=NOW)

    assert codes_of(lacking) == ["next_meeting"]


def test_set_week_again_is_refused_and_changes_nothing(pair):
    week = hold(pair, GREET, day=DAY)

    with pytest.raises(Refused, match=IS_SET):
        actions.set_week(week, by=pair.mentor, at=NOW)


def test_gate_asks_for_outcomes_then_decisions_then_reviews_both_or_neither(pair):
    first = hold(pair, GREET, PAUSE, day=DAY)
    greet, pause = first.foci.order_by("rank")
    now = at_four(date(2025, 9, 25))
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=now)
    agree(draft.foci.get(), SHOW, by=pair.mentor, at=now)

    with pytest.raises(Lacking) as without_outcomes:
        actions.set_week(draft, by=pair.mentor, at=now)
    outcomes(draft, pair.mentor, now, **{f"focus_{greet.pk}": "achieved", f"focus_{pause.pk}": "partly"})
    with pytest.raises(Lacking) as without_decision:
        actions.set_week(draft, by=pair.mentor, at=now)
    first.refresh_from_db()
    reviewed_too_early = first.is_reviewed
    actions.let_go(pause, reason="Another thing matters more", into=draft, by=pair.mentor, at=now)
    second = actions.set_week(draft, by=pair.mentor, at=now)

    first.refresh_from_db()
    assert codes_of(without_outcomes) == ["outcome", "outcome"]
    assert codes_of(without_decision) == ["decision"]
    assert reviewed_too_early is False
    assert (first.reviewed_at, first.reviewed_by, second.is_live) == (now, pair.mentor, True)


def test_withdrawn_focus_owes_no_outcome(pair):
    first = hold(pair, GREET, day=DAY)
    actions.withdraw_focus(first.foci.get(), reason="The timetable changed", by=pair.mentor, at=NOW)

    second = hold(pair, PAUSE, day=date(2025, 9, 25))

    first.refresh_from_db()
    assert (first.is_reviewed, second.is_live) == (True, True)


def test_database_refuses_two_weeks_to_review_across_mentorships(pair):
    CycleFactory(mentorship=pair, is_set=True)
    new = MentorshipFactory(school=pair.school, ect=pair.ect, ended=True)

    with pytest.raises(IntegrityError), transaction.atomic():
        CycleFactory(mentorship=new, week_of=date(2025, 9, 22), is_set=True)

    assert Cycle.objects.of_ect(school_id=pair.school_id, ect_id=pair.ect_id).to_review().count() == 1


def test_gate_is_of_each_school(pair):
    CycleFactory(mentorship=pair, is_set=True)
    elsewhere = MentorshipFactory(ect=pair.ect)

    CycleFactory(mentorship=elsewhere, is_set=True)

    assert Cycle.objects.filter(ect=pair.ect).to_review().count() == 2


def test_set_week_of_a_week_that_was_set_is_refused(pair):
    hold(pair, GREET, day=DAY)
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)
    Cycle.objects.filter(pk=draft.pk).update(week_of=date(2025, 9, 15))
    OutcomeFactory(focus=Focus.objects.get(cycle__set_at__isnull=False))
    agree(draft.foci.get(), PAUSE, by=pair.mentor, at=NOW)

    with pytest.raises(Lacking) as lacking:
        actions.set_week(draft, by=pair.mentor, at=NOW)

    assert codes_of(lacking) == ["week_taken"]


def test_close_week_asks_for_outcomes_and_reviews(pair):
    week = hold(pair, GREET, day=DAY)

    with pytest.raises(Lacking) as lacking:
        actions.close_week(week, by=pair.mentor, at=NOW)
    actions.give_outcome(week.foci.get(), result="partly", effect="Half of them", by=pair.mentor, at=NOW)
    closed = actions.close_week(week, by=pair.mentor, at=NOW)

    assert codes_of(lacking) == ["outcome"]
    assert (closed.is_reviewed, closed.reviewed_by) == (True, pair.mentor)


def test_week_after_a_closed_one_still_asks_for_the_decision(pair):
    week = hold(pair, GREET, day=DAY)
    focus = week.foci.get()
    actions.give_outcome(focus, result="not_yet", by=pair.mentor, at=NOW)
    actions.close_week(week, by=pair.mentor, at=NOW)
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)

    lacking = [lack.code for lack in lacks_of(Meeting.load(draft)) if lack.forced]
    actions.refine(focus, into=draft, key=key(), by=pair.mentor, at=NOW)
    refined = [lack.code for lack in lacks_of(Meeting.load(draft)) if lack.forced]

    assert lacking == ["decision", "focus"]
    assert refined == ["achievable", "rolled_over"]
