"""The pages of lines, notes and openings cost a fixed number of queries: the same with one and with three of each."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coaching.models import StarterKind
from tests.bank import ActionStepFactory, AreaFactory
from tests.factories import NOW, CycleFactory, FocusFactory, MentorshipFactory, UserFactory
from tests.posting import address
from tests.sides import MeetingNoteFactory, StarterFactory, StepLineFactory


def told(pair, n):
    """A pair with a live week of `n` foci from the bank, each of `n` steps with a line; a draft; a note, sent."""
    live = CycleFactory(mentorship=pair, week_of=pair.starts_on.replace(day=8), is_set=True)
    for _ in range(n):
        step = ActionStepFactory(area=AreaFactory(standard=7))
        focus = FocusFactory(cycle=live, bank_step=step, bank_version=1, steps=("One", "Two", "Three")[:n])
        for row in focus.steps.all():
            StepLineFactory(step=row)
    MeetingNoteFactory(school=pair.school, ect=pair.ect, sent_at=NOW)
    draft = CycleFactory(mentorship=pair)
    FocusFactory(cycle=draft)
    return live, draft


@pytest.fixture
def weeks(pair, n):
    for _ in range(n):
        for kind in StarterKind.values:
            StarterFactory(school=pair.school, kind=kind, area=AreaFactory(school=pair.school))
    for _ in range(n - 1):
        told(MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory()), n)
    return told(pair, n)


def test_pages_of_openings(weeks, school, costs_of):
    draft, starter = weeks[1].pk, school.starters.first()
    find = reverse("coaching:find_starter", args=[draft, "probe"])
    pages = [
        ("mentor", find, 5),
        ("mentor", find + "?q=behaviour", 4),
        ("mentor", reverse("coaching:start_for_other", args=[draft, "praise"]), 4),
        ("leader", reverse("coaching:starters", args=[school.pk]), 6),
        ("leader", reverse("coaching:change_starter", args=[school.pk, starter.pk]), 6),
    ]

    assert costs_of(pages) == pages


def test_lines_and_a_note_cost_no_query_of_their_own(weeks, mentor, ect, signed_in):
    """They come along with the steps, the week and the pairs: what a page costs in all is counted elsewhere."""
    live, draft = weeks
    type(draft).objects.filter(pk=draft.pk).update(opened_at=NOW, opened_by=mentor)

    for user, where in [(user, where) for user in (mentor, ect) for where in ("/", address(live), address(draft))]:
        client = signed_in(user)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        tables = [one["sql"].partition(" FROM ")[2].split(" ")[0] for one in asked.captured_queries]
        assert [table for table in tables if "meetingnote" in table or "stepline" in table] == []
        read = " ".join(one["sql"] for one in asked.captured_queries)
        assert "coaching_meetingnote" in read
        # A mentor's home shows that there is a note, and no line.
        assert ("coaching_stepline" in read) == ((user, where) != (mentor, "/"))
