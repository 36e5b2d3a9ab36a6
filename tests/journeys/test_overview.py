"""The overview in a browser: of a school, of one with few ECTs, of a trust; axe finds nothing, nothing is too wide."""

from datetime import timedelta

import pytest
from django.utils import timezone

from schools.models import Role
from tests.bank import ActionStepFactory, SoughtFactory
from tests.factories import MembershipFactory, UserFactory
from tests.insights.programme import programme


@pytest.fixture
def places(transactional_db):
    """(who leads it, its address): the browser's clock is the machine's, so the nine weeks are the last ones."""
    today = timezone.localdate()
    first = today - timedelta(days=today.weekday(), weeks=9)
    made = programme([7, 2], 9, first=first, seed=3, steps=[ActionStepFactory()])
    SoughtFactory(school=made.schools[1])
    leader, of_few, of_trust = (UserFactory() for _ in range(3))
    MembershipFactory(user=leader, school=made.schools[0], role=Role.LEADER)
    MembershipFactory(user=of_few, school=made.schools[1], role=Role.LEADER)
    MembershipFactory(user=of_trust, of_trust=True, trust=made.trust)
    return [
        (leader, f"/overview/schools/{made.schools[0].pk}/?show=all"),
        (of_few, f"/overview/schools/{made.schools[1].pk}/"),
        (of_trust, f"/overview/trusts/{made.trust.pk}/"),
    ]


def test_overviews_have_nothing_for_axe_to_find(open_page, sign_in, look, places):
    for leader, where in places:
        page = open_page()
        sign_in(page, leader)

        page.goto(where)
        page.locator("#bank:not([hx-get])").wait_for()  # the part that is loaded in its place
        for table in page.locator("figure details").all():
            table.locator("summary").click()
        page.keyboard.press("Tab")
        for scrolls in page.locator(".table-scroll").all():
            scrolls.focus()  # what it holds stays readable with the keyboard on it

        assert (where, look(page)) == (where, [])
