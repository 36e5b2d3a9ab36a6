"""The frame and the sign-in page, in a browser: axe finds nothing, the policy blocks nothing, nothing moves."""

import pytest
from playwright.sync_api import expect


def test_sign_in_page_has_nothing_for_axe_to_find(open_page, look):
    page = open_page()

    page.goto("/account/login/")

    assert look(page) == []


def test_sign_in_page_fits_a_phone(open_page):
    page = open_page(width=390)

    page.goto("/account/login/")

    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_sign_in_refused_moves_focus_to_the_summary(open_page, axe, mentor):
    page = open_page()
    page.goto("/account/login/")

    page.get_by_label("Email").fill(mentor.email)
    page.get_by_label("Password").fill("not the one")
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_title("Error: Sign in – So That")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    assert axe(page) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_sign_in_and_out(open_page, mentor, javascript):
    page = open_page(javascript=javascript)
    page.goto("/account/login/")

    page.get_by_label("Email").fill(mentor.email)
    page.get_by_label("Password").fill("do-this-so-that")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text(mentor.name).first).to_be_visible()
    page.get_by_role("button", name="Sign out").click()

    expect(page).to_have_title("Sign in – So That")


def test_skip_link_comes_first_and_reaches_the_page(open_page):
    page = open_page()
    page.goto("/account/login/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_nothing_moves_while_the_page_arrives(open_page):
    page = open_page(width=390)
    page.add_init_script(
        "window.moved = 0;"
        "new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.moved += entry.value; }))"
        ".observe({type: 'layout-shift', buffered: true});"
    )

    page.goto("/account/login/", wait_until="networkidle")
    page.evaluate("document.fonts.ready")

    assert page.evaluate("window.moved") <= 0.01


def test_nothing_is_kept_in_the_browser(open_page, sign_in, mentor):
    page = open_page()
    sign_in(page, mentor)

    page.goto("/")

    stored = page.evaluate(
        "async () => [...Object.keys(localStorage), ...(await caches.keys()),"
        " ...(await indexedDB.databases()).map((database) => database.name), ...Object.entries(sessionStorage).flat()]"
    )
    # htmx notes at which address it is, and nothing of what is there.
    assert stored in ([], ["htmx-current-path-for-history", "/"])
