"""What happens to the log. Each action asks, then writes, in one transaction."""

from evidence.actions.entries import (
    STALE,
    Changed,
    change_entry,
    log_evidence,
    log_walk,
    mark_cited,
    remove_entry,
    share_entry,
)

__all__ = [
    "STALE",
    "Changed",
    "change_entry",
    "log_evidence",
    "log_walk",
    "mark_cited",
    "remove_entry",
    "share_entry",
]
