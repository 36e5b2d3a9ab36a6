"""What people see and press of the log."""

from evidence.views.attachments import add_files, remove_file, take_file
from evidence.views.autosave import autosave_entry, autosave_new
from evidence.views.entries import change_entry, check_seen, entry, remove_entry, share_entry, write_entry
from evidence.views.log import log
from evidence.views.notes import change_note, notes, remove_note
from evidence.views.walk import walk

__all__ = [
    "add_files",
    "autosave_entry",
    "autosave_new",
    "change_entry",
    "change_note",
    "check_seen",
    "entry",
    "log",
    "notes",
    "remove_entry",
    "remove_file",
    "remove_note",
    "share_entry",
    "take_file",
    "walk",
    "write_entry",
]
