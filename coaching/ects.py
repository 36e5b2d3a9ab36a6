"""The ECT's own side of a home page: this week's foci as sentences, the steps to tick, when the next meeting is."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from actionsteps.wording import text_digest
from coaching.dates import long_day, minute, near
from coaching.models import Cycle, Focus, NoFocus, Parked, Step
from coaching.pairs import Calendars, addresses
from schools.models import Mentorship


@dataclass(frozen=True)
class OwnStep:
    """A step to tick: `done` is what it says now, `press` what the button would set."""

    pk: int
    text: str
    done: bool
    press: str
    when: str
    href: str


@dataclass(frozen=True)
class OwnFocus:
    """A focus ready to show: its sentence, its steps, the plan and the script."""

    pk: int
    sentence: object
    steps: list
    note: str
    withdrawn: str
    is_withdrawn: bool
    plan: list
    script: str
    drawn: str
    script_at: str


@dataclass(frozen=True)
class OwnSchool:
    """What one of the ECT's schools holds for them now."""

    school: str
    mentor: str
    meeting: str
    pause: str
    has_week: bool
    week: str
    no_focus: str
    draft: str
    foci: list
    later: list
    journey: str


def own_schools(user, *, today):
    """An `OwnSchool` for each school at which `user` is or was an ECT, the present first.

    Seven queries for any number of foci, steps and schools; one for somebody who never was an ECT.
    """
    mentorships = {}
    for mentorship in (
        Mentorship.objects.filter(ect=user).select_related("mentor", "school").order_by("starts_on", "pk")
    ):
        # The live one, else the latest.
        if mentorship.is_live or mentorship.school_id not in mentorships or not mentorships[mentorship.school_id].is_live:
            mentorships[mentorship.school_id] = mentorship
    if not mentorships:
        return []
    weeks = list(Cycle.objects.readable_by_ect(user).filter(reviewed_at=None))
    lives = {week.school_id: week for week in weeks if not week.is_draft}
    drafts = {week.school_id: week for week in weeks if week.is_draft}
    foci = _foci(lives.values())
    later = defaultdict(list)
    for parked in Parked.objects.filter(
        school_id__in=list(mentorships), ect=user, brought_back_at=None, dropped_at=None
    ).order_by("-next_in_line", "-at", "-pk"):
        later[parked.school_id].append(parked.wording.parts())
    calendars = Calendars(list(mentorships.values()), today=today)
    ordered = sorted(mentorships.values(), key=lambda one: (not one.is_live, -one.pk))
    return [
        _school(one, lives.get(one.school_id), drafts.get(one.school_id), foci, later[one.school_id], calendars, today)
        for one in ordered
    ]


def _school(mentorship, live, draft, foci, later, calendars, today):
    meeting = None
    if mentorship.is_live:
        planned = draft.meets_on if draft else live.next_meeting_on if live else None
        meeting = calendars.meeting(mentorship, planned=planned, last_met=today if planned is None else None)
    week = addresses("meeting")
    return OwnSchool(
        school=mentorship.school.name,
        mentor=mentorship.mentor.name if mentorship.is_live else "",
        meeting=_meeting_words(meeting, mentorship, today),
        pause=meeting.pause_words() if meeting else "",
        has_week=live is not None,
        week=week(live.pk) if live else "",
        no_focus=NoFocus(live.no_focus_reason).label if live and live.no_focus_reason else "",
        draft=week(draft.pk) if draft else "",
        foci=foci[live.pk] if live else [],
        later=later,
        journey=reverse("coaching:journey", args=[mentorship.school_id, mentorship.ect_id]),
    )


def _meeting_words(meeting, mentorship, today):
    """ "tomorrow at 15:30", "Thursday 27 November"; "" where none is known."""
    if meeting is None or meeting.on is None:
        return ""
    at = f" at {mentorship.time:%H:%M}" if mentorship.time else ""
    if meeting.overdue:
        return f"was planned for {long_day(meeting.on)}"
    return f"{near(meeting.on, today)}{at}"


def _foci(weeks):
    """By week, its `OwnFocus`es in order. Two queries."""
    rows = list(Focus.objects.filter(cycle_id__in=[week.pk for week in weeks]).order_by("rank", "position"))
    steps = defaultdict(list)
    for step in (
        Step.objects.filter(focus_id__in=[focus.pk for focus in rows], retired_at=None)
        .select_related("tick")
        .order_by("position", "pk")
    ):
        steps[step.focus_id].append(step)
    tick, script = addresses("tick_step"), addresses("write_script")
    shown = defaultdict(list)
    # Withdrawn ones last: what is to be done comes first on a phone.
    for focus in sorted(rows, key=lambda focus: focus.is_withdrawn):
        own = steps[focus.pk]
        shown[focus.cycle_id].append(
            OwnFocus(
                pk=focus.pk,
                sentence=focus.wording_of(own).parts(),
                steps=[own_step(step, focus, tick(step.pk)) for step in own],
                note=_note(focus),
                withdrawn=focus.withdrawn_reason,
                is_withdrawn=focus.is_withdrawn,
                plan=list(_plan(focus)),
                script=focus.script,
                drawn=text_digest(focus.script),
                script_at=script(focus.pk),
            )
        )
    return shown


def own_step(step, focus, href):
    """An `OwnStep`; a focus that is one small step is its own tick (A22)."""
    tick = getattr(step, "tick", None)
    done = tick is not None and tick.done
    return OwnStep(
        pk=step.pk,
        text=focus.key_action if focus.one_step else step.text,
        done=done,
        press="0" if done else "1",
        when=f"Ticked {minute(tick.at)}" if done else "",
        href=href,
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
