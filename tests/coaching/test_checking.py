"""The ECT's check of the foci and the mentor's ways to answer a no: the rows, and how a focus stands by them."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from actionsteps.wording import Wording
from coaching import actions
from coaching.checks import (
    ASKED_BACK,
    KEPT,
    UNSAID,
    YES,
    is_agreed,
    list_words,
    said_of,
    state_of,
    told_checks,
    week_said,
)
from coaching.models import Answer, Check, Cycle, Focus, Reply, Result
from coaching.rules import Refused
from tests.coaching.weeks import GREET, PAUSE, agree, at_four, days_on, hold, key
from tests.factories import MONDAY, NOW, CycleFactory, FocusFactory
from tests.people import SEED, seed_focus
from tests.sides import CheckFactory, ReplyFactory

SMALLER = Wording(key_action=SEED.key_action, steps=(SEED.steps[1], "script it for one class"), so_that=SEED.so_that)
WHY = "Two of my classes are on a trip"
SOON = NOW + timedelta(minutes=5)


@pytest.fixture
def focus(live):
    return live.foci.get()


def again(focus):
    """The focus as it is stored now, with what was said of it."""
    return Focus.objects.annotate(checks_told=told_checks()).get(pk=focus.pk)


def stands(focus):
    found = again(focus)
    return state_of(said_of(found.checks_told), found.wording)


def say_no(focus, *nos, by=None, at=NOW, suggested=None, reason=WHY):
    return actions.check_focus(
        focus,
        digest=focus.wording.digest,
        nos=nos or ["achievable"],
        reason=reason,
        suggested=suggested,
        key=key(),
        by=by or focus.cycle.ect,
        at=at,
    )


def say_yes(week, by, *, at=NOW, with_key=None):
    foci = week.foci.prefetch_related("steps")
    return actions.check_week(
        week, digests={focus.pk: focus.wording.digest for focus in foci}, key=with_key or key(), by=by, at=at
    )


def test_yes_to_all_says_it_of_each_focus_once(live, focus, ect):
    other, one_key = FocusFactory(cycle=live), key()
    withdrawn = FocusFactory(cycle=live, withdrawn_at=NOW, withdrawn_by=live.set_by)

    made = say_yes(live, ect, with_key=one_key)
    again_made = say_yes(live, ect, with_key=one_key)
    later = say_yes(live, ect)

    assert [check.focus for check in made] == [focus, other]
    assert (again_made, later) == ([], [])
    assert (stands(focus), stands(other), stands(withdrawn)) == (YES, YES, UNSAID)
    assert made[0].school_id == live.school_id


def test_yes_is_for_the_wording_that_was_read(live, focus, ect, mentor):
    digests = {focus.pk: focus.wording.digest}
    actions.reword_focus(focus, wording=SMALLER, achievable=True, key=key(), by=mentor, at=NOW)

    with pytest.raises(ValidationError, match="The wording has changed meanwhile"):
        actions.check_week(live, digests=digests, key=key(), by=ect, at=NOW)

    assert Check.objects.count() == 0


def test_yes_ends_when_the_wording_changes_and_stays_for_a_changed_comma(live, focus, ect, mentor):
    say_yes(live, ect)
    comma = Wording(SEED.key_action + "!", SEED.steps, SEED.so_that)
    actions.reword_focus(focus, wording=comma, achievable=True, key=key(), by=mentor, at=NOW)
    after_a_comma = stands(focus)

    actions.reword_focus(focus, wording=SMALLER, achievable=True, key=key(), by=mentor, at=NOW)

    assert (after_a_comma, stands(focus)) == (YES, UNSAID)


def test_mentor_notes_the_yes_and_the_ects_own_word_counts(live, focus, ect, mentor):
    noted = say_yes(live, mentor)
    noted_twice = say_yes(live, mentor)
    own = say_no(focus, "clear", at=SOON)
    over_it = say_yes(live, mentor, at=SOON + timedelta(minutes=1))

    assert [check.by for check in noted] == [mentor]
    assert (noted_twice, over_it) == ([], [])
    assert (own.by, stands(focus)) == (ect, ASKED_BACK)


def test_ect_says_yes_themselves_after_it_was_noted(live, focus, ect, mentor):
    say_yes(live, mentor)

    made = say_yes(live, ect, at=SOON)

    assert [check.by for check in made] == [ect]
    assert list(focus.checks.order_by("at").values_list("by", flat=True)) == [mentor.pk, ect.pk]


@pytest.mark.parametrize("no", ["relevant", "achievable", "clear", "really_two"])
def test_no_has_a_reason_and_waits_for_the_mentor(focus, no):
    check = say_no(focus, no)

    assert (check.is_yes, check.reason, check.suggestion, stands(focus)) == (False, WHY, None, ASKED_BACK)
    with pytest.raises(ValidationError, match="Enter why"):
        say_no(focus, no, reason=" ")


def test_no_of_a_double_click_is_one_and_other_text_is_a_stale_tab(focus, ect):
    said = {"digest": focus.wording.digest, "nos": ["clear"], "key": key(), "by": ect, "at": NOW}

    first = actions.check_focus(focus, reason=WHY, **said)
    second = actions.check_focus(focus, reason=WHY, **said)

    assert (first, Check.objects.count()) == (second, 1)
    with pytest.raises(Refused):
        actions.check_focus(focus, reason="Something else", **said)


@pytest.mark.parametrize(
    ("suggested", "says"),
    [
        (Wording("", ("script it",), "pupils know"), "key action"),
        (Wording("Explain it", ("script it",), ""), "so that"),
        (Wording("Explain it", ("step",) * 21, "pupils know"), "at most 20 steps"),
        (Wording("x" * 20_001, ("script it",), "pupils know"), "Shorten this"),
    ],
    ids=["no key action", "no so that", "too many steps", "too long"],
)
def test_suggestion_could_go_live_as_it_is(focus, suggested, says):
    with pytest.raises(ValidationError, match=says):
        say_no(focus, suggested=suggested)


def test_suggestion_of_the_present_wording_is_none(focus):
    assert say_no(focus, suggested=Wording(SEED.key_action.upper(), SEED.steps, SEED.so_that)).suggestion is None


def test_mentor_takes_the_suggestion_in_one_tap(focus, ect, mentor):
    no = say_no(focus, suggested=SMALLER)
    one_key = key()

    for _ in range(2):
        actions.take_suggested(focus, check=no.pk, key=one_key, by=mentor, at=SOON)

    focus = again(focus)
    assert (focus.wording, focus.rewordings.get().wording) == (SMALLER, SEED)
    assert focus.achievable_answers.order_by("at").last().digest == SMALLER.digest
    reply = Reply.objects.get()
    assert (reply.check_of, reply.answer, reply.by, reply.school) == (no, Answer.ACCEPTED, mentor, focus.school)
    # It is the ECT's own wording; still they are asked again.
    assert stands(focus) == UNSAID


def test_suggestion_that_is_one_small_step_is_taken_as_one(focus, mentor):
    small = Wording("Number each instruction on the board", (), SEED.so_that)
    no = say_no(focus, suggested=small)

    actions.take_suggested(focus, check=no.pk, key=key(), by=mentor, at=SOON)

    focus = again(focus)
    assert (focus.wording, focus.one_step) == (small, True)


def test_suggestion_that_something_was_said_after_is_not_taken(focus, mentor):
    first = say_no(focus, suggested=SMALLER)
    say_no(focus, "clear", at=SOON, suggested=Wording(SEED.key_action, SEED.steps[:2], SEED.so_that))

    with pytest.raises(Refused, match="out of date"):
        actions.take_suggested(focus, check=first.pk, key=key(), by=mentor, at=SOON)

    assert again(focus).wording == SEED


def test_rewording_answers_the_no(focus, mentor):
    no = say_no(focus, suggested=SMALLER)
    between = Wording(SEED.key_action, SEED.steps[1:3], SEED.so_that)

    actions.reword_focus(
        focus, wording=between, reason="Two of them first", achievable=True, key=key(), by=mentor, at=SOON
    )

    no.refresh_from_db()
    assert (no.reply.answer, no.reply.reason) == (Answer.REWORDED, "Two of them first")
    assert stands(focus) == UNSAID


def test_rewording_to_what_the_ect_suggests_takes_it(focus, mentor):
    no = say_no(focus, suggested=SMALLER)

    actions.reword_focus(focus, wording=SMALLER, achievable=True, key=key(), by=mentor, at=SOON)

    assert Reply.objects.get().answer == Answer.ACCEPTED
    assert Reply.objects.get().check_of == no


def test_withdrawing_answers_the_no(focus, mentor):
    say_no(focus)

    actions.withdraw_focus(focus, reason="Not in this week", by=mentor, at=SOON)

    assert (Reply.objects.get().answer, Reply.objects.get().reason) == (Answer.WITHDRAWN, "Not in this week")


def test_keeping_has_a_reason_and_does_not_agree(focus, live, ect, mentor):
    say_no(focus)
    with pytest.raises(ValidationError, match="Enter why you keep it"):
        actions.keep_focus(focus, reason=" ", by=mentor, at=SOON)

    for _ in range(2):
        actions.keep_focus(focus, reason="Try it with 9B alone", by=mentor, at=SOON)

    assert (Reply.objects.get().answer, stands(focus)) == (Answer.KEPT, KEPT)
    say_yes(live, ect, at=SOON)
    assert stands(focus) == YES


def test_keeping_without_a_no_is_refused(focus, mentor):
    with pytest.raises(Refused, match="out of date"):
        actions.keep_focus(focus, reason="I like it", by=mentor, at=NOW)


def test_nothing_is_answered_where_nothing_was_said(focus, mentor):
    actions.reword_focus(focus, wording=SMALLER, achievable=True, key=key(), by=mentor, at=NOW)

    assert Reply.objects.count() == 0


@pytest.mark.parametrize(
    ("state", "says"),
    [({"reviewed": True}, "reviewed"), ({}, "not open to you")],
    ids=["reviewed", "draft"],
)
def test_check_is_open_from_the_opened_draft_to_the_review(pair, ect, state, says):
    week = CycleFactory(mentorship=pair, **state)
    focus = seed_focus(week)

    with pytest.raises(Refused, match=says):
        say_no(focus)
    with pytest.raises(Refused, match=says):
        say_yes(week, ect)


def test_check_is_the_ects_and_the_reply_the_mentors(focus, live, ect, mentor, other_mentor):
    with pytest.raises(Refused, match="Only the ECT says"):
        say_no(focus, by=mentor)
    with pytest.raises(Refused, match="Only the ECT’s mentor"):
        say_yes(live, other_mentor)
    no = say_no(focus, suggested=SMALLER)
    for act in (
        lambda: actions.keep_focus(focus, reason="I like it", by=ect, at=NOW),
        lambda: actions.take_suggested(focus, check=no.pk, key=key(), by=ect, at=NOW),
    ):
        with pytest.raises(Refused, match="Only the ECT’s mentor"):
            act()


@pytest.fixture
def opened(pair):
    """A draft that the ECT reads, with the seed example and a no to it that suggests a smaller wording."""
    week = CycleFactory(mentorship=pair, opened=True, next_meeting_on=MONDAY + timedelta(days=10))
    return say_no(seed_focus(week), suggested=SMALLER)


def test_suggestion_goes_into_a_draft_and_achievable_is_asked_again(opened, mentor):
    focus = opened.focus
    actions.answer_achievable(focus, digest=SEED.digest, yes=True, by=mentor, at=NOW)

    for _ in range(2):
        actions.take_suggested(focus, check=opened.pk, key=key(), by=mentor, at=SOON)

    focus = again(focus)
    assert focus.wording == SMALLER
    assert [answer.digest for answer in focus.achievable_answers.all()] == [SEED.digest]
    assert Reply.objects.get().answer == Answer.ACCEPTED


def test_draft_set_with_other_words_answers_the_no(opened, mentor):
    between = Wording(SEED.key_action, SEED.steps[1:3], SEED.so_that)
    agree(opened.focus, between, by=mentor, at=NOW)

    week = actions.set_week(opened.focus.cycle, by=mentor, at=SOON)

    assert (Reply.objects.get().check_of, Reply.objects.get().answer) == (opened, Answer.REWORDED)
    assert week.set_at == SOON


def test_draft_set_as_it_was_leaves_the_no_on_the_mentors_list(opened, mentor):
    agree(opened.focus, by=mentor, at=NOW)

    actions.set_week(opened.focus.cycle, by=mentor, at=SOON)

    assert (Reply.objects.count(), stands(opened.focus)) == (0, ASKED_BACK)


def test_checks_of_many_foci_come_with_them_in_one_query(live, focus, django_assert_num_queries):
    other = FocusFactory(cycle=live)
    first = CheckFactory(focus=focus, clear=False, reason="Which step?", suggested={}, at=NOW)
    reply = ReplyFactory(check_of=first, at=SOON)
    last = CheckFactory(
        focus=focus,
        relevant=False,
        really_two=True,
        reason=WHY,
        suggested={"key_action": "Wait", "steps": ["count “four”"], "so_that": "all think"},
        at=SOON,
    )

    with django_assert_num_queries(1):
        told = {one.pk: said_of(one.checks_told) for one in live.foci.annotate(checks_told=told_checks())}

    assert told[other.pk] == []
    one, two = told[focus.pk]
    assert (one.pk, one.nos, one.reason, one.at, one.by) == (first.pk, ("clear",), "Which step?", NOW, live.ect.name)
    assert (one.answer, one.answer_reason, one.answered_at, one.answered_by) == (
        "kept",
        reply.reason,
        SOON,
        reply.by.name,
    )
    assert (two.pk, two.nos, two.answer) == (last.pk, ("relevant", "really_two"), "")
    assert two.suggestion == Wording("Wait", ("count “four”",), "all think")


def test_agreed_is_a_yes_to_every_focus():
    assert [is_agreed(states) for states in ([], [YES], [YES, KEPT], [YES, UNSAID], [YES, YES])] == [
        False,
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("nos", "line"),
    [
        ([], ""),
        ([("clear",)], "1 focus is not clear to Amira"),
        ([("clear",), ("clear",)], "2 foci are not clear to Amira"),
        ([("achievable",)], "1 focus is not achievable for Amira"),
        ([("relevant",)], "1 focus is not relevant to Amira"),
        ([("really_two",)], "1 focus is really two things, says Amira"),
        ([("clear", "relevant")], "1 focus is not right for Amira yet"),
        ([("clear",), ("relevant",)], "2 foci are not right for Amira yet"),
    ],
)
def test_mentors_list_says_what_waits(nos, line):
    assert list_words(nos, "Amira") == line


def test_week_without_a_focus_says_nothing():
    assert week_said([], "Amira") == ([], "")


def test_checks_of_earlier_weeks_are_kept(pair, ect):
    """And nobody can add to them: the next meeting reviewed the week."""
    day = MONDAY + timedelta(days=3)
    week = hold(pair, GREET, day=days_on(day, -1))
    check = say_no(week.foci.get(), at=at_four(day - timedelta(days=5)))
    hold(pair, PAUSE, day=day, result=Result.PARTLY)

    with pytest.raises(Refused, match="reviewed"):
        say_yes(Cycle.objects.get(pk=week.pk), ect)
    assert list(Check.objects.all()) == [check]


def test_key_of_another_focus_is_a_stale_tab(live, focus, ect):
    other, one_key = FocusFactory(cycle=live), uuid.uuid4()
    said = {"nos": [], "key": one_key, "by": ect, "at": NOW}
    actions.check_focus(focus, digest=focus.wording.digest, **said)

    with pytest.raises(Refused):
        actions.check_focus(other, digest=other.wording.digest, **said)
