"""docs/rosters.md says what becomes of each heading and of each shape of file: held to the reader here."""

import re
from pathlib import Path

import pytest

from schools.fates import plan
from schools.headings import column_of
from schools.roster import read_roster, roles_of
from schools.sheets import read_list
from schools.tables import TableError
from tests.schools.shapes import SHAPES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rosters.md").read_text()


def table(title):
    """The rows of the table under a heading of the page, {first cell: the others}."""
    part = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    (found,) = [text for text in part if text.startswith(title)]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in found.splitlines() if line.startswith("|")
    ]
    return {first: rest for first, *rest in rows[2:]}


def test_headings_are_taken_as_the_page_says():
    taken = {
        heading.strip(): row[0]
        for what, row in table("Headings").items()
        for heading in what.replace("`", "").split("·")
    }

    assert len(taken) > 90
    assert {heading: column_of(heading).replace("_", " ") or "passed over" for heading in taken} == taken


def test_roles_are_taken_as_the_page_says():
    said = {word.strip(): row[0] for words, row in table("Roles").items() for word in words.split("·")}

    assert {word: ", ".join(roles_of(word, [])) or "left out" for word in said} == said


def became(content, school):
    try:
        planned = plan(read_roster(read_list(content)), [school])
    except TableError as error:
        return f"Refused: {error}"
    number = {kind: sum(deed[0] == kind for deed in planned.deeds) for kind in ("person", "pair")}
    left = [fate for fate in planned.fates if fate.reasons]
    said = f"{number['person']} people, {number['pair']} pairs"
    return f"{said}; {len(left)} left out: {left[0].reasons[0]}" if left else said


def test_every_shape_of_file_ends_as_the_page_says(school):
    shapes = {name: row[0] for name, row in table("Files").items()}

    assert list(shapes) == list(SHAPES)
    assert {name: became(content, school) for name, content in SHAPES.items()} == shapes


# What is easily lost when a table is pulled about: who is who.
PULLED_ABOUT = ("tables", "merged", "twice", "the mentor first", "a sheet each", "role as a line", "A staff export")
ODD = [name for name in SHAPES if any(word in name for word in PULLED_ABOUT)]


@pytest.mark.parametrize("name", ODD)
def test_everybody_keeps_their_name_role_and_mentor(name):
    entries = {entry.email: entry for entry in read_roster(read_list(SHAPES[name])) if not entry.problems}

    assert entries["jo@x.example"].name == "Jo Green"
    assert entries["jo@x.example"].roles == ("ect",)
    assert entries["al@x.example"].name in ("Al Grey", "Alan Grey")
    if "beside" not in name:
        mentors = {(entries[email].mentor_email, entries[email].mentor) for email in ("jo@x.example", "al@x.example")}
        assert mentors <= {("beth@x.example", "Beth Brown"), ("beth@x.example", ""), ("", "Beth Brown")}
