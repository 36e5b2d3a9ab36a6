"""What happens to the log. Each action asks, then writes, in one transaction."""

from evidence.actions.attaching import attach_file, erase_file, remove_file
from evidence.actions.entries import (
    STALE,
    Changed,
    change_entry,
    close_entries,
    log_evidence,
    log_walk,
    mark_cited,
    remove_entry,
    share_entry,
)
from evidence.actions.locks import locked_entry
from evidence.actions.noting import change_note, remove_note, write_note

__all__ = [
    "STALE",
    "Changed",
    "attach_file",
    "change_entry",
    "change_note",
    "close_entries",
    "erase_file",
    "locked_entry",
    "log_evidence",
    "log_walk",
    "mark_cited",
    "remove_entry",
    "remove_file",
    "remove_note",
    "share_entry",
    "write_note",
]
