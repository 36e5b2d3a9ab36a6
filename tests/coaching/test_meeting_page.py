"""The meeting page without JavaScript: what it shows, what it saves, and what it says when something is against it."""

import re

import pytest
from django.urls import reverse

from actionsteps.wording import text_digest
from coaching.models import Cycle, Focus, Outcome, Step
from coaching.validators import LIMIT_MESSAGE
from evidence.models import Evidence
from tests.coaching.weeks import GREET, agree
from tests.factories import (
    NOW,
    AchievableFactory,
    CitationFactory,
    CorrectionFactory,
    CycleFactory,
    EvidenceFactory,
    FocusFactory,
    OutcomeFactory,
    ParkedFactory,
    RehearsalFactory,
    RewordingFactory,
    TickFactory,
)
from tests.people import SEED, seed_focus
from tests.posting import drawn, press

QUESTION = "Can my ECT realistically achieve this before our next meeting?"


def address(week):
    return reverse("coaching:meeting", args=[week.pk])


def page_of(client, week):
    return drawn(client.get(address(week)), address(week))


def text_of(response):
    """The words of a page, tags and white space folded away."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def as_mentor(signed_in, mentor):
    return signed_in(mentor)


def filled(draft, live, number):
    """A draft and the week before it with `number` of everything on them."""
    Focus.objects.filter(cycle=draft).update(line=None)
    draft.foci.all().delete()
    for place in range(number - 1):
        FocusFactory(cycle=live, key_action=f"Another way to be clear {place}")
    for focus in live.foci.all():
        OutcomeFactory(focus=focus, result="partly")
        for step in focus.steps.all():
            TickFactory(step=step)
    for place in range(number):
        focus = FocusFactory(cycle=draft, key_action=f"Say it in fewer words {place}")
        AchievableFactory(focus=focus)
        for _ in range(number):
            CitationFactory(focus=focus, evidence__seen_on=draft.meets_on)
            RehearsalFactory(focus=focus)
        ParkedFactory(school=draft.school, ect=draft.ect, by=draft.mentorship.mentor)


@pytest.mark.parametrize("number", [1, 3])
def test_meeting_page_costs_the_same_queries_with_one_and_three_of_everything(
    as_mentor, draft, live, number, django_assert_num_queries
):
    filled(draft, live, number)

    with django_assert_num_queries(11):
        as_mentor.get(address(draft))


@pytest.mark.parametrize("number", [1, 3])
def test_live_page_costs_the_same_queries_with_one_and_three_of_everything(
    as_mentor, draft, live, number, django_assert_num_queries
):
    filled(draft, live, number)
    for focus in live.foci.all():
        RewordingFactory(focus=focus)
        RehearsalFactory(focus=focus)
        CitationFactory(focus=focus, evidence__seen_on=live.meets_on)

    with django_assert_num_queries(11):
        as_mentor.get(address(live))


@pytest.mark.parametrize("number", [1, 3])
def test_reviewed_page_costs_the_same_queries_with_one_and_three_of_everything(
    as_mentor, draft, live, number, django_assert_num_queries
):
    filled(draft, live, number)
    for focus in live.foci.all():
        RewordingFactory(focus=focus)
        AchievableFactory(focus=focus)
        RehearsalFactory(focus=focus)
        CitationFactory(focus=focus, evidence__seen_on=live.meets_on)
        CorrectionFactory(outcome=focus.outcome)
    Cycle.objects.filter(pk=live.pk).update(reviewed_at=NOW, reviewed_by=live.mentorship.mentor)

    with django_assert_num_queries(11):
        as_mentor.get(address(live))


def test_meeting_page_opens_with_one_focus_box_and_the_stages_in_order(as_mentor, draft):
    html = as_mentor.get(address(draft)).content.decode()

    assert re.findall(r'<section class="stage" id="stage-(\w+)"', html) == [
        "praise",
        "probe",
        "actions",
        "plan",
        "practice",
    ]
    assert html.count('class="focus-card" id="focus-') == 1
    assert html.count(QUESTION) == 1
    assert html.count("<h1") == 1


def test_first_button_of_the_form_saves_so_that_enter_does(as_mentor, draft):
    assert page_of(as_mentor, draft).buttons[0] == "save"


def test_every_field_on_the_page_carries_help_or_a_name(as_mentor, draft):
    html = as_mentor.get(address(draft)).content.decode()

    for name in re.findall(r'<(?:textarea|select|input)[^>]*\bid="([^"]+)"', html):
        assert f'for="{name}"' in html or re.search(rf'id="{re.escape(name)}"[^>]*aria-label=', html), name


def test_stages_show_what_the_ones_before_recorded(as_mentor, draft, live, mentor):
    focus = live.foci.get()
    OutcomeFactory(focus=focus, result="partly", effect="Half of them began at once")
    TickFactory(step=focus.steps.first())
    EvidenceFactory(school=draft.school, ect=draft.ect, gathered_by=mentor, seen="Four tables began the wrong task")
    Cycle.objects.filter(pk=draft.pk).update(praise="You waited for silence", probe_answer="They heard five at once")

    shown = text_of(as_mentor.get(address(draft)))

    assert "Partly 1 of 4 steps ticked by Eddie Half of them began at once" in shown
    assert shown.count("Drop-in · Mon 15 Sep · you Four tables began the wrong task") == 2
    assert "You praised You waited for silence" in shown
    assert "Eddie said They heard five at once" in shown


def test_save_keeps_everything_the_page_holds(as_mentor, draft):
    focus = draft.foci.get()
    step = focus.steps.get()

    answer = press(
        as_mentor,
        address(draft),
        "save",
        praise="You waited\r\nfor silence",
        minutes="45",
        started_at="2025-09-18T15:30",
        next_meeting_on="25/09/2025",
        **{
            f"focus__{focus.pk}__key_action": SEED.key_action,
            f"focus__{focus.pk}__so_that": SEED.so_that,
            f"focus__{focus.pk}__why_now": "most_lessons",
            f"focus__{focus.pk}__plan_on": "2025-09-22",
            f"step__{step.pk}__text": SEED.steps[0],
        },
    )

    assert (answer.status_code, answer.url) == (302, address(draft))
    draft.refresh_from_db()
    focus = Focus.objects.get(pk=focus.pk)
    assert (draft.praise, draft.minutes, f"{draft.started_at:%H:%M}") == ("You waited\nfor silence", 45, "14:30")
    assert (str(draft.next_meeting_on), str(focus.plan_on)) == ("2025-09-25", "2025-09-22")
    assert (focus.key_action, focus.so_that, focus.why_now) == (SEED.key_action, SEED.so_that, "most_lessons")
    assert focus.steps.get().text == SEED.steps[0]


def test_saved_page_shows_again_what_was_typed_and_escapes_it(as_mentor, draft):
    press(
        as_mentor, address(draft), "save", praise="\n <script>alert('x')</script> & more", probe_answer="</textarea><b>"
    )

    form = page_of(as_mentor, draft)

    assert form.fields["praise"] == ["\r\n <script>alert('x')</script> & more"]
    assert form.fields["probe_answer"] == ["</textarea><b>"]
    assert b"<script>alert" not in as_mentor.get(address(draft)).content


def test_check_box_taken_off_is_saved_as_off(as_mentor, draft):
    focus = draft.foci.get()
    name = f"focus-{focus.pk}-one_step"
    press(as_mentor, address(draft), "save", **{name: "1"})
    assert Focus.objects.get(pk=focus.pk).one_step is True

    press(as_mentor, address(draft), "save", **{name: None})

    assert Focus.objects.get(pk=focus.pk).one_step is False


def test_bad_date_and_minutes_are_said_beside_their_fields_and_the_rest_is_saved(as_mentor, draft):
    answer = press(as_mentor, address(draft), "add_focus", praise="Calm starts", minutes="soon", meets_on="someday")

    form = drawn(answer, address(draft))
    assert answer.status_code == 422
    assert "<title>Error: " in answer.content.decode()
    assert (form.fields["minutes"], form.fields["meets_on"]) == (["soon"], ["someday"])
    assert 'href="#minutes"' in answer.content.decode()
    assert 'href="#meets_on"' in answer.content.decode()
    draft.refresh_from_db()
    assert (draft.praise, draft.minutes, draft.foci.count()) == ("Calm starts", None, 1)


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


def test_setting_too_early_lists_what_is_lacking_as_links_and_loses_nothing(as_mentor, draft, live):
    answer = press(as_mentor, address(draft), "set", praise="You waited for silence")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert '<h2 class="govuk-error-summary__title" id="error-summary-title">Still to do</h2>' in html
    head = html.split('class="govuk-error-summary__list"')[1].split("</ul>")[0]
    for href in re.findall(r'href="#([^"]+)"', head):
        assert f'id="{href}"' in html, href
    assert drawn(answer, address(draft)).fields["praise"] == ["You waited for silence"]
    draft.refresh_from_db()
    assert (draft.praise, draft.set_at) == ("You waited for silence", None)


def test_every_link_to_what_is_lacking_leads_to_something_on_the_page(as_mentor, draft, live):
    OutcomeFactory(focus=live.foci.get(), result="not_yet")
    seed_focus(draft)
    Cycle.objects.filter(pk=draft.pk).update(next_meeting_on=None)

    html = as_mentor.get(address(draft)).content.decode()

    links = re.findall(r'href="#([^"]+)"', html.split('class="lacks"')[1].split("</ul>")[0])
    assert len(links) > 10
    assert [link for link in links if f'id="{link}"' not in html] == []


def test_fourth_focus_is_refused_with_the_reason_and_what_was_typed_stays(as_mentor, draft):
    FocusFactory(cycle=draft)
    FocusFactory(cycle=draft)

    answer = press(as_mentor, address(draft), "add_focus", praise="You waited for silence")

    assert answer.status_code == 422
    assert LIMIT_MESSAGE in answer.content.decode()
    assert drawn(answer, address(draft)).fields["praise"] == ["You waited for silence"]
    assert draft.foci.count() == 3


def test_new_evidence_is_logged_and_cited_by_whichever_button(as_mentor, draft, mentor):
    focus = draft.foci.get()
    place = f"new__evidence__{focus.pk}"

    answer = press(
        as_mentor,
        address(draft),
        "save",
        **{f"{place}__source": "drop_in", f"{place}__seen_on": "15/09/2025", f"{place}__seen": "Four tables waited"},
    )

    assert answer.status_code == 302
    logged = Evidence.objects.get()
    assert (logged.seen, str(logged.seen_on), logged.gathered_by) == ("Four tables waited", "2025-09-15", mentor)
    assert [citation.evidence for citation in focus.citations.all()] == [logged]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"seen": "Four tables waited", "seen_on": "15/09/2025"}, "source"),
        ({"seen": "Four tables waited", "source": "drop_in", "seen_on": "soon"}, "seen_on"),
        ({"seen": "Four tables waited", "source": "drop_in", "seen_on": "2025-09-30"}, "seen_on"),
        ({"meaning": "They had no model", "source": "drop_in", "seen_on": "2025-09-15"}, "seen"),
    ],
)
def test_incomplete_evidence_stays_in_its_box_with_the_reason(as_mentor, draft, typed, field):
    place = f"new-evidence-{draft.foci.get().pk}"

    answer = press(as_mentor, address(draft), "add_focus", **{f"{place}-{name}": text for name, text in typed.items()})

    form = drawn(answer, address(draft))
    assert answer.status_code == 422
    assert f'href="#{place}-{field}"' in answer.content.decode()
    for name in ("seen", "meaning"):
        assert form.fields[f"{place}-{name}"] == [typed.get(name, "")]
    assert (Evidence.objects.count(), draft.foci.count()) == (0, 1)


def test_ticks_of_evidence_cite_it_and_no_longer(as_mentor, draft, mentor):
    focus = draft.foci.get()
    seen = EvidenceFactory(school=draft.school, ect=draft.ect, gathered_by=mentor)
    press(as_mentor, address(draft), "save", **{f"cite-{focus.pk}": str(seen.pk)})
    assert [citation.evidence_id for citation in focus.citations.all()] == [seen.pk]

    press(as_mentor, address(draft), "save", **{f"cite-{focus.pk}": None})

    assert focus.citations.count() == 0


def test_evidence_of_somebody_else_cannot_be_cited(as_mentor, draft, other_pair):
    focus = draft.foci.get()
    theirs = EvidenceFactory(school=other_pair.school, ect=other_pair.ect, gathered_by=other_pair.mentor)

    answer = press(as_mentor, address(draft), "save", **{f"cite-{focus.pk}": str(theirs.pk)})

    assert answer.status_code == 403
    assert focus.citations.count() == 0


def test_outcomes_of_last_week_are_saved_on_the_draft(as_mentor, draft, live):
    focus = live.foci.get()

    answer = press(
        as_mentor,
        address(draft),
        "save",
        **{f"outcome-{focus.pk}-result": "partly", f"outcome-{focus.pk}-effect": "Half of them began at once"},
    )

    assert answer.status_code == 302
    outcome = Outcome.objects.get()
    assert (outcome.focus, outcome.result, outcome.effect) == (focus, "partly", "Half of them began at once")


def test_new_mentor_may_close_a_focus_as_handed_over(as_mentor, draft, live, former_mentor):
    earlier = former_mentor.mentorships_as_mentor.get()
    Cycle.objects.filter(pk=live.pk).update(mentorship=earlier, set_by=former_mentor)
    focus = live.foci.get()
    assert b"Closed as handed over" in as_mentor.get(address(draft)).content

    press(as_mentor, address(draft), "save", **{f"outcome-{focus.pk}-result": "handed_over"})

    assert Outcome.objects.get().handed_over is True


def test_own_week_is_not_handed_over(as_mentor, draft, live):
    assert b"Closed as handed over" not in as_mentor.get(address(draft)).content


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
        f"log_evidence:{focus.pk}",
        f"add_rehearsal:{focus.pk}",
        "save",
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


def test_carried_on_focus_is_read_only(as_mentor, draft, live):
    focus = live.foci.get()
    OutcomeFactory(focus=focus, result="no_chance", decision="carry_on")
    new = seed_focus(draft, refined_from=focus, carried_on=True)

    html = as_mentor.get(address(draft)).content.decode()

    assert re.search(rf'<textarea[^>]*id="focus-{new.pk}-key_action"[^>]* readonly', html)
    assert f"add_step:{new.pk}" not in html
    assert "Carried on unchanged" in html
