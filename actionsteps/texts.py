"""A school's own list of steps, read from the bytes of a file: CSV or JSON lines, one text in a column or three parts.

Lists come from spreadsheets, so whatever encoding, separator and heading Excel writes is taken. A row that can't be
read is a row with a `problem`; the rest goes on.
"""

import csv
import json
import re
from dataclasses import dataclass
from itertools import islice

from actionsteps.wording import Wording, parse

# The likeliest heading first: a list may have an "action step" and a "focus" beside it.
_TEXT = (
    "text,key action,key actions,do this,action step,action steps,target,targets,coaching target,focus,foci,wording,"
    "sentence,statement,next step,next steps,action,actions,do,what,precise action,precise actions,step,description,"
    "improvement"
).split(",")
_STEPS = ("by", "how", "steps", "the how", "precise steps", "precise actions", "step")
_SO_THAT = (
    "so that",
    "so that pupils",
    "so",
    "outcome",
    "outcomes",
    "pupil outcome",
    "pupil outcomes",
    "impact",
    "why",
    "purpose",
    "in order to",
)
_ONE_STEP = re.compile(r"(?:step|how|by|precise action) ?\d{1,2}")
_SEPARATORS = (",", ";", "\t", "|")


class UnreadableFile(ValueError):
    """The bytes are no text that this module can take apart; the message says why."""


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet shows it, and its wording, or what is the matter with it."""

    number: int
    text: str = ""
    wording: Wording | None = None
    problem: str = ""


def read_rows(data):
    """The `Row` of each row, not empty, of the file with these bytes, one by one. Raises `UnreadableFile` at once."""
    text = _decoded(data)
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    if _is_json(first):
        return _from_json_lines(lines)
    if first.strip() == "[" or first.lstrip().startswith(("[{", '["')):
        return _from_json_array(text)
    return _from_csv(lines)


def _decoded(data):
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        raise UnreadableFile("this is a workbook or a PDF. Save it as CSV first.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    if text.count("\x00") > len(text) // 100:
        raise UnreadableFile("this is no text. Save it as CSV or JSON lines first.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def _is_json(line):
    try:
        return isinstance(json.loads(line), dict)
    except ValueError:
        return line.lstrip().startswith("{")


def _from_json_lines(lines):
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
        except ValueError:
            yield Row(number, problem="not JSON")
        except RecursionError:
            yield Row(number, problem="not JSON that can be read")
        else:
            yield _from_entry(number, entry)


def _from_json_array(text):
    try:
        entries = json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadableFile("it begins like JSON and isn't.") from None
    return (_from_entry(number, entry) for number, entry in enumerate(entries, 1))


def _from_entry(number, entry):
    if isinstance(entry, str):
        entry = {"text": entry}
    if not isinstance(entry, dict):
        return Row(number, problem="no object with a text")
    named = {_heading(str(key)): value for key, value in entry.items()}
    text = next((named[name] for name in _TEXT if named.get(name)), "")
    steps = [named[name] for name in _STEPS if named.get(name)]
    steps = steps[0] if steps and isinstance(steps[0], list) else steps
    so_that = next((named[name] for name in _SO_THAT if named.get(name)), "")
    if not all(isinstance(value, str) for value in (text, so_that, *steps)):
        return Row(number, problem="the text is no text")
    return _row(number, text, steps, so_that)


def _from_csv(lines):
    records = list(_records(lines, _separator(lines)))
    first = next((place for place, (_, cells, problem) in enumerate(records) if cells or problem), None)
    if first is None:
        return
    columns = _columns(records[first][1] or [])
    body = records[first + 1 :] if columns else records[first:]
    widest = len(records[first][1] or [])
    columns = columns or _guessed([cells for _, cells, _ in body if cells])
    for number, cells, problem in body:
        if problem:
            yield Row(number, problem=problem)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if widest == 1 and len(cells) > 1:
            cells = [", ".join(cell.strip() for cell in cells)]  # one column, and a comma in a text without quotes
        if not any(cell.strip() for place in columns["text"] for cell in cells[place : place + 1]):
            yield Row(number, problem="no text in its column")
            continue
        picked = {part: [cells[place] for place in places if place < len(cells)] for part, places in columns.items()}
        yield _row(number, picked["text"][0], picked["steps"], " ".join(picked["so_that"]))


def _records(lines, separator):
    """The number, the cells and the problem of each record. A quote that is never closed spoils its own line only."""
    place = number = 0
    while place < len(lines):
        number += 1
        if not lines[place].strip():
            place += 1
            yield number, [], ""
            continue
        reader = csv.reader((line + "\n" for line in islice(lines, place, None)), delimiter=separator, strict=True)
        try:
            cells = next(reader)
            place += reader.line_num
        except csv.Error:
            line, place = lines[place], place + 1
            if line.count('"') % 2:
                yield number, None, "a quotation mark is opened and not closed"
                continue
            try:
                cells = next(csv.reader([line], delimiter=separator))
            except csv.Error as error:
                yield number, None, str(error)
                continue
        yield number, cells, ""


def _separator(lines):
    """The character between cells: one that makes the first line a known heading, else one that divides all alike."""
    first = next((line for line in lines if line.strip()), "")
    known = [mark for mark in _SEPARATORS if mark in first and _columns(next(csv.reader([first], delimiter=mark), []))]
    if known:
        return max(known, key=first.count)
    if "\t" in first or _columns([first]):
        return "\t" if "\t" in first else ","
    sample = [line for line in lines[:50] if line.strip()]
    steady = [mark for mark in (";", ",", "|") if len({line.count(mark) for line in sample}) == 1 and mark in first]
    return steady[0] if steady and len(sample) > 1 else "\x1f"


def _heading(text):
    return " ".join(re.sub(r"[^\w]+|_", " ", text.lower()).split())


def _columns(cells):
    """Where the parts stand by these headings, or None where no heading is known."""
    headings = [_heading(cell) for cell in cells]
    text = next((headings.index(name) for name in _TEXT if name in headings), None)
    if text is None:
        return None
    return {
        "text": [text],
        "steps": [
            place
            for place, name in enumerate(headings)
            if place != text and (name in _STEPS or _ONE_STEP.fullmatch(name))
        ],
        "so_that": [place for place, name in enumerate(headings) if place != text and name in _SO_THAT][:1],
    }


def _guessed(rows):
    """The column with most to read, where no heading says which."""
    width = max((len(cells) for cells in rows), default=1)
    lengths = [sum(len(cells[place]) for cells in rows if place < len(cells)) for place in range(width)]
    return {"text": [lengths.index(max(lengths))], "steps": [], "so_that": []}


def _row(number, text, steps, so_that):
    steps = [step for cell in steps for step in _several(cell)]
    if not any(part.strip() for part in (text, so_that, *steps)):
        return Row(number, problem="no text")
    if not steps and not so_that.strip():
        return Row(number, text.strip(), parse(text))
    wording = Wording(text.strip(), tuple(steps), so_that.strip())
    return Row(number, wording.sentence(), wording)


def _several(cell):
    """The steps in one cell: on lines of their own, or behind semicolons, or numbered."""
    parts = re.split(r"\s*\n\s*|\s*;\s+|\s+(?=\(?\d{1,2}[.)]\s)", cell.strip())
    return [part for part in parts if part.strip()]
