"""The fields of the meeting as they are stored: which column each address names, and its value as text and back.

What a page is drawn with, what it posts and what `save_fields` compares are all this text.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from coaching.models import Cycle, Focus, Outcome, Parked, Rehearsal, Step
from coaching.validators import validate_text

# May be filled in until the week is reviewed; everything else ends when it is set.
LATER_CYCLE = {
    "praise",
    "praise_effect",
    "probe_question",
    "probe_answer",
    "passed_over_reason",
    "started_at",
    "minutes",
}
WORDING = {"key_action", "so_that", "one_step"}
LATER_FOCUS = {
    "written_together",
    "why_now",
    "why_now_note",
    "no_evidence_reason",
    "plan_lesson",
    "plan_on",
    "script",
    "follow_up",
    "follow_up_on",
    "ready",
}
FIELDS = {
    "cycle": LATER_CYCLE | {"no_focus_reason", "no_focus_note", "meets_on", "next_meeting_on"},
    "focus": WORDING | LATER_FOCUS,
    "step": {"text"},
    "outcome": {"result", "effect", "let_go_reason"},
    "rehearsal": {"rehearsed", "changed"},
    "parked": {"why"},
}
MODELS = {"cycle": Cycle, "focus": Focus, "step": Step, "outcome": Outcome, "rehearsal": Rehearsal, "parked": Parked}
_ADDRESS = re.compile(r"(focus|step|outcome|rehearsal|parked)-([0-9]{1,18})-([a-z_]+)")

# How an outcome that a new mentor closed without a word of their own is sent and shown.
HANDED_OVER = "handed_over"


@dataclass(frozen=True)
class Address:
    """One field of the meeting: of which row (`pk` 0 for the week itself), and its column."""

    kind: str
    pk: int
    field: str

    @property
    def is_later(self):
        """Whether it may be filled in after the week was set."""
        return (
            (self.kind == "cycle" and self.field in LATER_CYCLE)
            or (self.kind == "focus" and self.field in LATER_FOCUS)
            or self.kind in ("rehearsal", "outcome")
        )

    @property
    def is_wording(self):
        return self.kind == "step" or (self.kind == "focus" and self.field in WORDING)


def address_of(name):
    """The `Address` that `name` spells, or None."""
    if name in FIELDS["cycle"]:
        return Address("cycle", 0, name)
    found = _ADDRESS.fullmatch(name)
    if found and found[3] in FIELDS[found[1]]:
        return Address(found[1], int(found[2]), found[3])
    return None


def as_text(value):
    """A stored value as its field shows it: dates in ISO form, a moment to the minute, a yes as "1"."""
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def stored_text(row, field):
    """What is stored in a field of a row, as text; `row` may be None where there is no outcome yet."""
    if row is None:
        return ""
    if field == "result" and row.handed_over:
        return HANDED_OVER
    return as_text(getattr(row, field))


def plain(text):
    """`text` with its lines ended one way, without the NUL that no keyboard sends and PostgreSQL refuses."""
    return text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def value_of(address, text):
    """The value to store for `text`, or a ValidationError that says what to type instead."""
    column = MODELS[address.kind]._meta.get_field(address.field)
    if isinstance(column, models.BooleanField):
        return bool(text)
    if column.choices:
        if text in ("", *dict(column.flatchoices)):
            return text
        raise ValidationError("Pick one of the answers offered.", code="unknown")
    if isinstance(column, models.TextField):
        validate_text(text)
        return text
    if not text.strip():
        if column.null:
            return None
        raise ValidationError("Enter a date.", code="no_date")
    return _parsed(column, text.strip())


def _of_our_time(day):
    """`day`, unless its year is one that somebody has mistyped, or not finished typing."""
    if not 2000 <= day.year < 2100:
        raise ValidationError("Check the year of this date.", code="far_away")
    return day


def _parsed(column, text):
    try:
        if isinstance(column, models.DateTimeField):
            moment = _of_our_time(datetime.fromisoformat(text))
            return moment if moment.tzinfo else timezone.make_aware(moment)
        if isinstance(column, models.DateField):
            return _of_our_time(date.fromisoformat(text))
    except ValueError:
        raise ValidationError("Enter a date, like 27/11/2026.", code="no_date") from None
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 0 < int(text) <= 600:
        raise ValidationError("Enter a number of minutes, like 45.", code="no_number")
    return int(text)
