"""How many plain-speech problems find their step among the first five: a table, on the database of the environment.

    python bench/bank_problems.py

Expects the starter bank to be loaded (`manage.py load_starter_bank`).
"""

import os
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "True")

import django  # noqa: E402

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Q  # noqa: E402

from actionsteps.models import ActionStep  # noqa: E402
from actionsteps.search import search  # noqa: E402

national = Q(school=None, trust=None)


def main():
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
