"""Forty pairs and the year they live: meetings held, moved and forgotten, pauses, holidays, another mentor.

What is owed to whom on a morning is worked out here a second time, slowly and from its own notes: the days of school as
a set, each pause as it was typed. Nothing of the product is asked, but that its rows are written.
"""

import random
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from actionsteps.wording import Wording
from coaching.models import Check, Cycle, Focus, Step
from schools.dates import long_day
from schools.models import ClosedDay, Mentorship, Pause, Rhythm, Term
from tests.factories import MentorshipFactory, PauseFactory, SchoolFactory, UserFactory
from tests.sides import CheckFactory, ReplyFactory

DAY, WEEK = timedelta(days=1), timedelta(days=7)
LONDON = ZoneInfo("Europe/London")
FIRST, LAST = date(2025, 9, 1), date(2026, 7, 24)
# Of each school: its terms with their half terms, and its closed days.
DATES = [
    (
        [
            (date(2025, 9, 1), date(2025, 12, 19), date(2025, 10, 27) + n * WEEK, date(2025, 10, 31) + n * WEEK),
            (date(2026, 1, 5), date(2026, 3, 27) - n * DAY, date(2026, 2, 16), date(2026, 2, 20)),
            (date(2026, 4, 13), date(2026, 7, 21), date(2026, 5, 25), date(2026, 5, 29)),
        ],
        [(date(2025, 11, 27), date(2025, 11, 28)), (date(2026, 5, 4), date(2026, 5, 4) + n * DAY)],
    )
    for n in (0, 0, 1, 1)
]


@cache
def is_school(number, day):
    """Whether the school of that number is open, weekends left aside."""
    terms, closed = DATES[number]
    if any(first <= day <= last for first, last in closed):
        return False
    if day > terms[-1][1]:
        return date(2026, 8, 31) < day < date(2026, 12, 20)
    return any(first <= day <= last and not half <= day <= back for first, last, half, back in terms)


def monday(day):
    return day - day.weekday() * DAY


def at(day, hour, minute=0):
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


@dataclass
class Life:
    """A pair: its rows, and what it would answer if asked."""

    number: int
    mentorship: Mentorship
    planned: date | None = None
    live: Cycle | None = None
    draft: Cycle | None = None
    focus: int | None = None
    no: Check | None = None
    held: list = field(default_factory=list)
    mentors: list = field(default_factory=list)
    foreseen: list = field(default_factory=list)
    pauses: list = field(default_factory=list)
    forgot: date | None = None

    @property
    def mentor(self):
        return self.mentorship.mentor

    @property
    def ect(self):
        return self.mentorship.ect

    def pause_on(self, day):
        return next((p for p in self.pauses if p.starts_on <= day and (p.ends_on is None or day <= p.ends_on)), None)

    def free(self, day):
        return day.weekday() < 5 and is_school(self.number, day) and self.pause_on(day) is None

    def meetable(self, day):
        pause = self.pause_on(day)
        return is_school(self.number, day) and (pause is None or pause.ends_on is None)

    def first_from(self, day):
        day += ((self.mentorship.weekday - day.weekday()) % 7) * DAY
        while not self.meetable(day):
            day += WEEK
        return day

    def on(self, today):
        """The day of the next meeting as of the morning of `today`; None where nobody can say."""
        day = self.planned
        if day is None:
            day = self.first_from(max(today, self.mentorship.starts_on))
        elif not self.meetable(day):
            day = self.first_from(day)
        if day < today and not self.free(today):
            day = self.first_from(today)
        pause = self.pause_on(today) or (self.planned and self.pause_on(max(self.planned, today)))
        return None if pause and pause.ends_on is None else day

    def told_from(self, day):
        return next((day - n * DAY for n in (1, 2, 3) if self.free(day - n * DAY)), day)

    def owed(self, today):
        """(address, what) for all that stands to be told of this pair on a day, told before or not."""
        if not self.free(today):
            return
        on = self.on(today)
        if on and self.told_from(on) <= today <= on:
            yield self.mentor.email, ("meet", self.ect.name, long_day(on))
            yield self.ect.email, ("meet", self.mentor.name, long_day(on))
        if self.live and on and on + 2 * DAY <= today:
            yield self.mentor.email, ("review", self.ect.name, long_day(on))
        if self.live and self.focus and on and on >= today:
            yield self.ect.email, ("focus", self.focus)
        if self.no:
            yield self.mentor.email, ("no", self.live.pk)


def said_in(body):
    """What an e-mail tells, as `Life.owed` says it."""
    for name, day in re.findall(r"^You meet (.+?) (?:on|today,|tomorrow,) (\w+ \d+ \w+)", body, re.M):
        yield "meet", name, day
    for name, day in re.findall(r"^The meeting with (.+?) was planned for (\w+ \d+ \w+):", body, re.M):
        yield "review", name, day
    for number in re.findall(r"Give instruction (\d+) ", body):
        yield "focus", int(number)
    for week in re.findall(r"^1 focus is not clear to \w+:\n\S+/weeks/(\d+)/", body, re.M):
        yield "no", int(week)


class Year:
    """The forty pairs; `live(day)` is what happens on a day between its morning and its evening."""

    def __init__(self, seed):
        self.random, self.serial = random.Random(seed), 0
        schools = [self.school(n) for n in range(4)]
        signed_in = {"last_login": at(FIRST, 6), "password": "!"}
        mentors = [UserFactory(name=f"Mentor{n} Year", **signed_in) for n in range(28)]
        self.spare = [UserFactory(name=f"Next{n} Year", **signed_in) for n in range(4)]
        self.lives = []
        for n in range(40):
            made = MentorshipFactory(
                # Twelve mentors have a second pair, most of them at another school.
                school=schools[(n * 7 // 3) % 4],
                mentor=mentors[n % 28],
                ect=UserFactory(name=f"Ect{n} Year", **signed_in),
                starts_on=FIRST if n % 9 else date(2026, 1, 12),
                rhythm=Rhythm.WEEKLY if n % 4 == 0 else Rhythm.FORTNIGHTLY,
                weekday=n % 5 if n % 7 else 3,
                time=time(15, 40) if n % 3 else None,
            )
            self.lives.append(Life(schools.index(made.school), made, mentors=[made.mentor.name]))

    def school(self, number):
        school = SchoolFactory()
        terms, closed = DATES[number]
        names = ("starts_on", "ends_on", "half_term_starts_on", "half_term_ends_on")
        Term.objects.bulk_create(
            Term(school=school, name="Term", **dict(zip(names, term, strict=True))) for term in terms
        )
        ClosedDay.objects.bulk_create(
            ClosedDay(school=school, name="INSET", starts_on=first, ends_on=last) for first, last in closed
        )
        return school

    def owed(self, day):
        if day.weekday() >= 5:
            return set()
        return {owed for life in self.lives for owed in life.owed(day)}

    def chance(self, one_in):
        return self.random.randrange(one_in) == 0

    def live(self, day):
        for life in self.lives:
            if day.weekday() < 5 and day >= life.mentorship.starts_on:
                foreseen = life.on(day) if life.free(day) else None
                self.noon(life, day)
                on = life.on(day)
                if on == day and life.free(day) and life.forgot != day:
                    if self.chance(15):
                        life.forgot = day
                    else:
                        self.hold(life, day)
                        if foreseen == day:
                            life.foreseen.append(day)
                elif on and (day - on).days >= 4 and life.free(day):
                    self.move(life, day, on)

    def noon(self, life, day):
        """What may come between: a pause made or lifted, the meeting moved, the no answered, another mentor."""
        on = life.on(day)
        for pause in list(life.pauses):
            is_long = (day - pause.starts_on).days
            if (pause.ends_on is None and is_long >= 11) or (pause.ends_on and is_long == 3 and self.chance(4)):
                Pause.objects.filter(pk=pause.pk).update(lifted_at=at(day, 12), lifted_by=life.mentor)
                life.pauses.remove(pause)
        if not life.pause_on(day) and self.chance(60):
            first, last = self.random.choice(
                [
                    (monday(on or day), monday(on or day) + 6 * DAY),
                    (day, day + 4 * DAY),
                    (day, day + 15 * DAY),
                    (day, None),
                ]
            )
            pause = PauseFactory(mentorship=life.mentorship, starts_on=first, ends_on=last, made_at=at(day, 12))
            life.pauses.append(pause)
        elif on and on - day == 2 * DAY and self.chance(10):
            self.move(life, day, on)
        if life.no and (day - life.no.at.date()).days >= 3:
            ReplyFactory(check_of=life.no, at=at(day, 12))
            life.no = None
        if self.spare and day > date(2025, 11, 10) and self.chance(400):
            self.change_mentor(life, day)

    def move(self, life, day, on):
        """To another day after tomorrow's morning; None is free: it stays."""
        free = [max(day, on) + n * DAY for n in range(1, 8) if life.free(max(day, on) + n * DAY) and life.meetable(on)]
        if not free:
            return
        life.planned = self.random.choice(free)
        if life.draft is None:
            life.draft = Cycle.objects.create(**self.week(life, on), created_at=at(day, 12), created_by=life.mentor)
        else:
            Cycle.objects.filter(pk=life.draft.pk).update(meets_on=life.planned)

    def week(self, life, on):
        week_of = monday(on)
        taken = {held for _, held in life.held}
        while week_of in taken:
            week_of += WEEK
        ids = {"school_id": life.mentorship.school_id, "ect_id": life.mentorship.ect_id}
        return {**ids, "mentorship": life.mentorship, "week_of": week_of, "meets_on": life.planned or on}

    def hold(self, life, day):
        """The meeting: the last week is reviewed, the next is set, with one focus or none; the ECT may say no."""
        stamp = {"set_at": at(day, 16), "set_by": life.mentor}
        if life.live:
            Cycle.objects.filter(pk=life.live.pk).update(reviewed_at=at(day, 16), reviewed_by=life.mentor)
        life.planned = day
        week = life.draft
        if week is None:
            week = Cycle(**self.week(life, day), created_at=at(day, 16), created_by=life.mentor)
        next_on = week.week_of + (14 if life.mentorship.rhythm == Rhythm.FORTNIGHTLY else 7) * DAY
        next_on += life.mentorship.weekday * DAY
        while next_on <= day or not life.meetable(next_on):
            next_on += WEEK
        for name, value in {**stamp, "meets_on": day, "next_meeting_on": next_on}.items():
            setattr(week, name, value)
        week.save()
        life.held.append((day, week.week_of))
        life.live, life.draft, life.planned, life.no, life.focus = week, None, next_on, None, None
        if self.chance(12):
            return
        self.serial += 1
        life.focus = self.serial
        wording = Wording(f"Give instruction {self.serial}", ("Write it down",), "pupils begin at once")
        stamp = {"school_id": week.school_id, "created_at": at(day, 16), "created_by": life.mentor}
        focus = Focus.objects.create(
            cycle=week, position=1, key_action=wording.key_action, so_that=wording.so_that, **stamp
        )
        Step.objects.create(school_id=week.school_id, focus=focus, position=1, text="Write it down")
        if self.chance(8):
            life.no = CheckFactory(
                focus=focus, digest=wording.digest, clear=False, reason="Which one?", at=at(day, 16, 5), by=life.ect
            )

    def change_mentor(self, life, day):
        old = life.mentorship
        Mentorship.objects.filter(pk=old.pk).update(ended_at=at(day, 12), ended_by=old.mentor)
        life.mentorship = MentorshipFactory(
            school=old.school,
            mentor=self.spare.pop(),
            ect=old.ect,
            starts_on=day,
            rhythm=old.rhythm,
            weekday=old.weekday,
            time=old.time,
        )
        life.mentors.append(life.mentor.name)
        life.draft, life.pauses = None, []
        life.planned = life.live.next_meeting_on if life.live else None
