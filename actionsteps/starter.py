"""The starter bank: the steps that ship with the product, as data in `starter/*.toml`.

Plain values only. Loading them into a school's bank is the work of an action; nothing here knows of a database.

    python -m actionsteps.starter > docs/starter-bank.md
"""

import sys
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from itertools import combinations
from pathlib import Path

from actionsteps.vocabulary import PHASES, STANDARDS, SUBJECTS
from actionsteps.wording import Wording

FOLDER = Path(__file__).resolve().parent / "starter"
# The subjects that steps ship for; a school's own bank may have others.
SHIPPED_SUBJECTS = {slug: label for slug, label in SUBJECTS.items() if slug not in ("computing", "design-technology")}


class BadStarter(ValueError):
    """A file of the starter bank does not hold what it should; says which step and what is wrong."""


@dataclass(frozen=True)
class StarterStep:
    """One step as it ships. `key` never changes once released: a later load finds the step again with it.

    No subjects means that it is for all of them. The rungs of `ladder` are named by `vocabulary.LADDER`.
    """

    key: str
    area: str
    standard: int
    phases: tuple[str, ...]
    subjects: tuple[str, ...]
    problems: tuple[str, ...]
    key_action: str
    steps: tuple[str, ...]
    so_that: str
    strong: str
    weak: str
    criteria: tuple[str, ...]
    practice: str
    ladder: tuple[str, ...]

    @property
    def wording(self):
        return Wording(self.key_action, self.steps, self.so_that)


@cache
def starter_areas():
    """{area: its Teachers' Standard}, in the order in which a bank lists them."""
    with (FOLDER / "areas.toml").open("rb") as file:
        return {area["name"]: area["standard"] for area in tomllib.load(file)["area"]}


@cache
def starter_steps():
    """Every step that ships, by Standard and then in the order of its file. Raises `BadStarter` (A25, A64, A71)."""
    steps = []
    for path in sorted(FOLDER.glob("[1-8]-*.toml")):
        with path.open("rb") as file:
            steps += [_read(path.name, entry) for entry in tomllib.load(file)["step"]]
    return tuple(steps)


def nearest_pair(steps):
    """(alikeness, key, key) of the two steps whose wordings are most alike: no step is a rewording of another."""
    return max((one.wording.alikeness(other.wording), one.key, other.key) for one, other in combinations(steps, 2))


def coverage(steps):
    """How many steps each Standard has by phase and by subject: {standard: {phase, subject, "general" or "all": n}}."""
    rows = {standard: dict.fromkeys([*PHASES, "general", *SHIPPED_SUBJECTS, "all"], 0) for standard in STANDARDS}
    for step in steps:
        for column in [*step.phases, *(step.subjects or ["general"]), "all"]:
            rows[step.standard][column] += 1
    return rows


def coverage_table(steps):
    """`coverage` as two tables of Markdown, one by phase and one by subject."""
    rows = coverage(steps)
    return "\n\n".join(
        _table(rows, columns)
        for columns in (PHASES | {"all": "All"}, {"general": "General"} | SHIPPED_SUBJECTS | {"all": "All"})
    )


def _table(rows, columns):
    lines = [["Standard", *columns.values()], ["---", *["--:"] * len(columns)]]
    lines += [[f"{number} {STANDARDS[number]}", *[str(row[name]) for name in columns]] for number, row in rows.items()]
    lines.append(["**All**", *[str(sum(row[name] for row in rows.values())) for name in columns]])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _read(file_name, entry):
    """The `StarterStep` of one entry; its Standard is its area's."""
    named = f"{file_name}: {entry.get('key', 'a step without a key')}"
    wanted = {field.name for field in fields(StarterStep)} - {"standard"}
    if wrong := wanted ^ set(entry):
        raise BadStarter(f"{named} lacks or misnames {', '.join(sorted(wrong))}.")
    if entry["area"] not in starter_areas():
        raise BadStarter(f"{named} has an area that areas.toml doesn't know: {entry['area']}.")
    for column, known in (("phases", PHASES), ("subjects", SHIPPED_SUBJECTS)):
        if unknown := set(entry[column]) - set(known):
            raise BadStarter(f"{named} has unknown {column}: {', '.join(sorted(unknown))}.")
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in entry.items()}
    return StarterStep(standard=starter_areas()[entry["area"]], **values)


def _page():
    steps = starter_steps()
    alike, one, other = nearest_pair(steps)
    return f"""# The starter bank

{len(steps)} steps ship with the product, as data in `actionsteps/starter/`. This page is drawn from them:
`python -m actionsteps.starter > docs/starter-bank.md`.

A step may be for several phases and is counted in each; a step without a subject is general.

{coverage_table(steps)}

No step is a rewording of another. The nearest pair of all {len(steps) * (len(steps) - 1) // 2:,} is
`{one}` and `{other}`: {alike:.2f} alike, where 1 is the same wording.
"""


if __name__ == "__main__":
    sys.stdout.write(_page())
