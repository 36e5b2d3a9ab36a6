"""The promise in a browser: a record goes from one school to the next, and its pages have nothing for axe to find."""

from playwright.sync_api import expect

from schools.models import Role
from tests.access_promise import small_record
from tests.factories import MentorshipFactory, SchoolFactory
from tests.people import person
from tests.promised import AccessRecordFactory, EarlierRecordFactory


def test_record_is_taken_from_one_school_and_offered_at_the_next(open_page, sign_in, live, ect, tmp_path):
    there = SchoolFactory(urn="300003", name="Quay School")
    newer = MentorshipFactory(school=there, ect=ect, mentor=person("Nina Next", Role.MENTOR, there))
    page, file = open_page(width=390), tmp_path / "record.json"
    sign_in(page, ect)

    page.goto("/record/")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take the file").click()
    taken.value.save_as(file)
    page.goto(f"/journeys/{there.pk}/{ect.pk}/")
    page.get_by_role("link", name="From another school").click()
    page.get_by_label("Your record").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    expect(page.get_by_text("Make sure your explanations are clear by").first).to_be_visible()
    page.get_by_role("button", name="Offer it to my mentor").click()
    expect(page.get_by_text("Your mentor can read it now.")).to_be_visible()

    sign_in(page, newer.mentor)
    page.reload()
    expect(page.get_by_text("Make sure your explanations are clear by").first).to_be_visible()
    expect(page.get_by_role("button", name="Take it back")).to_have_count(0)


def test_pages_of_the_promise_have_nothing_for_axe_to_find(
    open_page, sign_in, look, live, ect, leader, superuser, school
):
    of_ect = {"school": school, "ect": ect}
    brought = EarlierRecordFactory(**of_ect, held=small_record())
    AccessRecordFactory(**of_ect)
    found, page = {}, open_page()
    journey = f"/journeys/{school.pk}/{ect.pk}/"

    for user, paths in (
        (ect, ("/record/", f"{journey}access/", f"{journey}earlier/", f"/earlier/{brought.pk}/")),
        (leader, (f"/schools/{school.pk}/keeping/",)),
        (superuser, (f"/support/read/{school.pk}/{ect.pk}/",)),
    ):
        sign_in(page, user)
        for path in paths:
            page.goto(path)
            found[path] = look(page)
    page.get_by_label("Why do you have to read it?").fill("They can’t open it")
    page.get_by_role("button", name="Note it, and read").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A week of Eddie Ect")
    found["a week that was read"] = look(page)

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
