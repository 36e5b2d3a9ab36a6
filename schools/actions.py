"""What happens to people, pairs and pauses. Each action locks, asks, writes, in one transaction."""

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from schools import rules
from schools.locks import locked_people
from schools.models import Membership, Mentorship, Pause, Rhythm, Role, User, Weekday
from schools.refusal import Refused, refuse_if


@transaction.atomic
def give_role(user, *, role, school=None, trust=None, by, at):
    """Give `user` a role at a school (a trust leader: at a trust). A live one is returned as it is.

    Raises `Refused` if `by` may not, `ValidationError` if role and place don't fit.
    """
    locked_people([user.pk])
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school, trust=trust)))
    live = Membership.objects.live().filter(user=user, role=role, school=school, trust=trust).first()
    if live:
        return live
    membership = Membership(user=user, role=role, school=school, trust=trust, created_at=at)
    membership.full_clean()
    membership.save()
    return membership


@transaction.atomic
def add_person(*, school, name, email, roles, by, at):
    """Give somebody roles at a school: a new person without a password yet, or who has the address already.

    Somebody who is known keeps their name. Raises `Refused` if `by` may not, or if that person has left.
    """
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school)))
    user = person_at(email, name=name, at=at)
    refuse_if(rules.why_not_add(user))
    for role in roles:
        give_role(user, role=role, school=school, by=by, at=at)
    return user


@transaction.atomic
def end_role(membership, *, by, at):
    """End a role from this minute. Raises `Refused` while a pair rests on it."""
    # The person, not only the row: who is being paired at this moment waits (see `pair`).
    locked_people([membership.user_id])
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    refuse_if(rules.why_not_set_up(manages=manages(by, school=membership.school, trust=membership.trust)))
    refuse_if(rules.why_not_end_role(ended=membership.ended_at is not None, pairs=_pairs_on(membership)))
    membership.ended_at = at
    membership.save(update_fields=["ended_at"])
    return membership


@transaction.atomic
def pair(
    *,
    school,
    mentor,
    ect,
    starts_on,
    rhythm=Rhythm.WEEKLY,
    weekday=Weekday.THURSDAY,
    time=None,
    ends_on=None,
    stand_in=False,
    also_assesses=False,
    by,
    at,
):
    """Make two people a pair. Raises `Refused`, or `ValidationError` if the ECT has a mentor there already."""
    locked_people([mentor.pk, ect.pk])
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school)))
    refuse_if(why_not_pair_here(school=school, mentor=mentor, ect=ect))
    mentorship = Mentorship(
        school=school,
        mentor=mentor,
        ect=ect,
        starts_on=starts_on,
        ends_on=ends_on,
        rhythm=rhythm,
        weekday=weekday,
        time=time,
        stand_in=stand_in,
        also_assesses=also_assesses,
    )
    mentorship.full_clean()
    try:
        with transaction.atomic():
            mentorship.save()
    except IntegrityError:
        # Somebody paired the same ECT between the question and the answer: now the constraint finds the words.
        mentorship.full_clean()
        raise
    return mentorship


@transaction.atomic
def end_mentorship(mentorship, *, by, at):
    """End a mentorship: from this minute its mentor sees nothing of the ECT's coaching (A98)."""
    mentorship = _locked(mentorship)
    refuse_if(rules.why_not_set_up(manages=manages(by, school=mentorship.school)))
    refuse_if(rules.why_not_end(mentorship))
    mentorship.ended_at, mentorship.ended_by = at, by
    mentorship.save(update_fields=["ended_at", "ended_by"])
    return mentorship


@transaction.atomic
def change_mentor(old, *, mentor, starts_on=None, stand_in=False, by, at):
    """Give an ECT another mentor: the old mentorship ends and the new one starts in the same moment, same rhythm."""
    locked_people([old.ect_id, mentor.pk])
    old = end_mentorship(old, by=by, at=at)
    return pair(
        school=old.school,
        mentor=mentor,
        ect=old.ect,
        starts_on=starts_on or timezone.localdate(at),
        rhythm=old.rhythm,
        weekday=old.weekday,
        time=old.time,
        stand_in=stand_in,
        by=by,
        at=at,
    )


@transaction.atomic
def change_meetings(mentorship, *, weekday, time, rhythm, also_assesses=False, by, at):
    """Change when a pair meets, and whether the mentor assesses too; what was agreed already keeps its date."""
    mentorship = _locked(mentorship)
    refuse_if(rules.why_not_set_up(manages=manages(by, school=mentorship.school)))
    refuse_if(rules.why_not_end(mentorship))
    mentorship.weekday, mentorship.time, mentorship.rhythm = weekday, time, rhythm
    mentorship.also_assesses = also_assesses
    mentorship.save(update_fields=["weekday", "time", "rhythm", "also_assesses"])
    return mentorship


@transaction.atomic
def pause_pair(mentorship, *, kind, starts_on, ends_on=None, key, by, at):
    """Note that a pair doesn't meet for some days. The same key again gives the same pause.

    Raises `Refused` if `by` may not, or if the key made another pause; `ValidationError` if it ends before it starts.
    """
    mentorship = _locked(mentorship)
    reason = rules.why_not_pause(mentorship, user=by)
    if reason:
        reason = rules.why_not_pause(mentorship, user=by, manages=manages(by, school=mentorship.school))
    refuse_if(reason)
    facts = {"mentorship": mentorship, "kind": kind, "starts_on": starts_on, "ends_on": ends_on}
    made = Pause.objects.filter(made_by=by, key=key).first()
    if made:
        if any(getattr(made, name) != value for name, value in facts.items()):
            raise Refused("This page is older than what it would change. Open it again.")
        return made
    pause = Pause(school=mentorship.school, key=key, made_by=by, made_at=at, **facts)
    pause.full_clean()
    pause.save()
    return pause


@transaction.atomic
def lift_pause(pause, *, by, at):
    """End a pause early: the pair meets again."""
    pause = Pause.objects.select_for_update(of=["self"]).select_related("mentorship__school").get(pk=pause.pk)
    reason = rules.why_not_lift(pause, user=by)
    if reason:
        reason = rules.why_not_lift(pause, user=by, manages=manages(by, school=pause.mentorship.school))
    refuse_if(reason)
    pause.lifted_at, pause.lifted_by = at, by
    pause.save(update_fields=["lifted_at", "lifted_by"])
    return pause


@transaction.atomic
def settle_keeping(school, *, years, by):
    """Set for how many years after leaving a school keeps somebody's name and coaching. `Refused` if `by` may not."""
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school)))
    school.keeps_for_years = years
    school.full_clean(exclude=["urn", "name", "trust"])
    school.save(update_fields=["keeps_for_years"])
    return school


def person_at(email, *, name, at):
    """The person of an address, locked; a new one, who can't sign in yet, where nobody has it.

    Raises ValidationError for what can't be a person. For the actions, in their transaction.
    """
    people = User.objects.select_for_update(no_key=True).filter(email=email)
    user = people.first()
    if user is None:
        user = User(email=email, name=name, joined_at=at)
        user.set_unusable_password()
        user.full_clean(validate_unique=False)
        try:
            with transaction.atomic():
                user.save()
        except IntegrityError:  # somebody else added them between the question and the answer
            user = people.get()
    return user


def manages(user, *, school=None, trust=None):
    """Whether `user` sets up people at a school or a trust: its leaders, its trust's leaders, support. One query."""
    if user.is_staff:
        return True
    trust_id = school.trust_id if school else trust and trust.pk
    leads = Q(role=Role.TRUST_LEADER, trust_id=trust_id, trust__isnull=False)
    if school:
        leads |= Q(role=Role.LEADER, school=school)
    return Membership.objects.live().filter(leads, user=user).exists()


def why_not_pair_here(*, school, mentor, ect):
    """Why two people may not be a pair at a school, by the roles they have there. Two queries."""
    return rules.why_not_pair(
        mentor_here=_has_role(mentor, school, Role.MENTOR, Role.LEADER), ect_here=_has_role(ect, school, Role.ECT)
    )


def _has_role(user, school, *roles):
    return Membership.objects.live().filter(user=user, school=school, role__in=roles).exists()


def _pairs_on(membership):
    """How many live mentorships rest on a role alone."""
    if membership.role == Role.TRUST_LEADER:
        return 0
    live = Mentorship.objects.live().filter(school=membership.school)
    if membership.role == Role.ECT:
        return live.filter(ect=membership.user).count()
    other = ({Role.MENTOR, Role.LEADER} - {membership.role}).pop()
    if _has_role(membership.user, membership.school, other):
        return 0
    return live.filter(mentor=membership.user).count()


def _locked(mentorship):
    return Mentorship.objects.select_for_update(of=["self"]).with_people().get(pk=mentorship.pk)
