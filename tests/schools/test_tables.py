"""Tables in, of any make; formulas harmless out."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from schools import tables
from schools.tables import TableError, as_csv, as_xlsx, harmless, heading_key, plain, read_table, tidy

TEXT = "Key action;By\nAsk;Wait – “now”\n"


def rows(content):
    return [row for _, row in read_table(content).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_read_table_takes_any_delimiter_and_encoding(delimiter, encoding):
    content = TEXT.replace(";", delimiter).encode(encoding)

    assert rows(content) == [{"key action": "Ask", "by": "Wait – “now”"}]


def test_read_table_numbers_rows_as_the_file_does_and_passes_over_empty_ones():
    table = read_table(b"\nName\n\nAmira\n ,\nTom\n")

    assert table.headings == ("Name",)
    assert [number for number, _ in table.rows] == [4, 6]


def test_read_table_takes_cells_of_several_lines():
    assert rows(b'Name,By\r\nAsk,"One\r\nTwo"\r\n') == [{"name": "Ask", "by": "One\nTwo"}]


def test_read_table_lets_the_first_of_two_equal_headings_count():
    assert rows(b"Name,name,NAME\nAmira,Tom,Ben\n,Tom,Ben\n") == [{"name": "Amira"}, {"name": "Tom"}]


def test_read_table_takes_short_and_long_rows():
    assert rows(b"Name,By\nAmira\nTom,Ask,more\n") == [{"name": "Amira"}, {"name": "Tom", "by": "Ask"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"Name\n", "no rows"),
        (b"x" * (tables.LARGEST + 1), "larger than 5 MB"),
        (b"\xd0\xcf\x11\xe0old excel", "old Excel file"),
        (b"%PDF-1.7 text", "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"{\\rtf1 text}", "text document"),
        (b"PK\x03\x04 broken", "can’t be opened"),
        (b"\xff\xfeN", "can’t be read"),
        (b"\x00\x01\x02\x00", "not a table"),
        (b'Name\n"' + b"x" * 140_000 + b'"\n', "can’t be read"),
        (b"Name\n" + b"x\n" * 10_001, "more than 10,000 rows"),
    ],
    ids=[
        "empty",
        "blank",
        "no-rows",
        "large",
        "xls",
        "pdf",
        "png",
        "jpg",
        "rtf",
        "zip",
        "utf16",
        "binary",
        "cell",
        "rows",
    ],
)
def test_read_table_says_what_is_wrong_with_a_file(content, said):
    with pytest.raises(TableError, match=said):
        read_table(content)


def test_read_table_opens_no_workbook_that_unpacks_too_large(monkeypatch):
    monkeypatch.setattr(tables, "LARGEST_UNPACKED", 100)

    with pytest.raises(TableError, match="too large once opened"):
        read_table(as_xlsx(["Name"], [["Amira"]], title="People"))


def test_read_table_takes_a_zip_of_something_else_for_no_workbook():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("word/document.xml", "<xml/>")

    with pytest.raises(TableError, match="can’t be opened"):
        read_table(packed.getvalue())


def test_read_table_takes_dates_and_numbers_of_a_workbook():
    import datetime

    book = Workbook()
    book.active.append(["Name", "Review on", "Standard", "Share"])
    book.active.append([None, datetime.datetime(2025, 9, 18, 12), 4.0, 2.5])
    out = io.BytesIO()
    book.save(out)

    assert rows(out.getvalue()) == [{"name": "", "review on": "2025-09-18", "standard": "4", "share": "2.5"}]


@pytest.mark.parametrize("text", ["=1+1", "+44", "-ask", "@here", "'=1", "''+1", "\ttab"])
def test_harmless_puts_a_quotation_mark_before_a_formula(text):
    assert harmless(text) == "'" + text
    assert plain(harmless(text)) == text


@pytest.mark.parametrize("text", ["", "Ask", "'Ask', they say", "1-2", "a=b"])
def test_harmless_leaves_text_alone(text):
    assert harmless(text) == plain(text) == text


@given(st.text())
def test_plain_undoes_harmless(text):
    assert plain(harmless(text)) == text


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n'=+-@"), max_size=30).map(tidy)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_what_is_written_is_read_again(written):
    written = [list(row) for row in written if any(row)]
    for content in (as_csv(["One", "Two"], written), as_xlsx(["One", "Two"], written, title="Bank")):
        if written:
            assert [list(row.values()) for row in rows(content)] == written


def test_workbook_holds_text_where_a_formula_was_typed_and_numbers_as_such():
    book = load_workbook(io.BytesIO(as_xlsx(["One"], [["=1+1"], ["\x0bAsk\x00"], [12]], title="Bank")))

    assert [(cell.value, cell.data_type) for (cell,) in book["Bank"]["A2:A4"]] == [
        ("'=1+1", "s"),
        ("Ask", "s"),
        (12, "n"),
    ]


def test_csv_is_opened_by_excel_as_utf_8():
    assert as_csv(["One"], [["–"]]).startswith(b"\xef\xbb\xbfOne\r\n")


@pytest.mark.parametrize("text", ["Key action*", "key_action", " KEY  ACTION ", "Key-action:"])
def test_heading_key_is_the_same_for_one_heading(text):
    assert heading_key(text) == "key action"
