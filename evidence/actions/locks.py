"""What an action of the log starts with: the entry or note it is about, locked and read again.

An entry is locked before the files that hang on it and what rests on it, so that no two actions wait for each other.
"""

from evidence.models import Evidence, PrivateNote
from schools.refusal import Refused

GONE = "This entry is not there any more: it was removed meanwhile. Load the page again."
NOTE_GONE = "This note is not there any more: you removed it meanwhile. Write another to keep what you typed."


def locked_entry(entry):
    """The entry, locked, with `mentor_id`; `Refused` where it was removed meanwhile."""
    return entry_now(entry, Evidence.objects.select_for_update(of=("self",)))


def entry_now(entry, rows=Evidence.objects):
    """The entry as it is stored now, with `mentor_id`; `Refused` where it was removed meanwhile."""
    found = rows.with_mentor().filter(pk=entry.pk).first()
    if found is None:
        raise Refused(GONE)
    return found


def locked_note(note):
    """The note, locked; `Refused` where it was removed meanwhile."""
    found = PrivateNote.objects.select_for_update(of=("self",)).filter(pk=note.pk).first()
    if found is None:
        raise Refused(NOTE_GONE)
    return found
