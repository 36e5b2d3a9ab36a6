"""What was looked for in the bank and not found: words, how often, and nobody's name."""

from datetime import timedelta

import pytest

from actionsteps.actions import note_sought
from actionsteps.models import Sought
from tests.bank import ActionStepFactory, SoughtFactory
from tests.factories import NOW


def kept(school):
    return list(Sought.objects.filter(school=school).order_by("words").values_list("words", "times"))


def test_words_are_counted_by_school(school):
    SoughtFactory(words="late homework", times=3)
    for days in range(2):
        note_sought("  Late  Homework ", school_id=school.pk, at=NOW + timedelta(days=days))

    assert kept(school) == [("late homework", 2)]
    row = Sought.objects.get(school=school)
    assert (row.last_on - row.first_on).days == 1


def test_what_was_typed_on_the_way_is_one_search(school):
    before = ""
    for typed in ("la", "lat", "late ho", "late homework", "late homework"):
        before = note_sought(typed, school_id=school.pk, before=before, at=NOW)

    assert kept(school) == [("late homework", 1)]


def test_words_of_others_stay_while_somebody_types_past_them(school):
    note_sought("late", school_id=school.pk, at=NOW)
    note_sought("late homework", school_id=school.pk, before=note_sought("late", school_id=school.pk, at=NOW), at=NOW)

    assert kept(school) == [("late", 1), ("late homework", 1)]


@pytest.mark.parametrize(("query", "words"), [("q=zzyzx+homework", [("zzyzx homework", 1)]), ("q=board", [])])
def test_a_search_of_the_bank_in_vain_is_noted(school, mentor, signed_in, query, words):
    ActionStepFactory()

    signed_in(mentor).get(f"/bank/?{query}")

    assert kept(school) == words


def test_a_search_within_a_filter_is_not_noted(school, mentor, signed_in):
    step = ActionStepFactory()

    signed_in(mentor).get(f"/bank/?q=zzyzx&standard={step.area.standard}")

    assert kept(school) == []
