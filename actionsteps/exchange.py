"""A bank as a table: taken away whole, and what would become of each row of one that is brought in.

`plan` decides, writes nothing, and is asked again before anything is written.
"""

import datetime
import hashlib
import json
import re
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q

from actionsteps.models import ActionStep, Area
from actionsteps.precision import check
from actionsteps.vocabulary import LADDER, LONGEST, PHASES, SUBJECTS
from actionsteps.wording import Wording, parse
from schools.tables import heading_key

# The columns taken away, each with the other names it is known by when it comes back.
COLUMNS = {
    "reference": ("ref", "id", "code", "step id"),
    "key action": ("key actions", "do this", "do", "what", "action", "action step", "target", "step", "precise action"),
    "steps": ("by", "how", "small steps", "precise actions"),
    "so that": ("outcome", "pupil outcome", "impact", "purpose", "why", "so pupils"),
    "area": ("framework area", "category", "theme", "strand", "heading"),
    "standard": ("teachers standard", "ts", "teacher standard"),
    "phases": ("phase", "key stage", "key stages"),
    "subjects": ("subject",),
    "problems": ("problem", "problems it solves", "when to use"),
    "strong example": ("strong", "example", "what good looks like", "strong example of it"),
    "weak example": ("weak", "non example"),
    "success criteria": ("criteria",),
    "practice": ("practice task", "rehearsal"),
    "ladder": ("levels",),
    "model": ("model url", "link", "video"),
    "review on": ("review date", "review"),
    "state": ("status",),
}
LISTS = {"steps", "phases", "subjects", "problems", "success criteria", "ladder"}
STATES = ("published", "draft", "retired")
FIELDS = {
    "key action": "key_action",
    "so that": "so_that",
    "steps": "steps",
    "strong example": "strong",
    "weak example": "weak",
    "success criteria": "criteria",
    "practice": "practice",
    "ladder": "ladder",
    "model": "model_url",
    "problems": "problems",
    "phases": "phases",
    "subjects": "subjects",
    "review on": "review_on",
}
NAMED = {name: column for column, name in FIELDS.items()}

# What stands for the steps of an action that needs none (A22).
ONE_STEP = "already one small step"

LACKING = {
    "key_action": "Say what the ECT will do.",
    "steps": f"Say by which steps, or “{ONE_STEP}”.",
    "so_that": "Say what pupils gain.",
}


@dataclass
class Fate:
    """What would become of a row: "new", "changed", "same" or "refused" (with the reasons, each saying what to do)."""

    number: int
    fate: str
    title: str
    written: dict = field(default_factory=dict)
    step: ActionStep | None = None
    area: str = ""
    standard: int | None = None
    new_area: bool = False
    state: str = "published"
    reference: str = ""
    changed: list[str] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    note: str = ""
    findings: tuple = ()

    @property
    def changed_words(self):
        """What would change, in the words of the columns."""
        return ", ".join(NAMED.get(name, name) for name in self.changed)


@dataclass
class Plan:
    """The fate of each row, and a digest by which a confirmation knows that nothing changed since it was shown."""

    fates: list[Fate]
    unknown: list[str]

    @property
    def digest(self):
        told = [
            [
                fate.number,
                fate.fate,
                fate.step and [fate.step.pk, fate.step.told],
                fate.changed,
                fate.area,
                fate.new_area,
            ]
            for fate in self.fates
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def count(self, fate):
        return sum(one.fate == fate for one in self.fates)

    @property
    def writes(self):
        return [one for one in self.fates if one.fate in ("new", "changed")]


def bank_rows(steps):
    """Each of `steps` as a row of `COLUMNS`, lists one to a line. Reads `area`: select it."""
    return [
        [
            step.reference,
            step.key_action,
            "\n".join(step.steps) or ONE_STEP,
            step.so_that,
            step.area.name,
            step.area.standard,
            "\n".join(step.phases),
            "\n".join(step.subjects),
            "\n".join(step.problems),
            step.strong,
            step.weak,
            "\n".join(step.criteria),
            step.practice,
            "\n".join(step.ladder),
            step.model_url,
            step.review_on or "",
            state_of(step),
        ]
        for step in steps
    ]


def why_not_a_bank(headings):
    """Why a table with these headings can't be brought in, or ""."""
    known, _ = _columns(headings)
    lacking = [column for column in ("key action", "area") if column not in known]
    if not lacking:
        return ""
    told = ", ".join(heading for heading in headings if heading)[:200]
    return f"The first line has to name the columns. It names no “{lacking[0]}”; it reads: {told}."


def plan(rows, headings, *, school=None, trust=None, checked=True):
    """The `Plan` for `rows` ((number, {heading key: text}) of a `Table`) in the bank of a school or trust.

    Three queries. `checked=False` leaves out what the check says of each wording, which takes the longest.
    """
    banks = Q(school=None, trust=None) | Q(school=school, trust=trust)
    if school and school.trust_id:
        banks |= Q(trust=school.trust_id)
    shelf = _Shelf(school=school, trust=trust, banks=banks)
    known, unknown = _columns(headings)
    # A spreadsheet may pad its lines with empty columns.
    keys = [key for heading in headings if (key := heading_key(heading))]
    numbered = _numbered(keys)
    # Our own file has each entry of a list on a line of its own; others part them by a stroke too.
    split = r"\n" if keys == list(COLUMNS) else r"[\n|]"
    fates = []
    for number, row in rows:
        told = {column: row.get(key, "") for column, key in known.items()}
        if numbered and not told.get("steps"):
            told["steps"] = "\n".join(row.get(key, "") for key in numbered)
        fate = _fate(number, told, shelf.areas, split)
        wording = Wording(fate.written["key_action"], tuple(fate.written["steps"]), fate.written["so_that"])
        if checked:
            fate.findings = check(wording)
        shelf.place(fate, wording)
        _decide(fate)
        fates.append(fate)
    return Plan(fates, unknown)


def _rank(area):
    return area.retired_at is None, bool(area.school_id), bool(area.trust_id)


class _Shelf:
    """What the bank holds before a plan, and which of its rows say what: found by reference, by wording, by action."""

    def __init__(self, *, school, trust, banks):
        there = list(ActionStep.objects.filter(school=school, trust=trust).select_related("area"))
        self.by_reference = {step.reference: step for step in there}
        self.by_wording = {step.digest: step for step in there}
        self.by_action = {step.wording.normal.key_action: step for step in there}
        others = ActionStep.objects.published().filter(banks).exclude(school=school, trust=trust)
        self.elsewhere = set(others.values_list("digest", flat=True))
        # Of two by the same name, the bank's own counts, and one that is not retired.
        ranked = sorted(Area.objects.filter(banks), key=_rank)
        self.areas = {area.name.casefold(): area for area in ranked}
        self.seen = {}

    def place(self, fate, wording):
        """Find the step that the row means, and the row before it that says the same."""
        by_wording = self.by_wording.get(wording.digest)
        fate.step = self.by_reference.get(fate.reference) if fate.reference else None
        fate.step = fate.step or by_wording or self.by_action.get(wording.normal.key_action)
        if fate.step is None and wording.digest in self.elsewhere:
            fate.note = "The trust’s bank or the starter bank has it already."
        names = [wording.digest, fate.step and fate.step.pk, fate.reference and f"reference {fate.reference}"]
        twins = [self.seen.setdefault(name, fate.number) for name in names if name]
        if twin := next((number for number in twins if number != fate.number), None):
            fate.reasons.append(f"The same step stands in row {twin}: keep one of them.")


def _columns(headings):
    """({column: heading key}, headings that mean nothing here). The exact name wins over another name for it."""
    keys = [heading_key(heading) for heading in headings]
    known = {}
    for column, others in COLUMNS.items():
        found = [key for key in (column, *others) if key in keys]
        if found:
            known[column] = found[0]
    used = set(known.values()) | set(_numbered(keys))
    return known, [heading for heading, key in zip(headings, keys, strict=True) if key and key not in used]


def _numbered(keys):
    """The headings "step 1", "by 2" … in their order."""
    return sorted(key for key in keys if re.fullmatch(r"(?:step|how|by) ?[1-9]", key))


def _fate(number, told, areas, split):
    """What a row says, as far as it can be used; `reasons` for what can't."""
    action, so_that = told.get("key action", ""), told.get("so that", "")
    steps = _lines(told.get("steps", ""), split)
    if action and not steps and not so_that:
        # One column with the whole sentence in it.
        whole = parse(action)
        action, steps, so_that = whole.key_action, list(whole.steps), whole.so_that
    written = {
        FIELDS[column]: _lines(text, split) if column in LISTS else text
        for column, text in told.items()
        if column in FIELDS
    }
    is_one = len(steps) == 1 and heading_key(steps[0]) == ONE_STEP
    written |= {"key_action": action, "steps": [] if is_one else steps, "so_that": so_that}
    fate = Fate(number, "", action[:120] or "(no key action)", written, reference=told.get("reference", "")[:80])
    for name, reason in LACKING.items():
        if not written[name] and not (name == "steps" and is_one):
            fate.reasons.append(reason)
    for name, value in written.items():
        if any(len(text) > LONGEST for text in ([value] if isinstance(value, str) else value)):
            fate.reasons.append(f"Shorten “{NAMED[name]}” to {LONGEST:,} characters.")
    if len(written.get("ladder", ())) > len(LADDER):
        fate.reasons.append("A ladder has four rungs at most.")
    _read_sorting(fate, told, areas)
    _read_rest(fate, told)
    return fate


def _read_sorting(fate, told, areas):
    """Area, Standard, phases and subjects, by their names."""
    standard = re.search(r"[1-8]", told.get("standard", ""))
    fate.standard = int(standard[0]) if standard else None
    fate.area = told.get("area", "").strip()[:80]
    if fate.area.casefold() in areas:
        fate.written["area"] = areas[fate.area.casefold()]
    elif fate.area and fate.standard:
        fate.new_area = True
    elif fate.area:
        fate.reasons.append(
            f"There is no area “{fate.area}” yet. Add a column “standard” (1 to 8), and it will be made."
        )
    else:
        fate.reasons.append("Name the area it belongs to.")
    for column, known in (("phases", PHASES), ("subjects", SUBJECTS)):
        if column in told:
            slugs, odd = _slugs(told[column], known)
            fate.written[column] = slugs
            if odd:
                choices = ", ".join(known.values())
                fate.reasons.append(f"“{odd[0]}” is none of the {column} known here: {choices}.")


def _read_rest(fate, told):
    """The date, the address of a model, the state."""
    if text := told.get("review on", ""):
        fate.written["review_on"] = _date(text)
        if fate.written["review_on"] is None:
            fate.reasons.append(f"“{text}” is no date. Write it as 31/12/2026.")
    elif "review on" in told:
        fate.written["review_on"] = None
    if text := told.get("model", ""):
        try:
            URLValidator(["http", "https"])(text)
        except ValidationError:
            fate.reasons.append("The model’s address has to start with https://.")
        if len(text) > 200:
            fate.reasons.append("The model’s address is longer than 200 characters.")
    fate.state = heading_key(told.get("state", "")) or "published"
    if fate.state not in STATES:
        fate.reasons.append(f"“{told['state']}” is no state: {', '.join(STATES)}.")
    if not told.get("state"):
        fate.state = ""


def _decide(fate):
    """New, changed, the same, or refused: with what would change."""
    retired_area = "area" in fate.written and fate.written["area"].retired_at is not None
    if retired_area and not (fate.step and fate.step.area_id == fate.written["area"].pk):
        fate.reasons.append(f"The area “{fate.area}” is retired: put it back, or name another.")
    if fate.reasons:
        fate.fate = "refused"
    elif fate.step is None:
        fate.fate = "same" if fate.note else "new"
    else:
        fate.changed = sorted(name for name, value in fate.written.items() if getattr(fate.step, name) != value)
        if fate.new_area:
            fate.changed.append("area")
        # A published step can't become a draft again.
        if fate.state not in ("", state_of(fate.step)) and (fate.state, fate.step.published_at is None) != (
            "draft",
            False,
        ):
            fate.changed.append("state")
        fate.fate = "changed" if fate.changed else "same"


def state_of(step):
    return "retired" if step.retired_at else "published" if step.published_at else "draft"


def _lines(text, split):
    """The entries of a list in one cell; bullets and numbers left off."""
    parts = re.split(split, text.strip())
    return [part for raw in parts if (part := re.sub(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+", "", raw).strip())]


def _slugs(text, known):
    """(slugs, what isn't known) of names or slugs parted by commas, semicolons, lines."""
    names = {heading_key(label): slug for slug, label in known.items()} | {heading_key(slug): slug for slug in known}
    told = [part.strip() for part in re.split(r"[,;|\n]", text) if part.strip()]
    slugs = [names[heading_key(part)] for part in told if heading_key(part) in names]
    return list(dict.fromkeys(slugs)), [part for part in told if heading_key(part) not in names]


def _date(text):
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d %B %Y"):
        try:
            return datetime.datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    return None
