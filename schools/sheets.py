"""A school's list of people as one table, whatever it looks like: titles above the headings, headings over headings,
several tables in a sheet, several sheets, the names of a role between the rows.
"""

import re
from dataclasses import dataclass, field

from schools.headings import all_are, columns_of, named, passed_over, why_not_a_roster
from schools.tables import MOST_ROWS, TOO_MANY, Table, TableError, heading_key, plain, read_sheets, tidy

LONGEST_HEADING = 80
# How each column is called where several tables are made one.
CALLED = {
    "email": "Email",
    "name": "Name",
    "first_name": "First name",
    "last_name": "Last name",
    "known_as": "Known as",
    "mentor_email": "Mentor email",
    "mentor_name": "Mentor name",
    "mentor_first_name": "Mentor first name",
    "mentor_last_name": "Mentor last name",
    "urn": "URN",
    "year": "ECT year",
    "starts_on": "Start date",
    "weekday": "Day",
    "time": "Time",
    "rhythm": "Rhythm",
    "role": "Role",
    "school": "School",
}
# What stands alone in a line, or names a sheet, and says what those are who follow.
LABEL = re.compile(
    r"(?:(?:our|all|list of|the|new) )*"
    r"(?:(?P<mentor>(?:ect |nqt |subject )?mentors)|(?P<ect>ects?(?: ?[12])?|nqts?|early career teachers)"
    r"|(?P<leader>induction (?:tutors?|coordinators?)|leaders))"
    r"(?: list)?(?: (?:year )?(?:[12]|20\d\d.*))?"
)


@dataclass
class Section:
    """One table of a sheet: its headings, its rows, and what the people in it are by what stands over it."""

    headings: list
    rows: list = field(default_factory=list)

    def add(self, number, line, role):
        row = {}
        for heading, cell in zip(self.headings, line, strict=False):
            key = heading_key(heading)
            # The first of two columns of the same name counts, unless it is empty.
            if key and not row.get(key):
                row[key] = plain(cell)
        if any(row.values()):
            self.rows.append((number, row, role))


def are_headings(line):
    """Whether a line of a file is the headings of a list of people."""
    if any("@" in cell for cell in line):  # a person's row, as most are
        return False
    cells = [cell for cell in map(tidy, line) if cell]
    if len(cells) < 2 or any(len(cell) > LONGEST_HEADING for cell in cells):
        return False
    return not why_not_a_roster(named(cells))


def read_list(content):
    """The `Table` of a school's list of people in the bytes of a file; raises `TableError` that says what to do."""
    sheets = read_sheets(content, are_headings=are_headings)
    sections = [section for sheet in sheets for section in _sections(sheet, many=len(sheets) > 1)]
    if not sections:
        first = next(([tidy(cell) for cell in line] for line in sheets[0].lines if any(map(str.strip, line))), [])
        raise TableError(why_not_a_roster(first) or "The file has no rows below its headings.")
    sections = [section for section in sections if section.rows]
    if not sections:
        raise TableError("The file has no rows below its headings.")
    if sum(len(section.rows) for section in sections) > MOST_ROWS:
        raise TableError(TOO_MANY)
    return _joined(sections)


def _sections(sheet, *, many):
    """The `Section`s of a sheet; those beside each other are two."""
    found, now, above = [], [], []
    role = label_of([sheet.title])
    for number, cells in enumerate(sheet.lines, 1):
        line = [tidy(cell) for cell in cells]
        if not any(line):
            continue
        where = f"{number} of {sheet.title}" if many else number
        if are_headings(line) or are_headings(named(line, above)):
            blocks = _blocks(line, above)
            if [section.headings for section, *_ in now] != [headings for _, _, headings in blocks]:
                now = [(Section(headings), start, stop) for start, stop, headings in blocks]
                beside = [label_of(above[start:stop]) or role for _, start, stop in now] if len(now) > 1 else [""]
                found += [section for section, *_ in now]
        elif said := label_of(line):
            role = said
        else:
            for (section, start, stop), own in zip(now, beside if now else [], strict=True):
                section.add(where, line[start:stop], own or role)
        above = line
    return found


def _blocks(line, above):
    """[(first column, the one after the last, headings)] of the tables that stand beside each other in a line of
    headings: an empty heading divides two that are lists of people each, of which the second is no list of mentors
    of the first."""
    gaps = [-1, *(place for place, heading in enumerate(line) if not heading), len(line)]
    blocks = [(left + 1, right) for left, right in zip(gaps, gaps[1:], strict=False) if right > left + 1]
    lists = [(start, stop) for start, stop in blocks if not why_not_a_roster(line[start:stop])]
    if len(lists) > 1 and not any(all_are(line[start:stop]) for start, stop in lists):
        return [(start, stop, line[start:stop]) for start, stop in lists]
    return [(0, len(line), named(line, above))]


def label_of(line):
    """The role that a line names which holds nothing else ("Mentors"), or ""."""
    said = {heading_key(cell) for cell in line if cell}
    found = LABEL.fullmatch(said.pop()) if len(said) == 1 else None
    return (found.lastgroup or "") if found else ""


def _joined(sections):
    """One table of several, under headings that all have; with what stood over their rows as a role."""
    labelled = any(role for section in sections for *_, role in section.rows)
    if len(sections) == 1 and not labelled:
        return Table(tuple(sections[0].headings), tuple((number, row) for number, row, _ in sections[0].rows))
    headings, rows = [], []
    for section in sections:
        columns, rest = columns_of(section.headings), passed_over(section.headings)
        whole = all_are(section.headings)
        headings += [CALLED[column] for column in columns] + rest
        for number, row, role in section.rows:
            said = {heading_key(heading): row.get(heading_key(heading), "") for heading in rest}
            for column, keys in columns.items():
                said[heading_key(CALLED[column])] = next(filter(None, (row.get(key, "") for key in keys)), "")
            said["role"] = said.get("role") or whole or role
            rows.append((number, said))
    return Table(tuple(dict.fromkeys([*headings, "Role"])), tuple(rows))
