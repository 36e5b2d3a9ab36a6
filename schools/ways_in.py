"""How a school wants its leaders to sign in. The action locks, asks, writes, in one transaction."""

from django.db import transaction

from schools import rules
from schools.actions import manages
from schools.models import LeadersSignIn, Membership, Role, School
from schools.refusal import refuse_if


def asked_of(user):
    """What the schools that `user` leads ask of their leaders: a set of `LeadersSignIn`. One query."""
    leads = Membership.objects.live().filter(user=user, role=Role.LEADER)
    return set(leads.values_list("school__leaders_sign_in", flat=True)) - {LeadersSignIn.ANY}


@transaction.atomic
def ask_of_leaders(school, *, wanted, shown, by):
    """Ask `wanted` (a `LeadersSignIn`) of a school's leaders, from their next sign-in on.

    `shown`: which of them `by` meets in this session; who asks for something has it. Raises `Refused`.
    """
    school = School.objects.select_for_update().get(pk=school.pk)
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school)))
    refuse_if(rules.why_not_ask_of_leaders(wanted, shown=shown))
    school.leaders_sign_in = wanted
    school.save(update_fields=["leaders_sign_in"])
    return school
