"""As whom and where one acts: the hat that is on, on every page."""

from datetime import timedelta

from django.urls import reverse

from schools.models import Role
from schools.worn import hats_of
from tests.factories import NOW, MembershipFactory, MentorshipFactory, SchoolFactory, UserFactory


def keys(user):
    return [hat.key for hat in hats_of(user)]


def on(response):
    chrome = response.context["chrome"]
    return chrome["hat"], [words for _, words in chrome["others"]], [item["label"] for item in chrome["nav"]]


def test_hats_are_by_role_and_place_what_is_most_often_needed_first(school, leader_mentor, django_assert_num_queries):
    quay = SchoolFactory(name="Quay School")
    MembershipFactory(user=leader_mentor, role=Role.ECT, school=quay)
    MembershipFactory(user=leader_mentor, role=Role.MENTOR, school=quay)

    with django_assert_num_queries(2):
        found = keys(leader_mentor)

    # Where they may mentor and have nobody comes last.
    assert found == [f"ect-{quay.pk}", f"mentor-{school.pk}", f"leader-{school.pk}", f"mentor-{quay.pk}"]


def test_hat_of_an_ect_who_left_stays_while_they_read_on(school, clock):
    ended = {"ended_at": NOW, "ended_by": UserFactory()}
    pair = MentorshipFactory(school=school, **ended)

    assert keys(pair.ect) == [f"ect-{school.pk}"]
    assert keys(pair.mentor) == []
    clock.move_to(NOW + timedelta(days=61))
    assert keys(pair.ect) == []


def test_frame_says_as_whom_and_where_and_the_switch_changes_home_and_places(school, leader_mentor, signed_in):
    client = signed_in(leader_mentor)

    assert on(client.get("/")) == (
        "Mentor at Harbour Academy",
        ["Leader at Harbour Academy"],
        ["Home", "Bank"],
    )
    response = client.post("/hat/", {"hat": f"leader-{school.pk}"})

    assert (response.status_code, response.url) == (302, "/")
    assert on(client.get("/privacy/")) == (
        "Leader at Harbour Academy",
        ["Mentor at Harbour Academy"],
        ["Home", "Bank", "Overview", "People"],
    )


def test_hat_follows_the_page(school, pair, draft, leader_mentor, signed_in):
    """Whoever opens a page of another hat acts in that one: the frame never says otherwise."""
    MembershipFactory(user=pair.mentor, role=Role.LEADER, school=school)
    client = signed_in(pair.mentor)
    client.get("/")

    seen = [on(client.get(path))[0] for path in (f"/schools/{school.pk}/people/", "/bank/", f"/weeks/{draft.pk}/")]
    seen += [on(client.get(path))[0] for path in ("/", "/evidence/walk/", reverse("actionsteps:bank"))]

    leader, mentor = "Leader at Harbour Academy", "Mentor at Harbour Academy"
    assert seen == [leader, leader, mentor, mentor, leader, leader]


def test_hat_of_somebody_else_is_not_there(school, mentor, signed_in):
    client = signed_in(mentor)

    for hat in (f"leader-{school.pk}", "mentor-0", ""):
        assert client.post("/hat/", {"hat": hat}).status_code == 404


def test_hat_opens_and_closes_no_door(school, pair, leader_mentor, signed_in):
    client = signed_in(leader_mentor)
    people, meeting = f"/schools/{school.pk}/people/", reverse("coaching:start_week", args=[pair.pk])

    answers = []
    for hat in (f"mentor-{school.pk}", f"leader-{school.pk}"):
        client.post("/hat/", {"hat": hat})
        answers.append((client.get(people).status_code, client.post(meeting).status_code))

    assert answers == [(200, 404), (200, 404)]


def test_hat_that_ended_is_off_at_the_next_home_page(school, leader_mentor, signed_in):
    client = signed_in(leader_mentor)
    client.post("/hat/", {"hat": f"leader-{school.pk}"})
    leader_mentor.memberships.filter(role=Role.LEADER).update(ended_at=NOW)

    assert on(client.get("/")) == ("Mentor at Harbour Academy", [], ["Home", "Bank"])
