"""The ECT's own side of a home page: this week's foci as sentences, the steps to tick, when the next meeting is."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone

from actionsteps.wording import Wording, text_digest
from coaching.checks import OwnChecks, own_line, said_of, state_of
from coaching.dates import day_of, long_day, minute, near
from coaching.house import house_of, prompts_of
from coaching.lines import parked_words
from coaching.looking_back import LookBack, weeks_since
from coaching.meeting import tick_of
from coaching.models import NoFocus, Parked
from coaching.models.focus import Origin
from coaching.notes import line_of, note_in
from coaching.pairs import Calendars, addresses, covering, pause_words
from coaching.parts import coached_by
from coaching.slips import since_rows
from schools.prepared import prepared
from schools.reading_on import READS_FOR, left_places


@dataclass(frozen=True)
class OwnStep:
    """A step to tick: `done` is what it says now, `press` what the button would set."""

    pk: int
    text: str
    done: bool
    press: str
    when: str
    href: str
    line: str
    line_drawn: str
    line_at: str


@dataclass(frozen=True)
class OwnFocus:
    """A focus ready to show: its sentence, its steps, the plan and the script."""

    pk: int
    sentence: object
    steps: list
    criteria: list
    check: dict
    check_at: str
    state: str
    digest: str
    together: bool
    note: str
    withdrawn: str
    is_withdrawn: bool
    plan: list
    script: str
    drawn: str
    script_at: str


@dataclass(frozen=True)
class OwnNote:
    """What the ECT writes before the next meeting; `drawn` are the digests of what is stored."""

    school_id: int
    key: uuid.UUID
    went_well: str
    to_discuss: str
    drawn: dict
    is_sent: bool
    mentor: str
    href: str


@dataclass(frozen=True)
class OwnSchool:
    """What one of the ECT's schools holds for them now."""

    school: str
    mentor: str
    assessed: bool
    meeting: str
    pause: str
    has_week: bool
    week: str
    no_focus: str
    draft: str
    foci: list
    checks: OwnChecks
    check_at: str
    later: list
    achieved: list
    still: dict | None
    journey: str
    log: str
    note: OwnNote | None
    # Until when somebody who has left the school reads on.
    left: str = ""


def own_schools(user, mentorships, *, today):
    """An `OwnSchool` for each school at which `user` is or was an ECT, by `mentorships` as one; the present first.

    Five queries for any number of foci, steps and schools; none for somebody who never was an ECT.
    """
    if not mentorships:
        return []
    latest = {}
    for mentorship in sorted(mentorships, key=lambda one: (one.is_live, one.starts_on, one.pk)):
        latest[mentorship.school_id] = mentorship
    left = left_places(user, mentorships)
    for school_id, at in left.items():
        if at + READS_FOR <= timezone.now():
            del latest[school_id]
    weeks = weeks_since(user, list(latest), today)
    lives = {week.school_id: week for week in weeks if week.is_live}
    drafts = {week.school_id: week for week in weeks if week.is_draft}
    back = LookBack(weeks)
    foci = _foci(lives.values(), back)
    later, calendars = defaultdict(list), Calendars(latest.values(), today=today)
    for parked in _parked(user=user.pk, schools=list(latest)):
        sentence = house_of(latest[parked.school_id].school).prompts.parts(parked.wording)
        later[parked.school_id].append({"sentence": sentence, "words": parked_words(parked)})
    shown = []
    for one in sorted(latest.values(), key=lambda one: (not one.is_live, one.school.name)):
        live, draft = lives.get(one.school_id), drafts.get(one.school_id)
        place = _school(one, live, draft, foci[live.pk] if live else [], later[one.school_id], calendars, back)
        if at := left.get(one.school_id):
            place = replace(place, left=long_day(day_of(at + READS_FOR)))
        shown.append(place)
    return shown


@prepared
def _parked(*, user, schools):
    waiting = Parked.objects.filter(school_id__in=schools, ect=user, brought_back_at=None, dropped_at=None)
    return waiting.order_by("-next_in_line", "-at", "-pk")


def _school(mentorship, live, draft, foci, later, calendars, back):
    week = addresses("meeting")
    planned = draft.meets_on if draft else (live.drafted or live.next_meeting_on) if live else None
    meeting = calendars.meeting(mentorship, planned=planned) if planned else None
    pause = meeting.pause if meeting else covering(calendars.pauses[mentorship.pk], calendars.today)
    return OwnSchool(
        school=mentorship.school.name,
        mentor=mentorship.mentor.name,
        assessed=mentorship.is_live and mentorship.also_assesses,
        meeting=_when(mentorship, meeting, calendars.today) if meeting and pause is None and mentorship.is_live else "",
        pause=pause_words(pause),
        has_week=live is not None,
        week=week(live.pk) if live else "",
        no_focus=NoFocus(live.no_focus_reason).label if live and live.no_focus_reason else "",
        draft=week(draft.pk) if draft else "",
        foci=foci,
        checks=OwnChecks(foci),
        check_at=reverse("coaching:check_week", args=[live.pk]) if live else "",
        later=later,
        achieved=back.achieved(mentorship.school_id),
        still=None if pause or calendars.is_holiday(mentorship) else back.question(mentorship),
        journey=reverse("coaching:journey", args=[mentorship.school_id, mentorship.ect_id]),
        log=reverse("evidence:log", args=[mentorship.school_id, mentorship.ect_id]),
        note=_note_before(mentorship) if mentorship.is_live else None,
    )


def _note_before(mentorship):
    """The note that waits, or a blank one with a key of its own."""
    note = note_in(mentorship.waiting)
    return OwnNote(
        school_id=mentorship.school_id,
        key=note.key or uuid.uuid4(),
        went_well=note.went_well,
        to_discuss=note.to_discuss,
        drawn={"went_well": text_digest(note.went_well), "to_discuss": text_digest(note.to_discuss)},
        is_sent=note.is_sent,
        mentor=mentorship.mentor.first_name,
        href=reverse("coaching:write_note", args=[mentorship.school_id]),
    )


def _when(mentorship, meeting, today):
    """ "tomorrow at 15:30", "Thursday 27 November"."""
    if meeting.overdue:
        return f"was planned for {long_day(meeting.on)}"
    return near(meeting.on, today) + (f" at {mentorship.time:%H:%M}" if mentorship.time else "")


def _foci(weeks, back):
    """By week, its `OwnFocus`es in order. One query."""
    steps = defaultdict(list)
    for step in back.live_steps():
        steps[step.focus_id].append(step)
    prompts = {week.pk: prompts_of(week) for week in weeks}
    tick, line, script = (addresses(name) for name in ("tick_step", "write_line", "write_script"))
    check = addresses("check_focus")
    shown = defaultdict(list)
    # Withdrawn ones last: what is to be done comes first on a phone.
    for own in sorted(steps.values(), key=lambda own: own[0].focus.is_withdrawn):
        focus, said = own[0].focus, said_of(own[0].checks_told)
        how = () if focus.one_step else tuple(step.text for step in own)
        wording = Wording(focus.key_action, how, focus.so_that)
        shown[focus.cycle_id].append(
            OwnFocus(
                pk=focus.pk,
                sentence=prompts[focus.cycle_id].parts(wording),
                check=own_line(said, wording),
                check_at=check(focus.pk),
                state=state_of(said, wording),
                digest=wording.digest,
                together=focus.written_together,
                steps=[own_step(step, tick(step.pk), line(step.pk)) for step in own],
                criteria=coached_by(focus, focus.origin != Origin.BESPOKE)["criteria"],
                note=_note(focus),
                withdrawn=focus.withdrawn_reason,
                is_withdrawn=focus.is_withdrawn,
                plan=[*_plan(focus), *since_rows(own[0].since_told)],
                script=focus.script,
                drawn=text_digest(focus.script),
                script_at=script(focus.pk),
            )
        )
    return shown


def own_step(step, href, line_at):
    """An `OwnStep` of a step with its tick and line, if any."""
    tick, line = tick_of(step), line_of(step)
    done = tick is not None and tick.done
    return OwnStep(
        pk=step.pk,
        text=step.text,
        done=done,
        press="0" if done else "1",
        when=f"Ticked {minute(tick.at)}" if done else "",
        href=href,
        line=line,
        line_drawn=text_digest(line),
        line_at=line_at,
    )


def _note(focus):
    if focus.carried_on:
        return "Carried on from the last meeting: there was no chance to try it."
    if focus.turn > 1:
        return f"Refined: meeting {focus.turn} of this one."
    return ""


def _plan(focus):
    """What was planned, as label and words."""
    when = long_day(focus.plan_on) if focus.plan_on else ""
    if focus.plan_lesson or when:
        yield "Lesson", ", ".join(filter(None, [focus.plan_lesson, when]))
    follow_up = long_day(focus.follow_up_on) if focus.follow_up_on else ""
    if focus.follow_up or follow_up:
        yield "Follow-up", ", ".join(filter(None, [focus.follow_up, follow_up]))
