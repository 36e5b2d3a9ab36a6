"""The small pages about a set week: reword, withdraw, put an outcome right, close the last week."""

import pytest
from django.urls import reverse

from coaching.models import Correction, Cycle, Focus
from tests.factories import NOW, CycleFactory, FocusFactory, OutcomeFactory, TickFactory, UserFactory
from tests.people import SEED
from tests.posting import drawn, press


@pytest.fixture
def as_mentor(signed_in, mentor):
    return signed_in(mentor)


@pytest.fixture
def focus(live):
    return live.foci.get()


@pytest.fixture
def reviewed(live, focus, mentor):
    outcome = OutcomeFactory(focus=focus, result="achieved")
    Cycle.objects.filter(pk=live.pk).update(reviewed_at=NOW, reviewed_by=mentor)
    return outcome


def test_reword_keeps_the_ticks_of_steps_left_as_they_are(as_mentor, live, focus):
    first, second = focus.steps.order_by("position")[:2]
    TickFactory(step=first)
    TickFactory(step=second)
    path = reverse("coaching:reword_focus", args=[focus.pk])
    page = drawn(as_mentor.get(path), path)
    steps = page.fields["steps"][0].split("\r\n")
    assert steps == list(SEED.steps)

    answer = press(
        as_mentor, path, page=page, steps="\r\n".join([steps[0], "name the two steps", *steps[2:]]), achievable="on"
    )

    assert answer.url == reverse("coaching:meeting", args=[live.pk]) + f"#focus-{focus.pk}"
    focus = Focus.objects.get(pk=focus.pk)
    assert focus.wording.steps == (SEED.steps[0], "name the two steps", *SEED.steps[2:])
    assert [step.pk for step in focus.live_steps if hasattr(step, "tick")] == [first.pk]
    assert focus.rewordings.get().wording == SEED


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"key_action": ""}, "Enter the key action"),
        ({"steps": " "}, "Enter a step, or tick that this is already one small step"),
        ({"achievable": None}, "Say whether your ECT can realistically achieve this before your next meeting"),
        ({}, "It reads as it did before"),
    ],
)
def test_reword_that_lacks_something_says_so_and_loses_nothing(as_mentor, focus, typed, says):
    path = reverse("coaching:reword_focus", args=[focus.pk])

    answer = press(as_mentor, path, **({"achievable": "on", "reason": "Clearer like this"} | typed))

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert drawn(answer, path).fields["reason"] == ["Clearer like this"]
    assert focus.rewordings.count() == 0


def test_reword_twice_with_the_same_page_changes_once(as_mentor, focus):
    path = reverse("coaching:reword_focus", args=[focus.pk])
    page = drawn(as_mentor.get(path), path)

    for _ in range(2):
        press(as_mentor, path, page=page, key_action="Explain in two sentences", achievable="on")

    assert focus.rewordings.count() == 1


def test_withdraw_needs_a_reason_and_shows_it(as_mentor, live, focus):
    path = reverse("coaching:withdraw_focus", args=[focus.pk])
    assert press(as_mentor, path, reason=" ").status_code == 422

    answer = press(as_mentor, path, follow=True, reason="The class was disbanded")

    assert Focus.objects.get(pk=focus.pk).is_withdrawn
    assert b"The class was disbanded" in answer.content
    again = as_mentor.get(path)
    assert (again.status_code, b"This focus was withdrawn." in again.content) == (403, True)


def test_correction_is_added_and_the_outcome_stays(as_mentor, focus, reviewed):
    path = reverse("coaching:correct_outcome", args=[focus.pk])
    page = drawn(as_mentor.get(path), path)

    for _ in range(2):
        answer = press(as_mentor, path, page=page, follow=True, result="partly", note="With one class only")

    reviewed.refresh_from_db()
    assert (Correction.objects.count(), reviewed.result) == (1, "achieved")
    assert b"With one class only" in answer.content


def test_correction_without_a_note_is_asked_again(as_mentor, focus, reviewed):
    path = reverse("coaching:correct_outcome", args=[focus.pk])

    answer = press(as_mentor, path, result="partly", note="")

    assert answer.status_code == 422
    assert Correction.objects.count() == 0


def test_closing_asks_for_the_outcomes_first(as_mentor, live, focus):
    path = reverse("coaching:close_week", args=[live.pk])

    answer = press(as_mentor, path, **{f"outcome-{focus.pk}-effect": "They began at once"})

    assert answer.status_code == 422
    assert b"Still to do" in answer.content
    assert drawn(answer, path).fields[f"outcome-{focus.pk}-effect"] == ["They began at once"]


def test_closing_reviews_the_week(as_mentor, live, focus):
    path = reverse("coaching:close_week", args=[live.pk])

    answer = press(as_mentor, path, follow=True, **{f"outcome-{focus.pk}-result": "partly"})

    live.refresh_from_db()
    assert (live.reviewed_at, focus.outcome.result) == (NOW, "partly")
    assert answer.redirect_chain == [(reverse("coaching:meeting", args=[live.pk]), 302)]
    again = as_mentor.get(path)
    assert (again.status_code, b"This week has been reviewed" in again.content) == (403, True)


def test_closing_twice_with_the_same_page_closes_once(as_mentor, live, focus):
    path, outcome = reverse("coaching:close_week", args=[live.pk]), f"outcome-{focus.pk}"
    page = drawn(as_mentor.get(path), path)
    typed = {f"{outcome}-result": "partly", f"{outcome}-effect": "They began\r\nat once"}

    answers = [press(as_mentor, path, page=page, **typed) for _ in range(2)]
    other = press(as_mentor, path, page=page, **(typed | {f"{outcome}-result": "achieved"}))

    where = reverse("coaching:meeting", args=[live.pk])
    assert [(answer.status_code, answer.get("Location")) for answer in answers] == [(302, where)] * 2
    assert (other.status_code, b"This week has been reviewed" in other.content) == (403, True)
    assert focus.outcome.result == "partly"


def test_closing_a_week_that_a_colleague_closed_says_so(as_mentor, live, focus):
    path = reverse("coaching:close_week", args=[live.pk])
    page = drawn(as_mentor.get(path), path)
    typed = {f"outcome-{focus.pk}-result": "partly"}
    press(as_mentor, path, page=page, **typed)
    type(live).objects.filter(pk=live.pk).update(reviewed_by=UserFactory())

    assert press(as_mentor, path, page=page, **typed).status_code == 403


@pytest.mark.parametrize("route", ["reword_focus", "withdraw_focus", "correct_outcome"])
def test_pages_about_a_focus_of_another_school_are_not_found(as_mentor, other_pair, route):
    theirs = FocusFactory(cycle=CycleFactory(mentorship=other_pair, is_set=True))
    OutcomeFactory(focus=theirs)

    assert as_mentor.get(reverse(f"coaching:{route}", args=[theirs.pk])).status_code == 404


def test_refused_reword_shows_what_was_typed(as_mentor, focus, reviewed):
    path = reverse("coaching:reword_focus", args=[focus.pk])

    answer = as_mentor.post(path, {"key_action": "Explain in two sentences"})

    assert answer.status_code == 403
    assert b"Explain in two sentences" in answer.content
