"""The meeting page in a tab that others wrote past: both texts are shown, nothing is overwritten."""

import pytest

from actionsteps.wording import text_digest
from coaching.models import Cycle, Step
from tests.coaching.weeks import GREET, agree
from tests.factories import (
    NOW,
    CycleFactory,
    FocusFactory,
)
from tests.posting import address, drawn, page_of, press, text_of


def test_stale_tab_shows_both_texts_and_overwrites_nothing(as_mentor, draft):
    old = page_of(as_mentor, draft)
    press(as_mentor, address(draft), "save", praise="From the phone")

    answer = press(
        as_mentor, address(draft), "save", page=old, praise="From the laptop", probe_question="What did you see?"
    )

    assert answer.status_code == 409
    assert b"From the phone" in answer.content
    form = drawn(answer, address(draft))
    assert form.fields["praise"] == ["From the laptop"]
    draft.refresh_from_db()
    assert (draft.praise, draft.probe_question) == ("From the phone", "What did you see?")


@pytest.mark.parametrize(("take", "stored"), [("mine", "From the laptop"), ("theirs", "From the phone")])
def test_conflict_is_settled_by_a_choice(as_mentor, draft, take, stored):
    old = page_of(as_mentor, draft)
    press(as_mentor, address(draft), "save", praise="From the phone")
    clash = drawn(press(as_mentor, address(draft), "save", page=old, praise="From the laptop"), address(draft))
    choice = f"mine:{text_digest('From the phone')}" if take == "mine" else "theirs"

    answer = press(as_mentor, address(draft), "save", page=clash, **{"take-praise": choice})

    assert answer.status_code == 302
    draft.refresh_from_db()
    assert draft.praise == stored


def test_conflict_without_a_choice_is_asked_again(as_mentor, draft):
    old = page_of(as_mentor, draft)
    press(as_mentor, address(draft), "save", praise="From the phone")
    clash = drawn(press(as_mentor, address(draft), "save", page=old, praise="From the laptop"), address(draft))

    answer = press(as_mentor, address(draft), "add_focus", page=clash)

    assert answer.status_code == 409
    assert drawn(answer, address(draft)).fields["praise"] == ["From the laptop"]
    draft.refresh_from_db()
    assert (draft.praise, draft.foci.count()) == ("From the phone", 1)


def test_stale_tab_leaves_alone_what_it_did_not_touch(as_mentor, draft):
    old = page_of(as_mentor, draft)
    press(as_mentor, address(draft), "save", praise="From the phone")

    answer = press(as_mentor, address(draft), "save", page=old, praise_effect="They began at once")

    assert answer.status_code == 302
    draft.refresh_from_db()
    assert (draft.praise, draft.praise_effect) == ("From the phone", "They began at once")


def test_page_from_before_the_week_was_set_shows_what_was_typed_with_the_reason(as_mentor, draft, mentor):
    old = page_of(as_mentor, draft)
    agree(draft.foci.get(), GREET, by=mentor, at=NOW)
    Cycle.objects.filter(pk=draft.pk).update(set_at=NOW, set_by=mentor, next_meeting_on="2025-09-25")

    answer = press(
        as_mentor, address(draft), "save", page=old, **{f"focus__{draft.foci.get().pk}__key_action": "Something else"}
    )

    assert answer.status_code == 403
    assert "This week has been set." in text_of(answer)
    assert b"Something else" in answer.content
    assert draft.foci.get().key_action == GREET.key_action


def test_page_of_a_week_discarded_meanwhile_shows_what_was_typed(as_mentor, draft):
    old = page_of(as_mentor, draft)
    press(as_mentor, address(draft), "discard")

    answer = press(as_mentor, address(draft), "save", page=old, praise="You waited for silence")

    assert answer.status_code == 404
    assert b"You waited for silence" in answer.content


def test_text_for_a_step_removed_meanwhile_is_shown(as_mentor, draft):
    focus = draft.foci.get()
    step = focus.steps.get()
    old = page_of(as_mentor, draft)
    press(as_mentor, address(draft), f"remove_step:{step.pk}")

    answer = press(as_mentor, address(draft), "save", page=old, **{f"step__{step.pk}__text": "Stand at the door"})

    assert answer.status_code == 422
    assert b"Stand at the door" in answer.content
    assert not Step.objects.filter(pk=step.pk).exists()


def test_addresses_of_another_week_are_not_written(as_mentor, draft, other_pair):
    theirs = FocusFactory(cycle=CycleFactory(mentorship=other_pair), key_action="Theirs", steps=("Theirs too",))
    step = theirs.steps.get()

    answer = as_mentor.post(
        address(draft),
        {
            f"focus-{theirs.pk}-key_action": "Mine now",
            f"drawn-focus-{theirs.pk}-key_action": text_digest("Theirs"),
            f"step-{step.pk}-text": "Mine now",
            f"drawn-step-{step.pk}-text": text_digest("Theirs too"),
        },
    )

    assert answer.status_code == 422
    theirs.refresh_from_db()
    assert (theirs.key_action, theirs.steps.get().text) == ("Theirs", "Theirs too")


def test_nul_is_dropped_and_long_text_refused(as_mentor, draft):
    answer = press(as_mentor, address(draft), "save", praise="a\x00b", probe_answer="x" * 20_001)

    assert answer.status_code == 422
    draft.refresh_from_db()
    assert (draft.praise, draft.probe_answer) == ("ab", "")
