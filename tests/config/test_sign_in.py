"""Signing in: by e-mail and password, nobody signs up, and a school behind one address is not locked out."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from schools.hashers import Argon2id
from tests.factories import PASSWORD, KeptFormFactory


def sign_in(user, *, password=PASSWORD, client=None, email=None, **query):
    client = client or Client()
    typed = {"login": email or user.email, "password": password}
    return client.post(reverse("account_login", query=query or None), typed)


def errors_of(response):
    return response.context["form"].non_field_errors()


def test_signing_in_leads_home(mentor):
    response = sign_in(mentor)

    assert (response.status_code, response.url) == (302, "/")


def test_signing_in_leads_to_the_page_asked_for(mentor):
    asked = Client().get("/weeks/7/")

    assert (asked.status_code, asked.url) == (302, "/account/login/?next=/weeks/7/")
    assert sign_in(mentor, next="/weeks/7/").url == "/weeks/7/"


def test_signing_in_goes_nowhere_else(mentor):
    assert sign_in(mentor, next="https://elsewhere.example/").url == "/"


def test_the_address_is_taken_in_any_case(mentor):
    assert sign_in(mentor, email=f" {mentor.email.upper()} ").status_code == 302


def test_a_wrong_password_and_an_unknown_address_read_the_same(mentor):
    wrong = sign_in(mentor, password="not-this-one")
    unknown = sign_in(mentor, email="nobody@school.example")

    assert (
        errors_of(wrong) == errors_of(unknown) == ["The email address and/or password you specified are not correct."]
    )


def test_somebody_inactive_does_not_sign_in(mentor):
    mentor.is_active = False
    mentor.save()

    client = Client()
    sign_in(mentor, client=client)

    assert client.get("/").status_code == 302


def test_guessing_one_persons_password_stops_after_ten(mentor):
    for _ in range(10):
        sign_in(mentor, password="not-this-one")

    response = sign_in(mentor)

    assert response.status_code == 200
    assert errors_of(response) == ["Too many failed login attempts. Try again later."]


@pytest.mark.parametrize(
    "path",
    [
        "/account/signup/",
        "/account/email/",
        "/account/confirm-email/",
        "/account/password/set/",
        "/account/login/code/",
        "/account/reauthenticate/",
    ],
)
def test_there_is_no_sign_up_and_no_other_page_of_accounts(signed_in, mentor, path):
    assert Client().get(path).status_code == 404
    assert signed_in(mentor).get(path).status_code == 404


def test_signing_out_takes_a_post(signed_in, mentor):
    client = signed_in(mentor)

    assert client.get("/account/logout/").status_code == 200
    assert client.get("/").status_code == 200
    assert client.post("/account/logout/").url == "/account/login/"
    assert client.get("/").status_code == 302


def test_a_forgotten_password_is_reset_by_mail(mentor):
    client = Client()

    assert client.post("/account/password/reset/", {"email": mentor.email}).status_code == 302
    (message,) = mail.outbox
    link = next(word for word in message.body.split() if "/password/reset/key/" in word)
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": "another-long-one", "password2": "another-long-one"})

    assert message.to == [mentor.email]
    assert sign_in(mentor, password="another-long-one").status_code == 302


def test_a_reset_for_an_unknown_address_says_the_same_and_sends_nothing(school):
    response = Client().post("/account/password/reset/", {"email": "nobody@school.example"})

    assert (response.status_code, response.url) == (302, "/account/password/reset/done/")
    assert mail.outbox == []


def test_a_password_is_changed_by_who_knows_the_old_one(signed_in, mentor):
    client = signed_in(mentor)
    typed = {"oldpassword": PASSWORD, "password1": "another-long-one", "password2": "another-long-one"}

    assert client.post("/account/password/change/", typed).status_code == 302
    assert client.get("/").status_code == 200
    assert sign_in(mentor, password="another-long-one").status_code == 302


def test_what_was_kept_is_the_first_thing_seen(mentor):
    client = Client()
    KeptFormFactory(user=mentor)

    assert sign_in(mentor, client=client).url == "/kept/"
    assert 'href="/kept/"' in client.get("/").content.decode()


def test_the_frame_says_who_and_where(school, ect):
    client = Client()
    sign_in(ect, client=client)

    chrome = client.get("/").context["chrome"]

    assert chrome == {
        "nav": [
            {"label": "Home", "href": "/", "current": True},
            {"label": "Journey", "href": f"/journeys/{school.pk}/{ect.pk}/", "current": False},
            {"label": "Bank", "href": "/bank/", "current": False},
        ],
        "person": "Eddie Ect",
        "hat": "ECT at Harbour Academy",
        "others": [],
        "kept": "",
    }


def test_passwords_are_kept_by_argon2_at_the_measured_cost(settings):
    hashed = Argon2id().encode("a-long-password", "somesalt12345678")

    assert hashed.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert "schools.hashers.Argon2id" in settings.PASSWORD_HASHERS
