"""Trusts, schools, people and what they may be there; who coaches whom; terms and pauses.

Every row that belongs to a school carries it.
"""

from schools.models.joining import Invitation, Roster
from schools.models.pair import Mentorship, Pause, PauseKind, Rhythm, Weekday
from schools.models.people import KeptForm, Membership, Role, User
from schools.models.place import LeadersSignIn, School, Trust
from schools.models.promise import AccessKind, AccessRecord
from schools.models.terms import ClosedDay, Term

__all__ = [
    "AccessKind",
    "AccessRecord",
    "ClosedDay",
    "Invitation",
    "KeptForm",
    "LeadersSignIn",
    "Membership",
    "Mentorship",
    "Pause",
    "PauseKind",
    "Rhythm",
    "Role",
    "Roster",
    "School",
    "Term",
    "Trust",
    "User",
    "Weekday",
]
