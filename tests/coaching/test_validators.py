"""What content must satisfy, and the routes that ask: three foci at most, last week reviewed first (A17, A30–A33)."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from actionsteps.wording import Wording
from coaching import actions, validators
from coaching.models import Cycle
from coaching.validators import GATE_MESSAGE, LIMIT_MESSAGE
from tests.coaching.weeks import GREET, PAUSE, SHOW, agree, hold, key, outcomes
from tests.factories import MONDAY, NOW, FocusFactory, ParkedFactory


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_three_foci_are_within_the_limit(count):
    assert validators.validate_focus_limit(count) is None


@pytest.mark.parametrize("count", [4, 5, 40])
def test_four_foci_are_past_the_limit(count):
    with pytest.raises(ValidationError) as refused:
        validators.validate_focus_limit(count)

    assert (refused.value.code, refused.value.messages) == ("too_many_foci", [LIMIT_MESSAGE])


def test_open_week_stands_before_the_next():
    assert validators.validate_week_reviewed(0) is None
    with pytest.raises(ValidationError) as refused:
        validators.validate_week_reviewed(1)

    assert (refused.value.code, refused.value.messages) == ("week_not_reviewed", [GATE_MESSAGE])


def test_rolled_over_wording_is_compared_whole():
    changed = [
        Wording(GREET.key_action, GREET.steps[:1], GREET.so_that),
        Wording(GREET.key_action, GREET.steps[::-1], GREET.so_that),
        Wording(GREET.key_action, GREET.steps, "pupils start at once"),
    ]

    assert [validators.validate_not_rolled_over(wording, [GREET]) for wording in changed] == [None] * 3
    assert validators.validate_not_rolled_over(Wording(), [Wording()]) is None
    with pytest.raises(ValidationError):
        validators.validate_not_rolled_over(
            Wording(GREET.key_action.upper() + ".", GREET.steps, GREET.so_that), [GREET]
        )


# Every button that adds a focus to a week, with what it is about.
ADDING = ["add_focus", "refine", "replace", "carry_on", "bring_back"]


@pytest.mark.parametrize("verb", ADDING)
def test_every_button_that_adds_a_focus_says_the_limit(pair, signed_in, verb):
    """Three foci stand in the draft: whichever way a fourth comes, the page says why and what to do."""
    old = hold(pair, GREET, day=date(2025, 9, 11)).foci.get()
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)
    outcomes(draft, pair.mentor, NOW, **{f"focus_{old.pk}": "no_chance"})
    agree(draft.foci.get(), PAUSE, by=pair.mentor, at=NOW)
    FocusFactory.create_batch(2, cycle=draft)
    about = {"add_focus": "", "bring_back": f":{ParkedFactory(school=pair.school, ect=pair.ect).pk}"}

    answer = signed_in(pair.mentor).post(
        reverse("coaching:meeting", args=[draft.pk]),
        {"do": f"{verb}{about.get(verb, f':{old.pk}')}", "key": str(uuid.uuid4())},
    )

    assert answer.status_code == 422
    assert LIMIT_MESSAGE in answer.text
    assert draft.foci.count() == 3


def test_setting_a_week_before_last_week_has_its_outcomes_says_the_gate(pair, signed_in):
    old = hold(pair, GREET, day=date(2025, 9, 11)).foci.get()
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)
    agree(draft.foci.get(), SHOW, by=pair.mentor, at=NOW)

    answer = signed_in(pair.mentor).post(
        reverse("coaching:meeting", args=[draft.pk]), {"do": "set", "key": str(uuid.uuid4())}
    )

    assert answer.status_code == 422
    assert GATE_MESSAGE in answer.text
    assert f'href="#outcome-{old.pk}-result"' in answer.text
    assert Cycle.objects.draft().get() == draft


def test_setting_a_week_by_address_twice_sets_it_once(pair, signed_in):
    draft = actions.start_week(pair, key=key(), meets_on=date(2025, 9, 18), by=pair.mentor, at=NOW)
    agree(draft.foci.get(), GREET, by=pair.mentor, at=NOW)
    page = reverse("coaching:meeting", args=[draft.pk])
    client = signed_in(pair.mentor)

    answers = [client.post(page, {"do": "set", "key": str(uuid.uuid4())}).status_code for _ in range(2)]

    assert answers == [302, 403]
    assert Cycle.objects.get().week_of == MONDAY
