"""Bringing a file of 1,000 steps into a school's bank: the look before, the writing, and bringing it again changed.

    .venv/bin/python -m bench.bank_import

In a new SQLite file, or in the database that BENCH_DATABASE_URL names.
"""

import time
from dataclasses import replace

from bench._bank import set_up

set_up()

from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from actionsteps import actions  # noqa: E402
from actionsteps.exchange import COLUMNS  # noqa: E402
from actionsteps.models import Area  # noqa: E402
from actionsteps.starter import starter_steps  # noqa: E402
from schools.models import Membership, Role, School, User  # noqa: E402
from schools.tables import as_csv, read_table  # noqa: E402

ROWS = 1000


def main():
    with transaction.atomic():
        school, leader = _school()
        table = _table("")
        upload = actions.keep_upload(table, name="bank.csv", school=school, by=leader, at=timezone.now())
        _timed("look at 1,000 new rows", lambda: actions.plan_of(upload))
        _timed("write them", _bring(upload, leader))
        upload = actions.keep_upload(_table(" now"), name="bank.csv", school=school, by=leader, at=timezone.now())
        _timed("look at 1,000 changed rows", lambda: actions.plan_of(upload))
        _timed("write them", _bring(upload, leader))
        transaction.set_rollback(True)


def _school():
    school = School.objects.create(name="Bench School", urn="999999")
    leader = User.objects.create(email="leader@bench.example", name="Lee Der")
    Membership.objects.create(user=leader, school=school, role=Role.LEADER)
    Area.objects.create(school=school, name="Teaching", standard=4)
    return school, leader


def _table(tail):
    shipped = list(starter_steps())
    rows = []
    for place in range(ROWS):
        step = shipped[place % len(shipped)]
        step = replace(step, key_action=f"{step.key_action} with set {place}{tail}")
        rows.append(
            [
                f"step-{place}",
                step.key_action,
                "\n".join(step.steps),
                step.so_that,
                "Teaching",
                4,
                "\n".join(step.phases),
                "\n".join(step.subjects),
                "\n".join(step.problems),
                step.strong,
                step.weak,
                "\n".join(step.criteria),
                step.practice,
                "\n".join(step.ladder),
                "",
                "",
                "published",
            ]
        )
    return read_table(as_csv(list(COLUMNS), rows))


def _bring(upload, leader):
    shown = actions.plan_of(upload, checked=False).digest
    return lambda: actions.bring_in(upload, shown=shown, by=leader, at=timezone.now())


def _timed(name, act):
    with CaptureQueriesContext(connection) as queries:
        start = time.process_time()
        act()
        spent = time.process_time() - start
    print(f"| {name} | {spent:.1f} s | {len(queries)} |")


if __name__ == "__main__":
    main()
