"""Before the meeting: the ECT's line and note on a phone, saved as they are typed; the mentor starts from them."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from coaching.models import Cycle, MeetingNote, StepLine, Tick
from tests.coaching.weeks import key
from tests.factories import NOW, MentorshipFactory
from tests.sides import MeetingNoteFactory, StarterFactory, StepLineFactory

SAVED = re.compile(r"^Saved \d\d:\d\d$")
ASKED = "Step 1 went unticked and you wrote “Not with 10C”. What was different?"


def overflow(page):
    """How many pixels of the page are beyond the right edge."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def test_ect_writes_and_sends_and_the_mentor_starts_from_it(open_page, sign_in, ect, mentor, live, draft):
    phone = open_page(width=390)
    sign_in(phone, ect)
    phone.goto("/")
    step = phone.locator(".ticks > li").first

    step.get_by_text("Add a line").click()
    step.get_by_label("How did it go?").fill("Not with 10C")
    # A tick beside it is sent at once, and does not wait for what is typed.
    phone.locator(".ticks > li").nth(1).locator("button.tick").click()
    expect(phone.locator(".ticks > li").nth(1)).to_contain_text("Ticked Thu 18 Sep, 15:42")
    expect(step.locator("[data-saved]")).to_have_text(SAVED)
    assert (StepLine.objects.get().text, Tick.objects.count()) == ("Not with 10C", 1)

    note = phone.locator(".before")
    note.get_by_label("What to talk about").fill("How to end on time")
    expect(note.locator("[data-saved]")).to_have_text(SAVED)
    assert MeetingNote.objects.get().sent_at is None
    note.get_by_role("button", name="Send to Maya").click()
    expect(note.get_by_text("Sent", exact=True)).to_be_visible()
    expect(step.get_by_label("How did it go?")).to_have_value("Not with 10C")

    desk = open_page()
    sign_in(desk, mentor)
    desk.goto(reverse("coaching:meeting", args=[draft.pk]))
    question = desk.get_by_label("Your question")
    expect(desk.locator("#stage-probe")).to_contain_text("How to end on time")
    expect(question).to_have_value("")
    desk.get_by_role("button", name=ASKED).click()
    expect(question).to_have_value(ASKED)
    expect(question).to_be_focused()

    desk.locator("#starters-praise summary").click()
    desk.locator("#starters-praise").get_by_label("What is it about?").fill("behaviour")
    heading = desk.locator("#starters-praise .found h3").first
    expect(heading).to_have_text("Managing behaviour")
    line = desk.locator("#starters-praise .start").first
    text = line.inner_text()
    line.click()
    expect(desk.get_by_label("What went well")).to_have_value(text)
    expect(desk.locator("#saved")).to_have_text(SAVED)
    expect(desk.locator("#praised")).to_have_text(text)
    week = Cycle.objects.get(pk=draft.pk)
    assert (week.probe_question, week.praise) == (ASKED, text)


def test_line_waits_for_the_connection_and_is_saved_once(open_page, sign_in, ect, live):
    page = open_page(width=390)
    sign_in(page, ect)
    page.goto("/")
    step = page.locator(".ticks > li").first
    step.get_by_text("Add a line").click()

    page.context.set_offline(True)
    step.get_by_label("How did it go?").fill("Not with 10C")
    expect(step.locator("[data-saved]")).to_have_text("Not saved yet")
    page.context.set_offline(False)

    expect(step.locator("[data-saved]")).to_have_text(SAVED)
    assert StepLine.objects.get().text == "Not with 10C"


def test_pages_have_nothing_for_axe_to_find(open_page, sign_in, look, ect, mentor, leader, live, draft):
    school = draft.school
    StepLineFactory(step=live.foci.get().steps.first(), text="Not with 10C")
    MeetingNoteFactory(school=school, ect=ect, sent_at=NOW, key=key())
    starter = StarterFactory(school=school)
    StarterFactory(school=school, kind="praise", retired_at=NOW, retired_by=leader)
    MentorshipFactory(school=school, mentor=mentor)
    page = open_page()

    for user, where in (
        (ect, "/"),
        (mentor, reverse("coaching:meeting", args=[draft.pk])),
        (mentor, reverse("coaching:find_starter", args=[draft.pk, "probe"])),
        (mentor, reverse("coaching:start_for_other", args=[draft.pk, "probe"])),
        (leader, reverse("coaching:starters", args=[school.pk])),
        (leader, reverse("coaching:change_starter", args=[school.pk, starter.pk])),
    ):
        sign_in(page, user)
        page.goto(where)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        if where == "/":
            page.locator(".step-line:not([open]) summary").first.click()
        if page.locator("#starters-probe").count():
            page.locator("#starters-probe summary").click()
            expect(page.locator("#starters-probe .start").first).to_be_visible()
        assert (where, look(page)) == (where, [])
