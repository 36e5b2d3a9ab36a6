"""People and pairs by hand: added, paired, changed, gone; each loses or gains access in that minute."""

import pytest
from django.urls import reverse

from coaching.models import Cycle
from schools.models import Membership, Mentorship, Rhythm, Role, User, Weekday
from tests.factories import CycleFactory, MembershipFactory, UserFactory


def page(route, *args):
    return reverse(f"schools:{route}", args=args)


def test_person_is_added_without_a_way_in(school, leader, signed_in):
    response = signed_in(leader).post(
        page("add_person", school.pk), {"name": "Jo Green", "email": " Jo@X.example ", "roles": ["ect", "mentor"]}
    )

    assert response.status_code == 302
    jo = User.objects.get(email="jo@x.example")
    assert (jo.name, jo.has_usable_password()) == ("Jo Green", False)
    assert set(jo.memberships.values_list("role", flat=True)) == {Role.ECT, Role.MENTOR}


def test_person_who_is_known_keeps_their_name(school, leader, signed_in):
    known = UserFactory(email="jo@x.example", name="Joanna Green")

    signed_in(leader).post(page("add_person", school.pk), {"name": "Jo", "email": "jo@x.example", "roles": ["ect"]})

    known.refresh_from_db()
    assert known.name == "Joanna Green"
    assert known.memberships.get().school == school


def test_person_who_left_is_not_added_and_what_was_typed_stays(school, leader, signed_in):
    UserFactory(email="jo@x.example", is_active=False)

    response = signed_in(leader).post(
        page("add_person", school.pk), {"name": "Jo Green", "email": "jo@x.example", "roles": ["ect"]}
    )

    assert response.status_code == 422
    assert "This person has left" in response.text
    assert 'value="Jo Green"' in response.text
    assert not Membership.objects.filter(user__email="jo@x.example").exists()


@pytest.fixture
def alone(school):
    """An ECT whom nobody mentors yet."""
    return MembershipFactory(role=Role.ECT, school=school, user=UserFactory(name="Ola Alone")).user


def test_ect_without_a_mentor_is_named_and_paired(school, leader, other_mentor, alone, signed_in):
    client = signed_in(leader)
    people = client.get(page("people", school.pk))
    assert people.context["alone"] == [alone]

    response = client.post(
        page("add_pair", school.pk),
        {
            "ect": alone.pk,
            "mentor": other_mentor.pk,
            "starts_on": "2025-09-22",
            "weekday": "1",
            "time": "15:40",
            "rhythm": "fortnightly",
        },
    )

    assert response.status_code == 302
    pair = Mentorship.objects.get(ect=alone)
    assert (pair.mentor, pair.weekday, pair.rhythm) == (other_mentor, Weekday.TUESDAY, Rhythm.FORTNIGHTLY)
    assert client.get(page("people", school.pk)).context["alone"] == []


def test_ect_with_a_mentor_is_not_offered_again(school, pair, leader, other_mentor, signed_in):
    typed = {"ect": pair.ect_id, "mentor": other_mentor.pk, "starts_on": "2025-09-22", "weekday": 1, "rhythm": "weekly"}

    response = signed_in(leader).post(page("add_pair", school.pk), typed)

    assert response.status_code == 422
    assert "This ECT has a mentor here by now" in response.text
    assert Mentorship.objects.live().get(ect=pair.ect).mentor == pair.mentor


def test_another_mentor_takes_over_in_that_minute(pair, leader, other_mentor, signed_in):
    draft = CycleFactory(mentorship=pair)
    before = signed_in(pair.mentor)
    assert before.get(reverse("coaching:meeting", args=[draft.pk])).status_code == 200

    signed_in(leader).post(
        page("change_pair", pair.pk), {"mentor": other_mentor.pk, "weekday": 0, "time": "", "rhythm": "weekly"}
    )

    now = Mentorship.objects.live().get(ect=pair.ect)
    assert (now.mentor, now.weekday) == (other_mentor, Weekday.MONDAY)
    assert before.get(reverse("coaching:meeting", args=[draft.pk])).status_code == 404
    assert Cycle.objects.get(pk=draft.pk).mentorship == pair


def test_same_mentor_meets_at_another_time(pair, leader, signed_in):
    signed_in(leader).post(
        page("change_pair", pair.pk), {"mentor": pair.mentor_id, "weekday": 4, "time": "08:15", "rhythm": "weekly"}
    )

    pair.refresh_from_db()
    assert (pair.ended_at, pair.weekday, f"{pair.time:%H:%M}") == (None, Weekday.FRIDAY, "08:15")


def test_pair_ends_after_saying_what_that_does(pair, leader, signed_in):
    client = signed_in(leader)
    said = client.get(page("end_pair", pair.pk)).text
    assert f"{pair.mentor.name} sees nothing of {pair.ect.name}’s coaching any more" in said

    done, again, late = (client.post(page(route, pair.pk)) for route in ("end_pair", "end_pair", "change_pair"))

    pair.refresh_from_db()
    assert (pair.ended_at is not None, pair.ended_by) == (True, leader)
    assert [answer.status_code for answer in (done, again, late)] == [302, 403, 403]
    assert "This mentorship has ended already." in again.text


def test_leaving_lists_whom_it_touches_and_ends_all_of_it(school, pair, leader, signed_in):
    client = signed_in(leader)
    said = client.get(page("leave_school", school.pk, pair.mentor_id)).text
    assert f"{pair.mentor.name} with {pair.ect.name}" in said

    responses = [client.post(page("leave_school", school.pk, pair.mentor_id)) for _ in range(2)]

    assert [response.status_code for response in responses] == [302, 403]
    assert "They have left this school already." in responses[1].text
    assert not Membership.objects.live().filter(user=pair.mentor, school=school).exists()
    assert not Mentorship.objects.live().filter(mentor=pair.mentor).exists()
    assert Membership.objects.live().filter(user=pair.ect, school=school).exists()


def test_leader_does_not_take_themselves_out(school, leader, signed_in):
    response = signed_in(leader).post(page("leave_school", school.pk, leader.pk))

    assert response.status_code == 403
    assert Membership.objects.live().filter(user=leader).exists()


def test_pair_of_another_school_is_not_found(pair, other_leader, signed_in):
    client = signed_in(other_leader)

    for route in ("change_pair", "end_pair"):
        assert client.get(page(route, pair.pk)).status_code == 404
    assert client.get(page("leave_school", pair.school_id, pair.mentor_id)).status_code == 404
