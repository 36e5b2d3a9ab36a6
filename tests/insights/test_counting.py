"""The figures agree with a slow, plain count; counting again, later or by halves changes nothing."""

from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from insights.actions import count_weeks
from insights.held import held_at
from insights.models import Counted, Tally, Week
from insights.places import school_now
from insights.spans import Span, half_term_of
from insights.told import told_to
from insights.values import PLACES
from tests.bank import ActionStepFactory
from tests.factories import UserFactory
from tests.insights import slowly
from tests.insights.programme import programme

FIRST = date(2025, 10, 6)
WEEK = timedelta(days=7)
LONDON = ZoneInfo("Europe/London")


def at(monday):
    return datetime.combine(monday, datetime.min.time(), LONDON) + timedelta(hours=8)


def all_tallies():
    rows = Tally.objects.order_by("last", "school_id").values_list()
    return [row[1:] for row in rows]


@pytest.mark.long
@pytest.mark.django_db
@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sizes=st.lists(st.integers(0, 7), min_size=1, max_size=3).filter(any),
    weeks=st.integers(2, 12),
    seed=st.integers(0, 10**6),
    in_trust=st.booleans(),
)
@example(sizes=[6, 3, 4], weeks=12, seed=5, in_trust=True)
def test_figures_agree_with_a_slow_count(sizes, weeks, seed, in_trust):
    with transaction.atomic():
        made = programme(sizes, weeks, first=FIRST, seed=seed, held=0.7, in_trust=in_trust)
        until, viewer = FIRST + weeks * WEEK, UserFactory()
        houses = [made.schools] if in_trust else [[school] for school in made.schools]
        # Looked at now and then, as leaders do.
        for week in sorted(Random(seed).sample(range(1, weeks + 1), k=min(weeks, 3))):
            count_weeks(made.schools[:1], at=at(FIRST + week * WEEK))
        count_weeks(made.schools, at=at(until))

        ids = [school.pk for school in made.schools]
        told = told_to(viewer, ids, made.trust.pk if in_trust else None, year=2025, named={2025})
        batches = [batch for house in houses for batch in slowly.batches(house, until)]
        for school_id in (None, *ids):
            for half in (None, 1, 2, 3):
                ours = told.sums(Span(2025, half or 0), school_id)
                slow = slowly.figures(batches, 2025, half, school_id)
                assert {name: ours[name] for name in slow if ours} == slow
        schools = [found for pk in ids for found in school_now(pk, user=viewer, today=until)]
        held_so_far = held_at(schools, Span(2025), year=2025, since=FIRST)
        held = {week: (n, m) for week, n, m in held_so_far.by_week}
        for number in range(weeks):
            monday = FIRST + number * WEEK
            assert held.get(monday, (0, 0)) == slowly.meetings(made.pairs, monday, is_free)
        for half in range(1, 7):
            of_half = [held[week] for week in held if half_term_of(week) == Span(2025, half)]
            assert held_so_far.over(Span(2025, half)) == in_all(of_half)
        assert held_so_far.over(Span(2025)) == in_all(held.values()) == in_all(held_so_far.by_school.values())
        transaction.set_rollback(True)


def in_all(pairs):
    return tuple(map(sum, zip(*pairs, strict=True))) or (0, 0)


def is_free(pair, day):
    return not any(pause.starts_on <= day <= pause.ends_on for pause in pair.pauses.all())


@pytest.fixture
def made(db):
    steps = [ActionStepFactory() for _ in range(3)]
    return programme([7, 3, 4], 10, first=FIRST, seed=7, steps=steps)


def test_counting_week_by_week_is_counting_at_once(made):
    with transaction.atomic():
        count_weeks(made.schools, at=at(FIRST + 10 * WEEK))
        at_once = all_tallies()
        transaction.set_rollback(True)

    for number in range(11):
        count_weeks(made.schools, at=at(FIRST + number * WEEK))

    assert len(at_once) >= 4
    assert all_tallies() == at_once


def test_counting_again_writes_nothing(made, django_assert_num_queries):
    count_weeks(made.schools, at=at(FIRST + 10 * WEEK))
    before = Week.objects.count()

    with django_assert_num_queries(1):
        count_weeks(made.schools, at=at(FIRST + 10 * WEEK) + timedelta(days=3))

    assert (Week.objects.count(), Counted.objects.count()) == (before, 3)


def test_small_schools_of_a_trust_are_told_together(made):
    count_weeks(made.schools, at=at(FIRST + 10 * WEEK))
    big, *small = made.schools

    told = told_to(UserFactory(), [school.pk for school in made.schools], made.trust.pk, year=2025, named={2025})
    of_small = told_to(UserFactory(), [school.pk for school in small], None, year=2025, named={2025})

    assert told.sums(Span(2025), small[0].pk) == told.sums(Span(2025), small[1].pk) == {}
    assert None in told.by_school(Span(2025, 1))
    assert of_small.rows == []


def test_who_mentors_some_of_them_is_told_over_five_others(made):
    count_weeks(made.schools, at=at(FIRST + 10 * WEEK))
    [school] = made.schools[:1]
    mentor = made.pairs[0].mentor

    theirs = told_to(mentor, [school.pk], None, year=2025, named={2025})
    others = told_to(UserFactory(), [school.pk], None, year=2025, named={2025})

    own = {pair.ect_id for pair in made.pairs if pair.mentor_id == mentor.pk}
    tallies = list(Tally.objects.filter(school=school))
    assert others.sums(Span(2025))["weeks"] == sum(tally.values[PLACES["weeks"]] for tally in tallies)
    assert len(theirs.rows) == sum(tally.fewest - len(own.intersection(tally.ects)) >= 5 for tally in tallies)
    assert 0 < theirs.sums(Span(2025))["weeks"] < others.sums(Span(2025))["weeks"]
