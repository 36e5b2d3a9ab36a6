"""The bank's search at size: database time by query, at 5,000 or 500,000 made-up steps, typing errors included.

    .venv/bin/python -m bench.bank_search 5000

Makes its steps in a database of its own: a new SQLite file, or what BENCH_DATABASE_URL names (which keeps them for the
next run). Prints each query's database time, the best of twenty.
"""

import random
import sys
import time

from bench._bank import set_up

set_up()

from django.db import connection, transaction  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.utils import timezone  # noqa: E402

from actionsteps.actions.words import relearn  # noqa: E402
from actionsteps.models import ActionStep, Area  # noqa: E402
from actionsteps.search import search  # noqa: E402

QUERIES = [
    "they call out",
    "nobody answers my questions",
    "noisy start",
    "waiting time",
    "qestion",
    "silnce at the strat",
    "quiz",
    "exit tickt",
    "pupils forget last lesson",
    "read",
]
ACTS = """ask pause stand write display script raise count point narrate circulate model rehearse plan read draw label
sort compare sketch mark check collect greet scan practise repeat chant explain show hide cover reveal test""".split()
THINGS = """question answer silence start lesson board quiz exit ticket book paragraph sentence word number graph map
experiment instruction pupil group pair desk door wall timer whiteboard example mistake reason source equation verb
rhythm throw catch method claim evidence diary homework parent noise call hand voice pace turn table line rule
""".split()
NAMES = [
    f"{a}{b}{c}"
    for a in "bcdfglmnprst"
    for b in ("ar", "en", "il", "om", "un")
    for c in ("ta", "do", "ling", "mer", "vic", "sty", "nap", "rop")
]


def made_up(number, rng, area, at):
    """A step of words as common as school words are: a few in every tenth step, most in few."""
    words = [rng.choice(THINGS) for _ in range(10)] + [rng.choice(NAMES) for _ in range(8)]
    rng.shuffle(words)
    return ActionStep(
        reference=f"made-up-{number}",
        key_action=f"{rng.choice(ACTS)} the {words[0]} with {words[1]} and {words[2]}",
        steps=[f"{rng.choice(ACTS)} the {words[3]} {words[4]}", f"{rng.choice(ACTS)} {words[5]} {words[6]}"],
        so_that=f"pupils {rng.choice(ACTS)} the {words[7]} {words[8]}",
        problems=[f"they {rng.choice(ACTS)} {words[9]} {words[10]}", f"{words[11]} {words[12]} {words[13]}"],
        area=area,
        uses=int(rng.paretovariate(1.2)),
        created_at=at,
        published_at=at,
    ).prepared()


def fill(number):
    """Add what is missing to `number` steps."""
    have = ActionStep.objects.count()
    if have >= number:
        return
    rng, at = random.Random(7), timezone.now()
    area, _ = Area.objects.get_or_create(name="Made up", standard=4)
    for start in range(have, number, 5000):
        with transaction.atomic():
            ActionStep.objects.bulk_create(
                [made_up(n, rng, area, at) for n in range(start, min(start + 5000, number))], batch_size=1000
            )
    relearn()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Clock:
    """Adds up the time that the database takes, and counts the queries."""

    def __init__(self):
        self.seconds, self.count = 0.0, 0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - began
            self.count += 1


def main():
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    fill(number)
    steps = ActionStep.objects.published().filter(school=None, trust=None)
    banks = Q(school=None, trust=None)
    print(f"{connection.vendor}, {ActionStep.objects.count():,} steps")
    print(f"{'query':32} {'queries':>7} {'database ms':>12} {'all ms':>8} {'found':>6}  put right")
    worst = 0.0
    for query in QUERIES:
        best, whole, found = None, None, None
        for _ in range(20):
            clock, began = Clock(), time.perf_counter()
            with connection.execute_wrapper(clock):
                found = search(query, within=steps, banks=banks)
            took = time.perf_counter() - began
            if best is None or clock.seconds < best.seconds:
                best, whole = clock, took
        worst = max(worst, best.seconds)
        right = ", ".join(f"{typed} → {meant}" for typed, meant in found.corrected.items())
        print(
            f"{query:32} {best.count:7} {1000 * best.seconds:12.1f} {1000 * whole:8.1f} {len(found.steps):6}  {right}"
        )
    print(f"the slowest: {1000 * worst:.1f} ms of database time")


if __name__ == "__main__":
    main()
