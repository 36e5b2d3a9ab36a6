"""The bank's pages for what is proposed, a school's own, a bank in and out, and the check: by the real client."""

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionsteps import actions
from actionsteps.models import ActionStep, Proposal, Upload
from schools.tables import as_csv, read_table
from tests.bank import WRITTEN, ActionStepFactory, AreaFactory, ProposalFactory, UploadFactory
from tests.factories import NOW


def page_of(response):
    return response.content.decode()


def typed(**changes):
    return {**WRITTEN, "steps": "\n".join(WRITTEN["steps"]), **changes}


@pytest.fixture
def at_school(signed_in, mentor):
    return signed_in(mentor)


@pytest.fixture
def keeper(signed_in, leader):
    return signed_in(leader)


# --- proposals --------------------------------------------------------------------------------------------------------


def test_proposals_wait_for_the_keeper_and_answer_the_proposer(signed_in, keeper, school, mentor, leader, area):
    proposal = ProposalFactory(school=school, by=mentor)
    assert f"/bank/proposals/{proposal.pk}/" in page_of(keeper.get("/bank/proposals/"))

    keeper.post(f"/bank/proposals/{proposal.pk}/decline/", {"reason": "We have two of these"})

    page = page_of(signed_in(mentor).get("/bank/proposals/"))
    assert ["Declined" in page, "We have two of these" in page] == [True, True]
    assert "Nothing waits." in page_of(keeper.get("/bank/proposals/"))


def test_proposal_edited_and_accepted_is_found_by_the_school_and_nobody_else(
    signed_in, keeper, school, mentor, other_mentor, other_leader, area
):
    proposal = ProposalFactory(school=school, by=mentor)
    data = typed(area=area.pk, key_action="Ask, wait, name a lighthouse")
    for _ in range(2):
        response = keeper.post(f"/bank/proposals/{proposal.pk}/", data)

    step = ActionStep.objects.get()
    assert response.url == f"/bank/{step.pk}/"
    found = [
        f"/bank/{step.pk}/" in page_of(signed_in(user).get("/bank/?q=lighthouse"))
        for user in (mentor, other_mentor, other_leader)
    ]
    assert found == [True, True, False]


def test_proposal_accepted_with_errors_keeps_what_was_typed(keeper, school, area):
    proposal = ProposalFactory(school=school)
    response = keeper.post(f"/bank/proposals/{proposal.pk}/", typed(key_action="Edited so far"))

    assert (response.status_code, "Edited so far</textarea>" in page_of(response)) == (422, True)
    assert Proposal.objects.get().decision == ""


def test_proposal_declined_without_a_reason_is_an_error(keeper, school):
    proposal = ProposalFactory(school=school)
    response = keeper.post(f"/bank/proposals/{proposal.pk}/decline/", {"reason": " "})

    assert (response.status_code, "Say why" in page_of(response)) == (422, True)


@pytest.mark.parametrize("field", ["reason", "note", "house_note"])
def test_what_is_said_beside_a_step_is_of_a_length_to_be_read(keeper, school, of_school, field):
    where, more = {
        "reason": (f"proposals/{ProposalFactory(school=school).pk}/decline/", {}),
        "note": (f"{of_school.pk}/offer/", {"key": str(uuid.uuid4())}),
        "house_note": (f"school/{school.pk}/own/", {"policy": "both"}),
    }[field]
    response = keeper.post(f"/bank/{where}", {field: "Wait. " * 400, **more})

    page = page_of(response)
    assert (response.status_code, "Shorten this to 2,000 characters." in page) == (422, True)
    assert "Wait. " * 400 in page


def test_proposal_shows_what_is_much_like_it(keeper, school, national, area):
    there = ActionStepFactory(**WRITTEN, area=area)
    proposal = ProposalFactory(school=school)

    assert f'href="/bank/{there.pk}/"' in page_of(keeper.get(f"/bank/proposals/{proposal.pk}/"))


def test_offer_goes_to_the_trust_once(signed_in, keeper, of_school, trust_leader):
    key = str(uuid.uuid4())
    for _ in range(2):
        response = keeper.post(f"/bank/{of_school.pk}/offer/", {"note": "All use it", "key": key})
        assert response.url == "/bank/proposals/"

    assert f"/bank/proposals/{Proposal.objects.get().pk}/" in page_of(signed_in(trust_leader).get("/bank/proposals/"))
    assert "Offer it to the trust" not in page_of(keeper.get(f"/bank/{of_school.pk}/"))


# --- the school's own -------------------------------------------------------------------------------------------------


def test_settings_are_kept_and_shown(keeper, school):
    data = {"policy": "bespoke", "do_prompt": "Try this", "by_prompt": "", "so_that_prompt": "", "house_note": "Short."}
    assert keeper.post(f"/bank/school/{school.pk}/own/", data).status_code == 302
    page = page_of(keeper.get(f"/bank/school/{school.pk}/own/"))

    assert ['value="Try this"' in page, "Short.</textarea>" in page] == [True, True]
    assert re.search(r'value="bespoke"[^>]* checked', page)


def test_settings_with_errors_keep_what_was_typed(keeper, school):
    response = keeper.post(f"/bank/school/{school.pk}/own/", {"policy": "", "house_note": "Short."})

    assert (response.status_code, "Short.</textarea>" in page_of(response)) == (422, True)


@pytest.mark.parametrize("name", ["Our talk", "our TALK "])
def test_an_area_of_a_name_that_is_there_is_an_error(keeper, school, name):
    AreaFactory(school=school, name="Our talk")
    other = AreaFactory(school=school)
    data = {"name": name, "standard": "4", "order": "0"}

    for path in (f"/bank/school/{school.pk}/own/area/", f"/bank/areas/{other.pk}/"):
        response = keeper.post(path, data)
        assert (response.status_code, "an area of this name already" in page_of(response)) == (422, True)


def test_an_area_is_added_changed_retired_and_put_back(keeper, school):
    keeper.post(f"/bank/school/{school.pk}/own/area/", {"name": "Our talk", "standard": "4", "order": "0"})
    area = school.areas.get()
    keeper.post(f"/bank/areas/{area.pk}/", {"name": "Talk", "standard": "5", "order": "3"})
    keeper.post(f"/bank/areas/{area.pk}/retire/", {"retired": "1"})
    area.refresh_from_db()
    assert (area.name, area.standard, area.order, area.retired_at) == ("Talk", 5, 3, NOW)

    keeper.post(f"/bank/areas/{area.pk}/retire/", {"retired": "0"})

    area.refresh_from_db()
    assert area.retired_at is None


# --- in and out -------------------------------------------------------------------------------------------------------

HEADINGS = ["Key action", "By", "So that", "Area", "Colour"]
ROWS = [
    ["Ask, pause, then name a pupil", "Ask the question\nCount to four", "pupils all think", "Questioning", "red"],
    ["", "Nod", "pupils nod", "Questioning", ""],
]


def file_of(rows=ROWS, headings=HEADINGS, name="steps.csv"):
    return {"file": SimpleUploadedFile(name, as_csv(headings, rows))}


def test_bringing_shows_each_rows_fate_before_anything_is_written(keeper, school, area):
    response = keeper.post(f"/bank/school/{school.pk}/bring/", file_of(), follow=True)
    page = page_of(response)

    assert [
        text
        for text in (">New</strong> 1 row", ">Left out</strong> 1 row", "Say what the ECT will do.", "Colour")
        if text not in page
    ] == []
    assert ActionStep.objects.count() == 0
    shown = re.search(r'name="shown" value="([^"]+)"', page)[1]
    upload = Upload.objects.get()

    done = keeper.post(f"/bank/uploads/{upload.pk}/", {"shown": shown}, follow=True)

    assert "1 new, 0 changed." in page_of(done)
    assert (ActionStep.objects.get().school, Upload.objects.get().rows) == (school, [])


def test_bringing_what_changed_since_it_was_shown_is_shown_again(keeper, school, leader, area):
    table = read_table(as_csv(HEADINGS, ROWS))
    upload = actions.keep_upload(table, name="steps.csv", school=school, by=leader, at=NOW)
    response = keeper.post(f"/bank/uploads/{upload.pk}/", {"shown": "another"})

    assert (response.status_code, "has changed since" in page_of(response)) == (409, True)
    assert ActionStep.objects.count() == 0
    shown = re.search(r'name="shown" value="([^"]+)"', page_of(response))[1]
    assert keeper.post(f"/bank/uploads/{upload.pk}/", {"shown": shown}).status_code == 302
    assert ActionStep.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Choose a file."),
        (b"", "The file is empty."),
        (b"%PDF-1.4", "This is a PDF."),
        (b"Name,Colour\nAmira,red\n", "It names no “key action”"),
        (b"Key action,By\nAsk,Wait\n", "It names no “area”"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
    ],
    ids=["none", "empty", "pdf", "headings", "area", "large"],
)
def test_bringing_a_file_that_is_none_says_what_to_do(keeper, school, content, said):
    data = {} if content is None else {"file": SimpleUploadedFile("steps.csv", content)}
    response = keeper.post(f"/bank/school/{school.pk}/bring/", data)

    assert (response.status_code, said in page_of(response)) == (422, True)
    assert Upload.objects.count() == 0


def test_an_upload_is_gone_after_a_day(keeper, clock, school, leader, area):
    upload = UploadFactory(school=school, by=leader)
    assert keeper.get(f"/bank/uploads/{upload.pk}/").status_code == 200

    clock.shift(25 * 60 * 60)

    keeper.force_login(leader)
    assert keeper.get(f"/bank/uploads/{upload.pk}/").status_code == 404


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.usefixtures("of_another")
def test_taking_the_bank_away_holds_what_one_reads_and_keeps(
    signed_in, mentor, leader, school, area, national, of_trust, of_school, kind
):
    draft = ActionStepFactory(school=school, area=area, draft=True)
    read = [national, of_trust, of_school]

    for user, steps in ((mentor, read), (leader, [*read, draft])):
        response = signed_in(user).get(f"/bank/bank.{kind}")
        rows = [row for _, row in read_table(response.content).rows]
        assert response["Content-Disposition"] == f'attachment; filename="bank.{kind}"'
        assert {row["reference"] for row in rows} == {step.reference for step in steps}


# --- the check, as it is typed ----------------------------------------------------------------------------------------


def test_check_wording_answers_with_advice_alone(at_school):
    data = {"key_action": "Improve your questioning", "steps": "Ask better questions", "so_that": "lessons are better"}
    page = page_of(at_school.post("/wording/check/", data))

    assert page.strip().startswith('<ul class="findings">')
    assert page.count('class="finding"') == len(re.findall(r"data-code=", page)) > 0


def test_check_wording_is_quiet_when_all_is_well(at_school):
    assert page_of(at_school.post("/wording/check/", typed())).strip() == ""


def test_check_wording_leaves_out_what_was_dismissed(at_school):
    data = {"key_action": "Improve your questioning", "so_that": "pupils think"}
    codes = re.findall(r'data-code="(\w+)"', page_of(at_school.post("/wording/check/", data)))
    rest = page_of(at_school.post("/wording/check/", data | {"dismissed": codes}))

    assert (codes != [], rest.strip()) == (True, "")


@pytest.mark.parametrize("data", [{}, {"steps": ["a\nb"] * 100}, {"key_action": "x" * 100_000}])
def test_check_wording_takes_anything(at_school, data):
    assert at_school.post("/wording/check/", data).status_code == 200
