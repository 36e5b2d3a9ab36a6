"""Without a network, what is typed waits in the page and is sent once when the network is back.

Each test waits for what the page shows or for an answer, never on the clock.
"""

import re

import pytest
from playwright.sync_api import expect

from coaching.models import Citation, Focus
from evidence.models import Evidence
from tests.factories import NOW

FIRST = "Nine pupils had begun by five past nine."
SECOND = "Four of six books opened with the date alone."
WAITS = "No network. It waits here and is sent when you are back. Keep this page open."
STORED = (
    "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, await caches.keys(),"
    " await indexedDB.databases()])"
)


def test_evidence_logged_without_a_network_is_sent_once_and_cited(open_page, sign_in, axe, mentor, draft):
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto(f"/evidence/{draft.school_id}/{draft.ect_id}/new/")
    # Made by the script as it starts: from here on it listens.
    page.locator("[data-banner] .notice").wait_for(state="attached")

    page.context.set_offline(True)
    page.get_by_label("Drop-in").check()
    page.get_by_label("What was seen or said").fill(FIRST)
    expect(page.get_by_text(WAITS)).to_be_visible()
    page.get_by_role("button", name="Save and log another").click()
    expect(page.get_by_text(f"Waits to be sent: “{FIRST}”")).to_be_visible()
    second = page.get_by_label("What was seen or said").locator("visible=true")
    expect(second).to_have_value("")
    page.get_by_label("Work scrutiny").locator("visible=true").check()
    second.fill(SECOND)
    expect(page.get_by_text(WAITS).locator("visible=true")).to_be_visible()
    assert axe(page) == []
    stored = page.evaluate(STORED)
    assert [text for text in (FIRST, SECOND) if text in stored] == []
    assert not Evidence.objects.exists()

    page.context.set_offline(False)
    expect(page.get_by_text(f"Sent: “{FIRST}”", exact=True)).to_be_visible()
    expect(page.locator("[data-saved]")).to_have_text("Saved 15:42")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page).to_have_title(re.compile("Evidence"))
    expect(page.get_by_text(FIRST)).to_be_visible()
    expect(page.get_by_text(SECOND)).to_be_visible()
    assert sorted(Evidence.objects.values_list("source", "seen")) == [("drop_in", FIRST), ("work", SECOND)]

    page.goto(f"/weeks/{draft.pk}/")
    page.locator(".saving-banner").wait_for(state="attached")
    page.get_by_label(f"Drop-in, Thu 18 Sep: {FIRST}").check()
    page.get_by_role("button", name="Save now").click()
    expect(page.get_by_text("Saved 15:42.")).to_be_visible()
    expect(page.get_by_label(f"Drop-in, Thu 18 Sep: {FIRST}")).to_be_checked()
    assert Citation.objects.get().evidence.seen == FIRST


def test_entry_whose_answer_is_lost_is_made_once(open_page, sign_in, mentor, pair):
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto(f"/evidence/{pair.school_id}/{pair.ect_id}/new/")
    page.locator("[data-banner] .notice").wait_for(state="attached")

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/autosave/", lose, times=1)
    page.get_by_label("Drop-in").check()
    field = page.get_by_label("What was seen or said")
    field.fill("Nine pupils")
    expect(page.get_by_text(WAITS)).to_be_visible()
    field.press_sequentially(" had begun")

    expect(page.locator("[data-saved]")).to_have_text("Saved 15:42")
    expect(page.locator(".conflict")).to_have_count(0)
    assert [entry.seen for entry in Evidence.objects.all()] == ["Nine pupils had begun"]


@pytest.fixture
def slip(open_page, sign_in, mentor, live):
    """The slip of the live week on a phone, its first step seen and a line written."""
    Focus.objects.filter(cycle=live).update(follow_up="Drop in, period 3", follow_up_on=NOW.date())
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto("/")
    page.get_by_role("link", name="open the slip").click()
    step = page.get_by_role("group", name="identify what pupils should remember")
    step.get_by_text("Seen", exact=True).click()
    step.get_by_label("A line").fill("On the board as they came in")
    return page


def test_slip_waits_for_the_network_and_is_logged_once(slip, ect, live):
    def lose(route):
        route.fetch()
        route.abort()

    slip.context.set_offline(True)
    slip.get_by_role("button", name="Save the slip").click()
    expect(slip.get_by_text(WAITS)).to_be_visible()
    slip.route("**/slip/", lose, times=1)
    slip.context.set_offline(False)

    # Said once in life: here the answer that was lost left its cookie behind.
    expect(slip.get_by_text("Saved. It waits at the next meeting, and Eddie can read it.").first).to_be_visible()
    said = "Seen: “identify what pupils should remember” – On the board as they came in."
    assert [entry.seen for entry in Evidence.objects.exclude(cited_at=None)] == [said]


def test_slip_of_an_ended_session_is_sent_for_the_same_person_alone(slip, sign_in, mentor, other_mentor):
    slip.context.clear_cookies()
    slip.get_by_role("button", name="Save the slip").click()
    expect(slip.get_by_text("You have been signed out.")).to_be_visible()
    sign_in(slip, other_mentor)
    expect(slip.get_by_text("Somebody else is signed in now, so nothing was sent.")).to_be_visible()
    assert not Evidence.objects.exclude(cited_at=None).exists()

    sign_in(slip, mentor)

    expect(slip.get_by_text("Saved. It waits at the next meeting")).to_be_visible()
    assert Evidence.objects.exclude(cited_at=None).count() == 1


def test_slip_and_entry_have_nothing_for_axe_to_find(open_page, sign_in, look, mentor, live):
    page = open_page()
    sign_in(page, mentor)

    page.goto(f"/weeks/{live.pk}/slip/")
    page.get_by_role("button", name="Save the slip").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    found = look(page)
    page.goto(f"/evidence/{live.school_id}/{live.ect_id}/new/")

    assert (found, look(page)) == ([], [])
