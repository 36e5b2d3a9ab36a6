"""The admin site: people, schools, pairs and terms, for support staff; not a word of coaching for anybody."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from config.access import SUPPORT
from schools.models import Mentorship, Role, User
from tests.factories import (
    NOW,
    PASSWORD,
    ClosedDayFactory,
    MembershipFactory,
    MentorshipFactory,
    OutcomeFactory,
    SchoolFactory,
    TermFactory,
    TrustFactory,
    UserFactory,
)

MODELS = sorted(SUPPORT)


def address(label, page, *args):
    return reverse(f"admin:{label.lower().replace('.', '_')}_{page}", args=args)


def test_the_site_has_the_models_of_the_table_and_no_other():
    assert {model._meta.label for model in admin.site._registry} == SUPPORT


@pytest.mark.parametrize("app", ["coaching", "evidence", "actionsteps"])
def test_the_site_has_no_model_with_coaching_text(app):
    assert [model for model in admin.site._registry if model._meta.app_label == app] == []


@pytest.mark.parametrize("label", MODELS)
@pytest.mark.parametrize("page", ["changelist", "add"])
def test_a_superuser_opens_every_page(signed_in, superuser, label, page):
    response = signed_in(superuser).get(address(label, page))

    assert (response.status_code, response["Cache-Control"]) == (200, "no-store, private")


@pytest.mark.parametrize("label", MODELS)
def test_a_superuser_opens_every_row(signed_in, superuser, label):
    rows = {
        "schools.Trust": TrustFactory,
        "schools.School": SchoolFactory,
        "schools.User": UserFactory,
        "schools.Membership": MembershipFactory,
        "schools.Mentorship": MentorshipFactory,
        "schools.Term": TermFactory,
        "schools.ClosedDay": ClosedDayFactory,
    }
    row = rows[label]()

    assert signed_in(superuser).get(address(label, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("who", ["mentor", "ect", "leader", "trust_leader", "nobody_yet"])
@pytest.mark.parametrize("path", ["/support/", "/support/schools/user/", "/support/login/"])
def test_the_site_is_not_there_for_others(request, signed_in, who, path):
    client = signed_in(request.getfixturevalue(who))

    assert client.get(path, follow=True).status_code == 404


def test_the_site_asks_nobody_for_a_password_of_its_own(db):
    client = Client()

    assert client.get("/support/", follow=True).redirect_chain[-1] == ("/account/login/?next=/support/", 302)
    assert client.get("/support/login/?next=/support/").url == "/account/login/?next=/support/"
    assert client.post("/support/login/", {"username": "a"}).url == "/account/login/?next=/support/"


def test_a_superuser_adds_a_person_with_a_lower_case_address(signed_in, superuser):
    typed = {
        "email": "New.Person@School.example",
        "name": "New Person",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "usable_password": "true",
    }

    response = signed_in(superuser).post(address("schools.User", "add"), typed)

    assert response.status_code == 302
    assert User.objects.get(name="New Person").email == "new.person@school.example"


def test_a_second_pair_of_an_ect_is_refused_in_words(signed_in, superuser, pair, other_mentor):
    typed = {
        "school": pair.school_id,
        "mentor": other_mentor.pk,
        "ect": pair.ect_id,
        "starts_on": "2025-09-18",
        "rhythm": "weekly",
        "weekday": "3",
    }

    response = signed_in(superuser).post(address("schools.Mentorship", "add"), typed)

    assert response.status_code == 200
    assert "This ECT has a mentor at this school already" in response.content.decode()


def test_a_pair_of_people_without_a_role_at_the_school_is_refused_in_words(signed_in, superuser, school, mentor):
    typed = {
        "school": school.pk,
        "mentor": mentor.pk,
        "ect": UserFactory().pk,
        "starts_on": "2025-09-18",
        "rhythm": "weekly",
        "weekday": "3",
    }

    response = signed_in(superuser).post(address("schools.Mentorship", "add"), typed)

    assert response.status_code == 200
    assert "The ECT is not an ECT of this school yet." in response.content.decode()


def test_a_role_held_already_is_refused_in_words(signed_in, superuser, school, mentor):
    typed = {"user": mentor.pk, "role": "mentor", "school": school.pk, "trust": ""}

    response = signed_in(superuser).post(address("schools.Membership", "add"), typed)

    assert response.status_code == 200
    assert mentor.memberships.count() == 1


def test_ending_a_mentorship_goes_by_the_action(signed_in, superuser, pair):
    typed = {"action": "end_now", "_selected_action": [pair.pk]}

    signed_in(superuser).post(address("schools.Mentorship", "changelist"), typed)

    pair.refresh_from_db()
    assert (pair.ended_at, pair.ended_by) == (NOW, superuser)


def test_ending_a_role_in_use_says_why_not(signed_in, superuser, pair):
    membership = pair.mentor.memberships.get(role=Role.MENTOR)
    typed = {"action": "end_now", "_selected_action": [membership.pk]}

    response = signed_in(superuser).post(address("schools.Membership", "changelist"), typed, follow=True)

    membership.refresh_from_db()
    assert membership.ended_at is None
    assert "They are in a pair here" in response.content.decode()


@pytest.mark.parametrize("label", ["schools.User", "schools.Membership", "schools.Mentorship"])
def test_people_roles_and_pairs_are_never_deleted(signed_in, superuser, pair, label):
    row = {"schools.User": pair.mentor, "schools.Membership": pair.mentor.memberships.get(), "schools.Mentorship": pair}
    path = address(label, "delete", row[label].pk)

    assert signed_in(superuser).post(path, {"post": "yes"}).status_code == 403
    assert Mentorship.objects.count() == 1


def test_no_page_of_the_site_shows_coaching_text(signed_in, superuser, live):
    focus = live.foci.get()
    OutcomeFactory(focus=focus, effect="All of 7B began at once")
    client = signed_in(superuser)
    pair = live.mentorship
    pages = [
        "/support/",
        *(address(label, "changelist") for label in MODELS),
        address("schools.User", "change", pair.ect_id),
        address("schools.User", "history", pair.ect_id),
        address("schools.Mentorship", "change", pair.pk),
        address("schools.School", "change", pair.school_id),
        address("schools.School", "delete", pair.school_id),
    ]
    texts = [focus.key_action, focus.so_that, *(step.text for step in focus.steps.all()), "All of 7B began at once"]

    for page in pages:
        content = client.get(page).content.decode()
        assert [text for text in texts if text in content] == [], page
