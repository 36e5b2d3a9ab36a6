"""What would become of the term dates of a file: against those that a school has. Decides, and writes nothing."""

import hashlib
import json
from dataclasses import dataclass, field

from schools.dates import short_day
from schools.dry_run import CHANGED, NEW, REFUSED, SAME
from schools.holidays import assemble
from schools.models import ClosedDay, Term

DATES = ("starts_on", "ends_on", "half_term_starts_on", "half_term_ends_on")
CALLED = {
    "name": "name",
    "starts_on": "starts",
    "ends_on": "ends",
    "half_term_starts_on": "half term starts",
    "half_term_ends_on": "half term ends",
}


@dataclass
class DateFate:
    """What would become of a term or of closed days: `facts` are what would be written, `row` what is there."""

    model: type
    fate: str
    facts: dict
    row: object = None
    lines: list = field(default_factory=list)

    @property
    def when(self):
        """ "Tue 2 Sep 2025 to Fri 19 Dec 2025"."""
        first, last = self.facts["starts_on"], self.facts["ends_on"]
        return day_words(first) if first == last else f"{day_words(first)} to {day_words(last)}"


@dataclass
class DatesPlan:
    """The fate of everything that a file tells, and the names that say nothing of term dates."""

    fates: list
    passed_over: list

    @property
    def digest(self):
        """By which a confirmation knows that nothing has changed since it was shown."""
        told = [
            [fate.fate, fate.model.__name__, fate.row and fate.row.pk, fate.lines, fate.when] for fate in self.fates
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    @property
    def writes(self):
        return [fate for fate in self.fates if fate.fate in (NEW, CHANGED)]


def day_words(day):
    """ "Tue 2 Sep 2025"."""
    return f"{short_day(day)} {day.year}"


def plan(told, *, terms, closed, today):
    """The `DatesPlan` of `told` lines for a school with these terms and closed days.

    Nothing is taken out because a file doesn't tell it. What ended before the school year of `today` is passed over.
    """
    year = today.year if today.month >= 8 else today.year - 1
    recent = [one for one in told if (one.ends_on.year, one.ends_on.month) >= (year, 8)]
    found = assemble(recent)
    fates, left = [], list(terms)
    for one in found.terms:
        fates.append(_fate_of_term(one, left))
        # What is there becomes one of those that are told, not two.
        left = [term for term in left if term is not fates[-1].row]
    known = [_facts_of(fate) for fate in fates if fate.fate != REFUSED]
    known += [term for term in terms if not any(fate.row and fate.row.pk == term.pk for fate in fates)]
    for one in found.breaks:
        half = _fate_of_half_term(one, [term for term in known if isinstance(term, Term)])
        if half:
            fates.append(half)
        elif _within(one, known):
            found.closed.append(one)
    # Of days that start together, those that last longest.
    closing = {one.starts_on: one for one in sorted(found.closed, key=lambda one: one.days) if _within(one, known)}
    fates += _fates_of_closed(closing.values(), closed)
    return DatesPlan(sorted(fates, key=lambda fate: fate.facts["starts_on"]), found.passed_over)


@dataclass
class _Facts:
    starts_on: object
    ends_on: object


def _facts_of(fate):
    return _Facts(fate.facts["starts_on"], fate.facts["ends_on"])


def _within(one, terms):
    """Whether some of these days lie in a term; where no term is known, they may."""
    return not terms or any(term.starts_on <= one.ends_on and one.starts_on <= term.ends_on for term in terms)


def _fate_of_term(one, terms):
    facts = {name: getattr(one, name) for name in ("name", *DATES)}
    over = [term for term in terms if term.starts_on <= one.ends_on and one.starts_on <= term.ends_on]
    if len(over) > 1:
        names = " and ".join(term.name for term in over)
        return DateFate(Term, REFUSED, facts, lines=[f"It lies over {names}. Remove or change one of them first."])
    if not over:
        return DateFate(Term, NEW, facts, lines=[_half(facts)] if facts["half_term_starts_on"] else [])
    [row] = over
    facts["name"] = row.name
    if facts["half_term_starts_on"] is None and _holds(one, row):
        # The file doesn't say it: what is known of the half term stays.
        facts |= {name: getattr(row, name) for name in DATES[2:]}
    return _compared(Term, row, facts, DATES)


def _holds(one, row):
    return row.half_term_starts_on is not None and (
        one.starts_on <= row.half_term_starts_on and row.half_term_ends_on <= one.ends_on
    )


def _half(facts):
    return f"half term {day_words(facts['half_term_starts_on'])} to {day_words(facts['half_term_ends_on'])}"


def _fate_of_half_term(one, terms):
    """A break of up to two weeks is the half term of the school's term around it, unless that has another."""
    row = next((term for term in terms if term.starts_on < one.starts_on and one.ends_on < term.ends_on), None)
    if row is None or one.days > 16:
        return None
    same = (row.half_term_starts_on, row.half_term_ends_on) == (one.starts_on, one.ends_on)
    overlaps = row.half_term_starts_on and (
        row.half_term_starts_on <= one.ends_on and one.starts_on <= row.half_term_ends_on
    )
    if row.half_term_starts_on and not same and not overlaps:
        return None
    facts = {name: getattr(row, name) for name in ("name", *DATES)}
    facts |= {"half_term_starts_on": one.starts_on, "half_term_ends_on": one.ends_on}
    return _compared(Term, row, facts, DATES)


def _fates_of_closed(closing, closed):
    """Of days that are there, those become these that start with them, else the first that share a name and a day."""
    starting, found = {days.starts_on: days for days in closed}, []
    left = [days for days in closed if days.starts_on not in {one.starts_on for one in closing}]
    for one in closing:
        facts = {"name": one.name[:60] or "Closed", "starts_on": one.starts_on, "ends_on": one.ends_on}
        row = starting.get(one.starts_on) or next(
            (
                days
                for days in left
                if days.name == facts["name"] and days.starts_on <= one.ends_on and one.starts_on <= days.ends_on
            ),
            None,
        )
        left = [days for days in left if days is not row]
        if row is None:
            found.append(DateFate(ClosedDay, NEW, facts))
        else:
            found.append(_compared(ClosedDay, row, facts, ("name", "starts_on", "ends_on")))
    return found


def _compared(model, row, facts, names):
    lines = [
        f"{CALLED[name]}: {_words(getattr(row, name))} → {_words(facts[name])}"
        for name in names
        if getattr(row, name) != facts[name]
    ]
    return DateFate(model, CHANGED if lines else SAME, facts, row, lines)


def _words(value):
    return value if isinstance(value, str) else day_words(value) if value else "none"
