"""The shelf: filters, whose steps, a page at a time."""

import pytest

from actionsteps.models import FacetKind
from actionsteps.shelf import Banks, areas_of, reader_of, shelf
from tests.bank import ActionStepFactory, AreaFactory, FacetFactory, FavouriteFactory
from tests.factories import NOW

NATIONAL = Banks()


def on_shelf(wanted, banks=NATIONAL, **kwargs):
    return shelf(banks, wanted, **kwargs).steps


def test_shelf_shows_the_most_used_first_and_every_step_once_page_by_page(area):
    steps = [ActionStepFactory(area=area, uses=n % 3) for n in range(7)]
    seen, after = [], None

    for _ in range(4):
        page = shelf(NATIONAL, {"after": after} if after else {}, limit=2)
        seen += page.steps
        after = tuple(map(int, page.after.split("-"))) if page.after else None

    assert seen == sorted(steps, key=lambda step: (-step.uses, -step.pk))
    assert after is None


def test_shelf_says_that_a_full_last_page_is_the_last(area):
    ActionStepFactory.create_batch(2, area=area)

    assert shelf(NATIONAL, {}, limit=2).after == ""


def test_shelf_keeps_drafts_and_retired_steps_out(area, national):
    ActionStepFactory(area=area, draft=True)
    ActionStepFactory(area=area, retired=True)

    assert on_shelf({}) == [national]
    assert on_shelf({"q": "point"}) == []


def test_shelf_of_a_person_holds_their_banks(mentor, national, of_trust, of_school, of_another):
    banks = reader_of(mentor)[1]

    assert set(on_shelf({}, banks)) == {national, of_trust, of_school}


def test_shelf_of_a_trust_leader_holds_the_trusts_bank(trust_leader, national, of_trust, of_school):
    assert set(on_shelf({}, reader_of(trust_leader)[1])) == {national, of_trust}


@pytest.mark.parametrize(("scope", "names"), [("national", ["national"]), ("trust", ["trust"]), ("school", ["school"])])
def test_shelf_narrows_to_whose(mentor, national, of_trust, of_school, scope, names):
    steps = {"national": national, "trust": of_trust, "school": of_school}
    banks = reader_of(mentor)[1]

    assert on_shelf({"scope": scope}, banks) == [steps[name] for name in names]
    assert on_shelf({"scope": scope, "q": "ask"}, banks) == [steps[name] for name in names]


def test_shelf_of_favourites(mentor, national, of_school):
    FavouriteFactory(user=mentor, step=of_school)
    FavouriteFactory(step=national)

    assert shelf(reader_of(mentor)[1], {"scope": "favourites"}, user=mentor).steps == [of_school]


def test_shelf_gathers_the_standard_of_a_schools_own_area(school, mentor, national, of_trust):
    """A55: the school's heading also holds what the product and the trust have under the same Standard."""
    own = AreaFactory(school=school, name="Our talk", standard=4)
    ours = ActionStepFactory(school=school, area=own)
    ActionStepFactory(area=AreaFactory(standard=7))
    banks = reader_of(mentor)[1]

    assert set(on_shelf({"area": own}, banks)) == {ours, national, of_trust}
    assert set(on_shelf({"area": national.area}, banks)) == {national, of_trust}


def test_shelf_narrows_to_a_standard(area, national):
    ActionStepFactory(area=AreaFactory(standard=7))

    assert on_shelf({"standard": 4}) == [national]


def test_shelf_narrows_to_phase_and_subject(area):
    ks3 = ActionStepFactory(area=area, phases=["ks3"], subjects=["science"])
    ActionStepFactory(area=area, phases=["ks4"], subjects=["science"])
    ActionStepFactory(area=area, phases=["ks3"])

    assert on_shelf({"phase": "ks3", "subject": "science"}) == [ks3]


def test_shelf_of_general_steps_has_those_without_a_subject(area, national):
    FacetFactory(step=ActionStepFactory(area=area), kind=FacetKind.SUBJECT, value="science")

    assert on_shelf({"subject": "general"}) == [national]


def test_areas_to_choose_from_are_the_persons_own_and_not_retired(school, mentor, area, other_leader):
    own = AreaFactory(school=school, name="Our talk", standard=7)
    AreaFactory(school=school, retired_at=NOW)
    AreaFactory(school=other_leader.memberships.get().school)

    assert list(areas_of(reader_of(mentor)[1])) == [area, own]


@pytest.mark.parametrize("number", [1, 3, 30])
@pytest.mark.parametrize(
    ("wanted", "queries"),
    [({}, 1), ({"phase": "ks3", "subject": "general", "standard": 4}, 1), ({"q": "point "}, 3)],
)
def test_shelf_costs_the_same_with_any_number_of_steps(area, django_assert_num_queries, wanted, queries, number):
    ActionStepFactory.create_batch(number, area=area, phases=["ks3"])

    with django_assert_num_queries(queries):
        page = shelf(NATIONAL, wanted)

    assert len(page.steps) == min(number, 20)
