"""From nothing to a school that runs: its first leader, its trust's schools, and what is left to do."""

import csv
import io
import re

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from schools.gias import NEEDED, load_schools
from schools.models import Membership, Role, School, Trust, User
from schools.to_do import left_to_do
from tests.factories import (
    MONDAY,
    MembershipFactory,
    MentorshipFactory,
    SchoolFactory,
    TermFactory,
    TrustFactory,
    UserFactory,
)

FIRST = {"urn": "110048", "name": "Hill School", "leader": "Lea Leader", "email": " Lea@Hill.example "}


def start(capsys, **changes):
    call_command("start_school", **{**FIRST, **changes})
    return capsys.readouterr().out


def test_first_leader_gets_a_link_and_sets_up_the_school(db, clock, capsys):
    said = start(capsys, trust="Hill Trust", site="https://so-that.example/")

    link = re.search(r"https://so-that\.example(/invitation/\S+)", said)[1]
    client = Client()
    assert client.post(link, {"password": "three plain words"}).status_code == 302
    school = School.objects.get(urn="110048")
    assert (school.name, school.trust.name) == ("Hill School", "Hill Trust")
    assert client.get(f"/schools/{school.pk}/people/").status_code == 200
    assert [task.text for task in client.get("/").context["tasks"]] == [
        "Bring in your ECTs and their mentors",
        "Enter this year’s term dates",
        "Settle how your school words its foci",
    ]
    there = f"/bank/school/{school.pk}/own/"
    page = client.post(there, {"do": "usual"}, follow=True)
    assert "Settle how your school" not in page.text
    assert client.get(there).context["form"].initial["policy"] == "both"


def test_link_leads_to_where_the_site_is_reached(db, clock, capsys, settings):
    settings.SITE_ADDRESS = "https://so-that.example"

    assert re.search(r"^https://so-that\.example/invitation/\S+$", start(capsys), re.M)


def test_first_leader_may_lead_the_trust_too(db, clock, capsys):
    start(capsys, trust="Hill Trust", leads_trust=True)

    roles = Membership.objects.values_list("role", "school__urn", "trust__name")
    assert sorted(roles) == [(Role.LEADER, "110048", None), (Role.TRUST_LEADER, None, "Hill Trust")]
    with pytest.raises(CommandError, match="in no trust"):
        start(capsys, urn="110049", leads_trust=True)


def test_school_that_is_here_changes_its_trust_by_no_slip(db, clock, capsys):
    SchoolFactory(urn="110048", trust=TrustFactory(name="Hill Trust"))

    with pytest.raises(CommandError, match="here already, in the trust “Hill Trust”"):
        start(capsys, trust="Hil Trust", leads_trust=True)

    assert (Membership.objects.count(), Trust.objects.count()) == (0, 1)


def test_starting_again_makes_nothing_twice(db, clock, capsys):
    start(capsys)
    start(capsys)

    assert School.objects.count() == User.objects.count() == Membership.objects.count() == 1


def test_leader_who_has_a_password_needs_no_link(db, clock, capsys):
    UserFactory(email="lea@hill.example")

    assert "can sign in already" in start(capsys)
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="This person has left"):
        start(capsys)


def test_school_that_can_be_none_is_refused(db, clock, capsys):
    with pytest.raises(CommandError, match="six digits"):
        start(capsys, urn="123")


@pytest.fixture
def extract(tmp_path):
    """A function: the extract's file with these rows (urn, name, status, trust) among its 140 columns."""

    def write(*rows, headings=NEEDED):
        others = [f"Column {number}" for number in range(136)]
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow([*headings, *others])
        for row in rows:
            writer.writerow([*row, *("x" for _ in others)])
        file = tmp_path / "extract.csv"
        file.write_bytes(out.getvalue().encode("cp1252"))
        return file

    return write


def load(capsys, file, **options):
    call_command("load_schools", str(file), trust="Hill Trust", **options)
    return capsys.readouterr().out


def test_schools_of_a_trust_are_matched_on_urn(db, capsys, extract):
    SchoolFactory(urn="100001", name="Old name")
    SchoolFactory(urn="100009", name="St Anne’s School")
    file = extract(
        ("100001", "Harbour Academy", "Open", "Hill Trust"),
        ("100002", "St Anne’s School", "Open, but proposed to close", "HILL TRUST"),
        ("100003", "Closed School", "Closed", "Hill Trust"),
        ("100004", "Other School", "Open", "Other Trust"),
    )

    shown = load(capsys, file)
    assert "Nothing is written yet" in shown
    assert not Trust.objects.filter(name="Hill Trust").exists()

    load(capsys, file, write=True)
    assert set(School.objects.filter(trust__name="Hill Trust").values_list("urn", "name")) == {
        ("100001", "Harbour Academy"),
        ("100002", "St Anne’s School"),
    }
    assert School.objects.get(urn="100009").trust.name != "Hill Trust"
    assert "2 same." in load(capsys, file, write=True)


@pytest.mark.parametrize("n", [1, 3])
def test_loading_schools_costs_a_query_for_each_that_changes(db, n, django_assert_num_queries):
    rows = [(f"10000{number}", f"School {number}", "Hill Trust") for number in range(n)]

    with django_assert_num_queries(3 + n + 2):  # and the savepoint that the test's transaction makes of its own
        load_schools(rows, trust="Hill Trust", write=True)
    with django_assert_num_queries(2 + 2):
        fates = load_schools(rows, trust="Hill Trust", write=True)

    assert {fate for *_, fate in fates} == {"same"}


def test_school_that_the_extract_names_no_longer_stays(db, capsys, extract):
    trust = TrustFactory(name="Hill Trust")
    school = SchoolFactory(urn="100001", trust=trust)

    load(capsys, extract(("100002", "Another", "Open", "Hill Trust")), write=True)

    school.refresh_from_db()
    assert school.trust == trust


def test_file_that_is_not_the_extract_says_where_to_get_it(db, capsys, extract):
    with pytest.raises(CommandError, match="get-information-schools"):
        load(capsys, extract(("1", "x", "Open", "Hill Trust"), headings=("URN", "Name", "Status", "Trust")))


def test_trust_spelled_otherwise_is_said(db, capsys, extract):
    with pytest.raises(CommandError, match="check how it spells the trust"):
        load(capsys, extract(("100001", "A", "Open", "Hill Academy Trust")))


def test_nothing_is_left_to_do_once_a_school_runs(school, pair, django_assert_num_queries):
    for user, role in ((pair.ect, Role.ECT), (pair.mentor, Role.MENTOR)):
        MembershipFactory._meta.model.objects.get_or_create(user=user, role=role, school=school)

    with django_assert_num_queries(1):
        assert left_to_do(school, today=MONDAY) == []


def test_trust_leader_sees_what_each_school_has_left(school, pair, trust_leader, signed_in):
    for user, role in ((pair.ect, Role.ECT), (pair.mentor, Role.MENTOR)):
        MembershipFactory._meta.model.objects.get_or_create(user=user, role=role, school=school)
    quay = SchoolFactory(name="Quay School", trust=school.trust)
    SchoolFactory(name="Elsewhere School")
    client = signed_in(trust_leader)
    client.get("/")

    page = client.get(f"/trusts/{school.trust_id}/")

    assert [(row["name"], row["numbers"], [task.text for task in row["tasks"]]) for row in page.context["schools"]] == [
        ("Harbour Academy", [1, 1, 1], []),
        ("Quay School", [0, 0, 0], ["Bring in your ECTs and their mentors", "Enter this year’s term dates"]),
    ]
    assert client.get(f"/schools/{quay.pk}/people/").context["chrome"]["hat"] == "Trust leader of Harbour Trust"


def test_what_is_left_is_named(school):
    TermFactory._meta.model.objects.all().delete()
    ect = MembershipFactory(role=Role.ECT, school=school, user=UserFactory(password=None)).user
    MembershipFactory(role=Role.MENTOR, school=school)
    assert [task.text for task in left_to_do(school, today=MONDAY)] == [
        "Give each ECT a mentor",
        "Invite the people who can’t sign in yet",
        "Enter this year’s term dates",
    ]

    MentorshipFactory(school=school, ect=ect)
    assert "Give each ECT a mentor" not in [task.text for task in left_to_do(school, today=MONDAY)]
