"""The bank in the meeting: found by a problem, adapted, set; then proposed, edited, accepted, found by a colleague."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from actionsteps.models import ActionStep, Proposal
from actionsteps.wording import Wording
from coaching.models import Cycle, Focus
from tests.bank import ActionStepFactory, AreaFactory
from tests.factories import FocusFactory

OWN = Wording("Stand at the door and greet six pupils by name", ("Choose the six the evening before",), "pupils settle")
EDITED = "pupils sit down and begin within a minute"


@pytest.fixture
def calling_out(school):
    """A step of the product's own that answers to a problem as a mentor would say it."""
    return ActionStepFactory(
        key_action="Ask the question first, then name a pupil",
        steps=["Say ‘no hands’ before the question", "Count to four"],
        so_that="pupils all think of an answer",
        problems=["they call out"],
        criteria=["Nobody calls out"],
        practice="Ask me five questions with a name at the end",
        area=AreaFactory(name="Questioning", standard=4),
    )


def field(page, name):
    return page.locator(f'[id="{name}"]')


def button(page, name):
    return page.get_by_role("button", name=re.compile(f"^{re.escape(name)}"))


def open_bank(page, focus, loads=True):
    """Open the bank beside a focus; where it `loads`, wait for what is at hand: from then on it hears what is typed."""
    field(page, f"bank-{focus.pk}").locator("summary").click()
    if loads:
        expect(field(page, f"found-{focus.pk}").locator(".found__step")).not_to_have_count(0)


def write(page, focus, wording):
    """Type a wording of one step."""
    field(page, f"focus-{focus.pk}-key_action").fill(wording.key_action)
    field(page, f"step-{focus.steps.get().pk}-text").fill(wording.steps[0])
    field(page, f"focus-{focus.pk}-so_that").fill(wording.so_that)
    expect(field(page, f"sentence-{focus.pk}")).to_contain_text(wording.so_that)


def say_yes(page, focus):
    box = field(page, f"achievable-{focus.pk}")
    box.get_by_role("button", name=re.compile("^Yes")).click()
    expect(box).to_contain_text("Yes, answered")


def as_somebody(open_page, sign_in, user):
    page = open_page()
    sign_in(page, user)
    return page


def test_bank_from_a_problem_to_a_colleagues_search(
    open_page, sign_in, school, pair, mentor, leader, other_mentor, other_leader, calling_out
):
    page = as_somebody(open_page, sign_in, mentor)
    page.goto("/")
    page.get_by_role("button", name=re.compile("^Start")).first.click()
    expect(page.locator("fieldset.focus-card").first).to_be_visible()
    first = Focus.objects.get()

    # Searched by what the mentor sees, chosen, and adapted.
    open_bank(page, first)
    field(page, f"bank-q-{first.pk}").fill("they call out in class")
    expect(page.locator(".found h3")).to_have_text("Found")
    button(page, "Use this").click()
    expect(page.locator(".messages")).to_contain_text("Taken from the bank")
    expect(field(page, f"focus-{first.pk}-key_action")).to_have_value(calling_out.key_action)
    expect(field(page, f"origin-{first.pk}")).to_have_text(re.compile("From the bank"))
    field(page, f"focus-{first.pk}-so_that").fill("pupils who never volunteer have an answer ready")
    expect(field(page, f"origin-{first.pk}")).to_contain_text("adapted")
    say_yes(page, first)

    # Another one, written from nothing.
    page.get_by_role("button", name="Add a focus").click()
    expect(page.locator('[id^="focus-"][id$="-key_action"]')).to_have_count(2)
    second = Focus.objects.exclude(pk=first.pk).get()
    write(page, second, OWN)
    say_yes(page, second)

    page.get_by_role("button", name="Set the week").click()
    expect(page.locator(".messages")).to_contain_text("The week is set.")
    assert [focus.origin for focus in Focus.objects.order_by("pk")] == ["adapted", "bespoke"]

    field(page, f"focus-{second.pk}").get_by_role("button", name=re.compile("^Propose")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Propose this for the bank")
    page.get_by_role("button", name="Propose it").click()
    expect(page.locator(".messages")).to_contain_text("Proposed")
    expect(page.get_by_text("Waiting", exact=True)).to_be_visible()

    # A leader edits it and accepts it.
    page = as_somebody(open_page, sign_in, leader)
    page.goto(reverse("actionsteps:proposals"))
    page.get_by_role("link", name=re.compile("^Answer")).click()
    page.get_by_label("so that").fill(EDITED)
    page.get_by_label("Area").select_option(label="Questioning")
    page.get_by_role("button", name="Accept and publish").click()
    expect(page.locator(".messages")).to_contain_text("Accepted and published")
    published = ActionStep.objects.get(school=school)
    assert (Proposal.objects.get().step, published.so_that) == (published, EDITED)

    # Another mentor of the school finds it; nobody of another school does.
    search = f"{reverse('actionsteps:bank')}?q=greet+pupils+at+the+door"
    page = as_somebody(open_page, sign_in, other_mentor)
    page.goto(search)
    expect(page.locator("#found")).to_contain_text(OWN.key_action)
    page = as_somebody(open_page, sign_in, other_leader)
    page.goto(search)
    expect(page.get_by_role("heading", level=1)).to_have_text("The bank")
    expect(page.locator("#found")).not_to_contain_text(OWN.key_action)


def test_recent_step_fills_a_focus_in_two_presses(open_page, sign_in, draft, mentor, calling_out):
    FocusFactory(
        cycle=draft, key_action=calling_out.key_action, bank_step=calling_out, bank_version=1, steps=("Count to four",)
    )
    blank = draft.foci.order_by("pk").first()
    page = as_somebody(open_page, sign_in, mentor)
    page.goto(reverse("coaching:meeting", args=[draft.pk]))

    open_bank(page, blank)
    field(page, f"found-{blank.pk}").get_by_role("button", name=re.compile("^Use this")).click()

    expect(field(page, f"focus-{blank.pk}-key_action")).to_have_value(calling_out.key_action)
    expect(field(page, f"focus-{blank.pk}-so_that")).to_have_value(calling_out.so_that)


def test_enter_in_the_search_box_searches_and_presses_nothing_of_the_meeting(
    open_page, sign_in, draft, mentor, calling_out
):
    focus = draft.foci.get()
    page = as_somebody(open_page, sign_in, mentor)
    page.goto(reverse("coaching:meeting", args=[draft.pk]))

    open_bank(page, focus)
    field(page, f"bank-q-{focus.pk}").fill("they call out")
    field(page, f"bank-q-{focus.pk}").press("Enter")

    expect(page.locator(".found h3")).to_have_text("Found")
    expect(page).to_have_url(re.compile(f"/weeks/{draft.pk}/$"))


def test_advice_comes_as_it_is_typed_and_is_put_aside_and_shown_again(open_page, sign_in, draft, mentor):
    focus = draft.foci.get()
    page = as_somebody(open_page, sign_in, mentor)
    page.goto(reverse("coaching:meeting", args=[draft.pk]))
    advice = field(page, f"advice-{focus.pk}")

    field(page, f"focus-{focus.pk}-key_action").fill("Improve your questioning")
    expect(advice).to_contain_text("Improve")
    page.evaluate("window.sameDocument = true")
    advice.get_by_role("button", name=re.compile("^Dismiss")).first.press("Enter")
    expect(advice.locator("li")).to_have_count(0)
    again = advice.get_by_role("button", name=re.compile("^Show again"))
    expect(again).to_be_focused()
    again.press("Enter")
    expect(advice.locator("li")).to_have_count(1)
    expect(advice.get_by_role("button", name=re.compile("^Dismiss"))).to_be_focused()
    expect(field(page, f"focus-{focus.pk}-key_action")).to_have_value("Improve your questioning")
    assert page.evaluate("window.sameDocument")


def test_without_javascript_a_step_is_chosen_on_a_page_of_its_own(open_page, sign_in, draft, mentor, calling_out):
    focus = draft.foci.get()
    page = open_page(width=390, javascript=False)
    sign_in(page, mentor)
    page.goto(reverse("coaching:meeting", args=[draft.pk]))

    field(page, "praise").fill("You waited")
    open_bank(page, focus, loads=False)
    page.get_by_label("What do you see?").fill("noise")
    page.get_by_label("What do you see?").press("Enter")
    page.get_by_label("What do you see?").fill("they call out")
    page.get_by_role("button", name="Search").click()
    button(page, "Use this").click()

    expect(field(page, "praise")).to_have_value("You waited")
    expect(field(page, f"focus-{focus.pk}-key_action")).to_have_value(calling_out.key_action)


def test_bank_in_the_meeting_has_nothing_for_axe_to_find(open_page, sign_in, look, draft, live, mentor, calling_out):
    vague = FocusFactory(cycle=draft, key_action="Improve your questioning", steps=("Be clear",), so_that="all is well")
    FocusFactory(
        cycle=draft,
        key_action=calling_out.key_action,
        steps=("Count to four",),
        so_that=calling_out.so_that,
        bank_step=calling_out,
        bank_version=1,
    )
    page = open_page()
    sign_in(page, mentor)
    page.goto(reverse("coaching:meeting", args=[draft.pk]))
    open_bank(page, vague)
    expect(field(page, f"advice-{vague.pk}").locator("li")).not_to_have_count(0)
    found = {"meeting": look(page)}

    week = Cycle.objects.get(pk=live.pk)
    for path in (
        reverse("coaching:find_step", args=[draft.pk, vague.pk]) + "?q=they+call+out",
        reverse("coaching:propose_focus", args=[week.foci.get().pk]),
        reverse("coaching:use_for_other", args=[week.foci.get().pk]),
        reverse("insights:step_use", args=[calling_out.pk]),
        reverse("actionsteps:action_step", args=[calling_out.pk]),
    ):
        page.goto(path)
        found[path] = look(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
