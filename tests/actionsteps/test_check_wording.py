"""`manage.py check_wording`: the files it takes, what it writes, and what becomes of a bad row."""

import csv
import io
import json
import sys

import pytest
from django.core.management import CommandError, call_command

VAGUE = "Improve questioning"
PRECISE = "Ask, then wait three seconds"


class Standard:
    """A standard input with these bytes."""

    def __init__(self, data):
        self.buffer = io.BytesIO(data)


@pytest.fixture
def run(tmp_path):
    """Run the command on a file with this content; returns what it wrote to each of its outputs, as lines."""

    def _run(content, *options):
        path = tmp_path / "steps.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        out, err = io.StringIO(), io.StringIO()
        call_command("check_wording", str(path), *options, stdout=out, stderr=err, no_color=True)
        return out.getvalue().splitlines(), err.getvalue().splitlines()

    return _run


@pytest.fixture
def texts(run):
    """The text and the verdict of each row in a file with this content."""

    def _texts(content):
        out, _ = run(content, "--jsonl")
        return [(entry["text"], entry["vague"]) for entry in map(json.loads, out)]

    return _texts


def test_jsonl_keeps_the_order_and_names_the_findings(run):
    rows = [VAGUE, PRECISE, "Be more confident in every lesson"]

    out, _ = run("".join(json.dumps({"text": text}) + "\n" for text in rows), "--jsonl")

    assert [json.loads(line) for line in out] == [
        {"row": 1, "text": VAGUE, "vague": True, "findings": ["vague_verb"], "words": ["Improve"]},
        {"row": 2, "text": PRECISE, "vague": False, "findings": [], "words": []},
        {
            "row": 3,
            "text": "Be more confident in every lesson",
            "vague": True,
            "findings": ["vague_verb", "too_big"],
            "words": ["Be more confident", "in every lesson"],
        },
    ]


@pytest.mark.parametrize(
    "content",
    [
        f'text\n{VAGUE}\n"{PRECISE}"\n',
        f'\ufeffAction step\r\n{VAGUE}\r\n"{PRECISE}"\r\n',
        f"ECT;Target;Date\nA;{VAGUE};1 May\nB;{PRECISE};2 May\n",
        f"Focus\tDate\n{VAGUE}\t1 May\n{PRECISE}\t2 May\n",
        f"{VAGUE}\n{PRECISE}\n",
        f"text\n{VAGUE}\n\n{PRECISE}\n\n",
        f'[{{"text": "{VAGUE}"}}, "{PRECISE}"]',
        f'{{"key_action": "{VAGUE}", "steps": []}}\n{{"key_action": "{PRECISE}"}}\n',
    ],
    ids=["csv", "bom", "semicolons", "tabs", "no heading", "empty lines", "json", "parts without a how"],
)
def test_text_is_found(texts, content):
    assert texts(content) == [(VAGUE, True), (PRECISE, False)]


@pytest.mark.parametrize(
    "data",
    [
        "text\nAsk “why?” – then wait\n".encode("cp1252"),
        "text\nAsk “why?” – then wait\n".encode(),
        "text\nAsk “why?” – then wait\n".encode("utf-16"),
        "text\rAsk “why?” – then wait\r".encode("utf-8-sig"),
    ],
    ids=["Windows-1252", "UTF-8", "UTF-16", "old Mac lines"],
)
def test_text_is_read_in_any_encoding(texts, data):
    assert texts(data) == [("Ask “why?” – then wait", False)]


def test_commas_in_one_column_without_quotes_divide_nothing(texts):
    assert texts("text\nAsk, wait, then name a pupil\n") == [("Ask, wait, then name a pupil", False)]


def test_three_parts_are_put_together(texts):
    content = (
        "Key action,Steps,So that\n"
        f'{VAGUE},"Ask, then wait three seconds; Name a pupil",pupils think\n'
        f"{VAGUE},,pupils think\n"
    )

    assert texts(content) == [
        (f"{VAGUE} by these steps: 1 Ask, then wait three seconds; 2 Name a pupil so that pupils think", False),
        (f"{VAGUE} so that pupils think", True),
    ]


def test_steps_in_columns_of_their_own_are_put_together(texts):
    content = f"Action,Step 1,Step 2\n{VAGUE},Script three questions,Write them on the slide\n"

    assert texts(content) == [(f"{VAGUE} by scripting three questions and writing them on the slide", False)]


def test_bad_rows_are_numbered_and_the_rest_goes_on(run):
    content = f'text,date\n{VAGUE},1\n"Ask why,2\n,3\n{PRECISE!r},4\n'.replace("'", '"')

    out, err = run(content, "--jsonl")

    assert [json.loads(line)["row"] for line in out] == [2, 5]
    assert err[:2] == ["Row 3: a quotation mark is opened and not closed", "Row 4: no text in its column"]
    assert err[-1] == "2 rows could not be read"


def test_bad_json_lines_are_numbered_and_the_rest_goes_on(run):
    content = '{"text": "Ask why"}\nnot json\n{"text": 5}\n{"other": "x"}\n[1]\n{"text": "Ask who"}\n'

    out, err = run(content, "--jsonl")

    assert [json.loads(line)["text"] for line in out] == ["Ask why", "Ask who"]
    assert err[:4] == [
        "Row 2: not JSON",
        "Row 3: the text is no text",
        "Row 4: no text",
        "Row 5: no object with a text",
    ]


def test_table_ends_with_a_summary(run):
    content = (
        f"text\n{VAGUE}\n{VAGUE} by asking one pupil why so that pupils think\nAsk one pupil why to check the rest\n"
    )

    out, err = run(content)

    assert err == []
    assert out == [
        "    2  vague   Improve questioning",
        "               vague_verb: “Improve”. For example: “Ask, wait three seconds, then name a pupil.”",
        "    3  ok      Improve questioning by asking one pupil why so that pupils think",
        "    4  ok      Ask one pupil why to check the rest",
        "",
        "1 of 3 with a how",
        "2 of 3 with a so-that",
        "1 of 3 vague",
        "2 of 3 without a finding",
        "1 of 3 vague verb",
    ]


def test_csv_can_be_read_again_and_holds_no_formula(run):
    out, err = run(f'text\n"=1+1, {VAGUE}"\n{PRECISE}\n', "--csv")

    rows = list(csv.DictReader(out))
    assert [(row["row"], row["text"], row["vague"], row["findings"]) for row in rows] == [
        ("2", f"'=1+1, {VAGUE}", "yes", "vague_verb"),
        ("3", PRECISE, "no", ""),
    ]
    assert err[1] == "0 of 2 with a how"


def test_hyphen_reads_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", Standard(b'{"text": "Improve questioning"}\n'))
    out = io.StringIO()

    call_command("check_wording", "-", "--jsonl", stdout=out, stderr=io.StringIO())

    assert json.loads(out.getvalue())["vague"] is True


@pytest.mark.parametrize("content", [b"", b"\n\n", b"text\n"])
def test_empty_file_is_no_error(run, content):
    out, _ = run(content)

    assert out[1] == "0 of 0 with a how"


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04rest", b"%PDF-1.7", bytes(range(32)) * 20, b'[{"text": "Ask"'],
    ids=["workbook", "PDF", "bytes", "half a JSON list"],
)
def test_file_of_another_kind_is_an_error(run, content):
    with pytest.raises(CommandError, match="^Can't read "):
        run(content)


def test_missing_file_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("check_wording", str(tmp_path / "none.csv"))


def test_folder_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="Is a directory"):
        call_command("check_wording", str(tmp_path))
