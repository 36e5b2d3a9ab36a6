"""The meeting page without JavaScript: what it shows, what it saves, and what it says when something is against it."""

import re

import pytest

from coaching.models import Cycle, Focus, Outcome
from coaching.validators import LIMIT_MESSAGE
from evidence.models import Evidence
from tests.factories import (
    NOW,
    AchievableFactory,
    CitationFactory,
    CorrectionFactory,
    EvidenceFactory,
    FocusFactory,
    OutcomeFactory,
    ParkedFactory,
    RehearsalFactory,
    RewordingFactory,
    TickFactory,
)
from tests.people import SEED, seed_focus
from tests.posting import address, drawn, page_of, press, text_of

QUESTION = "Can my ECT realistically achieve this before our next meeting?"


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

    with django_assert_num_queries(12):
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

    links = re.findall(r'href="#([^"]+)"', html.split('id="lacks"')[1].split("passed_over_reason")[0])
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


def test_carried_on_focus_is_read_only(as_mentor, draft, live):
    focus = live.foci.get()
    OutcomeFactory(focus=focus, result="no_chance", decision="carry_on")
    new = seed_focus(draft, refined_from=focus, carried_on=True)

    html = as_mentor.get(address(draft)).content.decode()

    assert re.search(rf'<textarea[^>]*id="focus-{new.pk}-key_action"[^>]* readonly', html)
    assert f"add_step:{new.pk}" not in html
    assert "Carried on unchanged" in html
