"""Two people at the same instant, about the same person: nobody meets a server error, and no rule is passed by."""

import threading
from collections import Counter

import pytest
from django.db import connection

from schools import actions, enrol, inviting, leaving
from schools.models import Membership, Mentorship, PauseKind, Role, User
from schools.refusal import Refused
from schools.tables import read_table
from tests.coaching.test_races import race
from tests.factories import MONDAY, NOW, MembershipFactory, MentorshipFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
# SQLite has one writer at a time: there it shows that nobody is turned away by a lock.
ROUNDS = 20 if connection.vendor == "postgresql" else 3
FINE = {"done", "refused"}


def said_by(rows, *deeds):
    """How often which words fell: for each row, one thread does the first of two deeds and the other the second."""
    mine, waiting = threading.local(), list(deeds)

    def act(row):
        if not hasattr(mine, "deed"):
            mine.deed = waiting.pop()
        try:
            mine.deed(row)
        except Refused:
            return "refused"
        return "done"

    return Counter(word for both in race(rows, act) for word in both)


@pytest.fixture
def by(transactional_db):
    """A leader, as every action takes them."""
    return {"by": MembershipFactory(role=Role.LEADER).user, "at": NOW}


@pytest.fixture
def house(by):
    return by["by"].memberships.get().school


def listed(rows, house, by):
    """A kept list of these lines, and the digest of what it would do."""
    table = read_table("\n".join(["Name,Email,Role,Mentor email", *rows]).encode())
    roster = enrol.keep_roster(table, name="people.csv", school=house, **by)
    return {"roster": roster, "shown": enrol.plan_of(roster).digest, **by}


def test_one_leaves_while_their_mentor_changes(house, by):
    other = MembershipFactory(role=Role.MENTOR, school=house).user
    pairs = [MentorshipFactory(school=house) for _ in range(ROUNDS)]

    said = said_by(
        pairs,
        lambda pair: leaving.leave(pair.ect, school=house, **by),
        lambda pair: actions.change_mentor(pair, mentor=other, **by),
    )

    assert set(said) <= FINE
    assert not Mentorship.objects.live().exists()


def test_one_leaves_while_they_say_that_there_is_no_meeting(house, by):
    pairs = [MentorshipFactory(school=house) for _ in range(ROUNDS)]
    facts = {"kind": PauseKind.AWAY, "starts_on": MONDAY, "at": NOW}

    said = said_by(
        pairs,
        lambda pair: leaving.leave(pair.mentor, school=house, **by),
        lambda pair: actions.pause_pair(pair, **facts, key=f"{pair.pk:032x}", by=pair.mentor),
    )

    assert set(said) <= FINE


def test_another_invitation_is_sent_while_the_first_is_taken_up(house, by):
    people = [MembershipFactory(role=Role.MENTOR, school=house).user for _ in range(ROUNDS)]
    User.objects.filter(pk__in=[user.pk for user in people]).update(password="!")

    said = said_by(
        inviting.invite(people, school=house, **by),
        lambda one: inviting.invite([one.user], school=house, **by),
        lambda one: inviting.accept(one, password="do-this-so-that-9", at=NOW),
    )

    assert set(said) <= FINE


def test_somebody_new_is_added_twice(house, by):
    facts = {"school": house, "name": "Jo Green", "roles": [Role.ECT], **by}

    def add(number):
        actions.add_person(email=f"jo{number}@x.example", **facts)

    assert set(said_by(range(ROUNDS), add, add)) == {"done"}
    assert User.objects.filter(name="Jo Green").count() == ROUNDS


def test_a_list_gives_a_role_that_is_given_by_hand(house, by):
    rows = []
    for user in UserFactory.create_batch(ROUNDS):
        rows.append((user, listed([f"{user.name},{user.email},Mentor,"], house, by)))

    said = said_by(
        rows,
        lambda row: enrol.bring_in(**row[1]),
        lambda row: actions.give_role(row[0], role=Role.MENTOR, school=house, **by),
    )

    assert set(said) <= FINE
    assert Membership.objects.live().filter(role=Role.MENTOR).count() == ROUNDS


def test_a_list_pairs_nobody_with_a_mentor_whose_role_ends(house, by):
    rows = []
    for number, role in enumerate(MembershipFactory.create_batch(ROUNDS, role=Role.MENTOR, school=house)):
        line = f"Jo,jo{number}@x.example,ECT,{role.user.email}"
        rows.append((role, listed([line], house, by)))

    said = said_by(rows, lambda row: enrol.bring_in(**row[1]), lambda row: actions.end_role(row[0], **by))

    assert said == {"done": ROUNDS, "refused": ROUNDS}
    mentors = Membership.objects.live().filter(role=Role.MENTOR).values("user")
    assert not Mentorship.objects.exclude(mentor__in=mentors).exists()
