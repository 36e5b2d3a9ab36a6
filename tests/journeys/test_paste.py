"""A whole sentence pasted into a key action falls into its three parts (A23)."""

import re

from playwright.sync_api import expect

from actionsteps.wording import parse

ONE = "Scan the room by standing in the corner after each instruction so that pupils start at once"
MANY = """Make your instructions clear by these steps:
1. Write the three steps on the board
2. Point to each as you say it
3. Ask one pupil to repeat them
so that pupils start at once"""

PASTE = """(area, text) => {
    area.focus();
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    area.dispatchEvent(new ClipboardEvent("paste", {clipboardData, bubbles: true}));
    area.value = text;
    area.dispatchEvent(new Event("input", {bubbles: true}));
}"""


def opened(open_page, sign_in, mentor, draft):
    page = open_page()
    sign_in(page, mentor)
    page.goto(f"/weeks/{draft.pk}/")
    page.locator(".saving-banner").wait_for(state="attached")
    return page


def test_pasted_sentence_falls_into_its_parts_and_can_be_put_back(open_page, sign_in, mentor, draft):
    page = opened(open_page, sign_in, mentor, draft)
    parts = parse(ONE)
    key_action, so_that = page.get_by_label("Do this"), page.get_by_label("so that", exact=True)

    key_action.evaluate(PASTE, ONE)

    expect(so_that).to_have_value(parts.so_that)
    expect(key_action).to_have_value(parts.key_action)
    expect(page.locator(".step-row textarea")).to_have_value(parts.steps[0])
    page.get_by_role("button", name="Undo").click()
    expect(key_action).to_have_value(ONE)
    expect(so_that).to_have_value("")


def test_pasted_sentence_of_many_steps_gets_its_rows(open_page, sign_in, mentor, draft):
    page = opened(open_page, sign_in, mentor, draft)

    page.get_by_label("Do this").evaluate(PASTE, MANY)

    expect(page.locator(".step-row textarea")).to_have_count(3)
    expect(page.get_by_label("so that", exact=True)).to_have_value(re.compile("pupils start at once"))
    focus = draft.foci.get()
    assert focus.wording == parse(MANY)
