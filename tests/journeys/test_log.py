"""The log in a browser: axe finds nothing, a thumb or a keyboard is enough, what rests on an entry appears."""

import re

import pytest
from playwright.sync_api import expect

from evidence.models import Evidence
from tests.bank import AreaFactory
from tests.factories import NOW, EvidenceFactory


@pytest.fixture
def entries(live):
    """The pair's log: what the live week rests on, and three drop-ins, one of them with all there is."""
    Evidence.objects.update(cited_at=NOW)
    about = {"school": live.school, "ect": live.ect, "gathered_by": live.mentorship.mentor, "seen_on": NOW.date()}
    area = AreaFactory(name="Starts and routines")
    rows = [EvidenceFactory(**about), EvidenceFactory(**about, shared_at=NOW, shared_by=about["gathered_by"])]
    rows.append(EvidenceFactory(**about, meaning="They had not heard it", class_name="8C, period 3", area=area))
    EvidenceFactory(**about | {"gathered_by": live.ect}, source="reflection")
    return rows


@pytest.fixture
def log(pair):
    return f"/evidence/{pair.school_id}/{pair.ect_id}/"


def wrong_on(page, look, paths):
    """What is wrong with these pages, by path."""
    found = {}
    for path in paths:
        page.goto(path)
        found[path] = look(page)
    return {path: wrong for path, wrong in found.items() if wrong}


def test_log_has_nothing_for_axe_to_find(open_page, sign_in, look, entries, log, mentor, ect, leader, live):
    page = open_page()
    asked = "&".join(f"entry={entry.pk}" for entry in Evidence.objects.all())
    supported = f"/journeys/{live.school_id}/{live.ect_id}/supported/?{asked}"
    one = f"/evidence/{entries[2].pk}/"
    sign_in(page, mentor)
    found = wrong_on(page, look, (log, f"{log}?source=work", f"{log}new/", one, f"{one}change/", supported))
    page.goto(f"{log}new/")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    found["a form with errors"] = look(page)

    page.context.clear_cookies()
    sign_in(page, ect)
    found |= wrong_on(page, look, (log, f"{log}new/"))
    page.context.clear_cookies()
    sign_in(page, leader)
    found |= wrong_on(page, look, ("/evidence/walk/",))

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_log_shows_in_place_which_focus_rests_on_an_entry(open_page, sign_in, entries, log, mentor, live):
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto(log)
    cited = live.foci.get().citations.get().evidence

    place = page.locator(f"#supports-{cited.pk}")
    expect(place.get_by_role("link", name=live.foci.get().key_action)).to_be_visible()
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Source", exact=True).select_option("drop_in")
    expect(page.get_by_role("link", name="Clear the filter")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?source=drop_in\b"))
    expect(place.get_by_role("link", name=live.foci.get().key_action)).to_be_visible()


def test_entry_is_logged_by_keyboard_and_judging_words_are_noticed_meanwhile(open_page, sign_in, log, mentor, pair):
    page = open_page()
    sign_in(page, mentor)
    page.goto(f"{log}new/")

    page.get_by_role("radio", name="Drop-in").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.get_by_label("What was seen or said").press_sequentially("Weak questioning")
    expect(page.get_by_text("“Weak questioning”")).to_be_visible()
    page.get_by_label("What was seen or said").fill("Eleven questions in fifteen minutes")
    expect(page.get_by_text("“Weak questioning”")).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Eleven questions in fifteen minutes")).to_be_visible()
    expect(page.get_by_role("button", name="Share with Eddie")).to_be_visible()
    page.get_by_role("button", name="Share with Eddie").click()
    expect(page.get_by_text("Eddie can read this now.")).to_be_visible()
    entry = Evidence.objects.get()
    assert (entry.source, entry.is_read_by_ect) == ("learning_walk", True)


@pytest.mark.parametrize("javascript", [True, False])
def test_leader_logs_a_walk_with_a_thumb(open_page, sign_in, leader, pair, other_pair, javascript):
    page = open_page(width=390, javascript=javascript)
    sign_in(page, leader)
    page.goto("/")

    page.get_by_role("link", name="Log a learning walk").click()
    for one in (pair, other_pair):
        page.get_by_role("checkbox", name=one.ect.name).check()
    page.get_by_label("What was seen or said").fill("A task was on every board")
    page.get_by_role("button", name="Log it").click()

    expect(page.get_by_text(f"Logged for {pair.ect.name}, {other_pair.ect.name}.")).to_be_visible()
    expect(page.get_by_text("A task was on every board")).to_have_count(2)
    assert Evidence.objects.count() == 2
