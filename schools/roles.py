"""What somebody is at a school, changed as a whole: what is ticked is given, what is not ends."""

from django.db import IntegrityError, transaction
from django.db.models import Q

from schools import rules
from schools.actions import end_role, give_role, manages
from schools.locks import locked_people
from schools.models import Invitation, Membership, Role, User
from schools.refusal import Refused, refuse_if

TAKEN = "Somebody has this address already: add them by it, and let this one leave."


def roles_at(user, school):
    """The live roles of somebody at a school, {role: membership}. One query."""
    return {row.role: row for row in Membership.objects.live().filter(user=user, school=school)}


def why_not_rename(user, *, school):
    """Why who sets up the people of `school` may not change somebody's name: others know them by it. One query."""
    return rules.why_not_rename(known_elsewhere=_is_known_elsewhere(user, school))


def why_not_readdress(user, *, school):
    """Why who sets up the people of `school` may not mend somebody's address: whoever has it reads as them. Two queries
    at most, none for who has signed in."""
    if user.has_usable_password():
        return rules.why_not_readdress(has_a_way_in=True, is_known=True)
    # By the names of what refers to people: those apps know this one, not the other way round.
    is_coached = User.objects.filter(pk=user.pk).filter(Q(weeks__isnull=False) | Q(evidence__isnull=False)).exists()
    return rules.why_not_readdress(has_a_way_in=False, is_known=is_coached or _is_known_elsewhere(user, school))


def _is_known_elsewhere(user, school):
    return user.is_staff or Membership.objects.live().filter(user=user).exclude(school=school).exists()


@transaction.atomic
def change_person(user, *, school, roles, name="", email="", by, at):
    """Give somebody at a school the `roles` and end their others there, from this minute; `name` and `email`, where one
    is given. What was sent to another address leads nowhere any more.

    Raises `Refused` if `by` may not, while a pair rests on a role that would end, or if a name or an address is not
    theirs to change, or taken.
    """
    [user] = locked_people([user.pk])
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school)))
    if name and name != user.name:
        refuse_if(why_not_rename(user, school=school))
        user.name = name
    if email and email != user.email:
        refuse_if(why_not_readdress(user, school=school))
        refuse_if(TAKEN if User.objects.filter(email=email).exists() else "")
        user.email = email
        Invitation.objects.filter(user=user, accepted_at=None, revoked_at=None).update(revoked_at=at)
    try:
        with transaction.atomic():
            user.save(update_fields=["name", "email"])
    except IntegrityError:  # taken between the question and the answer
        raise Refused(TAKEN) from None
    now = roles_at(user, school)
    refuse_if(rules.why_not_change_roles(user, by, leads=Role.LEADER in now, will_lead=Role.LEADER in roles))
    # Given first: a leader who becomes a mentor keeps their pairs.
    for role in roles:
        give_role(user, role=role, school=school, by=by, at=at)
    for role, membership in now.items():
        if role not in roles:
            end_role(membership, by=by, at=at)
    return user
