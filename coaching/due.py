"""When the foci of a live week are due: the day of the next meeting, as the homes of both name it."""

from coaching.dates import long_day
from coaching.pairs import Calendars

NOT_KNOWN = "none is planned while the ECT is away"


def due_words(week, *, today):
    """The day before which a live week's foci are to be done: where the planned day fell into a holiday or a pause, or
    the next draft says another, the day that it became. "" for any other week; else one query.

    Reads `drafted`, the day of the next draft (`week_for`, with `others`).
    """
    if not week.is_live:
        return ""
    pair = week.mentorship
    meeting = Calendars([pair], today=today).meeting(pair, planned=week.drafted or week.next_meeting_on)
    return long_day(meeting.on) if meeting.on else NOT_KNOWN
