"""Advice beside a focus: at load, as it is saved, put aside; it never blocks (A5, A69)."""

import pytest

from actionsteps.advice import ADVICE
from actionsteps.wording import Wording
from coaching import actions
from coaching.models import Focus
from coaching.rules import STALE, Refused
from tests.coaching.test_choosing import address, in_bank
from tests.coaching.weeks import GREET, agree, key, typed_wording, write
from tests.factories import NOW
from tests.people import SEED
from tests.posting import press

VAGUE = Wording("Improve your questioning", ("Be more confident",), "lessons are better")
WHY = ADVICE["vague_verb"][0]


@pytest.fixture
def as_mentor(signed_in, mentor):
    return signed_in(mentor)


@pytest.fixture
def stamp(mentor):
    return {"by": mentor, "at": NOW}


@pytest.fixture
def vague(draft, stamp):
    return write(draft.foci.get(), VAGUE, **stamp)


def advice(client, week):
    """The codes that may be put aside on the page, in order."""
    page = client.get(address(week)).content.decode()
    return [part.split('"')[0].split(":")[1] for part in page.split('value="dismiss:')[1:]]


def test_vague_focus_is_advised_on_when_the_page_is_drawn(as_mentor, draft, vague):
    assert "vague_verb" in advice(as_mentor, draft)
    assert WHY in as_mentor.get(address(draft)).content.decode()


@pytest.mark.parametrize("wording", [GREET, SEED, Wording()])
def test_all_well_is_quiet(as_mentor, draft, stamp, wording):
    focus = draft.foci.get()
    if not wording.is_blank:
        write(focus, wording, **stamp)

    assert advice(as_mentor, draft) == []


def test_advice_comes_back_with_what_is_saved_while_typing(as_mentor, draft):
    focus = draft.foci.get()
    where = f"{address(draft)}autosave/"

    parts = as_mentor.post(where, typed_wording(focus, VAGUE)).json()["html"]

    assert WHY in parts[f"advice-{focus.pk}"]
    assert f'value="dismiss:{focus.pk}:vague_verb"' in parts[f"advice-{focus.pk}"]
    assert f'id="origin-{focus.pk}"' in parts[f"origin-{focus.pk}"]


def test_dismissed_advice_stays_away_from_this_focus(as_mentor, draft, vague, stamp):
    other = actions.add_focus(draft, key=key(), **stamp)
    write(other, Wording("Improve your explanations", ("Be clear",), "pupils know what to do"), **stamp)
    before = advice(as_mentor, draft)

    press(as_mentor, address(draft), f"dismiss:{vague.pk}:vague_verb")

    assert Focus.objects.get(pk=vague.pk).dismissed == ["vague_verb"]
    assert advice(as_mentor, draft).count("vague_verb") == before.count("vague_verb") - 1
    assert f'value="dismiss:{other.pk}:vague_verb"' in as_mentor.get(address(draft)).content.decode()


def test_dismissing_twice_is_once_and_only_what_the_check_says(vague, stamp):
    actions.dismiss(vague, "vague_verb", **stamp)
    actions.dismiss(vague, "vague_verb", **stamp)

    assert Focus.objects.get(pk=vague.pk).dismissed == ["vague_verb"]
    with pytest.raises(Refused, match=STALE[:20]):
        actions.dismiss(vague, "no_such_code", **stamp)


def test_what_was_put_aside_is_shown_again(as_mentor, draft, vague, stamp):
    before = advice(as_mentor, draft)
    press(as_mentor, address(draft), f"dismiss:{vague.pk}:vague_verb")
    assert "Advice put aside: 1." in as_mentor.get(address(draft)).content.decode()

    press(as_mentor, address(draft), f"advise_again:{vague.pk}")

    assert advice(as_mentor, draft) == before
    assert "Advice put aside" not in as_mentor.get(address(draft)).content.decode()
    assert actions.advise_again(vague, **stamp).dismissed == []


def test_advice_is_put_aside_and_shown_again_in_place(as_mentor, vague):
    where = f"/foci/{vague.pk}/advice/"

    aside = as_mentor.post(where, {"code": "vague_verb"}).content.decode()
    again = as_mentor.post(where).content.decode()

    assert aside.lstrip().startswith(f'<div id="advice-{vague.pk}">')
    assert (WHY in aside, "Advice put aside: 1." in aside) == (False, True)
    assert (WHY in again, "Advice put aside" in again) == (True, False)


def test_nothing_is_put_aside_that_the_check_does_not_say(as_mentor, draft, vague):
    assert as_mentor.post(f"/foci/{vague.pk}/advice/", {"code": "no_such_code"}).status_code == 403
    assert Focus.objects.get(pk=vague.pk).dismissed == []


def test_a_step_of_the_bank_starts_with_nothing_put_aside(vague, stamp):
    actions.dismiss(vague, "vague_verb", **stamp)

    chosen = actions.choose(vague, in_bank(), key=key(), **stamp)

    assert chosen.focus.dismissed == []


def test_advice_never_blocks_and_its_codes_are_kept(draft, vague, stamp):
    agree(vague, **stamp)
    actions.save_fields(draft, typed={"next_meeting_on": "2025-09-25"}, **stamp)
    actions.dismiss(vague, "vague_verb", **stamp)

    actions.set_week(draft, **stamp)

    assert "vague_verb" in Focus.objects.get(pk=vague.pk).finding_codes
