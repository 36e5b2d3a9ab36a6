"""The look-for slip (A109): what a drop-in showed of a live week's steps, and how that reads in the log."""

import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, OuterRef
from django.utils import timezone

from coaching import parts
from coaching.dates import short_day
from coaching.forms import day_of, number
from coaching.gathered import gathered
from coaching.house import prompts_of
from coaching.looks import NOT_SEEN, SEEN, Look
from coaching.meeting import in_order
from coaching.models import Citation
from coaching.stored import plain

LOOKS = ((SEEN, "Seen"), (NOT_SEEN, "Not seen"), ("", "Didn’t look"))
LONGEST_LINE = 500
LONGEST_CLASS = 60


@dataclass
class Slip:
    """Everything a post of the slip holds. `looks` goes by the step's id; `errors` by field, none where it is whole."""

    looks: dict = field(default_factory=dict)
    seen_on: str = ""
    class_name: str = ""
    key: uuid.UUID = field(default_factory=uuid.uuid4)
    errors: dict = field(default_factory=dict)

    @classmethod
    def read(cls, post):
        slip = cls(seen_on=post.get("seen_on", ""), class_name=plain(post.get("class_name", "")).strip())
        for name in post:
            kind, _, step = name.partition("-")
            if kind in ("look", "line") and number(step) is not None:
                look = post.get(f"look-{step}", "")
                look = look if look in (SEEN, NOT_SEEN) else ""
                slip.looks[int(step)] = Look(look, plain(post.get(f"line-{step}", "")))
        with suppress(ValueError):
            slip.key = uuid.UUID(post.get("key", ""))
        slip._check()
        return slip

    def _check(self):
        if day_of(self.seen_on):
            self.seen_on = day_of(self.seen_on)
        else:
            self.errors["seen_on"] = "Enter a date, like 27/11/2026"
        if len(self.class_name) > LONGEST_CLASS:
            self.errors["class_name"] = f"Shorten this to {LONGEST_CLASS} characters"
        for step, look in self.looks.items():
            if len(look.line) > LONGEST_LINE:
                self.errors[f"line-{step}"] = f"Shorten this to {LONGEST_LINE} characters"

    @property
    def day(self):
        """The day of the drop-in; only where nothing is wrong with it."""
        return date.fromisoformat(self.seen_on)


def slip_page(week, steps, slip=None):
    """Everything the page of a slip shows: the `steps` of the live foci in order, and what `slip` holds already."""
    slip = slip or Slip(seen_on=timezone.localdate().isoformat())
    foci = {}
    for step in steps:
        focus = foci.setdefault(step.focus_id, _focus(step.focus, week))
        focus["steps"].append(_step(step, slip))
    return {
        "week": week,
        "ect": week.ect.first_name,
        "foci": list(foci.values()),
        "seen_on": slip.seen_on,
        "class_name": slip.class_name,
        "key": slip.key,
        "errors": slip.errors,
        "problems": [{"href": f"#{name}", "text": text} for name, text in slip.errors.items()],
    }


def _focus(focus, week):
    planned = [short_day(focus.follow_up_on) if focus.follow_up_on else "", focus.follow_up]
    return {
        "id": focus.pk,
        "key_action": focus.key_action,
        "so_that": prompts_of(week).labels["so"] + " " + focus.so_that,
        "planned": ": ".join(filter(None, planned)),
        "steps": [],
    }


def _step(step, slip):
    look = slip.looks.get(step.pk, Look())
    return {
        "id": step.pk,
        "text": step.text,
        "line": look.line,
        "error": slip.errors.get(f"line-{step.pk}", ""),
        "looks": [(value, label, value == look.look) for value, label in LOOKS],
    }


def is_since(citation, week):
    """Whether an entry was cited for a live focus as what was seen of it since its meeting, as a slip's is; else the
    focus rests on it."""
    return week.set_at is not None and citation.at > week.set_at and citation.evidence.seen_on >= week.meets_on


def seen_since(focus, user):
    """What was seen of a focus since its meeting, as a list in HTML; "" where there is nothing. Reads `cycle` and the
    `citations` with their evidence: prefetch them."""
    cited = in_order(focus.citations.all())
    rows = [citation.evidence for citation in cited if is_since(citation, focus.cycle)]
    return parts.evidence_list(rows, user)


def told_since(focus):
    """To annotate with as `since_told`: what was seen of a focus, at the path `focus`, since its meeting, for
    `since_rows`. No query more."""
    since = Citation.objects.filter(
        focus=OuterRef(focus), at__gt=F("focus__cycle__set_at"), evidence__seen_on__gte=F("focus__cycle__meets_on")
    )
    by, seen_on = "evidence__gathered_by__name", "evidence__seen_on"
    return gathered(since, "focus", pk="pk", seen="evidence__seen", seen_on=seen_on, by=by)


def since_rows(told):
    """What is in `since_told` of a focus, as label and words, in order; what was erased is not there."""
    for row in sorted(told or (), key=lambda row: (row["seen_on"], row["pk"])):
        if row["seen"]:
            yield f"{short_day(date.fromisoformat(row['seen_on']))}, {row['by']}", row["seen"]
