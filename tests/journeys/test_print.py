"""A week on paper: whose it is, its foci and their plan, then what led there, on one page; nothing of the screen's."""

import re

import pytest

from tests.factories import CycleFactory, FocusFactory

# What is for hands, as far as it would be printed.
CHROME = ":is(.nav, .rail, .footer, .set-bar, .govuk-hint, button, summary):visible"
LONG = "Say it once. " * 60


@pytest.fixture
def week(pair):
    """A set week of one focus, with a plan, praise and a probe."""
    week = CycleFactory(
        mentorship=pair, is_set=True, praise="You waited.", probe_question="What did you see?", probe_answer="Hands."
    )
    steps = ("Ask it", "Count to four", "Name a pupil")
    FocusFactory(cycle=week, key_action="Wait for an answer", steps=steps, plan_lesson="8L, period 2", script=LONG)
    return week


def pages_of(page):
    """How many pages of A4 the browser prints."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))


def heights_of(page, *selectors):
    """How far down the page each stands."""
    return [page.locator(selector).first.bounding_box()["y"] for selector in selectors]


@pytest.mark.look
def test_week_prints_its_foci_first_on_one_page(open_page, sign_in, week):
    page = open_page(scheme="dark", width=800)
    page.emulate_media(media="print")
    sign_in(page, week.mentorship.mentor)
    page.goto(f"/weeks/{week.pk}/")

    heights = heights_of(page, "h1", "#stage-actions .sentence", "#stage-plan textarea", "#stage-praise textarea")
    script = page.locator("#stage-plan textarea").nth(1)
    assert heights == sorted(heights)
    assert page.locator(CHROME).count() == 0
    assert script.evaluate("area => area.value.length > 700 && area.scrollHeight <= area.clientHeight + 1")
    assert page.locator("h1").evaluate("h1 => getComputedStyle(h1).color") == "rgb(0, 0, 0)"
    assert pages_of(page) == 1

    sign_in(page, week.ect)
    page.goto(f"/weeks/{week.pk}/")

    heights = heights_of(page, "h1", ".foci-large .sentence", "#praise")
    assert heights == sorted(heights)
    assert page.locator(CHROME).count() == 0
    assert pages_of(page) == 1
