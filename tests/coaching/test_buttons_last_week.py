"""The buttons about what was not achieved last week: refine, replace, let go, carry on."""

from coaching.models import Outcome
from tests.people import SEED
from tests.posting import address, drawn, press


def steps_of(focus):
    return [step.text for step in focus.steps.order_by("position")]


def test_refine_prefills_and_refuses_the_same_wording(as_mentor, pressed, draft, old):
    place = pressed(f"refine:{old.pk}")

    new = draft.foci.get()
    assert (place, new.refined_from_id, new.turn) == (f"focus-{new.pk}", old.pk, 2)
    assert steps_of(new) == list(SEED.steps)
    html = as_mentor.get(address(draft)).content.decode()
    assert "Last time it read:" in html
    assert f'data-was="{SEED.key_action}"' in html
    press(as_mentor, address(draft), f"achievable_yes:{new.pk}")
    answer = press(as_mentor, address(draft), "set", next_meeting_on="2025-09-25")
    assert answer.status_code == 422
    assert b"word for word what was not achieved" in answer.content


def test_refined_focus_shows_what_changed(as_mentor, pressed, draft, old):
    pressed(f"refine:{old.pk}")
    new = draft.foci.get()

    pressed("save", **{f"focus-{new.pk}-key_action": "Make sure your instructions are clear"})

    html = as_mentor.get(address(draft)).content.decode()
    assert "<del>explanations</del>" in html
    assert "<ins>instructions</ins>" in html
    assert "Refined: meeting 2 of this one" in html


def test_replace_starts_another_in_its_place(pressed, draft, old):
    pressed(f"replace:{old.pk}")

    assert (draft.foci.get().replaces_id, Outcome.objects.get().decision) == (old.pk, "replace")


def test_let_go_takes_the_reason_typed_beside_it(pressed, draft, old):
    place = pressed(f"let_go:{old.pk}", **{f"outcome-{old.pk}-let_go_reason": "Other things matter more now"})

    outcome = Outcome.objects.get()
    assert (place, outcome.decision, outcome.let_go_reason) == (
        f"undone-{old.pk}",
        "let_go",
        "Other things matter more now",
    )


def test_let_go_without_a_reason_is_refused(as_mentor, draft, old):
    answer = press(as_mentor, address(draft), f"let_go:{old.pk}")

    assert answer.status_code == 422
    assert Outcome.objects.get().decision == ""


def test_carry_on_is_offered_only_for_no_chance_to_try(as_mentor, pressed, draft, old):
    assert f"carry_on:{old.pk}" not in drawn(as_mentor.get(address(draft)), address(draft)).buttons
    refused = as_mentor.post(address(draft), {"do": f"carry_on:{old.pk}"})
    assert refused.status_code == 403
    Outcome.objects.update(result="no_chance")

    pressed(f"carry_on:{old.pk}")

    new = draft.foci.get()
    assert (new.carried_on, new.wording) == (True, SEED)


def test_undecide_takes_it_back(pressed, draft, old):
    pressed(f"refine:{old.pk}")

    pressed(f"undecide:{old.pk}")

    assert (Outcome.objects.get().decision, draft.foci.count()) == ("", 0)
