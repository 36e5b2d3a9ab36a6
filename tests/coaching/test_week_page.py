"""The page of a week once it is set or reviewed, and as the ECT reads it."""

from django.urls import reverse

from coaching.checks import digest_of
from coaching.models import Cycle, Focus
from tests.factories import (
    NOW,
    CitationFactory,
    CorrectionFactory,
    OutcomeFactory,
    RewordingFactory,
)
from tests.people import SEED, seed_focus
from tests.posting import address, page_of, press, text_of


def test_live_week_takes_what_may_come_later_and_shows_the_wording(as_mentor, live):
    focus = live.foci.get()

    answer = press(
        as_mentor,
        address(live),
        "save",
        praise="You waited for silence",
        **{f"focus-{focus.pk}-script": "Eyes on me", f"focus-{focus.pk}-plan_lesson": "8C, period 3"},
    )

    assert answer.status_code == 302
    live.refresh_from_db()
    focus = Focus.objects.get(pk=focus.pk)
    assert (live.praise, focus.script, focus.plan_lesson) == ("You waited for silence", "Eyes on me", "8C, period 3")
    form = page_of(as_mentor, live)
    assert f"focus-{focus.pk}-key_action" not in form.fields
    assert form.buttons == [
        "save",
        "find_praise",
        "find_probe",
        *(f"{verb}:{focus.pk}" for verb in ("reword", "withdraw", "propose", "ask", "log_evidence")),
        f"check_yes::{digest_of({focus.pk: focus.wording})}",
        f"add_rehearsal:{focus.pk}",
        "save",
        "close",
    ]


def test_live_week_refuses_another_wording(as_mentor, live):
    focus = live.foci.get()

    answer = as_mentor.post(address(live), {f"focus-{focus.pk}-key_action": "Something else"})

    assert answer.status_code == 403
    assert b"Something else" in answer.content
    assert Focus.objects.get(pk=focus.pk).key_action == SEED.key_action


def test_ect_reads_a_set_week_and_may_not_write_in_it(signed_in, ect, live):
    client = signed_in(ect)

    shown = client.get(address(live))
    answer = client.post(address(live), {"praise": "I was wonderful"})

    assert (shown.status_code, answer.status_code) == (200, 403)
    assert SEED.key_action in text_of(shown)
    assert "Pupils did not fully understand what they were meant to do in tasks." in text_of(shown)
    assert b"<textarea" not in shown.content
    live.refresh_from_db()
    assert live.praise == ""


def test_ect_reads_an_opened_draft_without_evidence_that_is_not_shared(signed_in, ect, draft, mentor):
    CitationFactory(focus=seed_focus(draft), evidence__seen="Not for their eyes yet", evidence__seen_on=draft.meets_on)
    client = signed_in(ect)
    assert client.get(address(draft)).status_code == 404
    Cycle.objects.filter(pk=draft.pk).update(opened_at=NOW, opened_by=mentor)

    shown = text_of(client.get(address(draft)))

    assert SEED.key_action in shown
    assert "Not for their eyes yet" not in shown


def test_reviewed_week_is_read_with_outcomes_corrections_and_earlier_wordings(as_mentor, live, mentor):
    focus = live.foci.get()
    outcome = OutcomeFactory(focus=focus, result="achieved", effect="All began within a minute")
    CorrectionFactory(outcome=outcome, note="Only with one class, as it turned out")
    RewordingFactory(focus=focus, key_action="Be clear", reason="Too vague")
    Cycle.objects.filter(pk=live.pk).update(reviewed_at=NOW, reviewed_by=mentor)

    shown = as_mentor.get(address(live))

    text = text_of(shown)
    for words in (
        "Achieved",
        "All began within a minute",
        "Partly Only with one class, as it turned out Put right by Maya Mentor, Thu 18 Sep, 15:42",
        "Be clear",
        "Too vague",
    ):
        assert words in text
    assert b"<textarea" not in shown.content
    assert reverse("coaching:correct_outcome", args=[focus.pk]) in shown.content.decode()
