"""What people see and press of the log."""

from evidence.views.entries import change_entry, check_seen, entry, remove_entry, share_entry, write_entry
from evidence.views.log import log
from evidence.views.walk import walk

__all__ = [
    "change_entry",
    "check_seen",
    "entry",
    "log",
    "remove_entry",
    "share_entry",
    "walk",
    "write_entry",
]
