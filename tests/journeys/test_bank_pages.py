"""The bank in a browser: searching as one types, advice as one writes, and nothing for axe to find."""

import re

import pytest
from playwright.sync_api import expect

from tests.bank import WRITTEN, ActionStepFactory, AreaFactory, ProposalFactory, UploadFactory


@pytest.fixture
def steps(school):
    """A school's own step, a draft, and national ones."""
    area = AreaFactory(name="Questioning")
    own = ActionStepFactory(
        **WRITTEN,
        area=AreaFactory(school=school, name="Our talk"),
        school=school,
        problems=["they call out"],
        strong="Year 8 wait",
        weak="Hands up",
        criteria=["Nobody calls out"],
        ladder=["Begins", "Waits"],
        phases=["ks3"],
    )
    ActionStepFactory(school=school, area=area, draft=True)
    ActionStepFactory(key_action="Put a timer on the board", area=area, phases=["ks4"])
    return own


def test_bank_pages_have_nothing_for_axe_to_find(open_page, sign_in, look, leader, mentor, school, steps):
    proposal = ProposalFactory(school=school, by=mentor)
    upload = UploadFactory(school=school, by=leader)
    page = open_page()
    sign_in(page, leader)
    found = {}

    for path in (
        "/bank/",
        "/bank/?q=they+call+out&phase=ks3",
        "/bank/?q=zzz",
        f"/bank/{steps.pk}/",
        f"/bank/{steps.pk}/change/",
        f"/bank/{steps.pk}/offer/",
        f"/bank/school/{school.pk}/write/",
        f"/bank/school/{school.pk}/own/",
        f"/bank/school/{school.pk}/bring/",
        f"/bank/uploads/{upload.pk}/",
        "/bank/kept/",
        "/bank/proposals/",
        f"/bank/proposals/{proposal.pk}/",
    ):
        page.goto(path)
        found[path] = look(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_pages_of_a_trusts_own_have_nothing_for_axe_to_find(open_page, sign_in, look, trust_leader, school):
    AreaFactory(trust=school.trust)
    page = open_page()
    sign_in(page, trust_leader)
    found = {}

    for path in (f"/bank/trust/{school.trust_id}/own/", f"/bank/trust/{school.trust_id}/schools/"):
        page.goto(path)
        found[path] = look(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_bank_finds_as_one_types_and_the_address_says_what(open_page, sign_in, mentor, steps):
    page = open_page()
    sign_in(page, mentor)
    page.goto("/bank/")
    expect(page.get_by_role("link", name="Put a timer on the board")).to_be_visible()

    page.get_by_label("What do you see?").press_sequentially("they call out")

    expect(page.get_by_role("link", name="Put a timer on the board")).to_have_count(0)
    expect(page.get_by_role("link", name=WRITTEN["key_action"])).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=they(\+|%20)call(\+|%20)out"))
    expect(page.locator("#found-said")).to_have_text("1 step shown.")
    page.reload()
    expect(page.get_by_label("What do you see?")).to_have_value("they call out")
    expect(page.locator(".bank__step")).to_have_count(1)


def test_bank_narrows_as_one_chooses(open_page, sign_in, mentor, steps):
    page = open_page()
    sign_in(page, mentor)
    page.goto("/bank/")

    page.get_by_label("Phase").select_option("ks4")

    expect(page.get_by_role("link", name=WRITTEN["key_action"])).to_have_count(0)
    expect(page.get_by_role("link", name="Put a timer on the board")).to_be_visible()


def test_bank_folds_its_filters_on_a_phone(open_page, sign_in, mentor, steps):
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto("/bank/")

    expect(page.get_by_label("Phase")).to_be_hidden()
    page.get_by_text("Filter", exact=True).click()
    expect(page.get_by_label("Phase")).to_be_visible()


def test_bank_works_without_javascript(open_page, sign_in, mentor, steps):
    page = open_page(javascript=False)
    sign_in(page, mentor)
    page.goto("/bank/")

    page.get_by_label("What do you see?").fill("thay call out")
    page.get_by_role("button", name="Search").click()

    expect(page.locator(".bank__step")).to_have_count(1)


def test_advice_comes_as_one_writes_and_goes_when_all_is_well(open_page, sign_in, leader, school, steps):
    page = open_page()
    sign_in(page, leader)
    page.goto(f"/bank/school/{school.pk}/write/")
    action = page.get_by_label("Do this")

    action.press_sequentially("Improve your questioning")
    expect(page.locator(".finding").first).to_be_visible()
    expect(action).to_be_focused()

    action.fill(WRITTEN["key_action"])
    page.get_by_label("by", exact=True).fill("\n".join(WRITTEN["steps"]))
    page.get_by_label("so that", exact=True).fill(WRITTEN["so_that"])
    expect(page.locator(".finding")).to_have_count(0)


def test_advice_is_silent_without_a_connection(open_page, sign_in, leader, school, steps):
    page = open_page()
    sign_in(page, leader)
    page.goto(f"/bank/school/{school.pk}/write/")
    page.context.set_offline(True)

    with page.expect_event("requestfailed"):
        page.get_by_label("Do this").press_sequentially("Improve your questioning")

    expect(page.locator(".finding")).to_have_count(0)
    expect(page.get_by_label("Do this")).to_have_value("Improve your questioning")
