"""What is counted of a reviewed week, as a row of numbers that can be added; and the sums that may be told.

Plain values in and out. Which weeks are summed is decided by who was reviewed when, never by what the sum says. What it
would then tell of too few, or of everybody at once, is taken out of it.
"""

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from coaching.models import Result
from coaching.models.focus import Origin
from evidence.models import Source

# Fewer ECTs than this are never summed.
ENOUGH = 5
OUTCOMES = tuple(Result.values)
# Of the last weeks summed alone: who they are changes little, and would be counted again each time.
LATEST = ("mixed", "one_kind", "mentors", "on_evidence")
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
    *LATEST,
)
PLACES = {name: place for place, name in enumerate(NAMES)}
# What a number is of: these are told only if the weeks of five ECTs have any.
PARTS = {
    "foci": ("how", "so_that", "evidence", "vague", *Origin.values, "refined"),
    "outcomes": OUTCOMES,
    "steps": ("ticked",),
    "timed": ("short", "long"),
    "entries": tuple(f"from_{source}" for source in Source.values),
}


@dataclass
class Reviewed:
    """A reviewed week as it is counted: whose, in which week it was reviewed, `values` by name, bank areas and steps
    (each step's number of foci, of adapted ones, of outcomes, of achieved ones)."""

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
    """Sums over reviewed weeks, ready to be stored. `fewest`: every number is over so many ECTs or more."""

    ects: list
    fewest: int
    values: list
    areas: dict


def summed(weeks):
    """The `Sums` over these `Reviewed` weeks as they may be told; what may not is taken out of the weeks' steps too."""
    values, areas = Counter(), Counter()
    for week in weeks:
        values.update(week.values)
        areas.update(week.areas)
    _count_kinds(weeks, values)
    _count_mentors(weeks, values)
    told(values, weeks)
    fewest = _leave_out_few(weeks, values)
    ects = sorted({week.ect_id for week in weeks})
    return Sums(ects, fewest, [values[name] for name in NAMES], dict(areas))


def told(values, weeks):
    """Take out the outcomes where all foci had the same one, and the step that all had: it would be everybody's."""
    if values["outcomes"] and any(values[result] == values["outcomes"] for result in OUTCOMES):
        for name in ("outcomes", *OUTCOMES):
            values[name] = 0
        for numbers in (numbers for week in weeks for numbers in week.steps.values()):
            numbers[2:] = 0, 0
    of_steps = sum(numbers[0] for week in weeks for numbers in week.steps.values())
    if of_steps == values["foci"] and len({step for week in weeks for step in week.steps}) == 1:
        for week in weeks:
            week.steps = {}


def added(rows):
    """(values, areas, steps) of several sums together, in the order of their weeks: each (values, areas, steps)."""
    values = [sum(numbers) for numbers in zip(*(row[0] for row in rows), strict=True)]
    for name in LATEST:
        values[PLACES[name]] = rows[-1][0][PLACES[name]]
    areas, steps = Counter(), {}
    for _, more_areas, more_steps in rows:
        areas.update(more_areas)
        for step, numbers in more_steps.items():
            steps[step] = [a + b for a, b in zip(steps.get(step, (0, 0, 0, 0)), numbers, strict=True)]
    return values, dict(areas), steps


@lru_cache(maxsize=4096)
def numbers_in(text):
    """The numbers of a list in JSON: a trust's page reads hundreds of them, the same ones until the next Monday."""
    return tuple(json.loads(text))


def _leave_out_few(weeks, values):
    """Take out what the weeks of fewer than five ECTs have; returns over how many the rest is, at the least."""
    fewest = []
    for of, parts in PARTS.items():
        ects = len({week.ect_id for week in weeks if week.values[of]})
        if ects < ENOUGH:
            values.update({name: -values[name] for name in (of, *parts)})
        else:
            fewest.append(ects)
    if values["mixed"] < ENOUGH:
        values["mixed"] = values["one_kind"] = 0
    return min([*fewest, *filter(None, (values["mixed"], values["mentors"]))], default=0)


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
