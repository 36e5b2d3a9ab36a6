"""The calendar of a person's meetings to come, read by two parsers that know nothing of what wrote it."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from ics import Calendar

from coaching.actions import reminding
from coaching.feed import path_of
from coaching.models import CalendarAddress
from schools import actions as house
from schools.models import PauseKind, Rhythm
from tests.coaching.weeks import key
from tests.factories import (
    MONDAY,
    NOW,
    CycleFactory,
    MentorshipFactory,
    PauseFactory,
    UserFactory,
)
from tests.mailing import CalendarAddressFactory

DAY = timedelta(days=1)
LONDON = ZoneInfo("Europe/London")
FIRST = datetime(2025, 9, 18, 15, 40, tzinfo=LONDON)


@pytest.fixture
def pair(pair):
    type(pair).objects.filter(pk=pair.pk).update(time=time(15, 40))
    pair.refresh_from_db()
    return pair


@pytest.fixture
def address(pair):
    return CalendarAddressFactory(user=pair.mentor)


def fetched(address):
    response = Client().get(path_of(address))
    assert response.status_code == 200
    return response.content.decode()


def by_vobject(text):
    """(start, end, status, sequence, summary) of each event, as vobject reads them; its calendar holds its zone."""
    calendar = vobject.readOne(text)
    return [
        (one.dtstart.value, one.dtend.value, one.status.value, int(one.sequence.value), one.summary.value)
        for one in calendar.vevent_list
    ]


def starts(text, status="CONFIRMED"):
    return [start for start, _, said, _, _ in by_vobject(text) if said == status]


def event(text, week):
    """(start, status, sequence) of the event of a week."""
    found = [
        (one.dtstart.value, one.status.value, int(one.sequence.value))
        for one in vobject.readOne(text).vevent_list
        if one.uid.value.startswith(f"{week}-")
    ]
    [only] = found
    return only


def wall(moment):
    """What the clock on the wall in school says."""
    return moment.astimezone(LONDON).replace(tzinfo=None)


def test_two_parsers_read_the_same_right_times_on_both_sides_of_the_clock_change(pair, address):
    text = fetched(address)

    one = {wall(start) for start in starts(text)}
    other = {wall(found.begin.datetime) for found in Calendar(text).events}
    utc = {found.begin.datetime.astimezone(ZoneInfo("UTC")).time() for found in Calendar(text).events}
    assert one == other
    assert {moment.time() for moment in one} == {time(15, 40)}
    # Thursdays of the term without its half term; the clocks go back on 26 October.
    assert sorted(one)[:8] == [
        datetime.combine(day, time(15, 40))
        for day in (date(2025, 9, 18) + 7 * n * DAY for n in range(9))
        if day != date(2025, 10, 30)
    ]
    assert utc == {time(14, 40), time(15, 40)}
    assert re.findall(r"^TZID:(.*)\r$", text, re.M) == ["Europe/London"]


def test_spring_forward_is_right_too(pair, address, clock):
    clock.move_to(datetime(2026, 3, 16, 9, tzinfo=LONDON))

    shown = {start.astimezone(ZoneInfo("UTC")).time() for start in starts(fetched(address))[:3]}

    # 19 and 26 March, 2 April; the clocks go forward on the 29th.
    assert shown == {time(15, 40), time(14, 40)}


def test_feed_says_whom_and_when_and_nothing_else(pair, address, live, draft):
    type(draft).objects.update(praise="You waited for silence")

    text = fetched(address)

    first = by_vobject(text)[0]
    assert first == (FIRST, FIRST + timedelta(minutes=45), "CONFIRMED", 0, "Meeting with Eddie Ect")
    focus = live.foci.get()
    said = [focus.key_action, focus.so_that, "You waited for silence", pair.ect.email, *focus.wording.steps]
    assert [words for words in said if words in text.replace("\r\n ", "")] == []


def test_each_of_the_pair_reads_the_others_name(pair, address):
    own = CalendarAddressFactory(user=pair.ect)

    assert {row[4] for row in by_vobject(fetched(own))} == {"Meeting with Maya Mentor"}


def test_moved_meeting_stays_the_same_event_and_counts_up(pair, address, draft):
    before = event(fetched(address), MONDAY)
    type(draft).objects.update(meets_on=MONDAY + 4 * DAY)
    moved = event(fetched(address), MONDAY)
    again = event(fetched(address), MONDAY)
    type(draft).objects.update(meets_on=MONDAY + 3 * DAY)
    back = event(fetched(address), MONDAY)

    friday = FIRST + DAY
    assert [before, moved, again, back] == [
        (FIRST, "CONFIRMED", 0),
        (friday, "CONFIRMED", 1),
        (friday, "CONFIRMED", 1),
        (FIRST, "CONFIRMED", 2),
    ]


def test_meeting_in_a_pause_is_called_off_and_comes_back(pair, address):
    week = MONDAY + 7 * DAY
    stamp = {"by": pair.mentor, "at": NOW}
    before = event(fetched(address), week)
    pause = house.pause_pair(
        pair, kind=PauseKind.NO_MEETING, starts_on=week, ends_on=week + 6 * DAY, key=key(), **stamp
    )
    off = event(fetched(address), week)
    house.lift_pause(pause, **stamp)
    back = event(fetched(address), week)

    at = FIRST + 7 * DAY
    assert [before, off, back] == [(at, "CONFIRMED", 0), (at, "CANCELLED", 1), (at, "CONFIRMED", 2)]


def test_pause_that_was_there_before_is_called_off_from_the_start(pair, address):
    PauseFactory(mentorship=pair, starts_on=MONDAY, ends_on=MONDAY + 6 * DAY)

    text = fetched(address)

    assert event(text, MONDAY) == (FIRST, "CANCELLED", 0)
    assert starts(text)[0] == FIRST + 7 * DAY


def test_ect_away_without_an_end_calls_all_of_it_off(pair, address):
    PauseFactory(mentorship=pair, kind=PauseKind.AWAY, starts_on=MONDAY + 7 * DAY, ends_on=None)

    text = fetched(address)

    assert starts(text) == [FIRST]
    assert starts(text, "CANCELLED")[:2] == [FIRST + 7 * DAY, FIRST + 14 * DAY]


def test_fortnightly_meeting_in_a_pause_moves_by_a_week(pair, address):
    type(pair).objects.update(rhythm=Rhythm.FORTNIGHTLY)
    PauseFactory(mentorship=pair, starts_on=MONDAY, ends_on=MONDAY + 6 * DAY)

    text = fetched(address)

    assert starts(text, "CANCELLED") == [FIRST]
    assert starts(text)[:2] == [FIRST + 7 * DAY, FIRST + 21 * DAY]


def test_holiday_that_is_entered_later_calls_its_meeting_off(pair, address):
    week = MONDAY + 7 * DAY
    before = event(fetched(address), week)
    pair.school.terms.update(half_term_starts_on=week, half_term_ends_on=week + 4 * DAY)

    at = FIRST + 7 * DAY
    assert (before, event(fetched(address), week)) == ((at, "CONFIRMED", 0), (at, "CANCELLED", 1))


def test_pair_without_a_time_has_days(pair, address):
    type(pair).objects.update(time=None)

    text = fetched(address)

    start, end, *_ = by_vobject(text)[0]
    assert (start, end) == (FIRST.date(), FIRST.date() + DAY)
    assert min(one.begin.date() for one in Calendar(text).events) == FIRST.date()
    assert all(one.all_day for one in Calendar(text).events)


def test_meetings_of_all_of_a_persons_pairs_are_there(pair, address):
    MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory(name="Ola"), weekday=1)
    MentorshipFactory(mentor=UserFactory(name="Mo"), ect=pair.mentor)
    MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory(name="Gone"), ended=True)

    names = {row[4] for row in by_vobject(fetched(address))}

    assert names == {"Meeting with Eddie Ect", "Meeting with Ola", "Meeting with Mo"}


def test_ended_mentorship_leaves_the_calendar(pair, address, leader):
    fetched(address)
    house.end_mentorship(pair, by=leader, at=NOW)

    assert "VEVENT" not in fetched(address)


def test_overdue_meeting_is_past_and_the_next_is_shown(pair, address):
    CycleFactory(mentorship=pair, week_of=MONDAY - 14 * DAY, is_set=True, next_meeting_on=MONDAY - 4 * DAY)

    assert starts(fetched(address))[0] == FIRST


def test_renewed_address_ends_the_old_one(pair, signed_in):
    client, page = signed_in(pair.mentor), reverse("coaching:mails")
    renew = reverse("coaching:renew_calendar")
    assert "Make an address" in client.get(page).text

    client.post(renew, {"shown": ""})
    first = CalendarAddress.objects.get()
    client.post(renew, {"shown": ""})
    once = CalendarAddress.objects.get()
    old = path_of(first)
    client.post(renew, {"shown": first.key.hex})
    second = CalendarAddress.objects.get()
    client.post(renew, {"shown": first.key.hex})

    assert once.key == first.key
    assert second.key != first.key
    assert CalendarAddress.objects.get().key == second.key
    assert f'value="http://testserver{path_of(second)}"' in client.get(page).text
    assert (Client().get(old).status_code, Client().get(path_of(second)).status_code) == (404, 200)


def test_feed_is_kept_and_indexed_by_nobody(pair, address):
    response = Client().get(path_of(address))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_feed_of_somebody_who_left_is_gone(pair, address):
    type(pair.mentor).objects.filter(pk=pair.mentor_id).update(is_active=False)

    assert Client().get(path_of(address)).status_code == 404


@pytest.mark.parametrize("n", [1, 3])
def test_costs(pair, address, n, signed_in, django_assert_num_queries):
    for _ in range(n - 1):
        other = MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory())
        CycleFactory(mentorship=other)
        PauseFactory(mentorship=other)
    fetched(address)
    client = signed_in(pair.mentor)
    client.get(reverse("coaching:mails"))

    # Whose it is, their pairs, calendars, weeks.
    with django_assert_num_queries(4):
        fetched(address)
    with django_assert_num_queries(6):
        client.get(reverse("coaching:mails"))


def test_renewing_twice_at_once_keeps_one(pair):
    made = reminding.renew_address(pair.mentor, shown=None, at=NOW)

    assert reminding.renew_address(pair.mentor, shown=None, at=NOW) == made
