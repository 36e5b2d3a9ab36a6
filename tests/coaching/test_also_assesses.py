"""Where a mentor also assesses, in a small school, the ECT is told so, on the meeting page too (A94)."""

import pytest
from django.urls import reverse

from schools.models import Mentorship
from tests.factories import NOW, CycleFactory

SAID = "Maya Mentor also assesses your induction"


@pytest.fixture
def draft(pair):
    return CycleFactory(mentorship=pair, opened_at=NOW, opened_by=pair.mentor)


def assess(pair):
    Mentorship.objects.filter(pk=pair.pk).update(also_assesses=True)


@pytest.mark.parametrize("path", ["/", "the meeting"])
def test_ect_is_told_that_their_mentor_assesses_too(pair, draft, signed_in, path):
    client = signed_in(pair.ect)
    path = reverse("coaching:meeting", args=[draft.pk]) if path == "the meeting" else path
    assert SAID not in client.get(path).text

    assess(pair)

    assert SAID in client.get(path).text


def test_mentor_reads_that_the_ect_is_told(pair, draft, signed_in):
    assess(pair)

    page = signed_in(pair.mentor).get(reverse("coaching:meeting", args=[draft.pk])).text

    assert f"You also assess {pair.ect.first_name}: they are told so." in page


def test_leader_says_that_a_mentor_assesses_too(pair, leader, signed_in):
    typed = {"mentor": pair.mentor_id, "weekday": 3, "time": "", "rhythm": "weekly", "also_assesses": "on"}

    signed_in(leader).post(reverse("schools:change_pair", args=[pair.pk]), typed)

    pair.refresh_from_db()
    assert pair.also_assesses
