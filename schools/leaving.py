"""Leaving a school: a step of its own, which lists whom it touches before it is taken."""

from django.db import transaction
from django.db.models import Q

from schools import rules
from schools.actions import end_mentorship, manages
from schools.locks import locked_people
from schools.models import Membership, Mentorship
from schools.refusal import refuse_if


def touched_by(user, *, school):
    """The pairs at a school that end when somebody leaves it. One query."""
    return list(Mentorship.objects.live().filter(Q(mentor=user) | Q(ect=user), school=school).with_people())


@transaction.atomic
def leave(user, *, school, by, at):
    """End somebody's pairs and roles at a school, from this minute. Raises `Refused` if `by` may not."""
    locked_people([user.pk])
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school)))
    refuse_if(rules.why_not_leave(user, by))
    for mentorship in touched_by(user, school=school):
        end_mentorship(mentorship, by=by, at=at)
    Membership.objects.live().filter(user=user, school=school).update(ended_at=at)
