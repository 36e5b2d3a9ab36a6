"""What happens to a step of a bank: written, changed, published, retired, favoured."""

import uuid
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from actionsteps import actions
from actionsteps.models import ActionStep, Favourite, Version
from schools.refusal import Refused
from tests.bank import WRITTEN, ActionStepFactory
from tests.factories import NOW, UserFactory

LATER = NOW + timedelta(days=1)


@pytest.fixture
def written(area):
    return {**WRITTEN, "area": area}


@pytest.fixture
def draft(leader, school, written):
    return actions.write_step(school=school, written=written, by=leader, at=NOW)


def test_write_step_makes_a_draft_with_a_reference_of_its_own(leader, school, written):
    first = actions.write_step(school=school, written=written, by=leader, at=NOW)
    second = actions.write_step(school=school, written=written, by=leader, at=NOW)

    assert (first.published_at, first.created_by, first.school) == (None, leader, school)
    assert (first.reference, second.reference) == ("ask-pause-then-name-a-pupil", "ask-pause-then-name-a-pupil-2")


def test_write_step_with_the_same_key_gives_the_same_step(leader, school, written):
    key = uuid.uuid4()
    steps = [actions.write_step(school=school, key=key, written=written, by=leader, at=NOW) for _ in range(2)]

    assert steps[0] == steps[1]
    assert ActionStep.objects.count() == 1


def test_write_step_with_somebody_elses_key_is_a_step_of_its_own(leader, leader_mentor, school, written):
    key = uuid.uuid4()
    first = actions.write_step(school=school, key=key, written=written, by=leader, at=NOW)
    second = actions.write_step(school=school, key=key, written=written, by=leader_mentor, at=NOW)

    assert first != second


def test_write_step_takes_only_what_people_write(leader, school, written):
    with pytest.raises(ValueError, match="published_at"):
        actions.write_step(school=school, written={**written, "published_at": NOW}, by=leader, at=NOW)


@pytest.mark.parametrize("who", ["mentor", "ect", "other_leader", "trust_leader", "nobody_yet"])
def test_write_step_is_refused_to_who_does_not_keep_the_bank(request, school, written, who):
    with pytest.raises(Refused):
        actions.write_step(school=school, written=written, by=request.getfixturevalue(who), at=NOW)

    assert ActionStep.objects.count() == 0


def test_write_step_for_a_trust_is_its_leaders(trust_leader, leader, school, written):
    step = actions.write_step(trust=school.trust, written=written, by=trust_leader, at=NOW)

    assert (step.trust, step.school) == (school.trust, None)
    with pytest.raises(Refused):
        actions.write_step(trust=school.trust, written=written, by=leader, at=NOW)


@pytest.mark.parametrize("action", ["publish_step", "retire_step", "discard_step"])
def test_the_products_own_steps_are_nobodys_to_keep(leader, superuser, national, action):
    for user in (leader, superuser):
        with pytest.raises(Refused, match="product’s own"):
            getattr(actions, action)(national, by=user, at=NOW)


def test_publish_step_keeps_its_first_version(draft, leader):
    step = actions.publish_step(draft, by=leader, at=LATER)

    version = step.versions.get()
    assert step.is_published
    assert (version.number, version.by, version.at, version.wording) == (1, leader, LATER, step.wording)


def test_publish_step_twice_publishes_once(draft, leader):
    for _ in range(2):
        step = actions.publish_step(draft, by=leader, at=NOW)

    assert step.versions.count() == 1


def test_change_step_of_a_draft_makes_no_version(draft, leader):
    actions.change_step(draft, written={"key_action": "Ask twice"}, by=leader, at=NOW)

    assert Version.objects.count() == 0


def test_change_step_makes_a_version_of_each_new_wording_alone(draft, leader, leader_mentor):
    actions.publish_step(draft, by=leader, at=NOW)
    for text in ("Ask, pause, then name two pupils", "ask, pause then name two pupils!"):
        actions.change_step(draft, written={"key_action": text}, by=leader_mentor, at=LATER)
    step = actions.change_step(draft, written={"weak": "Names first"}, by=leader, at=LATER)

    versions = list(step.versions.order_by("number").values_list("number", "key_action", "by"))
    assert versions == [
        (1, "Ask, pause, then name a pupil", leader.pk),
        (2, "Ask, pause, then name two pupils", leader_mentor.pk),
    ]
    assert (step.version, step.weak) == (2, "Names first")


def test_change_step_from_a_stale_form_changes_nothing(draft, leader, leader_mentor):
    drawn = draft.told
    actions.change_step(draft, written={"so_that": "pupils all think"}, drawn=drawn, by=leader_mentor, at=NOW)

    with pytest.raises(ValidationError) as stale:
        actions.change_step(draft, written={"so_that": "pupils listen"}, drawn=drawn, by=leader, at=NOW)
    same = actions.change_step(draft, written={"so_that": "pupils all think"}, drawn=drawn, by=leader, at=NOW)

    assert stale.value.code == "stale"
    assert same.so_that == "pupils all think"


def test_change_step_rewrites_phases_and_subjects(draft, leader):
    for phases in (["ks3", "ks4"], ["ks4", "ks5"]):
        actions.change_step(draft, written={"phases": phases, "subjects": ["pe"]}, by=leader, at=NOW)

    facets = sorted(draft.facets.values_list("kind", "value"))
    assert facets == [("phase", "ks4"), ("phase", "ks5"), ("subject", "pe")]


def test_retire_step_takes_it_off_the_shelf_and_publish_brings_it_back(draft, leader):
    actions.publish_step(draft, by=leader, at=NOW)
    for _ in range(2):
        retired = actions.retire_step(draft, by=leader, at=LATER)
    assert (retired.is_published, retired.retired_at, retired.retired_by) == (False, LATER, leader)

    back = actions.publish_step(draft, by=leader, at=LATER)

    assert (back.is_published, back.retired_at, back.retired_by, back.published_at) == (True, None, None, NOW)
    assert back.versions.count() == 1


def test_retire_step_is_refused_for_a_draft(draft, leader):
    with pytest.raises(Refused, match="draft"):
        actions.retire_step(draft, by=leader, at=NOW)


def test_discard_step_is_for_drafts_alone(draft, leader, school, written):
    actions.discard_step(draft, by=leader, at=NOW)
    assert ActionStep.objects.count() == 0

    published = actions.publish_step(
        actions.write_step(school=school, written=written, by=leader, at=NOW), by=leader, at=NOW
    )
    with pytest.raises(Refused, match="was published"):
        actions.discard_step(published, by=leader, at=NOW)


def test_favour_sets_and_never_toggles(mentor, national):
    for _ in range(2):
        actions.favour(national, user=mentor, wanted=True, at=NOW)
    assert Favourite.objects.filter(user=mentor, step=national).count() == 1

    for _ in range(2):
        actions.favour(national, user=mentor, wanted=False, at=NOW)
    assert Favourite.objects.count() == 0


def test_count_uses_adds_to_each_steps_count_in_two_queries(area, django_assert_num_queries):
    steps = [ActionStepFactory(area=area, uses=n) for n in range(3)]

    # Two of them are a savepoint's.
    with django_assert_num_queries(4):
        actions.count_uses({steps[0].pk: 6, steps[2].pk: 7})
    actions.count_uses({})

    assert list(ActionStep.objects.order_by("pk").values_list("uses", flat=True)) == [6, 1, 9]


@pytest.mark.parametrize(
    ("owner", "others"),
    [("school", ["trust", "national"]), ("trust", ["school", "national"]), ("national", ["school", "trust"])],
)
def test_a_reference_is_once_in_each_bank(school, area, owner, others):
    owners = {"school": {"school": school}, "trust": {"trust": school.trust}, "national": {}}
    for name in (owner, *others):
        ActionStepFactory(reference="one", area=area, **owners[name])

    with pytest.raises(IntegrityError), transaction.atomic():
        ActionStepFactory(reference="one", area=area, **owners[owner])


def test_a_step_belongs_to_a_school_or_to_a_trust(school, area):
    with pytest.raises(IntegrityError), transaction.atomic():
        ActionStepFactory(school=school, trust=school.trust, area=area)


@pytest.mark.parametrize(
    "act",
    [
        lambda step, by: actions.change_step(step, written={"strong": "Year 8 wait"}, by=by, at=NOW),
        lambda step, by: actions.publish_step(step, by=by, at=NOW),
        lambda step, by: actions.discard_step(step, by=by, at=NOW),
    ],
    ids=["changed", "published", "discarded again"],
)
def test_press_that_comes_a_moment_after_a_draft_was_discarded_is_told_so(school, leader, area, act):
    step = ActionStepFactory(school=school, area=area, draft=True)
    actions.discard_step(step, by=leader, at=NOW)

    with pytest.raises(Refused, match="discarded meanwhile"):
        act(step, leader)


def test_two_leaders_write_publish_and_learn_at_once(
    on_postgres, transactional_db, school, leader, leader_mentor, area
):
    """The same key action and the same new words from two people at the same moment: two steps, no error."""
    wrong, ready = [], Barrier(2)

    def keep(user):
        try:
            ready.wait(10)
            step = actions.write_step(school=school, written={**WRITTEN, "area": area}, by=user, at=NOW)
            actions.publish_step(step, by=user, at=NOW)
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=keep, args=[user]) for user in (leader, leader_mentor)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert wrong == []
    assert len(set(ActionStep.objects.values_list("reference", flat=True))) == 2


def test_nothing_of_a_step_is_in_its_name():
    step = ActionStepFactory.build(reference="one", area=None)

    assert str(step) == "one"
    assert str(Favourite(user=UserFactory.build(pk=3))) == "favourite of 3"
