"""The page of a live week names the day of the next meeting as the homes of both do (A13, A93)."""

from datetime import date, timedelta

import pytest

from coaching.models import Cycle
from schools.models import PauseKind
from tests.factories import NOW, ClosedDayFactory, CycleFactory, PauseFactory
from tests.posting import address, text_of

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
THURSDAY = date(2025, 9, 25)


def closed(live):
    ClosedDayFactory(school=live.school, starts_on=THURSDAY, ends_on=THURSDAY)


def away(live):
    PauseFactory(mentorship=live.mentorship, kind=PauseKind.AWAY, starts_on=TODAY, ends_on=None)


def moved(live):
    CycleFactory(
        mentorship=live.mentorship, week_of=date(2025, 9, 22), meets_on=date(2025, 9, 26), next_meeting_on=None
    )


@pytest.mark.parametrize(
    ("happens", "day"),
    [
        (lambda live: None, "Thursday 25 September"),
        (closed, "Thursday 2 October"),
        (moved, "Friday 26 September"),
        (away, "none is planned while the ECT is away"),
    ],
    ids=["as planned", "a holiday", "moved in the next draft", "away"],
)
def test_live_week_names_the_day_that_the_homes_name(live, happens, day, mentor, ect, signed_in):
    Cycle.objects.filter(pk=live.pk).update(next_meeting_on=THURSDAY)
    happens(live)

    weeks = [text_of(signed_in(who).get(address(live))) for who in (mentor, ect)]
    homes = [text_of(signed_in(who).get("/")) for who in (mentor, ect)]

    assert [f"Before the next meeting: {day}" in week for week in weeks] == [True, True]
    if happens != away:
        assert [f": {day}" in home or f"Next meeting {day}" in home for home in homes] == [True, True]


def test_reviewed_week_is_due_on_no_day(live, mentor, signed_in):
    Cycle.objects.filter(pk=live.pk).update(
        reviewed_at=NOW + timedelta(hours=1), reviewed_by=mentor, next_meeting_on=THURSDAY
    )

    assert "Before the next meeting:" not in text_of(signed_in(mentor).get(address(live)))
