"""Files pulled about: whatever stands where, a list is read or refused in words, and no row is read twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from schools.roster import read_roster
from schools.sheets import label_of, read_list
from schools.tables import TableError
from tests.schools.shapes import book, text
from tests.schools.test_roster import HEADINGS

HEADING = st.sampled_from([heading for known in HEADINGS.values() for heading in known])
CELL = st.sampled_from(
    [
        "jo@x.example",
        "Jo Green",
        "Green, Jo (ECT2)",
        "ECT",
        "Mentors",
        "Total",
        "45901",
        "Thu 3pm",
        "",
        "=1+1",
        "x" * 300,
    ]
) | st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=8)
LINE = st.lists(HEADING, max_size=8) | st.lists(CELL, max_size=9)
MERGED = st.sampled_from(["A1:C1", "B2:B4", "A1:D6", "C3:F3"])


def read(content):
    try:
        return read_roster(read_list(content), role="ect")
    except TableError:
        return []


@settings(max_examples=80)
@given(lines=st.lists(LINE, max_size=9), delimiter=st.sampled_from(",;\t"))
def test_no_text_is_too_odd_to_read_or_to_refuse(lines, delimiter):
    plain = [[cell.replace(delimiter, " ").replace('"', " ") for cell in line] for line in lines]
    entries = read(text(*plain, delimiter=delimiter).encode("utf-8", "replace"))

    # A line may hold two people, where two lists stand beside each other.
    assert len(entries) <= 2 * len(lines)
    assert all(entry.problems or (entry.email and entry.name and entry.roles) for entry in entries)


@settings(max_examples=12)
@given(first=st.lists(LINE, max_size=6), second=st.lists(LINE, max_size=4), merged=st.lists(MERGED, max_size=1))
def test_no_workbook_is_too_odd_to_read_or_to_refuse(first, second, merged):
    clean = [
        [[cell.strip("\x00") for cell in line if cell.isprintable()] for line in lines] for lines in (first, second)
    ]
    entries = read(book(First=(clean[0], merged), Second=clean[1]))

    assert all(entry.problems or (entry.email and entry.name and entry.roles) for entry in entries)


def test_rows_of_a_second_sheet_are_named_by_it():
    entries = read(
        book(ECTs=[["Name", "Email"], ["Jo", "jo@x.example"]], Mentors=[["Name", "Email"], ["Bo", "bo@x.example"]])
    )

    assert [(entry.number, entry.roles) for entry in entries] == [
        ("2 of ECTs", ("ect",)),
        ("2 of Mentors", ("mentor",)),
    ]


def test_label_is_a_role_alone():
    assert {text: label_of([text, ""]) for text in ("Mentors", "Our ECTs", "ECT list 2025-26", "Induction tutors")} == {
        "Mentors": "mentor",
        "Our ECTs": "ect",
        "ECT list 2025-26": "ect",
        "Induction tutors": "leader",
    }
    assert [label_of([text]) for text in ("ECTs and mentors", "Mentor training", "Sheet1", "")] == [""] * 4
