"""Who has read an ECT's coaching: whoever was their mentor stands there too, if for a minute only."""

from datetime import timedelta

from django.urls import reverse

from schools.actions import change_mentor
from tests.factories import NOW


def test_leader_who_made_themselves_the_mentor_for_a_minute_is_named(pair, ect, mentor, leader, signed_in):
    taken = change_mentor(pair, mentor=leader, stand_in=True, by=leader, at=NOW)
    change_mentor(taken, mentor=mentor, by=leader, at=NOW + timedelta(minutes=1))
    address = reverse("coaching:access_record", args=[pair.school_id, pair.ect_id])

    for person in (ect, mentor):
        page = signed_in(person).get(address).text

        assert "Lena Leader (stand-in): Thursday 18 September 2025 until Thursday 18 September 2025, 15:43" in page
        assert page.count("Maya Mentor: ") == 2
    assert signed_in(leader).get(address).status_code == 404
