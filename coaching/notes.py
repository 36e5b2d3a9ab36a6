"""What an ECT wrote, as it is read: a line comes along with its step, the note before a meeting with a week or a pair,
at no query of their own."""

import uuid
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery

from coaching.gathered import Row
from coaching.models import MeetingNote


@dataclass(frozen=True)
class Note:
    """What the ECT wants to bring to a meeting; `is_sent`: their mentor reads it."""

    went_well: str = ""
    to_discuss: str = ""
    is_sent: bool = False
    key: uuid.UUID | None = None

    def __bool__(self):
        """Whether anything is written."""
        return bool(self.went_well.strip() or self.to_discuss.strip())


def line_of(step):
    """What the ECT wrote beside a step; "" for nothing. Reads `line`: select it."""
    line = getattr(step, "line", None)
    return line.text if line else ""


def waiting_note(user):
    """An expression for rows with `school` and `ect`: the note that waits there, as far as `user` reads it.

    That is their own, sent or not, and a mentor's ECT's once it is sent. `note_in` makes a `Note` of it.
    """
    waiting = MeetingNote.objects.filter(
        Q(ect=user) | Q(sent_at__isnull=False), school=OuterRef("school"), ect=OuterRef("ect"), cycle=None
    )
    shown = Row(went_well="went_well", to_discuss="to_discuss", sent="sent_at", key="key")
    return Subquery(waiting.values(shown=shown)[:1])


def note_in(found):
    """The `Note` of what `waiting_note` found; a blank one of None."""
    if found is None:
        return Note()
    return Note(found["went_well"], found["to_discuss"], found["sent"] is not None, uuid.UUID(found["key"]))


def note_of(week):
    """The `Note` that a week's pages show: the one that was read in it; on a draft the one that was sent and waits.

    Reads `note` and, of a draft, `waiting`: load them (`week_for` does).
    """
    if week.is_draft:
        note = note_in(week.waiting)
        return note if note.is_sent else Note()
    read = getattr(week, "note", None)
    return Note(read.went_well, read.to_discuss, True, read.key) if read else Note()
