"""The file of a whole record, for programs (docs/record.md): what stands in it, and what of a strange one is believed.

A shape is a dict of shapes, a `Many`, or a function that gives back the value, cut down to what it may be, or raises
ValueError. The same shapes hold what is written here to be readable anywhere.
"""

import json
import re
from datetime import date, datetime

from django.core.exceptions import ValidationError

from coaching.models import Answer, Decision, NoFocus, Result
from coaching.models.focus import Origin, Ready, WhyNow
from evidence.models import Source

FORMAT, VERSION = "so-that-record", 1
MOST_BYTES = 4 * 1024 * 1024
NOT_ONE = "This is not a record from So That. Choose the file that ends in .json."
TOO_LARGE = "This file is larger than 4 MB. Take your record away again, without attached files."
TOO_NEW = "This record was written by a newer So That than this one."
# What no keyboard types: controls but tab and line end, and half characters.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class Many:
    """A list of one shape, of so many at most."""

    def __init__(self, shape, most):
        self.shape, self.most = shape, most


def text(most):
    def cut(value):
        if not isinstance(value, str) or len(value) > most:
            raise ValueError
        return UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))

    return cut


def one_of(*values):
    def known(value):
        if value not in ("", *values):
            raise ValueError
        return value

    return known


def yes(value):
    if not isinstance(value, bool):
        raise ValueError
    return value


def yes_or_unsaid(value):
    return value if value is None else yes(value)


def count(value):
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 100_000_000:
        raise ValueError
    return value


def day(value):
    return value and date.fromisoformat(text(10)(value)).isoformat()


def moment(value):
    return value and datetime.fromisoformat(text(40)(value)).isoformat()


TEXT, LINE, NAME = text(20_000), text(500), text(200)
WORDING = {"key_action": TEXT, "steps": Many(TEXT, 20), "so_that": TEXT}
CHECK = {
    "relevant": yes,
    "achievable": yes,
    "clear": yes,
    "really_two": yes,
    "reason": TEXT,
    "suggested": WORDING,
    "at": moment,
    "by": NAME,
    "answer": one_of(*Answer.values),
    "answer_reason": TEXT,
}
ASKED = {**WORDING, "question": TEXT, "by": NAME, "leader": NAME, "at": moment, "reply": TEXT, "withdrawn": yes}
FOCUS = {
    "id": LINE,
    "key_action": TEXT,
    "one_step": yes,
    "steps": Many({"text": TEXT, "done": yes, "done_at": moment, "reworded": yes, "line": TEXT}, 60),
    "so_that": TEXT,
    "sentence": text(100_000),
    "origin": one_of(*Origin.values),
    "why_now": one_of(*WhyNow.values),
    "why_now_note": TEXT,
    "written_together": yes,
    "plan_lesson": TEXT,
    "plan_on": day,
    "script": TEXT,
    "follow_up": TEXT,
    "follow_up_on": day,
    "ready": one_of(*Ready.values),
    "practice": Many({"round": count, "rehearsed": TEXT, "changed": TEXT}, 100),
    "refined_from": LINE,
    "carried_on": yes,
    "meeting": count,
    "withdrawn": yes,
    "withdrawn_reason": TEXT,
    "result": one_of(*Result.values),
    "effect": TEXT,
    "decision": one_of(*Decision.values),
    "let_go_reason": TEXT,
    "corrections": Many({"result": one_of(*Result.values), "note": TEXT, "at": moment, "by": NAME}, 100),
    "rewordings": Many({**WORDING, "reason": TEXT, "at": moment}, 100),
    "checks": Many(CHECK, 200),
    "still_happening": Many({"weeks_later": count, "ect": yes_or_unsaid, "mentor": yes_or_unsaid}, 2),
    "evidence": Many(LINE, 100),
    "asked": Many(ASKED, 100),
}
WEEK = {
    "week_of": day,
    "met_on": day,
    "next_meeting_on": day,
    "minutes": count,
    "mentor": NAME,
    "reviewed": yes,
    "prompts": {"do": LINE, "by": LINE, "so_that": LINE},
    "note_went_well": TEXT,
    "note_to_discuss": TEXT,
    "praise": TEXT,
    "praise_effect": TEXT,
    "probe_question": TEXT,
    "probe_answer": TEXT,
    "no_focus": one_of(*NoFocus.values),
    "no_focus_note": TEXT,
    "passed_over_reason": TEXT,
    "foci": Many(FOCUS, 3),
}
ENTRY = {
    "id": LINE,
    "source": one_of(*Source.values),
    "seen_on": day,
    "seen": TEXT,
    "meaning": TEXT,
    "class": NAME,
    "area": NAME,
    "by": NAME,
    "files": Many({"name": NAME, "kind": NAME, "size": count, "path": LINE}, 6),
}
SCHOOL = {
    "name": NAME,
    "urn": text(6),
    "mentors": Many({"name": NAME, "from": day, "to": day}, 60),
    "weeks": Many(WEEK, 400),
    "evidence": Many(ENTRY, 4000),
    "later": Many({**WORDING, "why": TEXT, "at": moment}, 1000),
    "note_went_well": TEXT,
    "note_to_discuss": TEXT,
}
RECORD = {
    "format": LINE,
    "version": count,
    "made_at": moment,
    "name": NAME,
    "schools": Many(SCHOOL, 20),
    "private_notes": Many({"text": TEXT, "at": moment, "school": NAME, "about": NAME}, 20_000),
}
# What a part is that is not in the file.
MISSING = {TEXT: "", LINE: "", NAME: "", yes: False, yes_or_unsaid: None, count: 0, day: "", moment: ""}


def read_record(content):
    """The record in the bytes of a file, cut down to what a record knows; ValidationError says what is wrong with it.

    It is text that anybody may have written: whoever shows it escapes it. Private notes and a note that was not read in
    a meeting are left out: they are nobody else's.
    """
    if len(content) > MOST_BYTES:
        raise ValidationError(TOO_LARGE, code="too_large")
    try:
        found = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ValidationError(NOT_ONE, code="not_json") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ValidationError(NOT_ONE, code="not_a_record")
    if found.get("version") != VERSION:
        raise ValidationError(TOO_NEW, code="other_version")
    record = cleaned(RECORD, {**found, "private_notes": []})
    for school in record["schools"]:
        school["note_went_well"] = school["note_to_discuss"] = ""
    if not any(school["weeks"] or school["evidence"] or school["later"] for school in record["schools"]):
        raise ValidationError("There is nothing in this record to bring along.", code="empty")
    return record


def cleaned(shape, value, where="the record"):
    """`value` in a shape: what the shape doesn't know is left out, what is missing is blank; else ValidationError."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            raise _broken(where)
        return {name: _part(part, value, name, where) for name, part in shape.items()}
    if isinstance(shape, Many):
        if not isinstance(value, list) or len(value) > shape.most:
            raise _broken(where)
        return [cleaned(shape.shape, one, f"{where}, {number}") for number, one in enumerate(value, 1)]
    try:
        return shape(value)
    except (ValueError, TypeError, OverflowError):
        raise _broken(where) from None


def _part(shape, value, name, where):
    if name in value:
        return cleaned(shape, value[name], f"{where}: {name}")
    if isinstance(shape, dict):
        return cleaned(shape, {}, where)
    return [] if isinstance(shape, Many) else MISSING.get(shape, "")


def _broken(where):
    words = "This record can’t be read: something in it is not as So That writes it (%(where)s)."
    return ValidationError(words, code="broken", params={"where": where[:200]})


def _no_number(name):
    raise ValueError(name)
