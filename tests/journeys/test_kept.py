"""Without JavaScript, a form sent after the web session ended is found again after signing in."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.factories import PASSWORD, KeptFormFactory


@pytest.fixture
def kept(mentor):
    return KeptFormFactory(user=mentor)


def end_session(page):
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def sign_in_again(page, user):
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_what_was_typed_is_put_into_the_meeting(open_page, sign_in, draft, mentor, width, scheme):
    page = open_page(width=width, scheme=scheme, javascript=False)
    sign_in(page, mentor)
    page.goto(f"/weeks/{draft.pk}/")

    page.locator("[name=praise]").fill("You waited for silence")
    end_session(page)
    page.locator("[name=minutes]").press("Enter")
    sign_in_again(page, mentor)

    expect(page.get_by_role("heading", name="What you typed")).to_be_visible()
    expect(page.get_by_label("What went well")).to_have_value("You waited for silence")
    page.get_by_role("button", name="Put it into the meeting").click()
    expect(page.locator("[name=praise]")).to_have_value("You waited for silence")


def test_the_page_of_what_was_kept_has_nothing_for_axe_to_find(open_page, sign_in, look, kept):
    page = open_page()
    sign_in(page, kept.user)

    page.goto("/kept/")

    expect(page.get_by_label("What went well")).to_have_value("Clear routines")
    assert look(page) == []


def test_a_page_from_before_signing_in_again_is_sent_again(open_page, sign_in, draft, mentor):
    page = open_page(javascript=False)
    sign_in(page, mentor)
    page.goto(f"/weeks/{draft.pk}/")

    page.locator("[name=praise]").fill("You waited for silence")
    page.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)
    page.locator("[name=minutes]").press("Enter")

    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator("[name=praise]")).to_have_value("You waited for silence")


def test_a_refusal_has_nothing_for_axe_to_find(open_page, sign_in, axe, live, ect):
    page = open_page()
    sign_in(page, ect)

    page.goto(f"/weeks/{live.pk}/close/")

    expect(page.get_by_role("heading", name="That isn’t possible")).to_be_visible()
    assert axe(page) == []
