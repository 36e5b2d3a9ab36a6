"""Invitations: a link, once, until it expires or a newer one is sent; nobody gets in uninvited."""

import re
from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from schools import inviting
from schools.models import Invitation, Role
from tests.factories import NOW, PASSWORD, MembershipFactory, UserFactory
from tests.joining import InvitationFactory


@pytest.fixture
def newcomer(school):
    """An ECT without a way in yet."""
    user = UserFactory(name="Jo Green", email="jo@x.example", password=None)
    return MembershipFactory(role=Role.ECT, school=school, user=user).user


def invite(client, school, **data):
    return client.post(reverse("schools:invite_people", args=[school.pk]), data, follow=True)


def link_in(letter):
    return re.search(r"http://testserver(\S+)", letter.body)[1]


def test_invitation_lets_somebody_in(school, leader, newcomer, signed_in):
    invite(signed_in(leader), school)
    (letter,) = mail.outbox
    assert letter.to == ["jo@x.example"]
    assert letter.subject == "Harbour Academy invites you to So That"

    guest = Client()
    assert guest.get(link_in(letter)).status_code == 200
    response = guest.post(link_in(letter), {"password": "three plain words"})

    assert (response.status_code, response.url) == (302, "/")
    assert guest.get("/").context["user"] == newcomer
    assert Invitation.objects.get().accepted_at == NOW


def test_invitation_works_once(school, leader, newcomer, signed_in):
    invite(signed_in(leader), school)
    link = link_in(mail.outbox[0])
    Client().post(link, {"password": "three plain words"})

    response = Client().post(link, {"password": "another three words"})

    assert response.status_code == 403
    assert "This invitation has been used" in response.text
    newcomer.refresh_from_db()
    assert newcomer.check_password("three plain words")


def test_invitation_expires(school, leader, newcomer, signed_in, clock):
    client = signed_in(leader)
    invite(client, school)
    link = link_in(mail.outbox[0])

    clock.move_to(NOW + timedelta(days=14))
    response = Client().post(link, {"password": "three plain words"})

    assert response.status_code == 403
    assert "This invitation has expired" in response.text


def test_newer_invitation_ends_the_one_before(school, leader, newcomer, signed_in):
    client = signed_in(leader)
    invite(client, school)
    invite(client, school, user=newcomer.pk)
    first, second = (link_in(letter) for letter in mail.outbox)

    assert "A newer invitation was sent" in Client().get(first).text
    assert Client().post(second, {"password": "three plain words"}).status_code == 302


def test_invitation_is_not_guessed(newcomer):
    invitation = InvitationFactory(user=newcomer)

    assert Client().get(reverse("schools:invitation", args=[str(invitation.key)])).status_code == 404
    assert Client().get(reverse("schools:invitation", args=[f"{invitation.key}:wrong"])).status_code == 404


def test_weak_password_is_refused_and_nothing_is_used_up(newcomer):
    invitation = InvitationFactory(user=newcomer)
    link = reverse("schools:invitation", args=[inviting.token_of(invitation)])

    response = Client().post(link, {"password": "short"})

    assert response.status_code == 422
    assert "too short" in response.text
    invitation.refresh_from_db()
    assert invitation.accepted_at is None


def test_invitation_for_somebody_else_does_not_mix_two_people(newcomer, mentor, signed_in):
    invitation = InvitationFactory(user=newcomer)
    client = signed_in(mentor)

    response = client.post(
        reverse("schools:invitation", args=[inviting.token_of(invitation)]), {"password": "three plain words"}
    )

    assert response.status_code == 403
    assert "Sign out first" in response.text
    assert client.get("/").context["user"] == mentor


def test_everybody_without_a_way_in_is_invited_once(school, leader, mentor, newcomer, signed_in):
    for number in range(3):
        MembershipFactory(
            role=Role.MENTOR, school=school, user=UserFactory(email=f"m{number}@x.example", password=None)
        )
    client = signed_in(leader)

    said = invite(client, school).text
    again = invite(client, school).text

    assert "4 invitations sent." in said
    assert "0 invitations sent." in again
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "jo@x.example",
        "m0@x.example",
        "m1@x.example",
        "m2@x.example",
    ]


def test_invitations_that_could_not_be_sent_are_said_so_and_sent_again(school, leader, newcomer, signed_in):
    client = signed_in(leader)
    with mock.patch("schools.views.invitations.get_connection", side_effect=OSError):
        said = invite(client, school).text

    assert "could not be sent" in said
    assert "1 invitation sent." in invite(client, school).text


def test_uninvited_person_gets_no_new_password(newcomer, mentor):
    for email in (newcomer.email, mentor.email):
        Client().post(reverse("account_reset_password"), {"email": email})

    assert [letter.to for letter in mail.outbox] == [[mentor.email]]


def test_uninvited_person_does_not_sign_in(newcomer):
    client = Client()

    client.post(reverse("account_login"), {"login": newcomer.email, "password": PASSWORD})

    assert client.get("/").status_code == 302
