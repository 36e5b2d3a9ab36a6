"""What holds for every page: closed, nothing inline, nothing left in a cache."""

import pytest
from django.test import Client

from config import keeping
from config.views import NOT_YOURS
from tests.page import INLINE

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def policy_of(response):
    return {directive.strip() for directive in response["Content-Security-Policy"].split(";") if directive.strip()}


@pytest.mark.parametrize("path", ["/account/login/", "/nowhere/", "/account/password/reset/"])
def test_the_policy_allows_nothing_inline_for_nobody(db, path):
    response = Client().get(path)

    assert policy_of(response) == POLICY
    assert INLINE.findall(response.content.decode()) == []


@pytest.mark.parametrize("path", ["/", "/kept/", "/nowhere/", "/account/password/change/"])
def test_the_policy_allows_nothing_inline_for_somebody(signed_in, mentor, path):
    response = signed_in(mentor).get(path)

    assert policy_of(response) == POLICY
    assert INLINE.findall(response.content.decode()) == []


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/nowhere/", 404), ("/weeks/1/", 404)])
def test_what_somebody_sees_is_kept_by_no_cache(signed_in, mentor, path, status):
    response = signed_in(mentor).get(path)

    assert (response.status_code, response["Cache-Control"]) == (status, "no-store, private")


def test_a_refusal_is_kept_by_no_cache_and_shows_reason_and_text(signed_in, ect, pair):
    response = signed_in(ect).post(f"/pairs/{pair.pk}/start/", {"key": "", "note": "What I had typed"})

    page = response.content.decode()
    assert (response.status_code, response["Cache-Control"]) == (403, "no-store, private")
    assert response.context["reason"] not in ("", NOT_YOURS)
    assert response.context["reason"].replace("’", "&#x27;") in page.replace("’", "&#x27;")
    assert response.context["texts"] == [{"label": "Note", "text": "What I had typed"}]
    assert "What I had typed</textarea>" in page


def test_a_refusal_tells_a_script_the_reason(signed_in, ect, pair):
    response = signed_in(ect).post(f"/pairs/{pair.pk}/start/", {}, headers={"Accept": "application/json"})

    assert response.status_code == 403
    assert list(response.json()) == ["reason"]


@pytest.mark.parametrize(
    "headers", [{"Accept": "application/json"}, {"X-Requested-With": "fetch"}, {"HX-Request": "true"}]
)
def test_a_script_without_a_session_is_told_so(db, headers):
    response = Client().post("/weeks/1/autosave/", {"praise": "text"}, headers=headers)

    assert (response.status_code, response.json()) == (401, {"signin": "/account/login/"})


def test_a_browser_without_a_session_is_asked_to_sign_in(db):
    response = Client().get("/weeks/1/", headers={"Accept": "text/html,application/json"})

    assert (response.status_code, response.url) == (302, "/account/login/?next=/weeks/1/")


def test_a_post_without_a_session_leads_home_after_signing_in(db):
    response = Client().post("/steps/1/tick/", {"done": "1"})

    assert (response.status_code, response.url) == (302, "/account/login/?next=/")


def test_whoami_names_nobody_without_a_session(db):
    answer = Client().get("/whoami/").json()

    assert answer["person"] == ""
    assert len(answer["csrf"]) == 64


def test_whoami_gives_the_word_that_the_persons_pages_carry(signed_in, mentor, ect):
    response = signed_in(mentor).get("/whoami/")
    again = signed_in(mentor).get("/whoami/")

    assert response["Cache-Control"] == "no-store, private"
    assert response.json()["person"] == again.json()["person"] == keeping.person_token(mentor)
    assert response.json()["person"] != signed_in(ect).get("/whoami/").json()["person"]


def test_whoami_gives_a_token_that_is_good(mentor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(mentor)
    token = client.get("/whoami/").json()["csrf"]

    assert client.post("/account/logout/", {"csrfmiddlewaretoken": token}).status_code == 302
