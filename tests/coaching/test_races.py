"""Two requests at the same instant: a week never holds four foci, and nobody meets a server error (A30).

The same harness against a table without the guard goes red.
"""

import threading
import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.db.models import Count
from django.test import Client
from django.urls import reverse

from coaching.models import Cycle, Focus
from tests.factories import MONDAY, NOW, CycleFactory, FocusFactory, MentorshipFactory, UserFactory

# SQLite has one writer at a time: there the race shows that nobody is turned away by a lock.
ROUNDS = 200 if connection.vendor == "postgresql" else 25
PATIENCE = 60


def race(weeks, act, prepare=lambda: None):
    """Two threads do `act(week)` for each week, both starting it at the same instant; returns what each did.

    `act` returns a word; an exception is its own word. A thread that never comes ends the race with an error.
    """
    barrier = threading.Barrier(2, timeout=PATIENCE)
    said = [[], []]

    def run(mine):
        try:
            prepare()
            for week in weeks:
                barrier.wait()
                try:
                    mine.append(act(week))
                except Exception as error:
                    mine.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(mine,), daemon=True) for mine in said]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(mine) for mine in said] == [len(weeks)] * 2
    return [tuple(sorted(pair)) for pair in zip(*said, strict=True)]


def drafts(mentor, foci, rounds):
    """`rounds` drafts of pairs of `mentor`, each with this many foci."""
    school = MentorshipFactory(mentor=mentor).school
    weeks = []
    for _ in range(rounds):
        week = CycleFactory(mentorship=MentorshipFactory(mentor=mentor, school=school))
        FocusFactory.create_batch(foci, cycle=week, steps=())
        weeks.append(week)
    return weeks


def sizes(weeks):
    """How many weeks hold how many foci."""
    counted = Cycle.objects.filter(pk__in=[week.pk for week in weeks]).annotate(size=Count("foci"))
    return Counter(counted.values_list("size", flat=True))


def press_add(mentor):
    """A function that presses "Add a focus" on a week's page, as one of the mentor's tabs."""
    tabs = threading.local()

    def act(week):
        if not hasattr(tabs, "client"):
            tabs.client = Client()
            tabs.client.force_login(mentor)
        page = reverse("coaching:meeting", args=[week.pk])
        answer = tabs.client.post(page, {"do": "add_focus", "key": str(uuid.uuid4())})
        return str(answer.status_code)

    return act


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("foci", "answers", "size"),
    [
        pytest.param(2, ("302", "422"), 3, id="from two, one succeeds"),
        pytest.param(1, ("302", "302"), 3, id="from one, both do"),
    ],
)
def test_two_requests_at_once_never_make_a_fourth_focus(foci, answers, size):
    mentor = UserFactory()
    weeks = drafts(mentor, foci, ROUNDS)

    said = race(weeks, press_add(mentor))

    assert Counter(said) == {answers: ROUNDS}
    assert sizes(weeks) == {size: ROUNDS}


@pytest.fixture
def look_unguarded(on_postgres, transactional_db):
    """A copy of the table of foci without its constraints, in a schema of its own.

    Gives a function that makes this thread's connection look there first.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS unguarded CASCADE; CREATE SCHEMA unguarded")
        cursor.execute(
            "CREATE TABLE unguarded.coaching_focus "
            "(LIKE public.coaching_focus INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING GENERATED)"
        )
    yield lambda: connection.cursor().execute("SET search_path TO unguarded, public")
    with connection.cursor() as cursor:
        cursor.execute("RESET search_path; DROP SCHEMA unguarded CASCADE")


def test_same_race_without_the_guard_makes_a_fourth_focus(look_unguarded):
    """The control: count, then insert, on a table that allows it."""
    mentor = UserFactory()
    weeks = drafts(mentor, 0, ROUNDS)
    look_unguarded()

    def focus_of(week, position):
        facts = {"school_id": week.school_id, "created_at": NOW, "created_by": mentor}
        return Focus(cycle=week, position=position, **facts)

    def count_then_insert(week):
        count = Focus.objects.filter(cycle=week).count()
        if count >= 3:
            return "full"
        focus_of(week, count + 1).save(force_insert=True)
        return "added"

    Focus.objects.bulk_create(focus_of(week, position) for week in weeks for position in (1, 2))
    said = race(weeks, count_then_insert, prepare=look_unguarded)

    assert Counter(said)["added", "added"] == sizes(weeks)[4]
    assert sizes(weeks)[4] > 0


@pytest.mark.django_db(transaction=True)
def test_two_mentors_drafts_never_leave_two_weeks_to_review():
    """The gate holds at the same instant too: the constraint refuses the second."""
    pairs = []
    for _ in range(20):
        live = MentorshipFactory()
        ended = MentorshipFactory(school=live.school, ect=live.ect, ended=True)
        pairs.append((CycleFactory(mentorship=live), CycleFactory(mentorship=ended, week_of=MONDAY + timedelta(7))))
    turn = threading.local()
    numbers = iter((0, 1))

    def prepare():
        turn.number = next(numbers)

    def set_mine(weeks):
        week = weeks[turn.number]
        changed = Cycle.objects.filter(pk=week.pk)
        try:
            changed.update(set_at=NOW, set_by=week.created_by, next_meeting_on=week.meets_on + timedelta(days=7))
        except Exception as error:
            return type(error).__name__
        return "set"

    said = race(pairs, set_mine, prepare=prepare)

    assert Counter(said) == {("IntegrityError", "set"): 20}
