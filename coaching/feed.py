"""A person's meetings to come, as a calendar to subscribe to (A102): with whom and when, and nothing of the content."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.urls import reverse
from icalendar import Calendar, Event, Timezone

from coaching.coming import Coming, live_pairs
from coaching.models import CalendarAddress
from coaching.pairs import covering, planned_day
from schools.calendar import first_meeting, is_holiday, monday, next_meeting
from schools.models import Mentorship, Rhythm

SIGNER = Signer(salt="coaching.calendar", sep=".")
LONDON = ZoneInfo("Europe/London")
AHEAD = timedelta(weeks=26)
LENGTH = timedelta(minutes=45)
ON, OFF = "CONFIRMED", "CANCELLED"
RULES = """
BEGIN:VTIMEZONE
TZID:Europe/London
BEGIN:DAYLIGHT
DTSTART:19810329T010000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:BST
TZOFFSETFROM:+0000
TZOFFSETTO:+0100
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:GMT
TZOFFSETFROM:+0100
TZOFFSETTO:+0000
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Slot:
    """One meeting: `week` is the Monday that it counts for, by which it stays the same one when it is moved."""

    pair: Mentorship
    week: date
    day: date
    status: str = ON

    @property
    def uid(self):
        return f"{self.week}-{self.pair.pk}-{self.pair.school.urn}@so-that"

    @property
    def start(self):
        """The moment it begins, in school's time; the day, where the pair has no time."""
        return self.day if self.pair.time is None else datetime.combine(self.day, self.pair.time, tzinfo=LONDON)


def path_of(address):
    """Where the calendar of an address is found."""
    return reverse("coaching:calendar", args=[SIGNER.sign(str(address.key))])


def address_at(token):
    """The `CalendarAddress` of a link, with its person; None for one that is none, or is no more. One query."""
    try:
        key = SIGNER.unsign(token)
    except BadSignature:
        return None
    return CalendarAddress.objects.filter(key=key, user__is_active=True).select_related("user").first()


def feed(address, *, today, at):
    """The calendar of an address, as bytes. Three queries, and one where it says something else than the last time."""
    user = address.user
    pairs = list(live_pairs().filter(Q(mentor=user) | Q(ect=user)))
    coming = Coming(pairs, today=today)
    coming.read_weeks(pairs)
    slots = {slot.uid: slot for pair in pairs for slot in slots_of(pair, coming)}
    slots |= _gone(address.served, slots, pairs, today=today)
    told = {uid: [*_sequence(address.served.get(uid), slot), *_said(slot)] for uid, slot in slots.items()}
    if told != address.served:
        CalendarAddress.objects.filter(pk=address.pk, key=address.key).update(served=told)
    calendar = Calendar()
    for name, value in (
        ("prodid", "-//So That//Meetings//EN"),
        ("version", "2.0"),
        ("method", "PUBLISH"),
        ("x-wr-calname", "So That"),
        ("x-published-ttl", "PT1H"),
    ):
        calendar.add(name, value)
    calendar.add_component(_london())
    for slot in sorted(slots.values(), key=lambda one: (one.day, one.pair.pk, one.week)):
        calendar.add_component(_event(slot, user, sequence=told[slot.uid][0], at=at))
    return calendar.to_ical()


def slots_of(pair, coming):
    """The `Slot`s of a pair from today on, as far as `AHEAD`: held where its homes say it is, and by its rhythm after
    that. What a pause takes is called off."""
    today, end = coming.today, coming.today + AHEAD
    calendars, draft = coming.calendars, coming.draft(pair)
    terms, pauses = calendars.terms[pair.school_id], calendars.pauses[pair.pk]
    planned = planned_day(draft, coming.live(pair))
    first = planned or _by_rhythm(pair, terms, today)
    on = coming.meeting(pair).on
    held = []
    while on is not None and on <= end:
        if (away := covering(pauses, on)) and away.ends_on is None:
            on = None
            break
        week = draft.week_of if draft and on == draft.meets_on else monday(on)
        held.append(Slot(pair, week, on))
        on = next_meeting(pair, on, terms, pauses, week_of=week)
    weeks = {slot.week for slot in held}
    # Between two that are held, the days on which one would have been but for a pause; after the last, likewise.
    starts = [first, *(next_meeting(pair, slot.day, terms, week_of=slot.week) for slot in held)]
    ends = [*(slot.day for slot in held), end]
    for start, until in zip(starts, ends, strict=True):
        for day in _called_off(pair, start, until, terms, pauses, planned):
            week = draft.week_of if draft and day == draft.meets_on else monday(day)
            if week not in weeks and day >= today:
                yield Slot(pair, week, day, OFF)
    yield from (slot for slot in held if slot.day >= today)


def _by_rhythm(pair, terms, today):
    if pair.last_met:
        return next_meeting(pair, pair.last_met, terms)
    return first_meeting(pair, max(today, pair.starts_on), terms)


def _called_off(pair, start, until, terms, pauses, planned):
    day = start
    while day < until:
        if covering(pauses, day) or (day == planned and is_holiday(day, terms)):
            yield day
        day = next_meeting(pair, day, terms) if pair.rhythm == Rhythm.WEEKLY else day + timedelta(days=14)


def _gone(served, slots, pairs, *, today):
    """What the feed said before and is no more, as called off: moved to another week, a holiday now, another rhythm."""
    by_end = {Slot(pair, today, today).uid.partition(f"{today}")[2]: pair for pair in pairs}
    found = {}
    for uid, (_, start, _) in served.items():
        pair, day = by_end.get(uid[10:]), date.fromisoformat(start[:10])
        if uid not in slots and pair is not None and day >= today:
            found[uid] = Slot(pair, date.fromisoformat(uid[:10]), day, OFF)
    return found


def _said(slot):
    return [slot.start.isoformat(), slot.status]


def _sequence(before, slot):
    """The number of the version: one more than before where it says something else."""
    if before is None:
        return [0]
    return [before[0] + (before[1:] != _said(slot))]


def _event(slot, user, *, sequence, at):
    other = slot.pair.mentor if slot.pair.ect_id == user.pk else slot.pair.ect
    event = Event()
    event.add("uid", slot.uid)
    event.add("dtstamp", at)
    event.add("sequence", sequence)
    event.add("status", slot.status)
    event.add("summary", f"Meeting with {other.name}")
    event.add("dtstart", slot.start)
    event.add("dtend", slot.start + (LENGTH if slot.pair.time else timedelta(days=1)))
    # A meeting without a time takes no hour of the day.
    event.add("transp", "OPAQUE" if slot.pair.time and slot.status == ON else "TRANSPARENT")
    event.add("class", "PRIVATE")
    return event


@cache
def _london():
    """Europe/London, with the rule by which its clocks change. Written out, as RFC 5545 has such rules: the library
    lists the days up to 2038 instead, each spring an hour late."""
    return Timezone.from_ical("\r\n".join(RULES.split()))
