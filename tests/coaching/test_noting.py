"""What an ECT writes: a line beside a step, and a note before the next meeting, theirs until it is sent."""

import pytest
from django.core.exceptions import ValidationError

from actionsteps.wording import text_digest
from coaching import actions
from coaching.models import MeetingNote, StepLine
from coaching.rules import IS_REVIEWED, NOTE_READ, STALE, WITHDRAWN, Refused
from tests.coaching.weeks import GREET, PAUSE, hold, key
from tests.factories import MONDAY, NOW, FocusFactory, MentorshipFactory, StepFactory, UserFactory
from tests.people import seed_focus
from tests.sides import MeetingNoteFactory, StepLineFactory

BLANK = text_digest("")


@pytest.fixture
def step(live):
    return live.foci.get().steps.first()


def write_line(step, text, by, drawn=BLANK):
    return actions.write_line(step, text=text, drawn=drawn, by=by, at=NOW)


def note(pair, by=None, drawn=None, key=None, **typed):
    return actions.write_note(pair, typed=typed, drawn=drawn or {}, key=key or MADE, by=by or pair.ect, at=NOW)


MADE = key()


# A line beside a step


def test_line_is_saved_and_changed_over_what_was_shown(step, ect):
    first = write_line(step, "worked with 9B\r\nnot with 10C", ect)
    again = write_line(step, "worked with 9B", ect, drawn=first.digests[f"line-{step.pk}"])

    assert (first.is_whole, again.is_whole) == (True, True)
    line = StepLine.objects.get()
    assert (line.step, line.text, line.by, line.school) == (step, "worked with 9B", ect, step.school)


def test_line_is_not_written_over_what_was_not_shown(step, ect):
    write_line(step, "worked with 9B", ect)

    stale = write_line(step, "not with 10C", ect)
    same = write_line(step, "worked with 9B", ect)

    assert stale.conflicts == {f"line-{step.pk}": "worked with 9B"}
    assert same.is_whole
    assert StepLine.objects.get().text == "worked with 9B"


def test_line_that_is_a_page_is_refused(step, ect):
    saved = write_line(step, "x" * 501, ect)

    assert saved.errors == {f"line-{step.pk}": "Shorten this to 500 characters."}
    assert not StepLine.objects.exists()


def test_line_is_the_ects_alone(step, mentor):
    with pytest.raises(Refused, match="Only the ECT"):
        write_line(step, "worked", mentor)


def test_line_ends_with_the_review(step, live, ect):
    type(live).objects.filter(pk=live.pk).update(reviewed_at=NOW, reviewed_by=live.set_by)

    with pytest.raises(Refused, match=IS_REVIEWED):
        write_line(step, "worked", ect)


def test_line_of_a_withdrawn_focus_is_refused(live, ect):
    focus = FocusFactory(cycle=live, withdrawn_at=NOW, withdrawn_by=live.set_by)

    with pytest.raises(Refused, match=WITHDRAWN):
        write_line(focus.steps.get(), "worked", ect)


def test_line_stays_with_its_step_when_another_is_reworded(live, mentor, ect):
    focus = live.foci.get()
    first, second, *_ = focus.steps.order_by("position")
    write_line(first, "worked with 9B", ect)
    wording = focus.wording
    steps = (wording.steps[0], "put each instruction on the board", *wording.steps[2:])

    actions.reword_focus(
        focus,
        wording=type(wording)(wording.key_action, steps, wording.so_that),
        achievable=True,
        key=key(),
        by=mentor,
        at=NOW,
    )

    assert focus.steps.get(line__text="worked with 9B") == first
    with pytest.raises(Refused, match="reworded meanwhile"):
        write_line(second, "too many", ect)


# The note before a meeting


def test_first_words_make_the_note_and_more_are_added(pair):
    nothing = note(pair, went_well="", to_discuss="")
    assert (nothing.is_whole, MeetingNote.objects.exists()) == (True, False)

    note(pair, went_well="8L started alone")
    note(pair, to_discuss="How to end on time")

    made = MeetingNote.objects.get()
    assert (made.went_well, made.to_discuss, made.sent_at) == ("8L started alone", "How to end on time", None)
    assert (made.school, made.ect, made.key) == (pair.school, pair.ect, MADE)


def test_second_tab_drawn_blank_meets_what_the_first_wrote(pair):
    note(pair, went_well="8L started alone")

    stale = note(pair, key=key(), went_well="Nothing much", to_discuss="How to end on time")

    assert stale.conflicts == {"went_well": "8L started alone"}
    made = MeetingNote.objects.get()
    assert (made.went_well, made.to_discuss) == ("8L started alone", "How to end on time")


def test_note_is_written_by_its_ect_with_a_mentor(pair, mentor):
    with pytest.raises(Refused, match="Only the ECT"):
        note(pair, by=mentor, went_well="They did well")
    ended = MentorshipFactory(ect=pair.ect, ended=True)
    with pytest.raises(Refused, match="has ended"):
        note(ended, went_well="8L started alone")


def test_note_is_sent_once_and_taken_back(pair, ect):
    note(pair, went_well="8L started alone")
    stamp = {"key": MADE, "by": ect}

    sent = actions.send_note(pair, at=NOW, **stamp)
    again = actions.send_note(pair, at=NOW.replace(hour=17), **stamp)
    assert (sent.sent_at, again.sent_at) == (NOW, NOW)

    actions.take_back_note(pair, at=NOW, **stamp)
    assert MeetingNote.objects.get().sent_at is None


def test_nothing_is_not_sent(pair, ect):
    with pytest.raises(ValidationError, match="Write something first"):
        actions.send_note(pair, key=MADE, by=ect, at=NOW)
    note(pair, went_well="8L started alone")
    note(pair, went_well=" ", drawn={"went_well": text_digest("8L started alone")})
    with pytest.raises(ValidationError, match="Write something first"):
        actions.send_note(pair, key=MADE, by=ect, at=NOW)


def test_stale_form_sends_nothing(pair, ect):
    note(pair, went_well="8L started alone")

    with pytest.raises(Refused, match=STALE):
        actions.send_note(pair, key=key(), by=ect, at=NOW)
    with pytest.raises(Refused, match=STALE):
        actions.take_back_note(pair, key=key(), by=ect, at=NOW)


def test_setting_the_week_reads_a_sent_note_and_leaves_an_unsent_one(pair, ect):
    waiting = MeetingNoteFactory(school=pair.school, ect=ect, sent_at=NOW, key=MADE)
    week = hold(pair, GREET, day=MONDAY)

    waiting.refresh_from_db()
    assert waiting.cycle == week
    with pytest.raises(Refused, match=NOTE_READ):
        note(pair, went_well="Late words", drawn={"went_well": text_digest(waiting.went_well)})
    for action in (actions.send_note, actions.take_back_note):
        with pytest.raises(Refused, match=NOTE_READ):
            action(pair, key=MADE, by=ect, at=NOW)

    fresh = key()
    note(pair, key=fresh, to_discuss="The next thing")
    hold(pair, PAUSE, day=MONDAY.replace(day=22))
    assert MeetingNote.objects.get(key=fresh).cycle is None


def test_another_ects_note_is_not_read_in_this_week(pair):
    other = MeetingNoteFactory(school=pair.school, ect=UserFactory(), sent_at=NOW)

    hold(pair, GREET, day=MONDAY)

    other.refresh_from_db()
    assert other.cycle is None


def test_key_of_a_note_at_another_school_is_stale(pair, ect):
    MeetingNoteFactory(ect=ect, key=MADE)

    with pytest.raises(Refused, match=STALE):
        note(pair, went_well="8L started alone")


def test_step_lines_are_of_their_own_steps(live):
    line = StepLineFactory(step=StepFactory(focus=seed_focus(live)))

    assert (line.by, line.school) == (live.ect, live.school)
