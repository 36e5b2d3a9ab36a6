"""A leader says that a pair doesn't meet, and that it meets again."""

import uuid
from datetime import date

import pytest
import time_machine
from django.urls import reverse

from schools.models import Pause, PauseKind
from tests.factories import NOW, PauseFactory

KEY = str(uuid.UUID(int=5))


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def path(pair):
    return reverse("schools:pause_meetings", args=[pair.pk])


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({"what": "2025-09-15"}, (PauseKind.NO_MEETING, date(2025, 9, 15), date(2025, 9, 21))),
        ({"what": "2025-09-22", "until": "2025-09-29"}, (PauseKind.NO_MEETING, date(2025, 9, 22), date(2025, 9, 28))),
        ({"what": "away"}, (PauseKind.AWAY, NOW.date(), None)),
        ({"what": "away", "until": "2025-09-29"}, (PauseKind.AWAY, NOW.date(), date(2025, 9, 28))),
    ],
)
def test_pair_is_paused_once_and_stands_among_the_paused(pair, leader, path, signed_in, typed, days):
    client = signed_in(leader)

    responses = [client.post(path, {**typed, "key": KEY}, follow=True) for _ in range(2)]

    pause = Pause.objects.get()
    assert (pause.kind, pause.starts_on, pause.ends_on) == days
    assert (pause.mentorship, pause.school, pause.made_by) == (pair, pair.school, leader)
    assert [response.redirect_chain[0][0] for response in responses] == [
        f"/overview/schools/{pair.school_id}/?show=paused#pairs-h"
    ] * 2
    assert [one.ect for one in responses[0].context["pairs"]] == [pair.ect.name] * (days[1] <= NOW.date())


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Pick one."),
        ({"what": "2025-09-08"}, "This page is a week old. Pick again."),
        ({"what": "away", "until": NOW.date().isoformat()}, "Enter a day after today."),
        ({"what": "away", "until": "soon"}, "Enter a date, such as 24 November."),
    ],
)
def test_what_cannot_be_read_is_said_and_stays_on_the_page(pair, leader, path, signed_in, typed, says):
    response = signed_in(leader).post(path, {**typed, "key": KEY})

    assert response.status_code == 422
    assert says in response.text
    assert KEY in response.text
    assert typed.get("until", "") in response.text
    assert not Pause.objects.exists()


def test_same_page_with_another_answer_is_out_of_date(pair, leader, path, signed_in):
    client = signed_in(leader)
    client.post(path, {"what": "away", "key": KEY})

    response = client.post(path, {"what": "2025-09-15", "key": KEY})

    assert response.status_code == 422
    assert "older than what it would change" in response.text
    assert Pause.objects.get().kind == PauseKind.AWAY


def test_pair_meets_again(pair, leader, path, signed_in):
    client = signed_in(leader)
    over = PauseFactory(mentorship=pair, starts_on=date(2025, 9, 1), ends_on=date(2025, 9, 7))
    pause = PauseFactory(mentorship=pair, kind=PauseKind.AWAY, starts_on=NOW.date(), ends_on=None)
    page = client.get(path)
    assert page.context["pauses"] == [(pause.pk, "The ECT is away")]
    assert 'name="what"' not in page.text
    lift = reverse("schools:meet_again", args=[pair.pk, pause.pk])

    responses = [client.post(lift), client.post(lift)]

    pause.refresh_from_db()
    over.refresh_from_db()
    assert (pause.lifted_by, over.lifted_at) == (leader, None)
    assert [response.status_code for response in responses] == [302, 403]
    page = client.get(path)
    assert page.context["pauses"] == []
    assert 'name="what"' in page.text


def test_pause_of_another_pair_is_not_found(pair, other_pair, leader, signed_in):
    pause = PauseFactory(mentorship=other_pair)

    response = signed_in(leader).post(reverse("schools:meet_again", args=[pair.pk, pause.pk]))

    assert response.status_code == 404
    pause.refresh_from_db()
    assert pause.lifted_at is None


@pytest.mark.parametrize("n", [1, 3])
def test_page(pair, leader, path, signed_in, n, django_assert_num_queries):
    PauseFactory.create_batch(n, mentorship=pair)
    client = signed_in(leader)
    client.get(path)

    # Two are the session and the person.
    with django_assert_num_queries(7):
        response = client.get(path)

    assert response.text.count("They meet again") == n
