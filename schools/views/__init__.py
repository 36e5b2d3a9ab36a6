"""The pages of people, pairs, invitations and term dates."""

from schools.views.hats import wear_hat
from schools.views.invitations import invitation, invite_people
from schools.views.keeping import settle_keeping
from schools.views.pairs import add_pair, change_pair, end_pair
from schools.views.pausing import meet_again, pause_meetings
from schools.views.people import add_person, change_person, leave_school, people
from schools.views.rosters import bring_people, bring_trusts_people, confirm_people
from schools.views.terms import (
    add_closed,
    add_term,
    bring_dates,
    change_closed,
    change_term,
    confirm_dates,
    remove_closed,
    remove_term,
    terms,
)
from schools.views.trusts import trust_schools

__all__ = [
    "add_closed",
    "add_pair",
    "add_person",
    "add_term",
    "bring_dates",
    "bring_people",
    "bring_trusts_people",
    "change_closed",
    "change_pair",
    "change_person",
    "change_term",
    "confirm_dates",
    "confirm_people",
    "end_pair",
    "invitation",
    "invite_people",
    "leave_school",
    "meet_again",
    "pause_meetings",
    "people",
    "remove_closed",
    "remove_term",
    "settle_keeping",
    "terms",
    "trust_schools",
    "wear_hat",
]
