"""A year of reminders, day by day, for forty pairs, with workers that die at every point: none twice, none missed,
none in a pause."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection

from coaching import sending
from coaching.actions import reminding
from coaching.models import Reminder
from coaching.sending import send_reminders
from tests.coaching.reminder_year import FIRST, LAST, Year, at, said_in
from tests.mailserver import Backend, Server

DAY = timedelta(days=1)
CHRISTMAS = date(2025, 12, 19)


class Killed(BaseException):
    """The worker's process is gone: nothing that runs may catch it."""


class Fate:
    """Counts every point at which a worker may die, and has it die where it was told to."""

    def __init__(self):
        self.left, self.died_at = None, Counter()

    def step(self, where):
        if self.left is not None:
            self.left -= 1
            if self.left == 0:
                self.left = None
                self.died_at[where] += 1
                raise Killed

    def around(self, module, name, monkeypatch):
        whole = getattr(module, name)

        def either_side(*args, **kwargs):
            self.step(f"before {name}")
            found = whole(*args, **kwargs)
            self.step(f"after {name}")
            return found

        monkeypatch.setattr(module, name, either_side)


@pytest.fixture
def fate(monkeypatch, settings):
    settings.EMAIL_BACKEND = "tests.mailserver.Backend"
    settings.SITE_ADDRESS = "https://so-that.example"
    monkeypatch.setattr(Backend, "server", Server(), raising=False)
    fate = Fate()
    for name in ("claim", "take_up", "mark_sent"):
        fate.around(reminding, name, monkeypatch)
    fate.around(Reminder.objects, "bulk_create", monkeypatch)
    fate.around(sending, "due", monkeypatch)
    Backend.server.step = lambda: fate.step("at the mail server")
    return fate


def dies(fate, clock, moment, *, after):
    """Whether the run of this moment died, at its step `after` (None: never)."""
    clock.move_to(moment)
    fate.left = after
    try:
        send_reminders()
    except Killed:
        return True
    fate.left = None
    return False


@pytest.mark.once
def test_a_year_of_reminders(db, clock, fate):
    year, chance, server = Year(seed=11), random.Random(5), Backend.server
    told, wrong, kills, dead_days = Counter(), [], 0, 0
    # The whole year once, on the quicker of the two databases; its autumn on the other.
    last = LAST if connection.vendor == "sqlite" else CHRISTMAS
    days = [FIRST + n * DAY for n in range((last - FIRST).days + 1)]
    seen = 0

    for day in days:
        owed = {one for one in year.owed(day) if not told[one]}
        is_last = any(what[0] == "meet" and what[2].startswith(f"{day:%A} {day.day} ") for _, what in owed)
        moment, finished = at(day, 7), False
        while not finished:
            # A run that takes over from a dead one is killed at its beginning.
            steps = 10 if moment > at(day, 7) else 8 * max(3, len(owed))
            after = chance.randrange(1, steps) if chance.random() < 0.4 else None
            died = dies(fate, clock, moment, after=after)
            kills += died
            finished = not died
            # Now and then nobody comes before the next morning, but where that would be too late for a meeting.
            if died and not is_last and chance.random() < 0.3:
                dead_days += 1
                break
            moment += timedelta(minutes=15)
        new = [(letter.to[0], what) for letter in server.delivered(since=seen) for what in said_in(letter.body)]
        seen = len(server.taken)
        if len(new) != len(set(new)) or (set(new) != owed if finished else not set(new) <= owed):
            wrong.append((day, set(new) ^ owed))
        told.update(new)
        year.live(day)

    assert wrong == []
    assert set(told.values()) == {1}
    # Counted once more, without a morning in it: of each meeting that was held both were told, each once.
    held = [(life, on) for life in year.lives for on in life.foreseen]
    meets = Counter((email, what[1], what[2]) for email, what in told if what[0] == "meet")
    missed = [
        (life.ect.name, on)
        for life, on in held
        if not any(meets[life.ect.email, mentor, f"{on:%A} {on.day} {on:%B}"] for mentor in life.mentors)
    ]
    assert missed == []
    assert {what[0] for _, what in told} == {"meet", "review", "focus", "no"}
    if last == LAST:
        # The year had all of it: every point at which a worker may die, too.
        assert (len(held) > 500, kills > 40, dead_days > 5, len(fate.died_at)) == (True, True, True, 11)
