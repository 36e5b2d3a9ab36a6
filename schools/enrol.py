"""Bringing a list of people in: kept, shown, then all of it or nothing."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from schools import rules
from schools.actions import change_mentor, manages
from schools.fates import plan
from schools.locks import CHUNK, locked_people
from schools.models import Membership, Mentorship, Roster, School, User
from schools.refusal import Refused, refuse_if
from schools.roster import read_roster
from schools.tables import Table

KEPT = timedelta(days=1)
DEEDS = ("person", "name", "role", "pair", "change", "meets")
BROUGHT_IN = "This list has been brought in already."
CHANGED = "People or pairs have changed since this was shown. Look at it again, then confirm."


@transaction.atomic
def keep_roster(table, *, name, role="", school=None, trust=None, by, at):
    """Keep what was read of a file until it is confirmed, a day at most; `role` is for rows that say none."""
    refuse_if(rules.why_not_set_up(manages=manages(by, school=school, trust=trust)))
    clear_rosters(at=at)
    return Roster.objects.create(
        school=school,
        trust=trust,
        name=name[:200],
        role=role,
        headings=list(table.headings),
        rows=[list(row) for row in table.rows],
        at=at,
        by=by,
    )


def clear_rosters(*, at):
    """Delete the lists that were kept a day. Returns how many."""
    return Roster.objects.filter(at__lt=at - KEPT).delete()[0]


def plan_of(roster):
    """The `Plan` of a kept roster, against the people there are now. Six queries, one more for each 500 addresses."""
    table = Table(tuple(roster.headings), tuple((number, row) for number, row in roster.rows))
    return plan(read_roster(table, role=roster.role), _schools_of(roster))


def _schools_of(roster):
    of = {"trust": roster.trust_id} if roster.trust_id else {"pk": roster.school_id}
    return School.objects.filter(**of).order_by("pk")


@transaction.atomic
def bring_in(roster, *, shown, by, at):
    """Write everything that the plan says, and return the `Plan`; rows that can't be used are left out, as was shown.

    `shown` is the digest of the plan that the person saw: `Refused` where people or pairs have changed since, or the
    list has been brought in already.
    """
    rows = Roster.objects.select_for_update(of=("self",)).select_related("school", "trust")
    roster = rows.filter(pk=roster.pk, by=by).first()
    if roster is None or roster.is_brought_in:
        raise Refused(BROUGHT_IN)
    refuse_if(rules.why_not_set_up(manages=manages(by, school=roster.school, trust=roster.trust)))
    # Another list for one of these schools waits.
    schools = {school.pk: school for school in _schools_of(roster).select_for_update(no_key=True)}
    # Whom it is about is in the plan: what they are is asked again once nobody else can change it.
    _lock_people(_as_shown(roster, shown).deeds)
    planned = _as_shown(roster, shown)
    try:
        with transaction.atomic():
            _write(planned.deeds, schools, by=by, at=at)
    except IntegrityError:
        # Another school wrote one of these people between the question and the answer.
        raise Refused(CHANGED) from None
    roster.headings, roster.rows = [], []
    roster.save(update_fields=["headings", "rows"])
    return planned


def _as_shown(roster, shown):
    planned = plan_of(roster)
    if planned.digest != shown:
        raise Refused(CHANGED)
    return planned


def _lock_people(deeds):
    ids = {kind: [deed[1] for deed in deeds if deed[0] == kind] for kind in ("name", "change")}
    ects = Mentorship.objects.filter(pk__in=ids["change"]).values_list("ect", flat=True)
    locked_people([*(user.pk for user in _people(_emails(deeds)).values()), *ids["name"], *ects])


def _write(deeds, schools, *, by, at):
    of = {kind: [deed[1:] for deed in deeds if deed[0] == kind] for kind in DEEDS}
    people = [User(email=email, name=name, joined_at=at) for email, name in of["person"]]
    for person in people:
        person.set_unusable_password()
    User.objects.bulk_create(people, batch_size=500)
    for pk, name in of["name"]:
        User.objects.filter(pk=pk).update(name=name)
    people = _people(_emails(deeds))
    Membership.objects.bulk_create(
        [
            Membership(user=people[email], role=role, school=schools[school_id], created_at=at)
            for email, role, school_id in of["role"]
        ],
        batch_size=500,
    )
    # As `pair` does, in one go: who may was asked, the roles are in the plan, and the constraints hold the rest.
    Mentorship.objects.bulk_create(
        [
            Mentorship(
                school=schools[school_id],
                mentor=people[mentor],
                ect=people[ect],
                starts_on=starts_on or timezone.localdate(at),
                **_when(*when),
            )
            for school_id, mentor, ect, starts_on, *when in of["pair"]
        ],
        batch_size=500,
    )
    for pk, mentor, *when in of["change"]:
        new = change_mentor(Mentorship.objects.get(pk=pk), mentor=people[mentor], by=by, at=at)
        _meets(new.pk, *when)
    for pk, *when in of["meets"]:
        _meets(pk, *when)


def _emails(deeds):
    """The addresses of who is given a role, or is in a pair that is made or changed."""
    of = {"role": slice(1, 2), "pair": slice(2, 4), "change": slice(2, 3)}
    return sorted({email for deed in deeds if deed[0] in of for email in deed[of[deed[0]]]})


def _people(emails):
    found = {}
    for start in range(0, len(emails), CHUNK):
        found |= {user.email: user for user in User.objects.filter(email__in=emails[start : start + CHUNK])}
    return found


def _when(rhythm, weekday, time):
    """What a row says of when they meet; the rest is as it was, or as `pair` has it."""
    said = {"rhythm": rhythm or None, "weekday": weekday, "time": time}
    return {name: value for name, value in said.items() if value is not None}


def _meets(pk, *when):
    if said := _when(*when):
        Mentorship.objects.filter(pk=pk).update(**said)
