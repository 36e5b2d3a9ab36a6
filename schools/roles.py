"""What somebody is at a school, changed as a whole: what is ticked is given, what is not ends."""

from django.db import transaction

from schools import rules
from schools.actions import end_role, give_role, manages
from schools.models import Membership, Role, User
from schools.refusal import refuse_if


def roles_at(user, school):
    """The live roles of somebody at a school, {role: membership}. One query."""
    return {row.role: row for row in Membership.objects.live().filter(user=user, school=school)}


def why_not_rename(user, *, school):
    """Why who sets up the people of `school` may not change somebody's name: others know them by it. One query."""
    elsewhere = Membership.objects.live().filter(user=user).exclude(school=school)
    return rules.why_not_rename(known_elsewhere=user.is_staff or elsewhere.exists())


@transaction.atomic
def change_person(user, *, school, roles, name="", by, at):
    """Give somebody at a school the `roles` and end their others there, from this minute; `name`, where one is given.

    Raises `Refused` if `by` may not, while a pair rests on a role that would end, or if a name is not theirs to change.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school)))
    if name and name != user.name:
        refuse_if(why_not_rename(user, school=school))
        user.name = name
        user.full_clean()
        user.save(update_fields=["name"])
    now = roles_at(user, school)
    refuse_if(rules.why_not_change_roles(user, by, leads=Role.LEADER in now, will_lead=Role.LEADER in roles))
    # Given first: a leader who becomes a mentor keeps their pairs.
    for role in roles:
        give_role(user, role=role, school=school, by=by, at=at)
    for role, membership in now.items():
        if role not in roles:
            end_role(membership, by=by, at=at)
    return user
