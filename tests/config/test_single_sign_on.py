"""Single sign-on, each kind against a provider that runs here: who is known gets in, nobody else, never by e-mail."""

import logging

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.test import Client
from environs import Env

from config.providers import providers_of
from schools.models import LeadersSignIn, School, User
from tests.oidc import CLIENT
from tests.signing_in import KINDS, linked, login_url, signed_in_by_password


def through(kind, client=None, **query):
    """The product's last answer to a browser that goes to the provider and comes back."""
    client = client or Client()
    there = client.post(login_url(kind, **query))
    back = requests.get(there.url, allow_redirects=False, timeout=5)
    return client.get(back.headers["Location"])


@pytest.mark.parametrize("kind", KINDS)
def test_who_linked_an_account_signs_in_through_it(kind, use_provider, mentor):
    use_provider(kind)
    client = signed_in_by_password(mentor)

    answer = through(kind, client, process="connect", next="/account/")

    assert (answer.status_code, answer.url) == (302, "/account/")
    # Of what the provider told, the address is kept and nothing else.
    account = SocialAccount.objects.get()
    assert (account.user, account.uid, account.extra_data) == (mentor, "p-1", {"email": "somebody@provider.example"})
    assert [letter.to for letter in mail.outbox] == [[mentor.email]]
    assert "somebody@provider.example" in client.get("/account/").content.decode()
    fresh = Client()
    assert through(kind, fresh).url == "/"
    assert fresh.get("/").context["user"] == mentor


@pytest.mark.parametrize("kind", KINDS)
def test_a_stranger_is_told_what_to_do_even_with_the_address_of_somebody_here(kind, use_provider, provider, mentor):
    use_provider(kind)
    provider.person = {"sub": "stranger", "email": mentor.email, "email_verified": True}
    client = Client()

    answer = through(kind, client)

    assert "Nobody here has linked this account" in answer.content.decode()
    assert client.get("/").status_code == 302
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


@pytest.fixture
def oidc(use_provider):
    return use_provider("openid_connect")


def test_somebody_inactive_does_not_get_in(oidc, mentor):
    linked(mentor)
    User.objects.update(is_active=False)
    client = Client()

    assert through(oidc, client).url == "/account/inactive/"
    assert client.get("/").status_code == 302


def test_an_account_is_one_persons(oidc, mentor, ect):
    linked(mentor)
    client = signed_in_by_password(ect)

    page = client.get(through(oidc, client, process="connect").url).content.decode()

    assert "That account is linked to somebody else here." in page
    assert SocialAccount.objects.get().user == mentor


def test_an_account_is_linked_only_soon_after_signing_in(oidc, mentor, clock):
    client = signed_in_by_password(mentor)
    clock.shift(600)

    answer = through(oidc, client, process="connect")

    assert (answer.status_code, answer.url.split("?")[0]) == (302, "/account/confirm/")
    assert SocialAccount.objects.count() == 0


@pytest.mark.parametrize(("field", "value"), [("signs_with", "another"), ("audience", "another-product")])
def test_a_token_that_is_not_for_us_or_not_from_them_is_refused(oidc, provider, mentor, caplog, field, value):
    caplog.set_level(logging.WARNING)
    linked(mentor)
    setattr(provider, field, value)
    client = Client()

    answer = through(oidc, client)

    assert (answer.status_code, "That didn’t work" in answer.content.decode()) == (401, True)
    assert client.get("/").status_code == 302
    assert "p-1" not in caplog.text
    assert "OAuth2Error" in caplog.text


def test_the_keys_of_the_provider_are_asked_for(oidc, provider, mentor):
    linked(mentor)

    through(oidc)

    assert provider.seen.count("/keys") == 1


def test_an_answer_counts_once_and_only_in_its_own_browser(oidc, mentor):
    linked(mentor)
    client, other = Client(), Client()
    there = client.post(login_url(oidc))
    back = requests.get(there.url, allow_redirects=False, timeout=5).headers["Location"]

    assert other.get(back).status_code == 401
    assert client.get(back).status_code == 302
    client.logout()
    assert client.get(back).status_code == 401


def test_stopping_at_the_provider_changes_nothing(oidc, school):
    client = Client()
    state = dict(pair.split("=") for pair in client.post(login_url(oidc)).url.split("?")[1].split("&"))["state"]

    answer = client.get(f"/account/with/oidc/login/callback/?error=access_denied&state={state}")

    assert answer.url == "/account/cancelled/"
    assert "You stopped before the end" in client.get(answer.url).content.decode()


def test_a_provider_that_does_not_answer_gets_a_page(oidc, school, settings):
    app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
    app["settings"]["server_url"] = "http://127.0.0.1:9"

    answer = Client().post(login_url(oidc))

    assert (answer.status_code, "That didn’t work" in answer.content.decode()) == (502, True)


def test_the_sign_in_page_offers_what_the_settings_name(oidc, school, settings):
    assert "Sign in with Hill account" in Client().get("/account/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Sign in with Hill account" not in Client().get("/account/login/").content.decode()


def test_an_account_is_unlinked_but_not_as_the_only_way_in(oidc, mentor, ect, nobody_yet):
    account = linked(mentor)
    User.objects.filter(pk=nobody_yet.pk).update(password="!")
    only = linked(nobody_yet, uid="p-2")
    by_account, by_password = Client(), signed_in_by_password(mentor)
    SocialAccount.objects.filter(pk=account.pk).update(uid="p-9")
    SocialAccount.objects.filter(pk=only.pk).update(uid="p-1")
    through(oidc, by_account)

    refused = by_account.post(f"/account/linked/{only.pk}/unlink/")
    done = by_password.post(f"/account/linked/{account.pk}/unlink/")

    assert (refused.status_code, "Choose a password first" in refused.content.decode()) == (403, True)
    assert (done.status_code, done.url) == (302, "/account/")
    assert list(SocialAccount.objects.all()) == [only]
    assert signed_in_by_password(ect).post(f"/account/linked/{only.pk}/unlink/").status_code == 404


@pytest.fixture
def asks_sso(school):
    School.objects.filter(pk=school.pk).update(leaders_sign_in=LeadersSignIn.SSO)


def test_a_leader_who_owes_the_schools_account_links_it_before_anything_else(oidc, asks_sso, leader, mentor):
    client = signed_in_by_password(leader)

    assert client.get("/").url == "/account/"
    assert "Link it below" in client.get("/account/").content.decode()
    through(oidc, client, process="connect")
    assert client.get("/").status_code == 200
    # At the next sign-in as well, a password alone is not enough, and links nothing else.
    again = signed_in_by_password(leader)
    assert again.get("/").url == "/account/"
    assert "Sign in with Hill account" in again.get("/account/").content.decode()
    assert signed_in_by_password(mentor).get("/").status_code == 200


def test_a_guessed_password_links_no_second_account(oidc, asks_sso, provider, leader):
    linked(leader, uid="the-leaders-own")
    client = signed_in_by_password(leader)

    answer = through(oidc, client, process="connect")

    assert answer.url == "/account/"
    assert "linked already" in client.get("/account/").content.decode()
    assert client.get("/").url == "/account/"
    assert SocialAccount.objects.get().uid == "the-leaders-own"


def test_the_account_that_the_school_asks_for_stays_linked(oidc, asks_sso, leader):
    account, client = linked(leader), Client()
    through(oidc, client)

    assert client.get("/").status_code == 200
    assert client.post(f"/account/linked/{account.pk}/unlink/").status_code == 403


def test_the_environment_alone_names_the_providers(monkeypatch):
    named = {
        "MICROSOFT_CLIENT_ID": "m",
        "MICROSOFT_CLIENT_SECRET": "ms",
        "GOOGLE_CLIENT_ID": "g",
        "GOOGLE_CLIENT_SECRET": "gs",
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": "os",
        "OIDC_SERVER_URL": "https://signin.example/oidc",
        "OIDC_NAME": "DfE Sign-in",
        "SIGN_IN_ORIGINS": "https://further.example",
    }
    assert providers_of(Env()) == ({}, [])
    for name, value in named.items():
        monkeypatch.setenv(name, value)

    providers, origins = providers_of(Env())

    assert set(providers) == {"microsoft", "google", "openid_connect"}
    assert providers["openid_connect"]["APPS"][0]["name"] == "DfE Sign-in"
    assert origins == [
        "https://further.example",
        "https://login.microsoftonline.com",
        "https://accounts.google.com",
        "https://signin.example",
    ]


def test_where_no_provider_is_named_nothing_is_said_of_school_accounts(mentor, signed_in):
    assert "School account" not in signed_in(mentor).get("/account/").content.decode()
