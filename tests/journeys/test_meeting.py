"""Whole meetings in a browser: the seed example of A25 from first draft to refined, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from coaching.models import Cycle, Focus, Tick
from tests.factories import (
    NOW,
    AchievableFactory,
    CitationFactory,
    FocusFactory,
    OutcomeFactory,
    ParkedFactory,
    RehearsalFactory,
    TickFactory,
)
from tests.people import SEED, seed_focus


def address(week):
    return reverse("coaching:meeting", args=[week.pk])


def button(page, name):
    return page.get_by_role("button", name=name)


def problem(page):
    return page.locator(".govuk-error-summary")


def field(page, name):
    return page.locator(f'[id="{name}"]')


def press(page, pressed):
    """Press a button and wait for the page it leads to: the one before may read the same."""
    with page.expect_navigation():
        pressed.click()


def start_meeting(page):
    page.goto("/")
    press(page, button(page, re.compile("^Start")).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Eddie Ect’s weekly meeting")


def answer(page, focus, word):
    """Press Yes or No to "Can my ECT realistically achieve this before our next meeting?"."""
    box = field(page, f"achievable-{focus.pk}")
    press(page, box.get_by_role("button", name=re.compile(f"^{word}")))
    expect(box).to_contain_text(f"{word}, answered")


def write_seed(page, focus):
    """Type the four steps of the seed example, with a row added for each."""
    rows = page.locator(f'[id="focus-{focus.pk}"] .step-row textarea')
    for number, step in enumerate(SEED.steps, 1):
        if number > 1:
            press(page, button(page, re.compile("^Add a step")))
        expect(rows).to_have_count(number)
        rows.nth(number - 1).fill(step)


def set_week(page):
    press(page, button(page, "Set the week"))


@pytest.mark.both
@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_seed_example_from_first_draft_to_refined(open_page, sign_in, clock, mentor, ect, pair, javascript):
    page = open_page(javascript=javascript)
    sign_in(page, mentor)
    start_meeting(page)
    week = Cycle.objects.get()
    focus = week.foci.get()

    # "No" keeps it from going live.
    field(page, f"focus-{focus.pk}-key_action").fill(SEED.key_action)
    answer(page, focus, "No")
    set_week(page)
    expect(problem(page)).to_contain_text("Still to do")
    expect(problem(page)).to_contain_text(f"Make “{SEED.key_action}” smaller")
    assert Cycle.objects.get().is_draft

    # The four steps, yes, a so-that, set.
    write_seed(page, focus)
    answer(page, focus, "Yes")
    field(page, f"focus-{focus.pk}-so_that").fill(SEED.so_that)
    set_week(page)
    expect(page.get_by_role("status").filter(has_text="The week is set.")).to_be_visible()
    assert Focus.objects.get().wording == SEED

    # The ECT ticks two of four.
    theirs = open_page(width=390, javascript=javascript)
    sign_in(theirs, ect)
    theirs.goto("/")
    for step in SEED.steps[:2]:
        theirs.locator("button.tick", has_text=step).click()
        expect(theirs.locator("button.tick[aria-pressed=true]", has_text=step)).to_be_visible()
    expect(theirs.locator(".tick__when", has_text="15:42")).to_have_count(2)
    assert Tick.objects.filter(done=True).count() == 2

    # The next meeting opens on the outcomes.
    clock.move_to(NOW + timedelta(days=7))
    sign_in(page, mentor)
    start_meeting(page)
    expect(page.locator("section.stage").first).to_contain_text("What became of the last foci?")
    expect(page.locator("section.stage").first).to_contain_text("2 of 4 steps ticked by Eddie")
    expect(page.locator(".undone")).to_be_hidden()
    field(page, "last-week").get_by_label("Partly").check()
    if not javascript:
        press(page, button(page, "Save now"))
    expect(page.locator(".undone .let-go")).to_be_visible()
    press(page, button(page, re.compile("^Refine it")))
    expect(page.get_by_text("Refined: meeting 2 of this one")).to_be_visible()
    expect(page.locator(".undone .let-go")).to_be_hidden()

    # The same wording again is refused.
    new = Cycle.objects.draft().get().foci.get()
    answer(page, new, "Yes")
    set_week(page)
    expect(problem(page)).to_contain_text("it is word for word what was not achieved before")
    assert Cycle.objects.draft().count() == 1

    # The refined one is accepted and shows its line.
    field(page, f"focus-{new.pk}-key_action").fill("Explain each task in two sentences")
    answer(page, new, "Yes")
    expect(field(page, f"line-{new.pk}").locator("del").first).to_have_text("Make sure your explanations are clear")
    set_week(page)
    expect(page.get_by_role("status").filter(has_text="The week is set.")).to_be_visible()
    expect(page.get_by_text("Refined: meeting 2 of this one")).to_be_visible()
    week.refresh_from_db()
    new.refresh_from_db()
    assert (week.is_reviewed, new.refined_from_id, new.turn) == (True, focus.pk, 2)
    page.get_by_role("link", name="Earlier weeks").click()
    expect(page.get_by_role("main")).to_contain_text(SEED.key_action)
    expect(page.get_by_role("main")).to_contain_text("Explain each task in two sentences")


def tab_to(page, selector, most=150):
    """Tab until what `selector` finds has the focus."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no way to {selector} by keyboard")


def test_whole_meeting_by_keyboard(open_page, sign_in, mentor, pair):
    page = open_page()
    sign_in(page, mentor)
    page.goto("/")
    tab_to(page, "form[action$='/start/'] button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eddie Ect’s weekly meeting")
    focus = Focus.objects.get()
    step = focus.steps.get()

    for name, text in (
        ("praise", "You waited for silence"),
        (f"focus-{focus.pk}-key_action", "Greet each pupil by name"),
        (f"step-{step.pk}-text", "Stand in the doorway"),
        (f"focus-{focus.pk}-so_that", "pupils settle at once"),
    ):
        tab_to(page, f'[id="{name}"]')
        page.keyboard.type(text)
    expect(field(page, f"sentence-{focus.pk}")).to_contain_text("so that pupils settle at once")
    tab_to(page, f"button[value='achievable_yes:{focus.pk}']")
    page.keyboard.press("Enter")
    expect(field(page, f"achievable-{focus.pk}")).to_contain_text("Yes, answered")
    tab_to(page, "button[value=set]")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status").filter(has_text="The week is set.")).to_be_visible()
    week = Cycle.objects.get()
    assert (week.is_live, week.praise) == (True, "You waited for silence")


def test_added_step_and_parked_focus_are_in_sight_on_a_phone(open_page, sign_in, mentor, draft):
    page = open_page(width=390)
    sign_in(page, mentor)
    page.goto(address(draft))

    field(page, f"focus-{draft.foci.get().pk}-key_action").fill("Stand still")
    press(page, button(page, "Add a step to focus 1"))

    added = page.locator("textarea:focus")
    expect(added).to_have_attribute("id", re.compile(r"^step-\d+-text$"))
    assert added.bounding_box()["y"] > page.locator("#rail").bounding_box()["height"]

    press(page, button(page, "Park it for later focus 1"))

    expect(page.get_by_label("Why does it wait?")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_double_click_adds_one_focus(open_page, sign_in, mentor, draft, javascript):
    page = open_page(javascript=javascript)
    sign_in(page, mentor)
    page.goto(address(draft))
    field(page, "praise").fill("You waited for silence")

    button(page, "Add a focus").dblclick()

    expect(page.locator("fieldset.focus-card[id^=focus-]")).to_have_count(2)
    expect(field(page, "praise")).to_have_value("You waited for silence")
    draft.refresh_from_db()
    assert (draft.praise, draft.foci.count()) == ("You waited for silence", 2)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_back_loses_and_overwrites_nothing(open_page, sign_in, mentor, draft, javascript):
    page = open_page(javascript=javascript)
    sign_in(page, mentor)
    page.goto(address(draft))
    field(page, "praise").fill("You waited for silence")
    button(page, "Add a focus").click()
    cards = page.locator("fieldset.focus-card[id^=focus-]")
    expect(cards).to_have_count(2)

    page.go_back()
    if javascript:
        # What the browser may have kept is drawn again; without a script it is as good as a stale tab.
        expect(cards).to_have_count(2)
    expect(field(page, "probe_question")).to_be_visible()
    field(page, "probe_question").fill("What did you see?")
    button(page, "Save now").click()

    expect(page.get_by_role("status").filter(has_text="Saved 15:42.")).to_be_visible()
    expect(cards).to_have_count(2)
    draft.refresh_from_db()
    assert (draft.praise, draft.probe_question) == ("You waited for silence", "What did you see?")


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_tab_from_before_the_week_was_set_keeps_what_was_typed(open_page, sign_in, mentor, draft, javascript):
    focus = seed_focus(draft)
    AchievableFactory(focus=focus)
    Cycle.objects.filter(pk=draft.pk).update(next_meeting_on=draft.meets_on + timedelta(days=7))
    page = open_page(javascript=javascript)
    sign_in(page, mentor)
    page.goto(address(draft))
    other = page.context.new_page()
    other.goto(address(draft))
    set_week(other)
    expect(other.get_by_role("status").filter(has_text="The week is set.")).to_be_visible()

    field(page, f"focus-{focus.pk}-key_action").fill("Something else")
    button(page, "Save now").click()

    if javascript:
        expect(page.locator(".saving-banner")).to_contain_text("This week has been set.")
        expect(field(page, f"focus-{focus.pk}-key_action")).to_have_value("Something else")
    else:
        expect(page.get_by_role("main")).to_contain_text("This week has been set.")
        expect(page.get_by_label("Do this")).to_have_value("Something else")
    assert Focus.objects.get(pk=focus.pk).wording == SEED


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_refused_action_ends_in_the_page_with_the_reason(open_page, sign_in, axe, mentor, draft, javascript):
    page = open_page(javascript=javascript)
    sign_in(page, mentor)
    page.goto(address(draft))
    FocusFactory(cycle=draft)
    FocusFactory(cycle=draft)
    field(page, "praise").fill("You waited for silence")

    button(page, "Add a focus").click()

    expect(problem(page)).to_contain_text("Three foci is the most for one week")
    expect(field(page, "praise")).to_have_value("You waited for silence")
    expect(page).to_have_title(re.compile("^Error: "))
    if javascript:
        assert axe(page) == []
    draft.refresh_from_db()
    assert draft.praise == "You waited for silence"


def test_pasted_sentence_falls_into_its_parts(open_page, sign_in, mentor, draft):
    page = open_page()
    sign_in(page, mentor)
    page.goto(address(draft))
    focus = draft.foci.get()

    field(page, f"focus-{focus.pk}-key_action").focus()
    page.evaluate(
        """text => {
          const data = new DataTransfer();
          data.setData("text/plain", text);
          const area = document.activeElement;
          area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
          area.value = text;
          area.dispatchEvent(new Event("input", {bubbles: true}));
        }""",
        SEED.sentence(),
    )

    expect(field(page, f"focus-{focus.pk}-so_that")).to_have_value(SEED.so_that)
    expect(field(page, f"focus-{focus.pk}-key_action")).to_have_value(SEED.key_action)
    expect(page.locator(f'[id="focus-{focus.pk}"] .step-row')).to_have_count(4)


def everything(draft, live):
    """A draft that shows all a meeting page can, and the week before it."""
    focus = live.foci.get()
    OutcomeFactory(focus=focus, result="partly")
    TickFactory(step=focus.steps.first())
    OutcomeFactory(focus=FocusFactory(cycle=live), result="no_chance")
    FocusFactory(cycle=live)
    # A refined one, one that is too big, and the blank box.
    refined = seed_focus(draft, refined_from=focus)
    AchievableFactory(focus=refined)
    CitationFactory(focus=refined, evidence__seen_on=draft.meets_on)
    RehearsalFactory(focus=refined)
    AchievableFactory(focus=seed_focus(draft), answer=False)
    ParkedFactory(school=draft.school, ect=draft.ect, by=draft.mentorship.mentor)


def test_meeting_page_has_nothing_for_axe_to_find(open_page, sign_in, look, mentor, draft, live):
    everything(draft, live)
    page = open_page()
    sign_in(page, mentor)

    page.goto(address(draft))
    page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")

    assert look(page) == []


def test_pages_about_a_set_week_have_nothing_for_axe_to_find(open_page, sign_in, look, mentor, ect, live):
    focus = live.foci.get()
    page = open_page()
    sign_in(page, mentor)
    found = {}

    for route, pk in (
        ("meeting", live.pk),
        ("reword_focus", focus.pk),
        ("withdraw_focus", focus.pk),
        ("close_week", live.pk),
    ):
        page.goto(reverse(f"coaching:{route}", args=[pk]))
        found[route] = look(page)
    field(page, f"outcome-{focus.pk}-result").check()
    press(page, button(page, "Close the week"))
    expect(page.locator(".tag", has_text="Reviewed")).to_be_visible()
    found["reviewed"] = look(page)
    page.get_by_role("link", name="Put the outcome right").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Put the outcome right")
    found["correct_outcome"] = look(page)
    press(page, button(page, "Add this"))
    expect(problem(page)).to_be_visible()
    found["correct_outcome, refused"] = look(page)

    assert {route: list(nodes) for route, nodes in found.items() if nodes} == {}


def test_two_versions_without_javascript(open_page, sign_in, mentor, draft):
    page = open_page(javascript=False)
    sign_in(page, mentor)
    page.goto(address(draft))
    Cycle.objects.filter(pk=draft.pk).update(praise="From the phone")

    field(page, "praise").fill("From the laptop")
    button(page, "Save now").click()

    conflict = page.get_by_role("group", name="Two versions")
    expect(conflict).to_contain_text("From the phone")
    conflict.get_by_label("Keep mine").check()
    button(page, "Save now").click()
    expect(page.get_by_role("status").filter(has_text="Saved 15:42.")).to_be_visible()
    draft.refresh_from_db()
    assert draft.praise == "From the laptop"
