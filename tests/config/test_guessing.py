"""Guessing: what a whole school never meets, and what stops a guesser. Counted where they are checked."""

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import caches
from django.db import DatabaseError, connection
from django.test import Client

from tests.factories import PASSWORD, UserFactory
from tests.signing_in import TOTP_SECRET, code_of, sign_in, signed_in_by_password, with_codes


@pytest.fixture
def checked(monkeypatch):
    """The passwords that a hasher was asked about."""
    passwords = []
    verify = MD5PasswordHasher.verify

    def counted(hasher, password, encoded):
        passwords.append(password)
        return verify(hasher, password, encoded)

    monkeypatch.setattr(MD5PasswordHasher, "verify", counted)
    return passwords


@pytest.mark.once
def test_of_many_wrong_passwords_for_one_account_twenty_at_most_are_checked(mentor, checked, clock):
    """In ten minutes, from many addresses, by every page that asks for one, in any spelling of the address."""
    inside, email = signed_in_by_password(mentor), mentor.email
    checked.clear()

    for number in range(60):
        address = {"REMOTE_ADDR": f"10.0.{number}.1", "HTTP_X_FORWARDED_FOR": f"10.1.{number}.1"}
        mentor.email = (email, email.upper(), f" {email}", email.title())[number % 4]
        sign_in(mentor, password=f"guess-{number}", **address)
        inside.post("/account/confirm/", {"password": f"guess-{number}"}, **address)
        typed = {"oldpassword": f"guess-{number}", "password1": "three plain words", "password2": "three plain words"}
        refused = inside.post("/account/password/change/", typed, **address)
        clock.shift(9)

    assert len(checked) == 20
    assert (refused.status_code, "Wait a few minutes" in refused.content.decode()) == (429, True)


def test_a_guesser_from_many_addresses_has_no_count_forgotten(mentor, checked, monkeypatch):
    monkeypatch.setattr(caches["default"], "_max_entries", 5)

    for number in range(30):
        sign_in(mentor, password=f"guess-{number}", REMOTE_ADDR=f"10.0.{number}.1")

    assert len(checked) == 10


def test_what_has_expired_goes_once_there_is_much(mentor, monkeypatch, clock):
    monkeypatch.setattr(caches["default"], "_max_entries", 5)
    for number in range(10):
        sign_in(mentor, password="not-this-one", REMOTE_ADDR=f"10.0.{number}.1")
    clock.shift(601)
    sign_in(mentor, password="not-this-one")

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache")
        assert cursor.fetchone()[0] <= 3


def test_an_attempt_that_can_not_be_counted_is_not_made(mentor, checked, monkeypatch):
    monkeypatch.setattr(caches["default"], "_base_set", lambda mode, *args: mode == "add")

    with pytest.raises(DatabaseError):
        sign_in(mentor)

    assert checked == []


def test_who_was_guessed_at_signs_in_ten_minutes_later(mentor, checked, clock):
    for _ in range(12):
        sign_in(mentor, password="not-this-one")
    assert sign_in(mentor).status_code == 200
    clock.shift(601)
    assert sign_in(mentor).status_code == 302


@pytest.mark.once
def test_a_school_of_two_hundred_signs_in_from_one_address(school):
    people = UserFactory.create_batch(200)
    refused = [user for user in people if sign_in(user, REMOTE_ADDR="10.0.0.1").status_code != 302]

    assert refused == []


def test_of_many_wrong_codes_ten_at_most_are_checked(mentor, monkeypatch, clock):
    with_codes(mentor)
    client, checked = signed_in_by_password(mentor), []
    validate = totp.validate_totp_code
    monkeypatch.setattr(totp, "validate_totp_code", lambda *args: checked.append(args) or validate(*args))

    for number in range(30):
        client = signed_in_by_password(mentor) if number % 5 == 0 else client
        answer = client.post("/account/second/", {"code": f"{number:06}"}, REMOTE_ADDR=f"10.0.{number}.1")
    good = client.post("/account/second/", {"code": code_of(TOTP_SECRET)})

    assert len(checked) == 10
    assert (answer.status_code, good.status_code) == (200, 200)
    assert client.get("/").status_code == 302


def test_an_unknown_address_costs_as_much_and_is_limited_too(school, monkeypatch):
    made = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: made.append(1) or encode(*args))
    typed = {"login": "nobody@school.example", "password": PASSWORD}

    for _ in range(15):
        Client().post("/account/login/", typed)

    assert len(made) == 10
