"""What is counted of a reviewed week, as a row of numbers that can be added; and the sums that may be told.

Plain values in and out. What a sum may hold is decided by who was reviewed when, which is no secret, never by what the
sum says; with one exception, `told`, which takes out what everybody's being alike would tell.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from coaching.models import Result
from coaching.models.focus import Origin
from evidence.models import Source

# Fewer ECTs than this are never summed.
ENOUGH = 5
OUTCOMES = tuple(Result.values)
NAMES = (
    "weeks",
    "foci",
    "how",
    "so_that",
    "evidence",
    "vague",
    *Origin.values,
    "refined",
    "outcomes",
    *OUTCOMES,
    "steps",
    "ticked",
    "timed",
    "short",
    "long",
    "entries",
    *(f"from_{source}" for source in Source.values),
    "mixed",
    "one_kind",
    "mentors",
    "on_evidence",
)
PLACES = {name: place for place, name in enumerate(NAMES)}


@dataclass
class Reviewed:
    """A reviewed week as it is counted: whose, in which week it was reviewed, `values` by name, bank areas and steps
    (each step's number of foci, of adapted ones, of achieved ones)."""

    school_id: int
    trust_id: int | None
    ect_id: int
    mentor_id: int
    monday: date
    values: Counter = field(default_factory=Counter)
    areas: Counter = field(default_factory=Counter)
    steps: dict = field(default_factory=dict)


@dataclass
class Sums:
    """Sums over reviewed weeks, ready to be stored."""

    ects: list
    values: list
    areas: dict
    steps: dict


def summed(weeks):
    """The `Sums` over these `Reviewed` weeks, as they may be told."""
    values, areas, steps = Counter(), Counter(), {}
    for week in weeks:
        values.update(week.values)
        areas.update(week.areas)
        for step, numbers in week.steps.items():
            steps[step] = [a + b for a, b in zip(steps.get(step, (0, 0, 0)), numbers, strict=True)]
    _count_kinds(weeks, values)
    _count_mentors(weeks, values)
    told(values, steps)
    ects = sorted({week.ect_id for week in weeks})
    return Sums(ects, [values[name] for name in NAMES], dict(areas), steps)


def told(values, steps):
    """Take out the outcomes where all foci had the same one: it would be everybody's."""
    if values["outcomes"] and any(values[result] == values["outcomes"] for result in OUTCOMES):
        for name in ("outcomes", *OUTCOMES):
            values[name] = 0
        for numbers in steps.values():
            numbers[2] = 0


def _count_kinds(weeks, values):
    """How many ECTs have two or more entries, and how many of those one kind of source alone."""
    sources = {}
    for week in weeks:
        of_ect = sources.setdefault(week.ect_id, Counter())
        of_ect.update({source: week.values[f"from_{source}"] for source in Source.values})
    several = [+of_ect for of_ect in sources.values() if of_ect.total() > 1]
    values["mixed"], values["one_kind"] = len(several), sum(len(of_ect) == 1 for of_ect in several)


def _count_mentors(weeks, values):
    """How many mentors there are, and how many of them rest at least three of four foci on evidence."""
    foci, rested = Counter(), Counter()
    for week in weeks:
        foci[week.mentor_id] += week.values["foci"]
        rested[week.mentor_id] += week.values["evidence"]
    if len(+foci) >= ENOUGH:
        values["mentors"] = len(+foci)
        values["on_evidence"] = sum(rested[mentor] * 4 >= number * 3 for mentor, number in (+foci).items())
