"""The ECT's line and note on the pages: written with and without a script, read by whom, and when."""

import pytest
from django.urls import reverse

from actionsteps.wording import text_digest
from coaching.models import MeetingNote, Step, StepLine
from coaching.rules import NOTE_READ
from schools import actions as house
from schools.models import Role
from tests.coaching.weeks import GREET, PAUSE, hold
from tests.factories import MONDAY, NOW, TickFactory
from tests.people import person
from tests.posting import address, drawn, press, text_of
from tests.sides import MeetingNoteFactory, StepLineFactory

JSON = {"Accept": "application/json"}
WELL, TALK = "8L began without me", "How to end on time"


@pytest.fixture
def as_ect(signed_in, ect):
    return signed_in(ect)


@pytest.fixture
def step(live):
    return live.foci.get().steps.first()


def line_at(step):
    return reverse("coaching:write_line", args=[step.pk])


def note_at(pair):
    return reverse("coaching:write_note", args=[pair.school_id])


def at_home(client, action):
    return drawn(client.get("/"), action)


def write(client, pair, do, **typed):
    return press(client, note_at(pair), do, page=at_home(client, note_at(pair)), follow=True, **typed)


# A line beside a step


def test_line_is_written_with_a_button(as_ect, step):
    page = at_home(as_ect, line_at(step))

    answer = press(as_ect, line_at(step), page=page, **{f"line__{step.pk}": "Worked with 9B"}, follow=True)

    assert answer.redirect_chain == [(f"/#step-{step.pk}", 302)]
    assert StepLine.objects.get().text == "Worked with 9B"
    assert at_home(as_ect, line_at(step)).fields[f"line-{step.pk}"] == ["Worked with 9B"]


def test_line_is_saved_as_it_is_typed(as_ect, step):
    name = f"line-{step.pk}"
    data = {name: "Worked with 9B", f"drawn-{name}": text_digest("")}

    first = as_ect.post(line_at(step), data, headers=JSON)
    stale = as_ect.post(line_at(step), {**data, name: "Not at all"}, headers=JSON)
    long = as_ect.post(line_at(step), {name: "x" * 501, f"drawn-{name}": first.json()["digests"][name]}, headers=JSON)

    assert (first.status_code, first.json()["saved"]) == (200, "15:42")
    assert stale.json()["conflicts"][name]["stored"] == "Worked with 9B"
    assert (long.status_code, long.json()["errors"]) == (422, {name: "Shorten this to 500 characters."})
    assert StepLine.objects.get().text == "Worked with 9B"


def test_two_tabs_without_a_script_lose_no_line(as_ect, step):
    page = at_home(as_ect, line_at(step))
    StepLineFactory(step=step, text="Worked with 9B")

    answer = press(as_ect, line_at(step), page=page, **{f"line__{step.pk}": "Not with 10C"})
    assert answer.status_code == 409
    assert "Worked with 9B" in text_of(answer)
    again = press(as_ect, line_at(step), page=drawn(answer, line_at(step)))

    assert again.status_code == 302
    assert StepLine.objects.get().text == "Not with 10C"


def test_mentor_reads_the_line_beside_the_step(as_mentor, as_ect, live, draft, step):
    TickFactory(step=step)
    StepLineFactory(step=step, text="Worked <with> 9B")

    for client, week in ((as_mentor, draft), (as_mentor, live), (as_ect, live)):
        assert "“Worked &lt;with&gt; 9B”" in client.get(address(week)).content.decode()


def test_line_beside_a_step_that_was_reworded_is_not_lost(as_mentor, live, draft, step, mentor):
    StepLineFactory(step=step, text="Worked with 9B")
    Step.objects.filter(pk=step.pk).update(retired_at=NOW, retired_by=mentor)

    told = text_of(as_mentor.get(address(draft)))

    assert f"{step.text} Reworded “Worked with 9B”" in told
    assert "0 of 3 steps ticked by Eddie" in told


def test_line_writes_a_question_that_one_press_takes(as_mentor, draft, step):
    StepLineFactory(step=step, text="Not with 10C.")
    asked = "Step 1 went unticked and you wrote “Not with 10C”. What was different?"
    page = drawn(as_mentor.get(address(draft)), address(draft))
    assert page.fields["probe_question"] == [""]

    answer = press(as_mentor, address(draft), f"start_probe::{asked}", page=page)

    assert answer.url == f"{address(draft)}#probe_question"
    draft.refresh_from_db()
    assert draft.probe_question == asked


def test_outcome_that_is_saved_brings_its_lines(as_mentor, draft, live):
    focus = live.foci.get()
    place = f"outcome-{focus.pk}-result"

    html = as_mentor.post(f"{address(draft)}autosave/", {place: "partly", f"drawn-{place}": text_digest("")}).json()

    assert "You got part of the way with" in html["html"]["lines-probe"]


# The note before a meeting


def test_note_is_written_sent_and_taken_back_with_buttons(as_ect, pair, mentor):
    answer = write(as_ect, pair, "save", went_well=WELL)
    assert "Yours alone until you send it" in text_of(answer)

    answer = write(as_ect, pair, "send", to_discuss=TALK)
    assert answer.redirect_chain == [(f"/#before-{pair.school_id}", 302)]
    assert "Sent. Maya reads it before your meeting." in text_of(answer)
    note = MeetingNote.objects.get()
    assert (note.went_well, note.to_discuss, note.sent_at) == (WELL, TALK, NOW)

    answer = write(as_ect, pair, "take_back")
    assert "Send to Maya" in text_of(answer)
    assert MeetingNote.objects.get().sent_at is None


def test_nothing_is_not_sent(as_ect, pair):
    answer = write(as_ect, pair, "send")

    assert "Write something first" in text_of(answer)
    assert not MeetingNote.objects.exists()


def test_note_is_saved_as_it_is_typed(as_ect, pair):
    key = at_home(as_ect, note_at(pair)).fields["key"][0]
    data = {"key": key, "went_well": WELL, "drawn-went_well": text_digest("")}

    answer = as_ect.post(note_at(pair), data, headers=JSON)
    answer = as_ect.post(note_at(pair), {"key": key, "to_discuss": TALK}, headers=JSON)

    assert answer.json()["digests"] == {"to_discuss": text_digest(TALK)}
    assert at_home(as_ect, note_at(pair)).fields["key"] == [key]
    assert MeetingNote.objects.get().went_well == WELL


def test_note_that_was_read_meanwhile_says_so(as_ect, pair):
    page = at_home(as_ect, note_at(pair))
    press(as_ect, note_at(pair), "send", page=page, went_well=WELL)
    page = at_home(as_ect, note_at(pair))
    hold(pair, GREET, day=MONDAY)

    answer = press(as_ect, note_at(pair), "save", page=page, went_well="And 9R too")

    assert answer.status_code == 403
    assert NOTE_READ in text_of(answer)
    assert "And 9R too" in text_of(answer)
    assert at_home(as_ect, note_at(pair)).fields["went_well"] == [""]


def test_mentor_reads_the_note_once_it_is_sent(as_mentor, pair, draft, ect):
    note = MeetingNoteFactory(school=pair.school, ect=ect, went_well=WELL, to_discuss=TALK)
    for page in ("/", address(draft)):
        told = text_of(as_mentor.get(page))
        assert (WELL in told, TALK in told, "Eddie wrote" in told) == (False, False, False)

    MeetingNote.objects.filter(pk=note.pk).update(sent_at=NOW)

    assert "Eddie wrote before the meeting" in text_of(as_mentor.get("/"))
    told = text_of(as_mentor.get(address(draft)))
    praise, probe = told.index("Eddie wrote: what went well " + WELL), told.index("what to talk about " + TALK)
    assert praise < told.index("One thing you saw or heard") < probe < told.index("An open question about")


def test_both_find_the_note_on_the_weeks_page_afterwards(as_mentor, as_ect, pair, ect):
    MeetingNoteFactory(school=pair.school, ect=ect, went_well=WELL, to_discuss=TALK, sent_at=NOW)
    week = hold(pair, GREET, day=MONDAY)
    hold(pair, PAUSE, day=MONDAY.replace(day=22))

    assert "Eddie wrote before: what went well " + WELL in text_of(as_mentor.get(address(week)))
    assert "You wrote before: what to talk about " + TALK in text_of(as_ect.get(address(week)))
    assert "wrote" not in text_of(as_mentor.get("/"))


def test_replacement_mentor_reads_what_waits_and_the_old_one_nothing(signed_in, as_mentor, pair, ect, leader, draft):
    MeetingNoteFactory(school=pair.school, ect=ect, went_well=WELL, to_discuss=TALK, sent_at=NOW)
    new = house.change_mentor(pair, mentor=person("Nora New", Role.MENTOR, pair.school), by=leader, at=NOW)
    nora = signed_in(new.mentor)

    nora.post(reverse("coaching:start_week", args=[new.pk]))

    assert WELL in text_of(nora.get(address(new.weeks.get())))
    assert as_mentor.get(address(draft)).status_code == 404
    assert "wrote" not in text_of(as_mentor.get("/"))


@pytest.mark.parametrize("sent_at", [None, NOW], ids=["unsent", "sent"])
def test_nobody_else_reads_the_note(
    signed_in, pair, draft, live, ect, leader, trust_leader, other_mentor, other_ect, former_mentor, superuser, sent_at
):
    MeetingNoteFactory(school=pair.school, ect=ect, went_well=WELL, to_discuss=TALK, sent_at=sent_at)

    for user in (leader, trust_leader, other_mentor, other_ect, former_mentor, superuser):
        for page in ("/", address(draft), address(live)):
            answer = signed_in(user).get(page)
            assert (user.name, page, [word for word in (WELL, TALK, "Eddie wrote") if word in text_of(answer)]) == (
                user.name,
                page,
                [],
            )
    assert WELL in text_of(signed_in(ect).get("/"))


def test_ect_without_a_mentor_is_asked_for_no_note(as_ect, pair, leader):
    house.end_mentorship(pair, by=leader, at=NOW)

    assert "Before the next meeting" not in text_of(as_ect.get("/"))
    assert as_ect.post(note_at(pair), {"went_well": WELL}).status_code == 403
