"""A school's terms and closed days and its pairs' pauses, read in one query."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from schools.models import Pause, PauseKind
from schools.spells import not_lifted, spells_of
from tests.factories import MONDAY, NOW, ClosedDayFactory, MentorshipFactory, PauseFactory, SchoolFactory, TermFactory


@pytest.mark.parametrize("number", [1, 3])
def test_spells_of_cost_one_query(pair, school, number, django_assert_num_queries):
    schools = [school, *(SchoolFactory() for _ in range(number - 1))]
    pairs = [MentorshipFactory(school=one) for one in schools]
    for one, two in zip(schools, pairs, strict=True):
        ClosedDayFactory(school=one)
        PauseFactory(mentorship=two)

    with django_assert_num_queries(1):
        found = spells_of([one.pk for one in schools], not_lifted([two.pk for two in pairs]))

    assert [len(found.pauses[two.pk]) for two in pairs] == [1] * number
    assert [spell.kind for spell in found.terms[school.pk]] == ["term", "closed"]


def test_spells_of_say_what_the_rows_say(pair, school):
    closed = ClosedDayFactory(school=school)
    away = PauseFactory(mentorship=pair, kind=PauseKind.AWAY, ends_on=None)
    lifted = PauseFactory(mentorship=pair, starts_on=date(2025, 9, 1), lifted_at=NOW, lifted_by=pair.mentor)

    found = spells_of([school.pk], Pause.objects.filter(mentorship=pair))

    term, days = found.terms[school.pk]
    was, now = found.pauses[pair.pk]
    assert (term.starts_on, term.half_term_ends_on, term.is_closed) == (date(2025, 9, 1), date(2025, 10, 31), False)
    assert (days.pk, days.starts_on, days.ends_on, days.is_closed) == (
        closed.pk,
        closed.starts_on,
        closed.ends_on,
        True,
    )
    assert (was.pk, was.lifted_at, was.kind) == (lifted.pk, NOW, PauseKind.NO_MEETING)
    assert (now.pk, now.starts_on, now.ends_on, now.lifted_at, now.kind) == (
        away.pk,
        MONDAY,
        None,
        None,
        PauseKind.AWAY,
    )


def test_spells_of_leave_others_out(pair, school):
    TermFactory()
    PauseFactory()

    found = spells_of([school.pk], not_lifted([pair.pk], since=MONDAY))

    assert ([*found.terms], [*found.pauses]) == ([school.pk], [])


def test_database_refuses_closed_days_that_end_before_they_start(school):
    with pytest.raises(IntegrityError, match="schools_closedday_ends_after_start"), transaction.atomic():
        ClosedDayFactory(school=school, ends_on=date(2025, 11, 27))


def test_database_refuses_closed_days_that_start_twice(school):
    ClosedDayFactory(school=school)

    with pytest.raises(IntegrityError, match="schools_closedday"), transaction.atomic():
        ClosedDayFactory(school=school)
