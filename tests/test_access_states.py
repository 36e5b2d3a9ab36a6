"""People in every state of joining, leaving and being elsewhere, at every address: 0 leaks.

The world is that of the access table; the states are in `config/access_states.py`.
"""

# ruff: noqa: F811 the world and its people are fixtures of the table's own test

import pytest
from django.contrib import admin
from django.db import transaction
from django.urls import NoReverseMatch, reverse

from config.access import (
    ECT,
    LEADER,
    LEADER_ELSEWHERE,
    LEADER_WHO_MENTORS,
    MENTOR,
    NOBODY,
    OTHER_MENTOR,
    ROUTES,
    TRUST_LEADER,
)
from config.access_states import (
    AT_MOST,
    BESIDES,
    INVITED,
    LEADS_ELSEWHERE,
    LEFT_LEADER,
    LEFT_MENTOR,
    MENTOR_ELSEWHERE,
    OF_THE_SCHOOL,
    TRUST_LEADER_ELSEWHERE,
)
from schools import inviting, leaving
from schools.models import Role
from tests.factories import MONDAY, NOW, MembershipFactory, MentorshipFactory, PauseFactory, UserFactory
from tests.joining import InvitationFactory
from tests.people import client_of, person
from tests.test_access import expected, people, subject, typed, world  # noqa: F401 fixtures


def guest_of(people, school):
    """A browser in which an invitation was opened, and no more."""
    guest = MembershipFactory(role=Role.ECT, school=school, user=UserFactory(password=None)).user
    invitation = InvitationFactory(user=guest, school=school, made_by=people[LEADER])
    client = client_of(None)
    client.get(reverse("schools:invitation", args=[inviting.token_of(invitation)]))
    return client


def left(people, name, school):
    """The client of somebody who was signed in when they left."""
    client = client_of(people[name])
    leaving.leave(people[name], school=school, by=people[LEADER_WHO_MENTORS], at=NOW)
    return client


def client_in(state, people, world):
    """A client of somebody in `state`, who is made so in the world."""
    here, elsewhere = world.pair.school, people[LEADER_ELSEWHERE].memberships.get().school
    if state == INVITED:
        return guest_of(people, here)
    if state in (LEFT_MENTOR, LEFT_LEADER):
        return left(people, OTHER_MENTOR if state == LEFT_MENTOR else LEADER, here)
    if state == TRUST_LEADER_ELSEWHERE:
        user = MembershipFactory(role=Role.TRUST_LEADER, school=None, trust=elsewhere.trust).user
    elif state == LEADS_ELSEWHERE:
        user = person("Tom Two", Role.MENTOR, here)
        MembershipFactory(user=user, role=Role.LEADER, school=elsewhere)
    else:
        mentor, ect = person("Moe There", Role.MENTOR, elsewhere), person("Eli There", Role.ECT, elsewhere)
        MentorshipFactory(school=elsewhere, mentor=mentor, ect=ect)
        user = mentor if state == MENTOR_ELSEWHERE else ect
    return client_of(user)


def canaries(state, world):
    """What somebody in `state` must read nowhere."""
    words = [world.focus.key_action, world.focus.so_that, *(step.text for step in world.focus.steps.all())]
    return words if state in OF_THE_SCHOOL else [*words, world.pair.ect.name, world.pair.mentor.name]


@pytest.mark.table
@pytest.mark.parametrize("state", AT_MOST)
def test_no_state_gets_more_than_it_should(world, people, state):
    client, found, leaked = client_in(state, people, world), {}, []
    words, cookies = canaries(state, world), dict(client.cookies)

    for row in ROUTES:
        method, route, about = row
        path = reverse(route, args=subject(world, about))
        with transaction.atomic():
            client.cookies.clear()
            client.cookies.update(cookies)
            response = client.get(path) if method == "GET" else client.post(path, typed(world, route))
            transaction.set_rollback(True)
        own = BESIDES.get(state, {}).get((method, route), 404)
        if response.status_code not in {404, own, *(expected(row)[name] for name in AT_MOST[state])}:
            found[row] = response.status_code
        # An address that is a secret itself (a calendar's, an invitation's) shows what it has to who holds it.
        if response.status_code == 200 and expected(row)[NOBODY] != 200 and not response.streaming:
            page = response.content.decode(errors="ignore")
            leaked += [(row, word) for word in words if word in page]

    assert found == {}
    assert leaked == []


def test_mentor_of_a_pausing_pair_loses_nothing(world, people):
    PauseFactory(mentorship=world.pair, starts_on=MONDAY)
    client = client_of(people[MENTOR])

    for row in ROUTES:
        if row[0] == "GET":
            answer = client.get(reverse(row[1], args=subject(world, row[2]))).status_code
            assert (row, answer) == (row, expected(row)[MENTOR])


def support_pages():
    """Every address of the support site that needs no row, and those of the first row of each model."""
    for name in ("index", "jsi18n", "autocomplete"):
        yield reverse(f"admin:{name}")
    for model in admin.site._registry:
        name = model._meta.label_lower.replace(".", "_")
        for page in ("changelist", "add"):
            yield reverse(f"admin:{name}_{page}")
        row = model.objects.first()
        for page in ("change", "history", "delete"):
            try:
                yield reverse(f"admin:{name}_{page}", args=[row.pk if row else 1])
            except NoReverseMatch:
                continue


def test_support_is_there_for_support_alone(world, people):
    pages = list(support_pages())

    for name in (ECT, MENTOR, LEADER, TRUST_LEADER):
        client = client_of(people[name])
        assert [page for page in pages if client.get(page).status_code != 404] == []
    assert len(pages) > 30
