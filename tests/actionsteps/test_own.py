"""A school's own: settings and areas; and the starter bank beside them."""

import tomllib

import pytest

from actionsteps import actions, starter
from actionsteps.actions.starter import load_starter_bank
from actionsteps.models import ActionStep, Area, BankSettings, Version, Word
from actionsteps.search import search
from actionsteps.shelf import Banks
from schools.refusal import Refused
from tests.bank import ActionStepFactory, AreaFactory
from tests.factories import NOW


def test_settle_bank_sets_a_schools_words(school, leader):
    for policy in ("bespoke", "bank"):
        actions.settle_bank(school, policy=policy, do_prompt="Do this", house_note="Short.", by=leader, at=NOW)

    settings = BankSettings.objects.get()
    assert (settings.policy, settings.do_prompt, settings.house_note, settings.changed_by) == (
        "bank",
        "Do this",
        "Short.",
        leader,
    )


def test_usual_words_replace_no_others(school, leader):
    actions.settle_bank(school, policy="bank", by=leader, at=NOW)

    actions.keep_usual_words(school, by=leader, at=NOW)

    assert BankSettings.objects.get().policy == "bank"


@pytest.mark.parametrize("who", ["mentor", "ect", "other_leader", "trust_leader"])
def test_settle_bank_is_for_the_schools_leaders(request, school, who):
    with pytest.raises(Refused):
        actions.settle_bank(school, policy="bank", by=request.getfixturevalue(who), at=NOW)
    with pytest.raises(Refused):
        actions.keep_usual_words(school, by=request.getfixturevalue(who), at=NOW)


def test_add_area_makes_one_of_a_name(school, leader, area):
    own = actions.add_area(school=school, name="Questioning", standard=7, by=leader, at=NOW)

    assert (own.school, own.standard) == (school, 7)
    with pytest.raises(Refused, match="already"):
        actions.add_area(school=school, name="questioning", standard=4, by=leader, at=NOW)


def test_change_area_renames_it_for_the_search_too(school, leader):
    own = AreaFactory(school=school, name="Behaviour", standard=7)
    step = ActionStepFactory(school=school, area=own)
    banks = Banks(frozenset([school.pk])).condition

    actions.change_area(own, name="Harmony", standard=1, order=2, by=leader, at=NOW)

    found = search("harmony ", within=ActionStep.objects.published(), banks=banks)
    assert [one.pk for one in found.steps] == [step.pk]
    assert not Word.objects.filter(word="behaviour").exists()


def test_schools_steps_are_found_by_the_new_name_of_their_trusts_area(school, trust_leader):
    of_trust = AreaFactory(trust=school.trust, name="Behaviour", standard=7)
    step = ActionStepFactory(school=school, area=of_trust)
    banks = Banks(frozenset([school.pk]), frozenset([school.trust_id])).condition

    actions.change_area(of_trust, name="Harmony", standard=1, order=2, by=trust_leader, at=NOW)

    found = search("harmony ", within=ActionStep.objects.published(), banks=banks)
    assert [one.pk for one in found.steps] == [step.pk]
    assert not Word.objects.filter(word="behaviour").exists()


def test_change_area_to_a_name_that_is_taken_is_refused(school, leader):
    one, other = AreaFactory(school=school), AreaFactory(school=school)

    with pytest.raises(Refused, match="already"):
        actions.change_area(one, name=other.name, standard=4, order=0, by=leader, at=NOW)


def test_retire_area_keeps_its_steps(school, leader):
    own = AreaFactory(school=school)
    step = ActionStepFactory(school=school, area=own)

    for retired, at in ((True, NOW), (True, NOW), (False, None)):
        own = actions.retire_area(own, retired=retired, by=leader, at=NOW)
        assert own.retired_at == at

    step.refresh_from_db()
    assert step.area == own


@pytest.mark.parametrize("who", ["mentor", "other_leader", "trust_leader"])
def test_areas_are_kept_by_their_owners_leaders(request, school, who):
    own, by = AreaFactory(school=school), request.getfixturevalue(who)

    with pytest.raises(Refused):
        actions.add_area(school=school, name="New", standard=1, by=by, at=NOW)
    with pytest.raises(Refused):
        actions.change_area(own, name="New", standard=1, order=0, by=by, at=NOW)
    with pytest.raises(Refused):
        actions.retire_area(own, retired=True, by=by, at=NOW)


ONE = """
[[step]]
key = "greet"
area = "Starts and routines"
phases = ["ks3"]
subjects = []
problems = ["noisy start"]
key_action = "Greet each pupil at the door"
steps = ["Stand in the doorway", "Say each name"]
so_that = "pupils start in silence"
strong = "All twenty-eight are greeted."
weak = "The door is open."
criteria = ["Each name is said", "You see both rooms"]
practice = "Greet the mentor eight times."
ladder = ["a", "b", "c", "d"]
"""


@pytest.fixture
def ships(tmp_path, monkeypatch):
    """ships(text): the starter bank is this one file."""
    (tmp_path / "areas.toml").write_text((starter.FOLDER / "areas.toml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(starter, "FOLDER", tmp_path)

    def ships(text):
        (tmp_path / "7-test.toml").write_text(text, encoding="utf-8")
        starter.starter_steps.cache_clear()

    yield ships
    monkeypatch.undo()
    starter.starter_steps.cache_clear()


def test_starter_bank_loaded_twice_is_there_once(db, ships):
    ships(ONE)

    assert [load_starter_bank(at=NOW) for _ in range(2)] == [(1, 0, 0), (0, 0, 0)]
    step = ActionStep.objects.get()
    assert (step.reference, step.area.standard, step.is_published, step.version) == ("greet", 7, True, 1)
    assert list(step.facets.values_list("kind", "value")) == [("phase", "ks3")]
    assert Area.objects.count() == len(tomllib.loads((starter.FOLDER / "areas.toml").read_text())["area"])


def test_starter_bank_brings_changes_and_keeps_ids_uses_and_versions(db, ships):
    ships(ONE)
    load_starter_bank(at=NOW)
    ActionStep.objects.update(uses=7)
    step = ActionStep.objects.get()
    ships(ONE.replace("Greet each pupil at the door", "Greet each pupil at the gate").replace('"ks3"', '"ks4"'))

    assert load_starter_bank(at=NOW) == (0, 1, 0)

    now = ActionStep.objects.get()
    assert (now.pk, now.uses, now.version, now.key_action) == (step.pk, 7, 2, "Greet each pupil at the gate")
    assert list(Version.objects.order_by("number").values_list("number", "by")) == [(1, None), (2, None)]
    assert list(now.facets.values_list("value", flat=True)) == ["ks4"]
    assert not Word.objects.filter(word="door").exists()


def test_starter_bank_retires_what_ships_no_longer_and_brings_it_back(db, ships):
    ships(ONE + ONE.replace('"greet"', '"second"').replace("Greet", "Meet"))
    load_starter_bank(at=NOW)
    ships(ONE)
    assert load_starter_bank(at=NOW) == (0, 0, 1)
    assert set(ActionStep.objects.published().values_list("reference", flat=True)) == {"greet"}

    ships(ONE + ONE.replace('"greet"', '"second"').replace("Greet", "Meet"))

    assert load_starter_bank(at=NOW) == (0, 1, 0)
    assert ActionStep.objects.published().count() == 2
    assert ActionStep.objects.get(reference="second").versions.count() == 1


def test_starter_bank_leaves_schools_and_trusts_alone(school, ships):
    own_area = AreaFactory(school=school, name="Starts and routines", standard=1)
    ours = ActionStepFactory(school=school, reference="greet", key_action="Wave", area=own_area)
    theirs = ActionStepFactory(trust=school.trust, reference="greet", key_action="Nod", area=own_area)
    ships(ONE)

    load_starter_bank(at=NOW)

    ours.refresh_from_db()
    theirs.refresh_from_db()
    own_area.refresh_from_db()
    assert (ours.key_action, theirs.key_action, own_area.standard) == ("Wave", "Nod", 1)
    assert ActionStep.objects.count() == 3
