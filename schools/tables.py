"""Tables as schools have them: CSV of any make and XLSX in, formulas made harmless out.

A file that can't be read raises `TableError`, whose text says what to do about it.
"""

import csv
import datetime
import io
import re
import zipfile
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 60 * 1024 * 1024
MOST_ROWS = 10_000
TOO_MANY = "The file has more than 10,000 rows. Split it."
# What a spreadsheet would take for a formula, and what was made harmless before.
FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What neither a workbook nor a page can hold.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
KINDS = {
    b"\xd0\xcf\x11\xe0": "This is an old Excel file (.xls) or a locked one. Save it as .xlsx, without a password.",
    b"%PDF": "This is a PDF. Export the list as .xlsx or CSV.",
    b"\x89PNG": "This is a picture. Export the list as .xlsx or CSV.",
    b"\xff\xd8\xff": "This is a picture. Export the list as .xlsx or CSV.",
    b"{\\rtf": "This is a text document. Export the list as .xlsx or CSV.",
    b"<": "This is a web page with the ending of a spreadsheet. Open it in your spreadsheet and save it as .xlsx.",
}
DELIMITERS = ",;\t|"
MERGED = re.compile(rb'<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MOST_SHEETS = 12
MOST_COLUMNS = 200


class TableError(ValueError):
    """Why a file can't be read as a table, and what to do."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or a CSV: its title there, "" for a CSV, and every line, cell by cell."""

    title: str
    lines: list


@dataclass(frozen=True)
class Table:
    """`headings` as they stand in the file, and each row that says something: (its number there, {heading: text})."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, dict[str, str]], ...]


def heading_key(text):
    """A heading in the form it is known by: "Key action*" and "key_action" are both "key action"."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def read_table(content, *, are_headings=None):
    """The `Table` in the bytes of a CSV or of the first sheet of an XLSX file; raises `TableError`.

    Headings are the first line that says anything; with `are_headings`, the first of the first twenty lines for which
    it answers true, where there is one: a title may stand above them.
    """
    return _table(read_sheets(content, are_headings=are_headings)[0].lines, are_headings)


def read_sheets(content, *, are_headings=None):
    """The `Sheet`s in the bytes of a CSV (one) or XLSX file, at least one; raises `TableError`.

    A merged cell says the same in all its places. `are_headings` helps to tell by what a CSV is divided.
    """
    if not content.strip():
        raise TableError("The file is empty.")
    if len(content) > LARGEST:
        raise TableError("The file is larger than 5 MB. Split it, or leave out what isn’t needed.")
    for magic, answer in KINDS.items():
        if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(magic):
            raise TableError(answer)
    if content.startswith(b"PK\x03\x04"):
        return _xlsx_sheets(content)
    return [Sheet("", _csv_lines(content, are_headings))]


def read_upload(file, read=read_table):
    """What `read` makes of the bytes of an uploaded file; a ValidationError that says what to do where it can't."""
    try:
        return read(file.read(LARGEST + 1))
    except TableError as error:
        raise ValidationError(str(error), code="unreadable") from None


def _table(lines, are_headings=None):
    """The line of headings, and every later one with text as a row."""
    numbered = [(number, [tidy(cell) for cell in line]) for number, line in enumerate(lines, 1)]
    numbered = [(number, line) for number, line in numbered if any(line)]
    if are_headings:
        at = next((at for at, (_, line) in enumerate(numbered[:20]) if are_headings(line)), 0)
        numbered = numbered[at:]
    if len(numbered) < 2:
        raise TableError("The file has no rows below its headings.")
    if len(numbered) > MOST_ROWS + 1:
        raise TableError(TOO_MANY)
    headings = tuple(numbered[0][1])
    keys = [heading_key(heading) for heading in headings]
    # The first of two columns of the same name counts, unless it is empty.
    rows = []
    for number, line in numbered[1:]:
        row = {}
        for key, cell in zip(keys, line, strict=False):
            if key and not row.get(key):
                row[key] = plain(cell)
        rows.append((number, row))
    return Table(headings, tuple(rows))


def tidy(text):
    """`text` without space around it and without signs that can't be shown; its lines end alike."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return CONTROL.sub("", text).strip()


def _csv_lines(content, are_headings=None):
    text = _decoded(content)
    if "\x00" in text:
        raise TableError("This is not a table. Choose a CSV or .xlsx file.")
    first, _, rest = text.partition("\n")
    if re.fullmatch(r"sep=.\r?", first):  # a line that Excel writes for itself
        text = rest
    try:
        return _not_too_many(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text, are_headings)))
    except csv.Error:
        raise TableError(
            "A line of this CSV can’t be read: a quotation mark may be missing. Save it again from your spreadsheet."
        ) from None


def _not_too_many(lines):
    """All lines; who has far too many is told so before the rest is read. Blank ones, which spreadsheets write by the
    thousand, count for nothing."""
    read, said = [], 0
    for line in lines:
        said += any(line)
        if said > MOST_ROWS + 100:
            raise TableError(TOO_MANY)
        read.append(line)
    return read


def _delimiter(text, are_headings):
    """What divides the headings: by a title above them nothing can be told."""
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    heading = lines[0] if lines else ""
    if are_headings:
        for line in lines:
            for delimiter in sorted(DELIMITERS, key=line.count, reverse=True):
                if delimiter in line and are_headings(next(csv.reader([line], delimiter=delimiter))):
                    return delimiter
    return max(DELIMITERS, key=heading.count)


def _decoded(content):
    """Text from UTF-8, UTF-16 (with or without their byte-order mark) or, failing that, Windows-1252."""
    half = len(content[:2000]) // 2
    sixteen = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ""
    if not sixteen and half and content[1:2000:2].count(0) > 0.8 * half:
        sixteen = "utf-16-le"
    if sixteen:
        try:
            return content.decode(sixteen)
        except UnicodeDecodeError:
            raise TableError("The text of this file can’t be read. Save it again as “CSV UTF-8”.") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _xlsx_sheets(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > LARGEST_UNPACKED:
                raise TableError("This workbook is too large once opened. Keep the one sheet that is needed.")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = [_sheet(sheet, packed) for sheet in book.worksheets[:MOST_SHEETS]]
        return [sheet for sheet in sheets if any(any(line) for line in sheet.lines)] or [Sheet("", [])]
    except TableError:
        raise
    except Exception:  # openpyxl raises whatever it meets in a broken workbook
        raise TableError("This workbook can’t be opened. Save it again as .xlsx, or as CSV.") from None


def _sheet(sheet, packed):
    # What a sheet says of its own size may be wrong, and then a reader stops at it.
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_row=MOST_ROWS + 50, max_col=MOST_COLUMNS)
    lines = [[_cell(value) for value in row] for row in rows]
    for left, top, right, bottom in MERGED.findall(packed.read(sheet._worksheet_path.lstrip("/"))):
        _fill(lines, _column(left), int(top) - 1, _column(right), int(bottom) - 1)
    return Sheet(sheet.title, lines)


def _column(letters):
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _fill(lines, left, top, right, bottom):
    if top >= len(lines) or left >= len(lines[top]) or right >= MOST_COLUMNS:
        return
    for line in lines[top : bottom + 1]:
        line.extend([""] * (right + 1 - len(line)))
        line[left : right + 1] = [lines[top][left]] * (right + 1 - left)


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def harmless(text):
    """`text` so that a spreadsheet takes it for text: a quotation mark before what it would take for a formula."""
    return f"'{text}" if FORMULA.match(text) else text


def plain(text):
    """The opposite of `harmless`."""
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def as_csv(headings, rows):
    """The bytes of a CSV that Excel opens in UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([harmless(str(cell)) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(headings, rows, *, title):
    """The bytes of a workbook with one sheet: a whole number can be counted on with, every other cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.append(list(headings))
    for row in rows:
        sheet.append([cell if type(cell) is int else harmless(CONTROL.sub("", str(cell))) for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
