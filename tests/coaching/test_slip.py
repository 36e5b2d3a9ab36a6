"""The look-for slip (A109): what a drop-in showed of the live steps is evidence, cited, waiting at the next meeting."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from coaching import actions
from coaching.looks import Look
from coaching.models import Citation, Cycle, Focus, Step
from evidence.models import Evidence, Source
from tests.coaching.weeks import PAUSE
from tests.factories import NOW, CycleFactory, FocusFactory
from tests.posting import address, drawn, press, text_of

TODAY = "2025-09-18"


def slip_of(week):
    return reverse("coaching:slip", args=[week.pk])


@pytest.fixture
def live(live):
    """Set at its meeting, a week ago."""
    Cycle.objects.filter(pk=live.pk).update(set_at=NOW - timedelta(days=7))
    Citation.objects.filter(focus__cycle=live).update(at=NOW - timedelta(days=7))
    return Cycle.objects.get(pk=live.pk)


@pytest.fixture
def steps(live):
    return list(live.foci.get().steps.order_by("position"))


@pytest.fixture
def second(live):
    """A second live focus: one small step."""
    return FocusFactory(cycle=live, key_action=PAUSE.key_action, steps=(PAUSE.key_action,), one_step=True)


@pytest.mark.parametrize(
    ("look", "said"),
    [
        (Look("seen"), "Seen: “Count to three”."),
        (Look("seen", "twice,\r\n with 8C"), "Seen: “Count to three” – twice, with 8C."),
        (Look("not_seen", "Only one question!"), "Not seen: “Count to three” – Only one question!"),
        (Look("", "they said “wait”"), "About: “Count to three” – they said “wait”"),
    ],
)
def test_look_reads_as_a_sentence(look, said):
    assert look.words(" Count to three. ") == said


def test_slip_becomes_one_cited_entry_for_each_focus_that_was_looked_at(as_mentor, live, steps, second, mentor, ect):
    FocusFactory(cycle=live, key_action="Greet each pupil at the door")
    looks = {
        f"look__{steps[0].pk}": "seen",
        f"line__{steps[0].pk}": "on the board as they came in",
        f"look__{steps[2].pk}": "not_seen",
        f"look__{second.steps.get().pk}": "seen",
    }

    answer = press(as_mentor, slip_of(live), class_name="8C", **looks)

    assert (answer.status_code, answer.url) == (302, "/")
    first, other = Evidence.objects.filter(cited_at=NOW).order_by("pk")
    assert first.seen == (
        "Seen: “identify what pupils should remember” – on the board as they came in. "
        "Not seen: “check for understanding across the whole class”."
    )
    assert other.seen == "Seen: “Pause after each question”."
    for row, focus in ((first, live.foci.get(rank=1)), (other, second)):
        assert (row.source, row.seen_on.isoformat(), row.class_name) == (Source.DROP_IN, TODAY, "8C")
        assert (row.ect, row.gathered_by, row.is_read_by_ect) == (ect, mentor, True)
        assert [(one.focus, one.by) for one in row.citations.all()] == [(focus, mentor)]


def test_slip_sent_twice_is_logged_once(as_mentor, live, steps):
    page = drawn(as_mentor.get(slip_of(live)), slip_of(live))
    look = {f"look__{steps[0].pk}": "seen"}

    answers = [press(as_mentor, slip_of(live), page=page, **look).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Evidence.objects.filter(source=Source.DROP_IN, cited_at=NOW).count() == 1


def test_slip_from_a_page_that_sent_something_else_is_refused_and_shown(as_mentor, live, steps):
    page = drawn(as_mentor.get(slip_of(live)), slip_of(live))
    press(as_mentor, slip_of(live), page=page, **{f"look__{steps[0].pk}": "seen"})

    answer = press(as_mentor, slip_of(live), page=page, **{f"line__{steps[0].pk}": "Only with 8C"})

    assert answer.status_code == 403
    assert "Only with 8C" in answer.content.decode()
    assert Evidence.objects.filter(cited_at=NOW).count() == 1


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({}, "Say of one step at least whether you saw it."),
        ({"seen_on": "2025-09-19"}, "Evidence is of a day that has been."),
        ({"seen_on": "2025-09-10"}, "These steps were set later than that."),
        ({"seen_on": "yesterday"}, "Enter a date, like 27/11/2026"),
        ({"class_name": "8C" * 40}, "Shorten this to 60 characters"),
        ({"line": "a" * 501}, "Shorten this to 500 characters"),
    ],
)
def test_slip_that_lacks_something_comes_back_with_all_that_was_typed(as_mentor, live, steps, typed, error):
    named = {f"line__{steps[1].pk}" if name == "line" else name: text for name, text in typed.items()}
    looks = {f"look__{steps[0].pk}": "seen"} if typed else {"class_name": "8C"}

    answer = press(as_mentor, slip_of(live), **looks, **named)

    assert answer.status_code == 422
    assert error in text_of(answer)
    again = drawn(answer, slip_of(live)).fields
    assert {name: again[name.replace("__", "-")] for name in [*looks, *named]} == {
        name: [text] for name, text in {**looks, **named}.items()
    }
    assert not Evidence.objects.filter(cited_at=NOW).exists()


def test_step_that_was_reworded_meanwhile_is_quoted_as_it_was(as_mentor, live, steps):
    page = drawn(as_mentor.get(slip_of(live)), slip_of(live))
    Step.objects.filter(pk=steps[0].pk).update(retired_at=NOW, retired_by=live.mentorship.mentor)

    press(as_mentor, slip_of(live), page=page, **{f"look__{steps[0].pk}": "seen"})

    assert Evidence.objects.get(cited_at=NOW).seen == "Seen: “identify what pupils should remember”."
    assert f"look-{steps[0].pk}" not in drawn(as_mentor.get(slip_of(live)), slip_of(live)).fields


def test_slip_of_another_weeks_steps_logs_nothing(live, steps, mentor, pair):
    other = FocusFactory(cycle=CycleFactory(mentorship=pair)).steps.get()

    with pytest.raises(Exception, match="Say of one step at least"):
        actions.log_slip(live, looks={other.pk: Look("seen")}, seen_on=NOW.date(), key=uuid.uuid4(), by=mentor, at=NOW)


def test_slip_tells_a_script_where_to_go_on(as_mentor, live, steps):
    data = {f"look-{steps[0].pk}": "seen", "seen_on": TODAY, "key": str(uuid.uuid4())}

    answer = as_mentor.post(slip_of(live), data, headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()) == (200, {"href": "/"})


def test_slip_waits_at_the_next_meeting_beside_its_focus(as_mentor, signed_in, live, steps, draft, ect):
    press(as_mentor, slip_of(live), **{f"look__{steps[0].pk}": "seen", f"line__{steps[0].pk}": "with 8C too"})

    meeting = as_mentor.get(address(draft))

    said = "Seen: “identify what pupils should remember” – with 8C too."
    outcome = meeting.context["page"].last["foci"][0]
    assert said in outcome["since"]
    assert said in meeting.context["page"].evidence
    week, home = signed_in(ect).get(address(live)), signed_in(ect).get("/")
    assert said in text_of(week)
    assert f"Thu 18 Sep, Maya Mentor {said}" in text_of(home)


def test_planned_follow_up_leads_from_the_mentors_home_to_the_slip_until_it_is_done(as_mentor, live, steps):
    focus = live.foci.get()
    Focus.objects.filter(pk=focus.pk).update(follow_up="Drop in, period 3", follow_up_on=NOW.date())

    before = as_mentor.get("/").content.decode()
    press(as_mentor, slip_of(live), **{f"look__{steps[0].pk}": "seen"})
    after = as_mentor.get("/").content.decode()

    assert f'href="{slip_of(live)}"' in before
    assert "Thursday 18 September: Drop in, period 3" in before
    assert f'href="{slip_of(live)}"' not in after


def test_slip_comes_from_the_live_weeks_page(as_mentor, live):
    assert f'href="{slip_of(live)}"' in as_mentor.get(address(live)).content.decode()


def test_week_without_a_focus_has_nothing_to_look_for(as_mentor, pair):
    week = CycleFactory(mentorship=pair, week_of=NOW.date() - timedelta(days=10), is_set=True)

    assert "This week has no focus to look for." in as_mentor.get(slip_of(week)).content.decode()
