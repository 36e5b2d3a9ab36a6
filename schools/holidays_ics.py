"""Term dates out of a calendar file (.ics): each event's name and days, as plain dates.

What can't be read raises `TableError`, whose text says what to do.
"""

import datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar

from schools.tables import TableError, tidy

LONDON = ZoneInfo("Europe/London")
LARGEST = 1024 * 1024
MOST_EVENTS = 2000


def is_calendar(content):
    """Whether these bytes are meant as a calendar file."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:15].upper() == b"BEGIN:VCALENDAR"


def events_in(content):
    """(name, first day, last day) of each event of the bytes of an .ics file, in order. Raises `TableError`."""
    if len(content) > LARGEST:
        raise TableError("This calendar is larger than 1 MB. Choose the one with the term dates alone.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    try:
        calendars = Calendar.from_ical(text.replace("\x00", ""), multiple=True)
        found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
        days = [_days(event) for event in found[: MOST_EVENTS + 1]]
    except TableError:
        raise
    except Exception:  # the library raises whatever it meets in a broken file
        raise TableError("This calendar file can’t be read. Export it again as .ics, or as CSV.") from None
    if not days:
        raise TableError("There are no events in this calendar file.")
    if len(days) > MOST_EVENTS:
        raise TableError("There are more than 2,000 events in this calendar. Choose the one with the term dates alone.")
    return sorted(days, key=lambda event: (event[1], event[2], event[0]))


def _days(event):
    name = tidy(str(event.get("SUMMARY", "")))
    if "RRULE" in event or "RDATE" in event:
        raise TableError(
            f"“{name[:60]}” repeats itself. Export each of its dates as an event of its own, or take it out."
        )
    start = event.decoded("DTSTART")
    end = event.decoded("DTEND") if "DTEND" in event else None
    if end is None and "DURATION" in event:
        end = start + event.decoded("DURATION")
    first = _local(start)
    if end is None:
        return name, first, first
    # The end is the first moment that is no longer part of it.
    if isinstance(end, datetime.datetime):
        last = _local(end - datetime.timedelta(seconds=1))
    else:
        last = end - datetime.timedelta(days=1)
    # Many calendars write a day as one that ends when it starts.
    return name, first, last if end > start else first


def _local(moment):
    """The day of a moment at school; a day is itself."""
    if not isinstance(moment, datetime.datetime):
        return moment
    return moment.astimezone(LONDON).date() if moment.tzinfo else moment.date()
