"""How many plain-speech problems find their step among the first five: a table, with the starter bank loaded.

    .venv/bin/python -m bench.bank_problems

In a new SQLite file, or in the database that BENCH_DATABASE_URL names.
"""

import tomllib
from pathlib import Path

from bench._bank import set_up

set_up()

from django.db import connection  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.utils import timezone  # noqa: E402

from actionsteps.actions.starter import load_starter_bank  # noqa: E402
from actionsteps.models import ActionStep  # noqa: E402
from actionsteps.search import search  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
national = Q(school=None, trust=None)


def main():
    load_starter_bank(at=timezone.now())
    problems = tomllib.loads((ROOT / "tests/actionsteps/problems.toml").read_text(encoding="utf-8"))["problems"]
    steps = ActionStep.objects.published().filter(national)
    hits = 0
    for problem, wanted in problems.items():
        found = [step.reference for step in search(problem, within=steps, banks=national, limit=5).steps]
        place = next((place for place, reference in enumerate(found, 1) if reference in wanted), 0)
        hits += bool(place)
        shown = found[place - 1] if place else f"first: {found[0] if found else 'nothing'}"
        print(f"{place or '–'}  {problem:50}  {shown}")
    print(f"{connection.vendor}: {hits} of {len(problems)} among the first five")


if __name__ == "__main__":
    main()
