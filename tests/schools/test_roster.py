"""A school's list of people: what its headings and cells say."""

from datetime import date, time

import pytest

from schools.headings import column_of, why_not_a_roster
from schools.models import Rhythm, Role, Weekday
from schools.roster import read_roster, roles_of
from schools.tables import TableError, read_table

HEADINGS = {
    "email": (
        "email",
        "Email address",
        "E-mail",
        "Work email",
        "EMAIL ADDRESS *",
        "School e-mail address",
        "ECT email",
        "UPN",
    ),
    "first_name": ("first_name", "First name", "Forename", "FORENAMES", "Given name", "Legal first name"),
    "last_name": ("last_name", "Last name", "Surname", "Family name", "ECT surname"),
    "name": ("name", "Full name", "Display Name", "ECT name", "Name of teacher", "Staff name"),
    "urn": ("school_urn", "URN", "School URN", "Establishment urn"),
    "school": ("school_name", "School", "School name", "Establishment"),
    "role": ("Role", "role(s)", "Job role", "Position", "ECT/Mentor", "User type"),
    "mentor_name": ("Mentor", "Mentor name", "Name of mentor", "ECT Mentor's name"),
    "mentor_email": ("Mentor email", "Mentor's e-mail address", "mentor_email", "Email of mentor"),
    "weekday": ("Day", "Meeting day", "Weekday"),
    "time": ("Time", "Meeting time"),
    "rhythm": ("Frequency", "How often", "Rhythm"),
    "starts_on": ("Start date", "Starts on", "Induction start date"),
    "": ("Phone", "TRN", "Notes", "Date of birth", "Staff ID", "Subject", "Year group", "End date", "Line manager"),
}
ROLES = {
    "ECT": (Role.ECT,),
    "ects": (Role.ECT,),
    "ECT1": (Role.ECT,),
    "ECT (Year 2)": (Role.ECT,),
    "Early Career Teacher": (Role.ECT,),
    "NQT+1": (Role.ECT,),
    "Mentor": (Role.MENTOR,),
    "ECT mentor": (Role.MENTOR,),
    "Induction tutor": (Role.LEADER,),
    "Induction Co-ordinator": (Role.LEADER,),
    "SLT": (Role.LEADER,),
    "Deputy Headteacher": (Role.LEADER,),
    "ECT lead": (Role.LEADER,),
    "Mentor and induction tutor": (Role.LEADER, Role.MENTOR),
    "Mentor; ECT": (Role.MENTOR, Role.ECT),
    "Head of Maths": (),
    "Subject leader": (),
    "Teacher": (),
    "Trust lead": (),
}


@pytest.mark.parametrize(
    ("heading", "column"), [(heading, column) for column, known in HEADINGS.items() for heading in known]
)
def test_column_is_known_by_what_its_heading_means(heading, column):
    assert column_of(heading) == column


@pytest.mark.parametrize(("text", "roles"), ROLES.items())
def test_roles_are_known_in_the_words_of_schools(text, roles):
    problems = []

    assert roles_of(text, problems) == roles
    assert bool(problems) == (not roles)


def entries(text, role=""):
    return read_roster(read_table(text.encode()), role=role)


def test_row_says_all_of_a_pair():
    (entry,) = entries(
        "Name,Email,Role,Mentor,Mentor email,Day,Time,Start date\n"
        '"Khan, Amira", <Amira.Khan@x.example>; ,ECT2,Maya Kowalski,mailto:MAYA@x.example,Thurs,3.40pm,1/9/2025\n'
    )

    assert (entry.name, entry.email, entry.roles) == ("Amira Khan", "amira.khan@x.example", (Role.ECT,))
    assert (entry.mentor, entry.mentor_email) == ("Maya Kowalski", "maya@x.example")
    assert (entry.weekday, entry.meets_at, entry.rhythm) == (Weekday.THURSDAY, time(15, 40), Rhythm.FORTNIGHTLY)
    assert entry.starts_on == date(2025, 9, 1)
    assert entry.problems == ()


def test_list_of_mentors_alone_is_about_them():
    (entry,) = entries("Mentor name,Mentor email\nMaya Kowalski,maya@x.example\n")

    assert (entry.name, entry.email, entry.roles, entry.problems) == (
        "Maya Kowalski",
        "maya@x.example",
        (Role.MENTOR,),
        (),
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Jo,,ECT,,,,", "The e-mail address is missing"),
        ("Jo,jo at school,ECT,,,,", "can’t be right"),
        (",jo@x.example,ECT,,,,", "There is no name"),
        ("Jo,jo@x.example,Caretaker,,,,", "“Caretaker” is no role here"),
        ("Jo,jo@x.example,,,,,", "Nothing says what they are"),
        ("Jo,jo@x.example,Mentor,Maya,,,", "Only an ECT has a mentor"),
        ("Jo,jo@x.example,ECT,,maya@,,", "The mentor’s e-mail address “maya@” can’t be right"),
        ("Jo,jo@x.example,ECT,,,Sunday,", "is no school day"),
        ("Jo,jo@x.example,ECT,,,,after school", "is no time"),
        ("Jo,jo@x.example,Trust lead,,,,", "made by the trust"),
    ],
)
def test_row_that_cannot_be_used_says_how_to_mend_it(row, said):
    (entry,) = entries(f"Name,Email,Role,Mentor,Mentor email,Day,Time\n{row}\n")

    assert said in " ".join(entry.problems)


def test_table_without_addresses_or_names_is_no_roster():
    assert "No column holds e-mail addresses" in why_not_a_roster(["Name", "Role"])
    assert "No column holds names" in why_not_a_roster(["Email", "Role"])
    assert why_not_a_roster(["Email", "Surname"]) == ""


def test_table_finds_its_headings_below_a_title():
    table = read_table(b"Our ECTs\n\nName,Email\nJo,jo@x.example\n", are_headings=lambda line: "Email" in line)

    assert table.headings == ("Name", "Email")
    with pytest.raises(TableError):
        read_table(b"Name,Email\n", are_headings=lambda line: False)
