"""Invitations: nobody gets in uninvited. Each action locks, asks, writes, in one transaction."""

from datetime import timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.db import transaction

from schools import rules
from schools.actions import manages, person_at
from schools.locks import locked_people
from schools.models import Invitation, Membership, Role, School, Trust
from schools.refusal import Refused, refuse_if

VALID = timedelta(days=14)
SIGNER = Signer(salt="schools.invitation")
ENDED = "This invitation can’t be used any more. Sign in, or ask the person who sent it."


def token_of(invitation):
    """What the link of an invitation ends in."""
    return SIGNER.sign(str(invitation.key))


def invitation_at(token):
    """The invitation that a link leads to, with its people, used or not; None for a link that is none. One query."""
    try:
        key = SIGNER.unsign(token)
    except BadSignature:
        return None
    return Invitation.objects.filter(key=key).select_related("user", "school", "made_by").first()


@transaction.atomic
def invite(users, *, school, by, at):
    """Make an invitation for each of `users` at a school who has no way in yet, and return them, unsent.

    An earlier one that is still open ends: its link leads nowhere from this moment. Raises `Refused`.
    """
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school)))
    here = Membership.objects.live().filter(school=school)
    asked = locked_people(here.filter(user__in=users).values_list("user", flat=True))
    wanted = [user for user in asked if user.is_active and not user.has_usable_password()]
    Invitation.objects.filter(user__in=wanted, accepted_at=None, revoked_at=None).update(revoked_at=at)
    return Invitation.objects.bulk_create(
        Invitation(user=user, school=school, made_at=at, made_by=by, expires_at=at + VALID) for user in wanted
    )


def mark_sent(invitations, *, at):
    """Note that the links of `invitations` were written to their people."""
    Invitation.objects.filter(pk__in=[invitation.pk for invitation in invitations]).update(sent_at=at)


@transaction.atomic
def start_school(*, urn, name, leader, email, trust="", leads_trust=False, at):
    """Make a school, its trust and its first leader, who `leads_trust` too, as far as they are not there; returns the
    leader's invitation.

    None where the leader has a way in already. Whoever calls this runs the installation: nobody is asked. Raises
    ValidationError for what can't be a school or a person, and for a school that is in another trust.
    """
    owner = Trust.objects.get_or_create(name=trust)[0] if trust else None
    school = School.objects.filter(urn=urn).first() or School(urn=urn, name=name, trust=owner)
    if school.pk is None:
        school.full_clean()
        school.save()
    if owner and school.trust != owner:
        there = f"in the trust “{school.trust}”" if school.trust else "in no trust"
        raise ValidationError(f"This school is here already, {there}: a school joins another trust by load_schools.")
    user = person_at(email, name=leader, at=at)
    if reason := rules.why_not_add(user):
        raise ValidationError(reason)
    Membership.objects.get_or_create(
        user=user, role=Role.LEADER, school=school, ended_at=None, defaults={"created_at": at}
    )
    if leads_trust and school.trust is None:
        raise ValidationError("This school is in no trust: name it with --trust.")
    if leads_trust:
        Membership.objects.get_or_create(
            user=user, role=Role.TRUST_LEADER, trust=school.trust, ended_at=None, defaults={"created_at": at}
        )
    invitations = invite([user], school=school, by=user, at=at)
    mark_sent(invitations, at=at)
    return invitations[0] if invitations else None


@transaction.atomic
def accept(invitation, *, password, at):
    """Let the person in: their first password, once. Raises `Refused`, or `ValidationError` for a weak password."""
    [user] = locked_people([invitation.user_id])
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    refuse_if(rules.why_not_accept(invitation, at=at))
    if not user.is_active or user.has_usable_password():
        raise Refused(ENDED)
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    return user
