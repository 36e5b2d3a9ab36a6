"""A whole school year, day by day: pauses, holidays and "still happening?" for pairs of several kinds.

What the product says each day is compared with a plain count, made here in another way: the days of school of the pair,
written out one by one.
"""

from datetime import date, timedelta
from functools import cache

import pytest

from coaching import actions
from coaching.ects import own_schools
from coaching.models import Revisit
from coaching.pairs import OVERDUE, Calendars, activity_of, mentorships_of, pairs_of
from schools import actions as house
from schools.models import PauseKind, Rhythm, Term
from tests.coaching.weeks import at_four, key
from tests.factories import ClosedDayFactory, MembershipFactory, MentorshipFactory, OutcomeFactory, UserFactory

DAY, WEEK = timedelta(days=1), timedelta(days=7)
FIRST, LAST = date(2025, 9, 1), date(2026, 7, 21)
YEAR = [FIRST + n * DAY for n in range((LAST - FIRST).days + 15)]
TERMS = [
    ("Autumn 2025", date(2025, 9, 2), date(2025, 12, 19), date(2025, 10, 27), date(2025, 10, 31)),
    ("Spring 2026", date(2026, 1, 5), date(2026, 3, 27), date(2026, 2, 16), date(2026, 2, 20)),
    ("Summer 2026", date(2026, 4, 13), date(2026, 7, 21), date(2026, 5, 25), date(2026, 5, 29)),
]
CLOSED = [date(2025, 11, 27), date(2025, 11, 28), date(2026, 5, 4)]
AWAY = [date(2026, 1, 19) + n * DAY for n in range(14)]
NO_MEETING = [date(2026, 4, 20) + n * DAY for n in range(7)]


@cache
def is_school(day):
    """Whether the school is open, by its dates alone."""
    inside = any(first <= day <= last and not half <= day <= back for _, first, last, half, back in TERMS)
    return inside and day.weekday() < 5 and day not in CLOSED


@pytest.fixture
def school(school):
    """The school with the dates of its year."""
    Term.objects.all().delete()
    names = ("name", "starts_on", "ends_on", "half_term_starts_on", "half_term_ends_on")
    Term.objects.bulk_create(Term(school=school, **dict(zip(names, term, strict=True))) for term in TERMS)
    ClosedDayFactory(school=school, name="INSET", starts_on=CLOSED[0], ends_on=CLOSED[1])
    ClosedDayFactory(school=school, name="May Day", starts_on=CLOSED[2], ends_on=CLOSED[2])
    return school


class Pair:
    """A pair that lives its year by what the product says, and notes what was wrong with it.

    Each day is asked of `Calendars`, which the homes and the leader's list show. Between two days on which a holiday or
    a pause begins or ends nothing else about them changes, so the homes themselves are made on those days. A meeting
    starts by its action; the rest of it is written as rows, as test_revisits.py goes through the actions.
    """

    def __init__(self, mentorship, *, away=(), says=True):
        self.mentorship, self.away, self.says = mentorship, set(away), says
        self.calendars = Calendars([mentorship], today=FIRST)
        self.week, self.last_met = None, None
        self.met, self.reviewed, self.asked, self.wrong = [], {}, [], []

    def is_free(self, day):
        return is_school(day) and day not in self.away

    def weeks_after(self, day, until):
        """The weeks that count, after the week of `day` up to that of `until`: those with a free day in them."""
        after = day - timedelta(days=day.weekday()) + WEEK
        days = [after + n * DAY for n in range((until - after).days + 7 - until.weekday())]
        return sorted({d - timedelta(days=d.weekday()) for d in days if self.is_free(d)})

    def live_day(self, day):
        """One day: whoever looks, looks; and on the day of the meeting it is held."""
        self.calendars.today = day
        planned = self.week and self.week.next_meeting_on
        meeting = self.calendars.meeting(self.mentorship, planned=planned, last_met=self.last_met)
        if meeting.overdue:
            self.wrong.append((day, "overdue"))
        if meeting.on == day:
            self.hold(day)
        before = day - DAY if day.weekday() else friday(day - DAY)
        if day.weekday() < 5 and self.is_free(day) != self.is_free(before):
            self.look(day)

    def look(self, day):
        """What the mentor, the ECT and a leader are shown, on a day on which something begins or ends."""
        [card] = pairs_of(mentorships_of(self.mentorship.mentor), today=day)
        [own] = own_schools(self.mentorship.ect, mentorships_of(self.mentorship.ect), today=day)
        [activity] = activity_of([self.mentorship.school], today=day)
        told = " ".join([card.meeting, *card.waits, own.meeting])
        if activity.state == OVERDUE or "was planned" in told or " is a holiday now" in told:
            self.wrong.append((day, told))
        if card.is_waiting and not self.is_free(day):
            self.wrong.append((day, "waits in a pause"))
        if own.still and not self.is_free(day):
            self.wrong.append((day, "asks in a pause"))

    def hold(self, day):
        """The meeting: last week's focus was achieved, the question is answered, one new focus is set."""
        pair, at = self.mentorship, at_four(day)
        if not self.is_free(day):
            self.wrong.append((day, "met in a pause"))
        draft = actions.start_week(pair, key=key(), by=pair.mentor, at=at)
        if draft.meets_on != day:
            self.wrong.append((day, f"started for {draft.meets_on}"))
        self.met.append(day)
        self.answer(draft, day)
        if self.week:
            OutcomeFactory(focus=self.week.foci.get(), at=at)
            self.week.reviewed_at, self.week.reviewed_by = at, pair.mentor
            self.week.save()
            self.reviewed[self.week.foci.get().pk] = day
        draft.set_at, draft.set_by = at, pair.mentor
        draft.save()
        self.week, self.last_met = draft, day

    def answer(self, draft, day):
        revisit = Revisit.objects.filter(asked_in=draft).first()
        asked, expected = revisit and (revisit.focus_id, revisit.round), self.expected(day)
        if asked != expected:
            self.wrong.append((day, f"asked {asked}, not {expected}"))
        if revisit:
            self.asked.append((*asked, day))
            revisit.ect_says = self.says
            revisit.save()

    def expected(self, day):
        """What is to be asked: of all that is due, what has been due longest; counted afresh."""
        due = []
        for focus, reviewed in self.reviewed.items():
            asked = [row for row in self.asked if row[0] == focus]
            if len(asked) == 2 or (asked and not self.says):
                continue
            weeks = self.weeks_after(reviewed, day)
            if not asked and len(weeks) >= 3:
                due.append((weeks[2], reviewed, focus, 1))
            elif asked and len(weeks) >= 8 and len(since := self.weeks_after(asked[0][2], day)) >= 5:
                due.append((max(weeks[7], since[4]), reviewed, focus, 2))
        return min(due)[2:] if due else None


def friday(day):
    return day - timedelta(days=day.weekday() - 4)


def live(pair, days=YEAR):
    for day in days:
        pair.live_day(day)
    return pair


def mentorship(school, **fields):
    made = MentorshipFactory(school=school, mentor=UserFactory(), ect=UserFactory(), **{"starts_on": FIRST} | fields)
    MembershipFactory(user=made.mentor, school=school)
    return made


def pause(pair, kind, days, *, made_on):
    house.pause_pair(
        pair, kind=kind, starts_on=days[0], ends_on=days[-1], key=key(), by=pair.mentor, at=at_four(made_on)
    )


def thursdays(pair):
    """The days on which a pair that meets on Thursdays every week is to meet."""
    return [day for day in YEAR if day.weekday() == 3 and pair.is_free(day)]


def test_year_of_a_weekly_pair(school):
    pair = live(Pair(mentorship(school)))

    assert pair.wrong == []
    assert pair.met == thursdays(pair)
    # From the fourth week on there is a question at each meeting, and none twice.
    assert [row[2] for row in pair.asked] == pair.met[4:]
    assert len({row[:2] for row in pair.asked}) == len(pair.asked)


def test_year_of_a_fortnightly_pair(school):
    pair = live(Pair(mentorship(school, rhythm=Rhythm.FORTNIGHTLY)))

    assert pair.wrong == []
    assert {(later - earlier).days for earlier, later in zip(pair.met, pair.met[1:], strict=False)} <= {14, 21, 28}
    assert {row[1] for row in pair.asked} == {1, 2}
    assert len({row[:2] for row in pair.asked}) == len(pair.asked)


def test_year_of_a_pair_whose_ect_is_away_for_two_weeks(school):
    made = mentorship(school)
    pause(made, PauseKind.AWAY, AWAY, made_on=date(2026, 1, 16))
    pause(made, PauseKind.NO_MEETING, NO_MEETING, made_on=date(2026, 4, 17))

    pair = live(Pair(made, away=[*AWAY, *NO_MEETING]))

    assert pair.wrong == []
    assert pair.met == thursdays(pair)
    assert not {*pair.met} & {*AWAY, *NO_MEETING}


def test_year_that_starts_in_spring(school):
    first = date(2026, 2, 9)
    pair = live(Pair(mentorship(school, starts_on=first)), [day for day in YEAR if day >= first])

    assert pair.wrong == []
    assert pair.met[0] == date(2026, 2, 12)
    # Set on 12 February, reviewed on the 26th: the weeks of 2, 9 and 16 March are the three.
    assert pair.asked[0][1:] == (1, date(2026, 3, 19))


@pytest.mark.parametrize("said", [False, None], ids=["no", "nobody says"])
def test_half_a_year_without_a_yes_asks_once_about_each(school, said):
    pair = live(Pair(mentorship(school, rhythm=Rhythm.FORTNIGHTLY), says=said), YEAR[: 7 * 20])

    assert pair.wrong == []
    assert {row[1] for row in pair.asked} == {1}
    assert [focus for focus, _, _ in pair.asked] == [*pair.reviewed][: len(pair.asked)]
