"""Setting up a school in a browser: nothing for axe to find, and from an empty school to a pair that is signed in."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from schools.models import Mentorship, Role
from tests.factories import MembershipFactory, MentorshipFactory, UserFactory
from tests.joining import InvitationFactory, RosterFactory

LIST = (
    b"First name,Surname,Work email,Role,Mentor email,Day\n"
    b"Beth,Brown,beth@x.example,Mentor,,\n"
    b"Jo,Green,jo@x.example,ECT,beth@x.example,Tuesday\n"
    b"Al,Grey,,ECT,beth@x.example,Friday\n"
)


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_list_becomes_a_pair_that_is_signed_in(open_page, sign_in, leader, javascript, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    page = open_page(width=390, javascript=javascript)
    sign_in(page, leader)
    page.goto("/")
    page.get_by_role("link", name="People and pairs").click()
    page.get_by_role("link", name="Bring in a list").click()
    page.get_by_label("The list").set_input_files({"name": "ects.csv", "mimeType": "text/csv", "buffer": LIST})
    page.get_by_role("button", name="Show me").click()
    expect(page.get_by_text("The e-mail address is missing: add it, people sign in with it.")).to_be_visible()
    page.get_by_role("button", name="Write 2 rows, leave 1 out").click()
    expect(page.get_by_text("2 people added, 1 pair made.")).to_be_visible()
    page.get_by_role("button", name="Invite all of them").click()
    expect(page.get_by_text("2 invitations sent.")).to_be_visible()

    (letter,) = [letter for letter in mail.outbox if letter.to == ["jo@x.example"]]
    guest = open_page(width=390, javascript=javascript)
    guest.goto(re.search(r"(/invitation/\S+)", letter.body)[1])
    guest.get_by_label("Password").fill("three plain words")
    guest.get_by_role("button", name="Start").click()

    expect(guest.get_by_role("heading", level=1)).to_have_text("This week")
    assert Mentorship.objects.get(ect__email="jo@x.example").mentor.name == "Beth Brown"


def test_pages_of_people_have_nothing_for_axe_to_find(open_page, sign_in, look, school, leader, mentor, pair):
    MembershipFactory(role=Role.ECT, school=school, user=UserFactory(name="Ola Alone", password=None))
    MentorshipFactory(school=school, mentor=mentor)
    # Two hats: the frame's switch is looked at on each of these pages.
    MembershipFactory(user=leader, role=Role.TRUST_LEADER, school=None, trust=school.trust)
    roster = RosterFactory(school=school, by=leader)
    InvitationFactory(school=school)
    found, page = {}, open_page()
    sign_in(page, leader)

    for path in (
        f"/schools/{school.pk}/people/",
        f"/schools/{school.pk}/people/add/",
        f"/schools/{school.pk}/people/bring/",
        f"/schools/{school.pk}/people/{mentor.pk}/change/",
        f"/schools/{school.pk}/people/{mentor.pk}/leave/",
        f"/schools/{school.pk}/pairs/add/",
        f"/mentorships/{pair.pk}/change/",
        f"/mentorships/{pair.pk}/pause/",
        f"/mentorships/{pair.pk}/end/",
        f"/rosters/{roster.pk}/",
        "/privacy/",
        "/",
        f"/trusts/{school.trust_id}/",
    ):
        page.goto(path)
        found[path] = look(page)
    sign_in(page, mentor)
    page.goto("/own-figures/")
    found["own figures"] = look(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
