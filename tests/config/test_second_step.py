"""A second step: codes from an app, recovery codes, what a school asks of its leaders."""

import re

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import get_resolver, reverse

from config.access_signing_in import ALLAUTHS
from schools.models import LeadersSignIn, School
from tests.signing_in import TOTP_SECRET, code_of, linked, sign_in, signed_in_by_password, with_codes

SECOND = "/account/second/"


def set_up(client):
    """Codes from an app switched on, as a person does it; the secret and the recovery codes that were shown."""
    page = client.get("/account/codes/on/").content.decode()
    secret = re.search(r'class="key">([A-Z2-7 ]+)<', page)[1]
    answer = client.post("/account/codes/on/", {"code": code_of(secret)})
    assert answer.url == "/account/recovery/"
    return secret, re.findall(r"<code>(\d{8})</code>", client.get(answer.url).content.decode())


def test_codes_are_switched_on_and_asked_for_from_then_on(mentor, clock, django_capture_on_commit_callbacks):
    client = signed_in_by_password(mentor)
    with django_capture_on_commit_callbacks(execute=True):
        secret, recovery = set_up(client)
    stored = Authenticator.objects.get(user=mentor, type="totp").data
    fresh = Client()
    clock.shift(60)

    asked = sign_in(mentor, client=fresh)
    before = fresh.get("/")
    wrong = fresh.post(SECOND, {"code": "000000"})
    good = fresh.post(SECOND, {"code": code_of(secret)})

    assert len(recovery) == 10
    assert secret.replace(" ", "") not in str(stored)
    assert "Codes from an app were switched on." in mail.outbox[0].body
    assert (asked.url, before.status_code) == (SECOND, 302)
    assert (wrong.status_code, "Incorrect code" in wrong.content.decode()) == (200, True)
    assert (good.url, fresh.get("/").status_code) == ("/", 200)


def test_a_code_counts_once(mentor):
    with_codes(mentor)
    first, second = signed_in_by_password(mentor), signed_in_by_password(mentor)

    assert first.post(SECOND, {"code": code_of(TOTP_SECRET)}).status_code == 302
    assert second.post(SECOND, {"code": code_of(TOTP_SECRET)}).status_code == 200


def test_a_recovery_code_lets_in_once(mentor):
    client = signed_in_by_password(mentor)
    _, codes = set_up(client)
    first, second = signed_in_by_password(mentor), signed_in_by_password(mentor)

    assert first.post(SECOND, {"code": codes[0]}).url == "/"
    assert second.post(SECOND, {"code": codes[0]}).status_code == 200
    assert "9 recovery codes left" in first.get("/account/").content.decode()
    taken = first.get("/account/recovery/take/")
    assert taken["Content-Type"] == "text/plain"
    assert codes[0] not in taken.content.decode()
    assert codes[1] in taken.content.decode()
    first.post("/account/recovery/new/")
    assert codes[1] not in first.get("/account/recovery/").content.decode()


def test_the_picture_is_ours_and_there_while_codes_are_set_up(mentor):
    client = signed_in_by_password(mentor)
    page = client.get("/account/codes/on/").content.decode()

    picture = client.get("/account/codes/on/picture/")

    assert 'src="/account/codes/on/picture/"' in page
    assert "data:" not in page
    assert (picture["Content-Type"], picture["Cache-Control"]) == ("image/svg+xml", "no-store, private")
    assert picture.content.startswith(b"<?xml")


def test_codes_are_switched_off_and_recovery_codes_end_with_them(mentor):
    client = signed_in_by_password(mentor)
    set_up(client)

    client.post("/account/codes/off/")

    assert Authenticator.objects.count() == 0
    assert sign_in(mentor).url == "/"


def test_what_a_person_signs_in_with_is_changed_only_soon_after_they_showed_who_they_are(mentor, clock):
    client = signed_in_by_password(mentor)
    set_up(client)
    clock.shift(600)

    there = client.get("/account/codes/off/")
    code = client.get("/account/confirm/code/").text
    wrong = client.post(there.url, {"password": "not-this-one"})
    confirmed = client.post(there.url, {"password": "do-this-so-that"})

    assert there.url == "/account/confirm/?next=%2Faccount%2Fcodes%2Foff%2F"
    assert ('action="/account/confirm/code/"' in code, "Type a code from your app" in code) == (True, True)
    assert ("Give your password once more" in wrong.text, wrong.status_code) == (True, 200)
    assert confirmed.url == "/account/codes/off/"
    assert client.get("/account/codes/off/").status_code == 200


def test_a_leader_who_owes_a_second_step_sets_it_up_before_anything_else(school, leader, mentor, draft):
    School.objects.update(leaders_sign_in=LeadersSignIn.SECOND)
    client = signed_in_by_password(leader)

    assert [client.get(path).url for path in ("/", "/bank/", f"/schools/{school.pk}/people/")] == ["/account/"] * 3
    assert client.post(f"/schools/{school.pk}/people/invite/").url == "/account/"
    assert client.get("/bank/", headers={"accept": "application/json"}).status_code == 401
    assert "asks its leaders for a second step" in client.get("/account/").content.decode()
    assert [client.get(path).status_code for path in ("/privacy/", "/account/codes/on/")] == [200, 200]
    set_up(client)
    assert client.get("/").status_code == 200
    # Whom nobody asks.
    assert signed_in_by_password(mentor).get("/").status_code == 200


def test_a_session_that_nobody_asked_yet_is_asked(leader):
    School.objects.update(leaders_sign_in=LeadersSignIn.SECOND)
    client = Client()
    client.force_login(leader)

    assert client.get("/").url == "/account/"


def test_a_leader_asks_only_for_what_they_have(school, leader, settings):
    settings.SOCIALACCOUNT_PROVIDERS = {"google": {"APPS": [{"client_id": "x", "secret": "y"}]}}
    client, where = signed_in_by_password(leader), f"/schools/{school.pk}/signing-in/"

    refused = [client.post(where, {"leaders_sign_in": wanted}) for wanted in ("second", "sso")]
    set_up(client)
    done = client.post(where, {"leaders_sign_in": "second"})

    assert [answer.status_code for answer in refused] == [422, 422]
    assert "Set up a second step for yourself first" in refused[0].content.decode()
    assert "Sign in through the school’s account yourself first" in refused[1].content.decode()
    assert done.url == f"/schools/{school.pk}/people/"
    assert School.objects.get(pk=school.pk).leaders_sign_in == "second"
    assert client.get("/").status_code == 200


def test_single_sign_on_is_asked_for_only_where_there_is_one(school, leader):
    page = signed_in_by_password(leader).get(f"/schools/{school.pk}/signing-in/").content.decode()

    assert 'value="second"' in page
    assert 'value="sso"' not in page


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_with_any_number_of_things(mentor, many, django_assert_num_queries):
    for number in range(many):
        linked(mentor, uid=f"p-{number}")
        Authenticator.objects.create(user=mentor, type="webauthn", data={"name": f"Passkey {number}", "credential": {}})
        signed_in_by_password(mentor)
    client = Client()
    client.force_login(mentor)
    client.get("/account/")

    with django_assert_num_queries(5):
        page = client.get("/account/").content.decode()

    assert page.count("Passkey ") == 2 * many


def test_the_page_of_how_leaders_sign_in_costs_five_queries(signed_in, school, leader, django_assert_num_queries):
    client = signed_in(leader)

    with django_assert_num_queries(5):
        assert client.get(f"/schools/{school.pk}/signing-in/").status_code == 200


def test_every_address_of_allauths_answers_as_the_table_says(mentor):
    args = {
        "account_reset_password_from_key": {"uidb36": "1", "key": "no-key"},
        "mfa_remove_webauthn": {"pk": 7},
        "openid_connect_login": {"provider_id": "oidc"},
        "openid_connect_callback": {"provider_id": "oidc"},
    }
    named = {
        p.name for part in get_resolver().url_patterns if str(part.pattern) == "account/" for p in part.url_patterns
    }
    someone = Client()
    someone.force_login(mentor)

    answers = {}
    for route in ALLAUTHS:
        where = reverse(route, kwargs=args.get(route))
        answers[route] = (Client().get(where).status_code, someone.get(where).status_code)

    assert answers == ALLAUTHS
    assert named - set(ALLAUTHS) == {"signing_in", "sign_out_everywhere", "unlink_account", "totp_qr"}


def test_who_lost_their_second_step_gets_in_by_password_again(mentor, ect, capsys):
    inside = signed_in_by_password(mentor)
    set_up(inside)
    with_codes(ect)

    call_command("forget_second_step", mentor.email.upper())

    assert "signed out everywhere" in capsys.readouterr().out
    assert sign_in(mentor).url == "/"
    assert inside.get("/").status_code == 302
    assert sign_in(ect).url == SECOND
    with pytest.raises(CommandError, match="Nobody has this e-mail address"):
        call_command("forget_second_step", "nobody@school.example")


def test_codes_still_work_after_the_secret_key_changed(settings):
    kept = get_adapter().encrypt(TOTP_SECRET)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert get_adapter().decrypt(kept) == TOTP_SECRET
