"""The ECT on a phone, in a corridor: the foci, a tick, a tick taken off, the script. And the homes and the journey."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from coaching.models import Decision, Focus, Result, Tick
from schools.models import Role
from tests.factories import (
    CycleFactory,
    FocusFactory,
    MembershipFactory,
    OutcomeFactory,
    ParkedFactory,
    RewordingFactory,
)

FIRST = re.compile("identify what pupils should remember")
PRESSED = "aria-pressed"


def overflow(page):
    """How many pixels of the page are beyond the right edge."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def saved(page):
    """Wait until no tick is on its way: the button shows at once what was pressed, before it is saved."""
    expect(page.locator("form[data-busy]")).to_have_count(0)


def first_step(page):
    return page.get_by_role("button", name=FIRST)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ect_ticks_a_step_and_takes_it_off_again(open_page, sign_in, axe, ect, live, scheme):
    page = open_page(width=390, scheme=scheme)
    sign_in(page, ect)
    page.goto("/")
    expect(page.locator(".foci-large .sentence").first).to_contain_text("Make sure your explanations are clear by")
    assert (axe(page), overflow(page)) == ([], 0)

    first_step(page).click()
    expect(first_step(page)).to_have_attribute(PRESSED, "true")
    expect(first_step(page)).to_contain_text("Ticked Thu 18 Sep, 15:42")
    assert Tick.objects.get().done is True
    assert axe(page) == []

    page.reload()
    expect(first_step(page)).to_have_attribute(PRESSED, "true")
    first_step(page).click()
    expect(first_step(page)).to_have_attribute(PRESSED, "false")
    expect(first_step(page)).not_to_contain_text("Ticked")
    saved(page)
    assert Tick.objects.get().done is False


def test_ect_ticks_without_javascript(open_page, sign_in, ect, live):
    page = open_page(width=390, javascript=False)
    sign_in(page, ect)
    page.goto("/")

    first_step(page).click()
    expect(first_step(page)).to_have_attribute(PRESSED, "true")
    expect(page).to_have_url(re.compile(r"/#step-\d+$"))
    first_step(page).click()

    expect(first_step(page)).to_have_attribute(PRESSED, "false")


def test_ect_ticks_by_keyboard(open_page, sign_in, ect, live):
    page = open_page()
    sign_in(page, ect)
    page.goto("/")

    first_step(page).focus()
    page.keyboard.press("Space")
    expect(first_step(page)).to_have_attribute(PRESSED, "true")
    expect(first_step(page)).to_contain_text("Ticked")
    expect(first_step(page)).to_be_focused()
    # Between two steps: the first one's line.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    second = page.get_by_role("button", name=re.compile("break instructions"))
    expect(second).to_have_attribute(PRESSED, "true")
    expect(second).to_contain_text("Ticked")


def test_ect_tick_without_a_connection_goes_back_and_says_so(open_page, sign_in, ect, live):
    page = open_page(width=390)
    sign_in(page, ect)
    page.goto("/")

    page.context.set_offline(True)
    first_step(page).click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved")
    expect(first_step(page)).to_have_attribute(PRESSED, "false")
    page.context.set_offline(False)
    first_step(page).click()

    expect(first_step(page)).to_contain_text("Ticked")
    expect(page.get_by_role("alert")).to_have_text("")


def test_ect_tick_of_a_week_that_was_reviewed_meanwhile_gives_the_reason(open_page, sign_in, ect, live):
    page = open_page(width=390)
    sign_in(page, ect)
    page.goto("/")
    live.reviewed_at, live.reviewed_by = live.set_at, live.set_by
    live.save()

    first_step(page).click()

    expect(page.get_by_role("alert")).to_have_text("This week has been reviewed: it stays as it is.")
    expect(first_step(page)).to_have_attribute(PRESSED, "false")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_ect_writes_the_script(open_page, sign_in, axe, ect, live, javascript):
    page = open_page(width=390, javascript=javascript)
    sign_in(page, ect)
    page.goto("/")

    page.get_by_text("Write the script").click()
    page.get_by_label("Script", exact=True).fill("Pens down. Eyes on me.")
    if javascript:
        # Saved before any button: a tab that dies now has lost nothing.
        expect(page.locator(".focus-card [data-saved]", has_text="Saved 15:42")).to_be_visible()
        expect(page.locator(".script")).to_have_text("Pens down. Eyes on me.")
        assert (axe(page), Focus.objects.get().script) == ([], "Pens down. Eyes on me.")
    page.get_by_role("button", name="Save the script").click()

    expect(page.locator(".govuk-details[open]")).to_have_count(0)
    expect(page.locator(".script")).to_have_text("Pens down. Eyes on me.")
    assert Focus.objects.get().script == "Pens down. Eyes on me."


def test_ect_and_mentor_write_the_script_at_once_and_nothing_is_lost(open_page, sign_in, axe, ect, live):
    page = open_page(width=390)
    sign_in(page, ect)
    page.goto("/")
    page.get_by_text("Write the script").click()
    Focus.objects.update(script="The mentor’s words")

    page.get_by_label("Script", exact=True).fill("The ECT’s words")
    page.get_by_role("button", name="Save the script").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Two versions of the script")
    expect(page.get_by_text("The mentor’s words")).to_be_visible()
    expect(page.get_by_label("Script", exact=True)).to_have_value("The ECT’s words")
    assert axe(page) == []
    page.get_by_role("button", name="Save the script").click()

    expect(page.locator(".script")).to_have_text("The ECT’s words")


def test_homes_and_journey_are_accessible(open_page, sign_in, look, school, mentor, ect, live):
    MembershipFactory(user=mentor, school=school, role=Role.LEADER)
    before = FocusFactory(cycle=CycleFactory(mentorship=live.mentorship, reviewed=True))
    OutcomeFactory(focus=before, result=Result.PARTLY, decision=Decision.REFINE)
    RewordingFactory(focus=FocusFactory(cycle=live, refined_from=before, key_action="Number each instruction"))
    ParkedFactory(ect=ect, school=school)
    page = open_page()
    journey = reverse("coaching:journey", args=[school.pk, ect.pk])

    for user, where, heading in (
        (mentor, "/", "Your ECTs"),
        (mentor, journey, "Journey of Eddie Ect"),
        (ect, "/", "This week"),
    ):
        sign_in(page, user)
        page.goto(where)
        expect(page.get_by_role("heading", level=1)).to_have_text(heading)
        for fold in page.locator("details").all():
            fold.locator("summary").click()
        assert (where, look(page)) == (where, [])


def test_mentor_starts_the_meeting_with_one_click(open_page, sign_in, mentor, pair):
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto("/")

    page.get_by_role("button", name="Start this week’s meeting with Eddie Ect").click()

    expect(page).to_have_url(re.compile(r"/weeks/\d+/$"))
    page.goto("/")
    page.get_by_role("link", name="Go on with the meeting with Eddie Ect").click()
    expect(page).to_have_url(re.compile(r"/weeks/\d+/$"))


def test_mentor_says_that_there_is_no_meeting_and_takes_it_back(open_page, sign_in, mentor, pair):
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto("/")

    page.get_by_text("Not meeting?").click()
    page.get_by_role("button", name="No meeting this week with Eddie Ect").click()
    expect(page.locator(".pair-card .tag")).to_have_text("No meeting in the week of 15 September 2025")
    page.get_by_role("button", name="We meet after all (Eddie Ect)").click()

    expect(page.get_by_text("Next meeting today")).to_be_visible()
    expect(page.locator(".pair-card .tag")).to_have_count(0)
