"""What the page's script sends and gets: only what changed, never an input back."""

import re

import pytest
from django.urls import reverse

from actionsteps.wording import text_digest
from coaching.models import Cycle, Focus, Outcome
from tests.factories import NOW, AchievableFactory, FocusFactory, OutcomeFactory
from tests.people import SEED, seed_focus

BLANK = text_digest("")


@pytest.fixture
def saves(signed_in, mentor, draft):
    """saves(**typed): the answer to an autosave of these fields, each drawn blank unless `drawn` says otherwise."""
    client = signed_in(mentor)

    def saves(drawn=None, week=draft, client=client, **typed):
        data = dict(typed)
        for name in typed:
            data[f"drawn-{name}"] = text_digest((drawn or {}).get(name, ""))
        return client.post(reverse("coaching:autosave", args=[week.pk]), data, headers={"accept": "application/json"})

    return saves


def test_autosave_saves_and_says_when(saves, draft):
    answer = saves(praise="You waited for silence", praise_effect="All turned to you")

    draft.refresh_from_db()
    body = answer.json()
    assert (draft.praise, draft.praise_effect) == ("You waited for silence", "All turned to you")
    assert (answer.status_code, body["saved"], body["conflicts"], body["errors"]) == (200, "15:42", {}, {})
    assert body["digests"] == {
        "praise": text_digest("You waited for silence"),
        "praise_effect": text_digest("All turned to you"),
    }
    assert answer["Cache-Control"] == "no-store, private"


def test_autosave_never_answers_with_an_input(saves, draft, live):
    focus, old = draft.foci.get(), live.foci.get()

    for typed in (
        {"praise": "Calm", "probe_answer": "Yes"},
        {f"focus-{focus.pk}-key_action": "Greet each pupil", f"focus-{focus.pk}-script": "Good morning"},
        {f"step-{focus.steps.get().pk}-text": "Stand in the doorway"},
        {f"outcome-{old.pk}-result": "partly"},
    ):
        parts = saves(**typed).json()["html"]
        assert parts
        for name, html in parts.items():
            assert re.match(rf'\s*<\w+[^>]*\bid="{name}"', html), name
            assert not re.search(r"<(input|textarea|select)", html), name


def test_autosave_shows_the_focus_as_a_sentence_in_each_stage(saves, draft):
    focus = draft.foci.get()

    parts = saves(**{f"focus-{focus.pk}-key_action": "Greet each <b>pupil</b>"}).json()["html"]

    for part in (f"sentence-{focus.pk}", f"plan-sentence-{focus.pk}", f"planned-{focus.pk}"):
        assert "Greet each &lt;b&gt;pupil&lt;/b&gt;" in parts[part]
    assert "1 still to do" not in parts["rail"]


def test_autosave_quotes_the_answer_and_the_praise_further_down(saves, draft):
    parts = saves(praise="Calm <starts>", probe_answer="They heard five").json()["html"]

    assert "Calm &lt;starts&gt;" in parts["praised"]
    assert "They heard five" in parts["said"]


def test_prose_that_only_grew_answers_with_no_more_than_its_echo(saves, draft, django_assert_num_queries):
    Cycle.objects.filter(pk=draft.pk).update(praise="You")

    with django_assert_num_queries(6):
        answer = saves(drawn={"praise": "You"}, praise="You waited")

    assert set(answer.json()["html"]) == {"praised"}


def test_outcome_opens_the_decision_about_it(saves, live):
    focus = live.foci.get()

    parts = saves(**{f"outcome-{focus.pk}-result": "not_yet"}).json()["html"]

    assert f'value="refine:{focus.pk}"' in parts[f"decide-{focus.pk}"]
    assert "Not yet" in parts["last-results"]
    assert Outcome.objects.get().result == "not_yet"


def test_autosave_from_a_stale_tab_gets_both_texts(saves, draft):
    Cycle.objects.filter(pk=draft.pk).update(praise="From the phone")

    body = saves(praise="From the laptop", probe_question="What did you see?").json()

    assert body["conflicts"] == {"praise": {"stored": "From the phone", "digest": text_digest("From the phone")}}
    assert list(body["digests"]) == ["probe_question"]
    draft.refresh_from_db()
    assert (draft.praise, draft.probe_question) == ("From the phone", "What did you see?")


def test_autosave_again_after_an_answer_was_lost_is_no_conflict(saves, draft):
    saves(praise="You waited")

    body = saves(praise="You waited").json()

    assert (body["conflicts"], body["digests"]) == ({}, {"praise": text_digest("You waited")})


def test_autosave_says_what_is_wrong_beside_the_field_and_saves_the_rest(saves, draft):
    answer = saves(minutes="soon", praise="You waited")

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == ["minutes"]
    assert list(answer.json()["digests"]) == ["praise"]
    draft.refresh_from_db()
    assert draft.praise == "You waited"


def test_autosave_into_a_removed_step_says_so(saves, draft):
    name = f"step-{draft.foci.get().steps.get().pk}-text"
    draft.foci.get().steps.all().delete()

    answer = saves(**{name: "Stand in the doorway"})

    assert answer.status_code == 422
    assert "removed meanwhile" in answer.json()["errors"][name]


def test_autosave_is_refused_with_the_reason_once_the_week_is_set(saves, live):
    focus = live.foci.get()

    answer = saves(week=live, **{f"focus-{focus.pk}-key_action": "Something else"})

    assert (answer.status_code, answer.json()) == (403, {"reason": "This week has been set."})
    assert Focus.objects.get(pk=focus.pk).key_action == SEED.key_action


def test_autosave_of_the_ect_is_refused_with_the_reason(saves, live, ect, signed_in):
    answer = saves(week=live, client=signed_in(ect), praise="I was wonderful")

    assert (answer.status_code, list(answer.json())) == (403, ["reason"])


def test_autosave_of_a_stranger_finds_nothing(saves, draft, other_mentor, signed_in):
    assert saves(client=signed_in(other_mentor), praise="Mine").status_code == 404


def test_autosave_after_the_session_ended_asks_to_sign_in(saves, client, draft):
    answer = saves(client=client, praise="You waited")

    assert (answer.status_code, list(answer.json())) == (401, ["signin"])
    draft.refresh_from_db()
    assert draft.praise == ""


def test_first_wording_costs_the_same_queries_with_one_and_three_foci(saves, draft, live, django_assert_num_queries):
    focus = draft.foci.get()
    name = f"focus-{focus.pk}-key_action"
    saves(**{name: "Greet each"})

    with django_assert_num_queries(10):
        saves(drawn={name: "Greet each"}, **{name: "Greet each pupil"})

    seed_focus(draft)
    FocusFactory(cycle=draft)
    with django_assert_num_queries(10):
        saves(drawn={name: "Greet each pupil"}, **{name: "Greet each pupil by name"})


def test_answered_wording_costs_the_same_queries_with_one_and_three_foci(saves, draft, live, django_assert_num_queries):
    focus = seed_focus(draft)
    AchievableFactory(focus=focus)
    OutcomeFactory(focus=live.foci.get(), result="partly")
    name = f"focus-{focus.pk}-key_action"

    with django_assert_num_queries(19):
        saves(drawn={name: SEED.key_action}, **{name: "Greet each pupil"})

    seed_focus(draft)
    with django_assert_num_queries(19):
        body = saves(drawn={name: "Greet each pupil"}, **{name: "Greet each pupil by name"}).json()

    assert "The wording has changed since this was answered" in body["html"][f"achievable-{focus.pk}"]
    assert "Answer whether “Greet each pupil by name” is achievable" in body["html"]["lacks"]


def test_pasted_sentence_falls_into_its_parts(client, mentor):
    client.force_login(mentor)

    answer = client.post(reverse("coaching:parse_wording"), {"text": SEED.sentence() + "\x00"})

    body = answer.json()
    assert (body["key_action"], body["so_that"]) == (SEED.key_action, SEED.so_that)
    assert len(body["steps"]) > 1


def test_plain_text_stays_whole(client, mentor):
    client.force_login(mentor)

    answer = client.post(reverse("coaching:parse_wording"), {"text": "Greet each pupil"})

    assert answer.json() == {"key_action": "Greet each pupil", "steps": [], "so_that": ""}


def test_nothing_typed_is_in_the_log(saves, caplog):
    with caplog.at_level("DEBUG"):
        saves(praise="mark-7f3a", minutes="mark-7f3a")

    assert "mark-7f3a" not in caplog.text


def test_answered_at_the_time_of_the_school(saves, clock):
    clock.move_to(NOW.replace(hour=9, minute=5))

    assert saves(praise="You waited").json()["saved"] == "09:05"
