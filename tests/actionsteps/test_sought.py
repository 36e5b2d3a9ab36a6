"""What mentors looked for in the bank and did not find: words, by how many in a month, and nobody's name."""

from datetime import date, timedelta

import pytest

from actionsteps.actions import note_sought
from actionsteps.models import Sought
from tests.bank import ActionStepFactory, SoughtFactory
from tests.factories import NOW

MONTH = NOW.date().replace(day=1)


def kept(school):
    return list(Sought.objects.filter(school=school).order_by("month", "words").values_list("words", "mentors"))


def test_words_are_counted_by_mentor_month_and_school(school, mentor, other_mentor):
    SoughtFactory(words="late homework", mentors=2)
    for by, days in ((mentor, 0), (mentor, 1), (other_mentor, 2), (mentor, 31)):
        note_sought("  Late  Homework ", school_id=school.pk, by=by, at=NOW + timedelta(days=days))

    assert kept(school) == [("late homework", 2), ("late homework", 1)]
    marks = [mark for row in Sought.objects.filter(school=school) for mark in row.marks]
    assert len(set(marks)) == 3


def test_what_was_typed_on_the_way_is_one_search(school, mentor):
    before = ""
    for typed in ("la", "lat", "late ho", "late homework", "late homework"):
        before = note_sought(typed, school_id=school.pk, by=mentor, before=before, at=NOW)

    assert kept(school) == [("late homework", 1)]


def test_words_of_others_stay_while_somebody_types_past_them(school, mentor, other_mentor):
    note_sought("late", school_id=school.pk, by=other_mentor, at=NOW)
    before = note_sought("late", school_id=school.pk, by=mentor, at=NOW)
    note_sought("late homework", school_id=school.pk, by=mentor, before=before, at=NOW)

    assert kept(school) == [("late", 1), ("late homework", 1)]


def test_words_are_told_once_three_mentors_looked_and_the_month_is_over(school):
    other = SoughtFactory(school=school, words="late homework", month=MONTH, mentors=2).school
    # A mentor who looks in each of three months is one mentor.
    for month in (date(2025, 6, 1), date(2025, 7, 1), MONTH):
        SoughtFactory(school=school, words="nobody answers", month=month, mentors=2)
    SoughtFactory(school=school, words="calling over", month=MONTH, mentors=3)
    SoughtFactory(school=school, words="calling over", month=date(2025, 7, 1), mentors=4)
    elsewhere = SoughtFactory(words="late homework", month=MONTH, mentors=1).school

    def told(*schools, before):
        return [words for [words] in Sought.objects.filter(school__in=schools).told(before=before)]

    assert other == school
    assert told(school, before=MONTH) == ["calling over"]
    assert told(school, before=date(2025, 10, 1)) == ["calling over"]
    assert told(school, elsewhere, before=date(2025, 10, 1)) == ["calling over", "late homework"]
    assert told(elsewhere, before=date(2025, 10, 1)) == []


@pytest.mark.parametrize(("query", "words"), [("q=zzyzx+homework", [("zzyzx homework", 1)]), ("q=board", [])])
def test_a_mentors_search_of_the_bank_in_vain_is_noted(school, mentor, leader, ect, signed_in, query, words):
    ActionStepFactory()

    for person in (leader, ect, mentor):
        signed_in(person).get(f"/bank/?{query}")

    assert kept(school) == words


def test_a_search_within_a_filter_is_not_noted(school, mentor, signed_in):
    step = ActionStepFactory()

    signed_in(mentor).get(f"/bank/?q=zzyzx&standard={step.area.standard}")

    assert kept(school) == []
