"""At which place fifty plain-speech problems find their step, with the starter bank loaded: docs/bank-search.md.

    .venv/bin/python -m bench.bank_problems > docs/bank-search.md

In a new SQLite file, or in the database that BENCH_DATABASE_URL names.
"""

import tomllib
from pathlib import Path

from bench._bank import set_up

set_up()

from django.db.models import Q  # noqa: E402
from django.utils import timezone  # noqa: E402

from actionsteps.actions.starter import load_starter_bank  # noqa: E402
from actionsteps.models import ActionStep  # noqa: E402
from actionsteps.search import search  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
national = Q(school=None, trust=None)


HEAD = """\
# Finding a step by the problem one sees

Fifty problems as mentors say them, written before the search was tuned, each with the steps that should come up
(`tests/actionsteps/problems.toml`). A problem counts as found when one of its steps is among the first five. A test
holds nine in ten, and this page to what is found, on both databases. Drawn by `python -m bench.bank_problems`.

**{hits} of {count}.**

| problem | place | step |
|---|--:|---|"""


def main():
    load_starter_bank(at=timezone.now())
    problems = tomllib.loads((ROOT / "tests/actionsteps/problems.toml").read_text(encoding="utf-8"))["problems"]
    steps = ActionStep.objects.published().filter(national)
    hits, rows = 0, []
    for problem, wanted in problems.items():
        found = [step.reference for step in search(problem, within=steps, banks=national, limit=5).steps]
        place = next((place for place, reference in enumerate(found, 1) if reference in wanted), 0)
        hits += bool(place)
        shown = f"`{found[place - 1]}`" if place else f"not among them; first: `{found[0]}`"
        rows.append(f"| {problem} | {place or '–'} | {shown} |")
    print(HEAD.format(hits=hits, count=len(problems)))
    print("\n".join(rows))


if __name__ == "__main__":
    main()
