"""Signing in in a browser, against real peers: a provider over HTTP, the browser's own passkeys, codes by the clock."""

import pytest
from playwright.sync_api import expect

from tests.factories import PASSWORD
from tests.signing_in import code_of, linked, with_codes

# A device with a fingerprint reader, which says yes at once.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def by_password(page, user):
    page.goto("/account/login/")
    page.get_by_label("Email").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def sign_out(page):
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page).to_have_title("Sign in – So That")


@pytest.mark.parametrize("kind", ["openid_connect", "microsoft"])
def test_by_single_sign_on(open_page, use_provider, provider, mentor, kind):
    use_provider(kind)
    provider.asks = True
    name = {"openid_connect": "Hill account", "microsoft": "Microsoft"}[kind]
    page = open_page(width=390, javascript=kind == "openid_connect")
    by_password(page, mentor)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    page.goto("/account/")
    page.get_by_role("button", name=f"Link {name}").click()
    page.get_by_role("button", name="Yes, it is me").click()
    expect(page.get_by_text("The account is linked.")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name=f"Sign in with {name}").click()
    page.get_by_role("button", name="Yes, it is me").click()

    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_a_stranger_is_told_what_to_do(open_page, use_provider, provider, school, look):
    use_provider("openid_connect")
    page = open_page()
    page.goto("/account/login/")

    page.get_by_role("button", name="Sign in with Hill account").click()

    expect(page.get_by_role("heading", name="Nobody here has linked this account")).to_be_visible()
    assert look(page) == []


def test_by_passkey_alone_and_as_the_second_step(open_page, mentor):
    page = open_page()
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    by_password(page, mentor)
    page.goto("/account/")

    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("My phone")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have kept them").click()
    expect(page.get_by_role("link", name="Remove My phone")).to_be_visible()

    sign_out(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    sign_out(page)
    by_password(page, mentor)
    page.get_by_role("button", name="Use your passkey").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto("/account/")
    page.get_by_role("link", name="Remove My phone").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_role("heading", name="Signing in")).to_be_visible()
    expect(page.get_by_text("My phone")).to_have_count(0)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_by_a_code_from_an_app(open_page, mentor, javascript, clock):
    page = open_page(width=390, javascript=javascript)
    by_password(page, mentor)
    page.goto("/account/codes/on/")

    # The picture is one that the policy lets through.
    assert page.get_by_alt_text("The key below, as a QR code").evaluate("picture => picture.naturalWidth") > 0
    secret = page.locator(".key").inner_text()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    sign_out(page)
    clock.shift(60)
    by_password(page, mentor)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_label("Code").fill(code_of(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def test_pages_of_signing_in_have_nothing_for_axe_to_find(open_page, look, use_provider, leader, mentor, school):
    use_provider("openid_connect")
    linked(leader)
    page, found = open_page(), {}
    page.goto("/account/login/")
    found["login"] = look(page)
    by_password(page, leader)
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()

    for path in (
        "/account/",
        "/account/codes/on/",
        "/account/passkeys/add/",
        "/account/confirm/",
        f"/schools/{school.pk}/signing-in/",
    ):
        page.goto(path)
        found[path] = look(page)

    guest = open_page()
    with_codes(mentor)
    by_password(guest, mentor)
    expect(guest.get_by_role("heading", name="One more step")).to_be_visible()
    found["second"] = look(guest)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
