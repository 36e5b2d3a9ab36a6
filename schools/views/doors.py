"""The doors of people and pairs: what the person sets up, or 404."""

from django.db.models import Exists
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from schools import rules
from schools.enrol import KEPT
from schools.hats import hats_of
from schools.models import Invitation, Membership, Mentorship, Role, Roster, School, Trust, User
from schools.refusal import refuse_if
from schools.worn import act_as


def school_or_404(request, school_id):
    """A school whose people the person sets up: its leader, its trust's leader. Three queries."""
    hats = hats_of(request.user)
    school = get_object_or_404(School.objects.select_related("trust"), pk=school_id)
    if school.pk in hats.leader_at:
        act_as(request.user, Role.LEADER, school.pk)
    elif school.trust_id in hats.trust_leader_at:
        act_as(request.user, Role.TRUST_LEADER, school.trust_id)
    else:
        raise Http404
    return school


def trust_or_404(request, trust_id):
    """A trust whose people the person sets up."""
    if trust_id not in hats_of(request.user).trust_leader_at:
        raise Http404
    act_as(request.user, Role.TRUST_LEADER, trust_id)
    return get_object_or_404(Trust, pk=trust_id)


def schools_for(trust):
    """The schools of a trust, by name."""
    return School.objects.filter(trust=trust).order_by("name", "pk")


def roster_or_404(request, roster_id):
    """A list that the person brought within a day, for people that they still set up."""
    rows = Roster.objects.filter(by=request.user, at__gte=timezone.now() - KEPT)
    roster = get_object_or_404(rows.select_related("school__trust", "trust", "by"), pk=roster_id)
    if roster.trust_id:
        trust_or_404(request, roster.trust_id)
    else:
        school_or_404(request, roster.school_id)
    return roster


def pairs_for(school):
    """The pairs of a school that meet now, by the ECT's name."""
    return Mentorship.objects.live().filter(school=school).with_people().order_by("ect__name", "pk")


def members_for(school):
    """Who is what at a school now, by name."""
    rows = Membership.objects.live().filter(school=school).select_related("user")
    return rows.order_by("user__name", "user_id", "pk")


def mentorship_or_404(request, mentorship_id):
    """A pair that meets now, at a school whose people the person sets up. Raises `Refused` if it has ended."""
    mentorship = get_object_or_404(Mentorship.objects.with_people(), pk=mentorship_id)
    school_or_404(request, mentorship.school_id)
    refuse_if(rules.why_not_end(mentorship))
    return mentorship


def member_or_404(school, user_id):
    """Somebody with a role at a school. Raises `Refused` if they had one and have left."""
    roles = Membership.objects.filter(school=school, user=user_id)
    user = User.objects.filter(Exists(roles.live()), pk=user_id).first()
    if user is None:
        refuse_if(rules.why_not_set_up_leaver(has_left=roles.exists()))
        raise Http404
    return user


def ects_without_mentor_for(school):
    """The ECTs of a school whom nobody mentors there, by name."""
    paired = Mentorship.objects.live().filter(school=school).values("ect")
    here = Membership.objects.live().filter(school=school, role=Role.ECT).values("user")
    return User.objects.filter(pk__in=here).exclude(pk__in=paired).order_by("name", "pk")


def mentors_for(school):
    """Who may mentor at a school, by name."""
    here = Membership.objects.live().filter(school=school, role__in=[Role.MENTOR, Role.LEADER]).values("user")
    return User.objects.filter(pk__in=here).order_by("name", "pk")


def invitations_for(school):
    """The open invitations of the people of a school, {user id: invitation}."""
    here = Membership.objects.live().filter(school=school).values("user")
    rows = Invitation.objects.filter(user__in=here, accepted_at=None, revoked_at=None)
    return {row.user_id: row for row in rows}
