"""The pairs on a home page: a mentor's own with what waits, a leader's with activity and nothing else (A87, A93)."""

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse

from coaching.checks import week_said
from coaching.dates import long_day, minute, near, short_day, week_name
from coaching.looks import planned_words
from coaching.notes import note_in
from coaching.pair_rows import live_steps, pairs_at, pairs_of_person, unreviewed
from schools.calendar import first_meeting, is_holiday, is_paused, monday, next_meeting
from schools.models import PauseKind, Rhythm
from schools.spells import Spell, spells_of_pairs

LATELY = timedelta(days=60)
FRIDAY = 4


@dataclass(frozen=True)
class Meeting:
    """When a pair meets next: `on` is None while nobody can say. Nothing is overdue in a pause or a holiday."""

    on: object
    pause: Spell | None
    holiday: bool
    overdue: bool

    def words(self, today):
        """The one line about it."""
        if self.pause is not None and self.pause.kind == PauseKind.AWAY and self.on is None:
            return "The meetings go on when the ECT is back"
        if self.on is None:
            return "No meeting is planned"
        if self.overdue:
            return f"The meeting was planned for {long_day(self.on)}"
        return f"Next meeting {near(self.on, today)}"


def pause_words(pause):
    """ "No meeting in the week of 24 November 2025", "ECT away until Friday 5 December"; "" outside a pause (None)."""
    if pause is None:
        return ""
    if pause.kind == PauseKind.NO_MEETING:
        return f"No meeting in the week of {week_name(monday(pause.starts_on))}"
    return f"ECT away until {long_day(pause.ends_on)}" if pause.ends_on else "ECT away"


class Calendars:
    """The terms, closed days and pauses that bear on some pairs around `today`: one query. A pause that is over still
    excuses its meeting."""

    def __init__(self, mentorships, *, today):
        self.today = today
        schools, pairs = {one.school_id for one in mentorships}, [one.pk for one in mentorships]
        spells = spells_of_pairs(schools, pairs, since=today - LATELY)
        self.terms, self.pauses = spells.terms, spells.pauses

    def meeting(self, mentorship, *, planned, last_met=None):
        """The next `Meeting` of a pair that planned it for the day `planned`, or planned nothing yet (None)."""
        terms, pauses, today = self.terms[mentorship.school_id], self.pauses[mentorship.pk], self.today
        holiday = is_holiday(today, terms)
        on = planned
        if planned is None and last_met:
            on = next_meeting(mentorship, last_met, terms, pauses)
        elif planned is None:
            on = first_meeting(mentorship, max(today, mentorship.starts_on), terms, pauses)
        elif is_holiday(planned, terms) or is_paused(planned, pauses):
            on = first_meeting(mentorship, planned, terms, pauses)
        pause = covering(pauses, today)
        if on < today and (holiday or pause or planned is None):
            on = first_meeting(mentorship, today, terms, pauses)
        # A week that was called off in advance says so before it comes.
        pause = pause or (covering(pauses, max(planned, today)) if planned else None)
        if pause is not None and pause.ends_on is None:
            on = None
        return Meeting(on=on, pause=pause, holiday=holiday, overdue=on is not None and on < today)

    def is_holiday(self, mentorship):
        """Whether it is a holiday at the pair's school today; a weekend goes with the Friday before it."""
        day = self.today - timedelta(days=max(0, self.today.weekday() - FRIDAY))
        return is_holiday(day, self.terms[mentorship.school_id])

    def fallen(self, mentorship, meeting, draft, live):
        """What to tell the mentor of planned days to come that have become days of a holiday, a line each."""
        terms = self.terms[mentorship.school_id]

        def is_lost(day):
            return day is not None and day >= self.today and is_holiday(day, terms)

        if draft and is_lost(draft.meets_on):
            yield f"{short_day(draft.meets_on)} is a holiday now: give this meeting another day"
        if draft and is_lost(draft.next_meeting_on):
            yield f"{short_day(draft.next_meeting_on)} is a holiday now: give the next meeting another day"
        if not draft and live and meeting.on and is_lost(live.next_meeting_on):
            yield f"{short_day(live.next_meeting_on)} is a holiday now: the next meeting is on {short_day(meeting.on)}"


def covering(pauses, day):
    """The first of these pauses that a day lies in, or None."""
    return next((p for p in pauses if p.starts_on <= day and (p.ends_on is None or day <= p.ends_on)), None)


def addresses(name):
    """A function from a number to the address of the route `name`, which takes one."""
    head, tail = reverse(f"coaching:{name}", args=[0]).split("0")
    return lambda pk: f"{head}{pk}{tail}"


@dataclass
class PairCard:
    """One of a mentor's pairs, ready for the page."""

    name: str
    first_name: str
    school: str
    rhythm: str
    meeting: str
    pause: str
    lift: str
    back: str
    waits: list
    agreed: str
    is_waiting: bool
    draft: str
    live: str
    start: str
    start_words: str
    pause_at: str
    journey: str
    log: str
    skip_day: str
    skip_words: str
    planned: list
    slip: str
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    away_key: uuid.UUID = field(default_factory=uuid.uuid4)


def mentorships_of(user):
    """Those that `user` is one of, as mentor while they last and as ECT ever, by the ECT's name. One query.

    Each has `waiting`: of the note before the next meeting, what `note_in` reads.
    """
    return pairs_of_person(user=user.pk)


def pairs_of(mentorships, *, today):
    """The `PairCard`s of these `mentorships_of` a mentor. Three queries for any number of them; none for none."""
    if not mentorships:
        return []
    calendars = Calendars(mentorships, today=today)
    drafts, lives = open_weeks(mentorships)
    facts = _facts(lives.values())
    week, start, pause, lift = (addresses(name) for name in ("meeting", "start_week", "pause_pair", "lift_pause"))
    slip = addresses("slip")
    cards = []
    for mentorship in mentorships:
        draft = drafts.get(mentorship.pk)
        live = lives.get((mentorship.school_id, mentorship.ect_id))
        meeting = calendars.meeting(mentorship, planned=planned_day(draft, live), last_met=mentorship.last_met)
        due = meeting.pause is None and not meeting.holiday and meeting.on is not None and meeting.on <= today
        asked, agreed = week_said(facts[live.pk].said if live else [], mentorship.ect.first_name)
        is_later = meeting.on is not None and monday(meeting.on) > monday(today)
        skip = monday(meeting.on if meeting.on and meeting.on > today else today)
        cards.append(
            PairCard(
                name=mentorship.ect.name,
                first_name=mentorship.ect.first_name,
                school=mentorship.school.name,
                rhythm=rhythm_words(mentorship),
                meeting=meeting.words(today),
                pause=pause_words(meeting.pause),
                lift=lift(meeting.pause.pk) if meeting.pause else "",
                back="We meet after all"
                if meeting.pause and meeting.pause.kind == PauseKind.NO_MEETING
                else "Back again",
                waits=[
                    *asked,
                    *calendars.fallen(mentorship, meeting, draft, live),
                    *_waits(mentorship, draft, live, facts, due),
                ],
                agreed=agreed,
                is_waiting=draft is not None or due or bool(asked),
                draft=week(draft.pk) if draft else "",
                live=week(live.pk) if live else "",
                start=start(mentorship.pk),
                start_words="Start the next meeting" if is_later else "Start this week’s meeting",
                pause_at=pause(mentorship.pk),
                journey=reverse("coaching:journey", args=[mentorship.school_id, mentorship.ect_id]),
                log=reverse("evidence:log", args=[mentorship.school_id, mentorship.ect_id]),
                skip_day=skip.isoformat(),
                skip_words="this week" if skip == monday(today) else f"in the week of {week_name(skip)}",
                planned=facts[live.pk].planned if live else [],
                slip=slip(live.pk) if live else "",
            )
        )
    return cards


def rhythm_words(mentorship):
    """ "Thursdays at 15:30, every week"."""
    at = f" at {mentorship.time:%H:%M}" if mentorship.time else ""
    return f"{mentorship.get_weekday_display()}s{at}, {Rhythm(mentorship.rhythm).label}"


def planned_day(draft, live):
    """The day that the next meeting was planned for, by the open weeks of a pair; None where nothing is."""
    return draft.meets_on if draft else live.next_meeting_on if live else None


def open_weeks(mentorships):
    """The drafts of these pairs by mentorship, and the weeks to review by school and ECT. One query."""
    drafts, lives = {}, {}
    schools, ects = {one.school_id for one in mentorships}, {one.ect_id for one in mentorships}
    for week in unreviewed(pairs=[one.pk for one in mentorships], schools=schools, ects=ects):
        if week.is_draft:
            drafts[week.mentorship_id] = week
        else:
            lives[week.school_id, week.ect_id] = week
    return drafts, lives


@dataclass
class _Facts:
    """Of a week: how many live foci, outcomes given, steps and ticks; the follow-ups planned that no slip tells of
    yet; what `week_said` reads of its foci."""

    foci: int = 0
    given: int = 0
    steps: int = 0
    ticks: int = 0
    planned: list = field(default_factory=list)
    said: list = field(default_factory=list)


def _facts(weeks):
    """The `_Facts` of these weeks by their ids. One query."""
    facts: defaultdict[int, _Facts] = defaultdict(_Facts)
    last, rows = None, live_steps(weeks=[week.pk for week in weeks])
    for week_id, focus_id, result, ticked, follow_up_on, follow_up, was_seen, told, *words in rows:
        of_week = facts[week_id]
        if focus_id != last:
            of_week.foci += 1
            of_week.given += bool(result)
            if (follow_up_on or follow_up) and not was_seen:
                of_week.planned.append(planned_words(follow_up_on, follow_up))
            of_week.said.append((told, []))
            last = focus_id
        of_week.steps += 1
        of_week.ticks += bool(ticked)
        of_week.said[-1][1].append(words)
    return facts


def _waits(mentorship, draft, live, facts, due):
    """What waits for the mentor, a line each, calmest last."""
    of_week = facts[live.pk] if live else _Facts()
    foci, given, steps, ticks = of_week.foci, of_week.given, of_week.steps, of_week.ticks
    if note_in(mentorship.waiting):
        yield f"{mentorship.ect.first_name} wrote before the meeting"
    if draft:
        opened = f", open to {mentorship.ect.first_name}" if draft.opened_at else ""
        yield f"Draft begun {minute(draft.created_at)}{opened}"
    if live and foci and (draft or due):
        yield f"Last week’s outcomes: {given} of {foci} given"
    if live and foci:
        yield f"{ticks} of {steps} {'step' if steps == 1 else 'steps'} ticked since it was set on {minute(live.set_at)}"
    elif live:
        yield f"Set without a focus on {minute(live.set_at)}"
    elif not draft:
        yield "No week is set" if mentorship.last_met else "The first meeting is still to come"


@dataclass(frozen=True)
class Activity:
    """What a leader may know of a pair: that meetings were held, are planned, are overdue, are paused.

    `review_due`: the day of the next meeting is over and the last week is still to be reviewed.
    """

    school_id: int
    ect: str
    mentor: str
    rhythm: str
    held: str
    next: str
    state: str
    tag: str
    mentorship_id: int
    mentor_email: str
    met_on: date | None
    review_due: bool


# The states of a pair, with their tags' classes.
PLANNED, OVERDUE, PAUSED, HOLIDAY = "Planned", "Overdue", "Paused", "Holiday"
TAGS = {PLANNED: "tag--done", OVERDUE: "tag--warn", PAUSED: "tag--wait", HOLIDAY: "tag--wait"}


def activity_of(schools, *, today):
    """The `Activity` of every pair of these schools, by ECT. Two queries for any number; no coaching text is read."""
    mentorships = pairs_at(schools=[school.pk for school in schools])
    calendars = Calendars(mentorships, today=today)
    return [_activity(mentorship, calendars, today) for mentorship in mentorships]


def _activity(mentorship, calendars, today):
    meeting = calendars.meeting(
        mentorship, planned=mentorship.drafted or mentorship.last_next, last_met=mentorship.last_met
    )
    if meeting.pause is not None:
        state = PAUSED
    elif meeting.overdue:
        state = OVERDUE
    elif meeting.holiday:
        state = HOLIDAY
    else:
        state = PLANNED
    return Activity(
        school_id=mentorship.school_id,
        ect=mentorship.ect.name,
        mentor=mentorship.mentor.name,
        rhythm=rhythm_words(mentorship),
        held=short_day(mentorship.last_met) if mentorship.last_met else "Not yet",
        next=short_day(meeting.on) if meeting.on else "Not planned",
        state=state,
        tag=TAGS[state],
        mentorship_id=mentorship.pk,
        mentor_email=mentorship.mentor.email,
        met_on=mentorship.last_met,
        review_due=mentorship.last_next is not None and mentorship.last_next < today,
    )


def by_school(schools, activities):
    """For each school, its name, its address on this page and how many of its pairs are in each state."""
    counts = {school.pk: dict.fromkeys(TAGS, 0) for school in schools}
    for activity in activities:
        counts[activity.school_id][activity.state] += 1
    return [
        {
            "name": school.name,
            "href": f"?school={school.pk}",
            "pairs": sum(counts[school.pk].values()),
            "counts": list(counts[school.pk].values()),
        }
        for school in schools
    ]
