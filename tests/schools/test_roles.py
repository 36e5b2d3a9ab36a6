"""What somebody is at a school, changed by its leader: given and ended from that minute."""

import pytest
from django.test import Client
from django.urls import reverse

from schools.inviting import token_of
from schools.models import Role
from schools.refusal import Refused
from schools.roles import change_person
from tests.factories import NOW, MembershipFactory, SchoolFactory, UserFactory
from tests.joining import InvitationFactory


def address(school, user):
    return reverse("schools:change_person", args=[school.pk, user.pk])


def roles_of(user):
    return sorted(user.memberships.live().values_list("role", flat=True))


def test_ect_who_finished_becomes_a_mentor_under_a_new_name(school, leader, ect, signed_in):
    response = signed_in(leader).post(address(school, ect), {"name": "Eddie Wed", "roles": ["mentor"]})

    ect.refresh_from_db()
    assert (response.status_code, roles_of(ect), ect.name) == (302, [Role.MENTOR], "Eddie Wed")


def test_role_that_is_not_ticked_any_more_closes_its_doors_at_once(school, leader, leader_mentor, signed_in):
    client, people = signed_in(leader_mentor), reverse("schools:people", args=[school.pk])
    assert client.get(people).status_code == 200

    signed_in(leader).post(address(school, leader_mentor), {"name": leader_mentor.name, "roles": ["mentor"]})

    assert client.get(people).status_code == 404


@pytest.mark.parametrize(
    ("who", "roles", "said"),
    [
        ("mentor", ["leader", "ect"], ""),  # a leader may mentor: the pair rests on that then
        ("mentor", ["ect"], "They are in a pair here."),
        ("leader", ["mentor"], "You can’t take your own lead away."),
        ("mentor", [], "Tick what they are here."),
    ],
)
def test_roles_that_can_not_be_changed_say_why_and_stay(request, school, pair, leader, signed_in, who, roles, said):
    user = request.getfixturevalue(who)
    before = roles_of(user)

    response = signed_in(leader).post(address(school, user), {"name": user.name, "roles": roles})

    assert response.status_code == (422 if said else 302)
    assert said in response.text
    assert roles_of(user) == (before if said else sorted(roles))


def test_name_that_another_school_knows_is_not_this_ones_to_change(school, leader, mentor, signed_in):
    MembershipFactory(user=mentor, role=Role.MENTOR, school=SchoolFactory())
    client = signed_in(leader)

    page = client.get(address(school, mentor)).text
    client.post(address(school, mentor), {"name": "Somebody Else", "roles": ["mentor"]})

    mentor.refresh_from_db()
    assert 'name="name"' not in page
    assert mentor.name == "Maya Mentor"


def test_address_is_mended_before_somebody_signs_in_and_the_old_link_ends(school, leader, signed_in):
    invitation = InvitationFactory(school=school, user__email="jo.gren@x.example")
    jo = MembershipFactory(user=invitation.user, role=Role.ECT, school=school).user
    typed = {"name": jo.name, "roles": ["ect"]}
    client = signed_in(leader)

    taken = client.post(address(school, jo), {**typed, "email": leader.email})
    done = client.post(address(school, jo), {**typed, "email": "Jo.Green@x.example"})

    jo.refresh_from_db()
    assert (taken.status_code, done.status_code, jo.email) == (422, 302, "jo.green@x.example")
    assert "Somebody has this address already" in taken.text
    link = reverse("schools:invitation", args=[token_of(invitation)])
    assert Client().post(link, {"password": "three plain words"}).status_code == 403


@pytest.mark.parametrize("state", ["signed in", "coached", "elsewhere"])
def test_address_of_whom_others_know_is_not_a_schools_to_change(school, pair, live, leader, signed_in, state):
    """Whoever holds the address reads as them: with it a leader would read what is said in a meeting."""
    user = pair.ect
    if state != "signed in":
        user.set_unusable_password()
        user.save()
    if state == "elsewhere":
        user = MembershipFactory(user=UserFactory(password=None), role=Role.ECT, school=school).user
        MembershipFactory(user=user, role=Role.ECT, school=SchoolFactory())
    before = user.email

    page = signed_in(leader).post(address(school, user), {"name": user.name, "email": "x@x.example", "roles": ["ect"]})
    with pytest.raises(Refused):
        change_person(user, school=school, roles=["ect"], email="x@x.example", by=leader, at=NOW)

    user.refresh_from_db()
    assert 'name="email"' not in page.text
    assert user.email == before


@pytest.mark.parametrize("number", [1, 3])
def test_change_person_costs_the_same_for_any_number(
    school, leader, mentor, signed_in, number, django_assert_num_queries
):
    MembershipFactory(user=mentor, role=Role.LEADER, school=school)
    for _ in range(number):
        MembershipFactory(user=mentor, role=Role.MENTOR, school=SchoolFactory())
    client = signed_in(leader)
    client.get("/")

    # Two for who asks, two for their hats, the school, the person, their roles, and whether others know them.
    with django_assert_num_queries(8):
        client.get(address(school, mentor))
