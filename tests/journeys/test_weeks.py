"""What runs over weeks, and a school's dates, in a browser: nothing for axe to find, at each size, light and dark."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from coaching.models import Decision, Result
from tests.factories import (
    MONDAY,
    NOW,
    ClosedDayFactory,
    CycleFactory,
    FocusFactory,
    OutcomeFactory,
    ParkedFactory,
)
from tests.sides import RevisitFactory

WEEK = timedelta(weeks=1)


@pytest.fixture
def asking(pair):
    """A draft, opened: it asks about an achieved focus, and last week's is a line that was refined twice."""
    weeks = [CycleFactory(mentorship=pair, week_of=MONDAY - number * WEEK, reviewed=True) for number in (5, 3, 2)]
    live = CycleFactory(mentorship=pair, week_of=MONDAY - WEEK, is_set=True)
    draft = CycleFactory(mentorship=pair, opened=True)
    achieved = FocusFactory(cycle=weeks[0])
    OutcomeFactory(focus=achieved)
    RevisitFactory(focus=achieved, asked_in=draft, mentor_says=False, mentor_at=NOW, mentor_by=pair.mentor)
    focus = None
    for week in (*weeks[1:], live):
        focus = FocusFactory(cycle=week, refined_from=focus, steps=("Write it down", f"Say it {week.pk} times"))
        OutcomeFactory(focus=focus, result=Result.NOT_YET, decision="" if week is live else Decision.REFINE)
    other = FocusFactory(cycle=live, key_action="Greet each pupil at the door")
    OutcomeFactory(focus=other)
    ParkedFactory(ect=pair.ect, school=pair.school, by=pair.mentor, next_in_line=True, came_from=other)
    FocusFactory(cycle=draft, steps=("",))
    return draft


def test_weeks_have_nothing_for_axe_to_find(open_page, sign_in, look, asking, pair, leader):
    ClosedDayFactory(school=pair.school)
    page = open_page()
    found = {}

    sign_in(page, pair.mentor)
    page.goto(f"/weeks/{asking.pk}/")
    page.get_by_text("Its whole story").click()
    expect(page.get_by_text("After what was achieved")).to_be_visible()
    found["meeting"] = look(page)
    sign_in(page, pair.ect)
    page.goto("/")
    expect(page.get_by_role("heading", name="Still happening?")).to_be_visible()
    found["home"] = look(page)
    sign_in(page, leader)
    page.goto(f"/schools/{pair.school_id}/terms/")
    found["terms"] = look(page)
    page.goto(f"/schools/{pair.school_id}/terms/bring/")
    content = b"name,start,end\nSpring term,05/01/2026,27/03/2026\nSports day,1/6/2026,1/6/2026\n"
    page.get_by_label("The file").set_input_files({"name": "dates.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_role("button", name="Show me").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    found["what would change"] = look(page)

    assert found == dict.fromkeys(found, [])
