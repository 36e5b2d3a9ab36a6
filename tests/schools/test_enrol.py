"""A school's list of people brought in: every shape of file that schools have, and what becomes of each row."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from schools import enrol
from schools.actions import end_role
from schools.enrol import bring_in
from schools.models import Membership, Mentorship, Rhythm, Role, Roster, User, Weekday
from tests.factories import MONDAY, NOW, MembershipFactory, MentorshipFactory, SchoolFactory, UserFactory
from tests.schools.test_roster import HEADINGS


def bring(client, place, content, name="people.csv", role=""):
    """Send a file: the answer, and the roster that was kept."""
    response = client.post(place, {"file": SimpleUploadedFile(name, content), "role": role})
    return response, Roster.objects.order_by("-pk").first()


@pytest.fixture
def here(school):
    return reverse("schools:bring_people", args=[school.pk])


def confirm(client, roster):
    page = client.get(reverse("schools:confirm_people", args=[roster.pk]))
    return client.post(reverse("schools:confirm_people", args=[roster.pk]), {"shown": page.context["digest"]})


def said_of(client, roster):
    page = client.get(reverse("schools:confirm_people", args=[roster.pk]))
    return {row["number"]: (row["word"], row["lines"]) for row in page.context["rows"]}


PAIRS = b"""Name,Email,Role,Mentor email,Day
Beth Brown,beth@x.example,Mentor,,
Jo Green,jo@x.example,ECT,beth@x.example,Tuesday
Al Grey,al@x.example,ECT1,beth@x.example,Friday
"""


def test_list_makes_people_and_pairs(school, leader, signed_in, here):
    client = signed_in(leader)
    _, roster = bring(client, here, PAIRS)

    assert User.objects.filter(email__endswith="@x.example").count() == 0
    response = confirm(client, roster)

    assert response.status_code == 302
    beth, jo = User.objects.get(email="beth@x.example"), User.objects.get(email="jo@x.example")
    assert not beth.has_usable_password()
    assert set(Membership.objects.filter(user=beth).values_list("school", "role")) == {(school.pk, Role.MENTOR)}
    pair = Mentorship.objects.get(ect=jo)
    assert (pair.mentor, pair.school, pair.weekday, pair.rhythm) == (beth, school, Weekday.TUESDAY, Rhythm.WEEKLY)
    assert Mentorship.objects.filter(mentor=beth).count() == 2


def test_list_brought_in_again_changes_nothing(leader, signed_in, here):
    client = signed_in(leader)
    _, roster = bring(client, here, PAIRS)
    confirm(client, roster)

    _, again = bring(client, here, PAIRS)

    assert {word for word, _ in said_of(client, again).values()} == {"Stays as it is"}


def test_list_changes_only_what_differs(leader, signed_in, here):
    client = signed_in(leader)
    _, roster = bring(client, here, PAIRS)
    confirm(client, roster)

    _, again = bring(client, here, PAIRS.replace(b"Al Grey", b"Alan Grey").replace(b"Tuesday", b"Monday"))
    assert said_of(client, again) == {
        2: ("Stays as it is", []),
        3: ("Changes", ["They meet, on Mondays"]),
        4: ("Changes", ["The name changes from Al Grey to Alan Grey"]),
    }
    confirm(client, again)

    assert User.objects.get(email="al@x.example").name == "Alan Grey"
    assert Mentorship.objects.get(ect__email="jo@x.example").weekday == Weekday.MONDAY
    assert Mentorship.objects.get(ect__email="al@x.example").weekday == Weekday.FRIDAY


def test_absence_from_a_list_takes_nobody_out(leader, mentor, pair, signed_in, here):
    client = signed_in(leader)
    _, roster = bring(client, here, PAIRS)

    confirm(client, roster)

    assert Mentorship.objects.live().filter(pk=pair.pk).exists()
    assert Membership.objects.live().filter(user=mentor).exists()


def test_list_that_changes_a_mentor_says_what_it_takes_from_the_old_one(pair, leader, signed_in, here):
    client = signed_in(leader)
    row = f"Name,Email,Mentor email,Mentor\n{pair.ect.name},{pair.ect.email},new@x.example,Nia New\n"
    _, roster = bring(client, here, row.encode())
    word, lines = said_of(client, roster)[2]

    assert word == "Changes"
    assert lines[-1] == (
        f"The mentor changes from {pair.mentor.name} to Nia New: from that minute {pair.mentor.name} sees nothing more "
        "of this ECT’s coaching"
    )
    confirm(client, roster)
    pair.refresh_from_db()
    assert pair.ended_at is not None
    assert Mentorship.objects.live().get(ect=pair.ect).mentor.email == "new@x.example"


def test_confirmation_writes_exactly_what_was_shown_or_says_that_it_changed(leader, school, signed_in, here):
    client = signed_in(leader)
    _, roster = bring(client, here, PAIRS)
    page = client.get(reverse("schools:confirm_people", args=[roster.pk]))
    beth = UserFactory(email="beth@x.example", name="Beth Brown")
    MembershipFactory(user=beth, role=Role.MENTOR, school=school)

    response = client.post(reverse("schools:confirm_people", args=[roster.pk]), {"shown": page.context["digest"]})

    assert response.status_code == 409
    assert "have changed since this was shown" in response.text
    assert not User.objects.filter(email="jo@x.example").exists()
    assert confirm(client, roster).status_code == 302
    assert User.objects.filter(email="jo@x.example").exists()


def test_confirmation_sent_twice_writes_once(leader, signed_in, here):
    client = signed_in(leader)
    _, roster = bring(client, here, PAIRS)
    page = reverse("schools:confirm_people", args=[roster.pk])
    shown = {"shown": client.get(page).context["digest"]}
    first = client.post(page, shown)

    again = client.post(page, shown, follow=True)

    assert again.redirect_chain == [(first.url, 302)]
    assert "This list has been brought in already." in again.text
    assert client.get(page).url == first.url
    assert User.objects.filter(email="jo@x.example").count() == 1
    roster.refresh_from_db()
    assert (roster.headings, roster.rows) == ([], [])


def test_confirmation_sent_twice_at_once_is_told_so_too(leader, signed_in, here, monkeypatch):
    client = signed_in(leader)
    _, roster = bring(client, here, PAIRS)
    # The other press is done between this one's question and its answer.
    monkeypatch.setattr(enrol, "bring_in", lambda own, **given: [bring_in(own, **given), bring_in(own, **given)])

    response = confirm(client, roster)

    assert response.url == reverse("schools:people", args=[roster.school_id])
    assert Mentorship.objects.filter(mentor__email="beth@x.example").count() == 2


def test_who_leads_the_school_no_longer_confirms_nothing(leader, signed_in, here):
    client = signed_in(leader)
    _, roster = bring(client, here, PAIRS)
    page = client.get(reverse("schools:confirm_people", args=[roster.pk]))
    end_role(leader.memberships.get(), by=UserFactory(is_staff=True), at=NOW)

    response = client.post(reverse("schools:confirm_people", args=[roster.pk]), {"shown": page.context["digest"]})

    assert response.status_code == 404
    assert not User.objects.filter(email="jo@x.example").exists()


def test_row_of_a_school_that_one_does_not_lead_is_left_out(leader, signed_in, here):
    SchoolFactory(urn="110048")
    client = signed_in(leader)
    _, roster = bring(
        client, here, b"URN,First name,Last name,Email address\n110048,Jeff,Barnes,j@x.example\n", role="ect"
    )

    word, lines = said_of(client, roster)[2]

    assert (word, lines) == (
        "Left out",
        ["URN 110048 is not a school that you set up: check it, or leave the row out."],
    )


def test_trust_leader_brings_people_for_each_school_by_its_urn(school, trust_leader, signed_in):
    other = SchoolFactory(urn="114433", trust=school.trust)
    client = signed_in(trust_leader)
    content = (
        f"URN,First name,Last name,Email address\n{school.urn},Jeff,Barnes,j.barnes@x.example\n"
        f"{other.urn},Jeff,Barnes,j.barnes@x.example\n{other.urn},James,Hill,j.hill@x.example\n,Sarah,Smith,s@x.example\n"
    ).encode()
    _, roster = bring(client, reverse("schools:bring_trusts_people", args=[school.trust_id]), content, role="mentor")

    assert said_of(client, roster)[5] == ("Left out", ["Nothing says which school: add a column “URN”."])
    confirm(client, roster)
    assert set(Membership.objects.filter(user__email="j.barnes@x.example").values_list("school", flat=True)) == {
        school.pk,
        other.pk,
    }


def test_name_of_somebody_whom_another_school_knows_stays(leader, signed_in, here):
    known = MembershipFactory(
        role=Role.MENTOR, school=SchoolFactory(), user__name="Beth Braun", user__email="beth@x.example"
    )
    client = signed_in(leader)
    _, roster = bring(client, here, PAIRS)

    assert said_of(client, roster)[2] == (
        "Changes",
        [
            "The name stays Beth Braun: another school or trust knows them by it too",
            "Becomes a mentor at Harbour Academy",
        ],
    )
    confirm(client, roster)
    known.user.refresh_from_db()
    assert known.user.name == "Beth Braun"


@pytest.mark.parametrize(
    ("rows", "number", "said"),
    [
        ("Jo,jo@x.example,ECT,,Nobody Known", 2, "No mentor of the school or the file is called Nobody Known"),
        ("Jo,jo@x.example,ECT,who@x.example,", 2, "Nobody has the address who@x.example"),
        ("Jo,jo@x.example,ECT,jo@x.example,", 2, "Nobody mentors themselves"),
        ("Jo,jo@x.example,ECT,,\nJoan,jo@x.example,Mentor,,", 3, "Row 2 gives this address to Jo"),
        (
            "Jo,jo@x.example,ECT,a@x.example,A\nJo,jo@x.example,ECT,b@x.example,B",
            3,
            "Row 2 gives this ECT another mentor",
        ),
        (
            "A B,a@x.example,Mentor,,\nA B,b@x.example,Mentor,,\nJo,jo@x.example,ECT,,A B",
            4,
            "Several mentors are called A B",
        ),
    ],
)
def test_row_that_does_not_fit_the_others_is_left_out(leader, signed_in, here, rows, number, said):
    client = signed_in(leader)
    _, roster = bring(client, here, f"Name,Email,Role,Mentor email,Mentor\n{rows}\n".encode())

    word, lines = said_of(client, roster)[number]

    assert word == "Left out"
    assert said in " ".join(lines)


def book(rows):
    workbook, out = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(out)
    return out.getvalue()


LIST = [["First name", "Surname", "Work email", "Role", "Extra"], ["Zoë", "O’Neil", "zoe@x.example", "ECT", "x"]]


def as_text(rows, delimiter=",", end="\n"):
    return end.join(delimiter.join(row) for row in rows) + end


SHAPES = {
    "CSV in UTF-8": as_text(LIST).encode(),
    "with a byte-order mark": as_text(LIST).encode("utf-8-sig"),
    "in Windows-1252": as_text(LIST).encode("cp1252"),
    "in UTF-16": as_text(LIST).encode("utf-16"),
    "with semicolons": as_text(LIST, ";").encode(),
    "with tabs": as_text(LIST, "\t").encode(),
    "with Windows line ends": as_text(LIST, end="\r\n").encode(),
    "with blank rows": as_text([["", ""], LIST[0], ["", "", ""], LIST[1], [""]]).encode(),
    "with a title above": as_text([["ECTs at Harbour Academy"], [], *LIST]).encode(),
    "with stray spaces": as_text([[f"  {cell} " for cell in row] for row in LIST]).encode(),
    "with columns in another order": as_text([row[::-1] for row in LIST]).encode(),
    "in upper-case headings": as_text([[cell.upper() for cell in LIST[0]], LIST[1]]).encode(),
    "as a workbook": book(LIST),
    "as a workbook with a title": book([["ECTs 2025"], [], *LIST]),
}


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_file_of_any_shape_is_read(leader, signed_in, here, content):
    client = signed_in(leader)
    response, roster = bring(client, here, content)

    assert response.status_code == 302
    confirm(client, roster)
    assert User.objects.get(email="zoe@x.example").name == "Zoë O’Neil"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.4", "This is a PDF."),
        (b"\xd0\xcf\x11\xe0", "old Excel file"),
        (b"Name,Role\nJo,ECT\n", "No column holds e-mail addresses"),
        (b"\x00\x01\x02", "This is not a table"),
        (b"Name,Email\n", "no rows below"),
        (b"Name,Email,Role\n" + b"Jo,jo@x.example,ECT\n" * 10_001, "more than 10,000 rows"),
    ],
)
def test_file_of_another_kind_gets_a_clear_answer(leader, signed_in, here, content, said):
    response, roster = bring(signed_in(leader), here, content)

    assert response.status_code == 422
    assert said in response.text
    assert roster is None


CELL = st.one_of(
    st.sampled_from(
        ["jo@x.example", "Jo Green", "ECT", "mentor", "100001", "Thursday", "15:40", "", "=1+1", "x" * 300]
    ),
    st.text(max_size=12),
)
HEADING = st.sampled_from([heading for known in HEADINGS.values() for heading in known])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(headings=st.lists(HEADING, min_size=1, max_size=8), rows=st.lists(st.lists(CELL, max_size=9), max_size=6))
def test_no_file_ends_in_an_error(leader, signed_in, here, headings, rows):
    """Shuffled, renamed, short and long rows, of anything: an answer or a plan, and a plan is written whole."""
    client = signed_in(leader)
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows])
    Roster.objects.all().delete()
    response, roster = bring(client, here, out.getvalue().encode("utf-8", "replace"))

    assert response.status_code in (302, 422)
    if roster:
        planned = client.get(reverse("schools:confirm_people", args=[roster.pk])).context
        before = User.objects.count()
        assert confirm(client, roster).status_code == 302
        assert User.objects.count() - before == sum(
            "to be invited" in " ".join(row["lines"]) for row in planned["rows"]
        )
        # What was written once is there: nothing is left to write.
        _, again = bring(client, here, out.getvalue().encode("utf-8", "replace"))
        assert client.get(reverse("schools:confirm_people", args=[again.pk])).context["used"] == 0


def test_pair_that_two_rows_ask_for_is_made_once(leader, signed_in, here):
    client = signed_in(leader)
    row = "Jo,jo@x.example,ECT,a@x.example,A"
    _, roster = bring(
        client, here, f"Name,Email,Role,Mentor email,Mentor,Day\n{row},Monday\n{row},\n{row},Friday\n".encode()
    )

    assert [said_of(client, roster)[number][0] for number in (3, 4)] == ["Stays as it is", "Left out"]
    assert confirm(client, roster).status_code == 302
    assert Mentorship.objects.get(ect__email="jo@x.example").weekday == Weekday.MONDAY


@pytest.mark.parametrize("number", [1, 3])
def test_plan_costs_the_same_for_any_number_of_rows(leader, signed_in, here, number, django_assert_num_queries):
    client = signed_in(leader)
    rows = "".join(f"Jo {n},jo{n}@x.example,ECT,beth@x.example,Beth\n" for n in range(number))
    _, roster = bring(client, here, f"Name,Email,Role,Mentor email,Mentor\n{rows}".encode())

    with django_assert_num_queries(11):
        client.get(reverse("schools:confirm_people", args=[roster.pk]))


@pytest.mark.parametrize("number", [1, 3])
def test_people_cost_the_same_for_any_number(school, leader, signed_in, number, django_assert_num_queries):
    for _ in range(number):
        pair = MentorshipFactory(school=school, starts_on=MONDAY)
        MembershipFactory(user=pair.ect, role=Role.ECT, school=school)
    client = signed_in(leader)

    with django_assert_num_queries(8):
        client.get(reverse("schools:people", args=[school.pk]))
