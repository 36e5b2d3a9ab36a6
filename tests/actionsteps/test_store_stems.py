"""The stems of the bank, stored again after what makes them changed."""

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Q

from actionsteps import stems
from actionsteps.actions.stemming import stems_due
from actionsteps.models import ActionStep, Word
from actionsteps.search import search
from tests.bank import ActionStepFactory, AreaFactory


@pytest.fixture
def meanings(monkeypatch):
    """Words that mean the same from now on, as a line of synonyms.toml would have it."""

    def mean(*words):
        known = stems._meanings()
        found = [stems._stemmer.stemWord(word) for word in words]
        monkeypatch.setattr(stems, "_meanings", lambda: known | dict.fromkeys(found, found[0]))
        stems.stem.cache_clear()

    yield mean
    stems.stem.cache_clear()


@pytest.fixture
def step(school):
    ActionStepFactory(key_action="Point at the clock")
    return ActionStepFactory(school=school, area=AreaFactory(), key_action="Bring in the semaphore")


def found(query):
    return [step.pk for step in search(query, within=ActionStep.objects.published(), banks=Q()).steps]


def test_stems_are_due_once_a_word_means_another(step, meanings):
    assert not stems_due()

    meanings("flag", "semaphore")

    assert stems_due()
    with pytest.raises(CommandError, match="run store_stems"):
        call_command("store_stems", "--check")


def test_store_stems_finds_a_step_by_its_new_meaning(step, meanings, capsys):
    meanings("flag", "semaphore")
    assert found("flag ") == []

    call_command("store_stems")
    call_command("store_stems")

    assert capsys.readouterr().out.splitlines() == ["Stems stored again; 1 steps read differently.", "Nothing is due."]
    assert found("flag ") == [step.pk]
    assert set(Word.objects.filter(word="semaphore").values_list("stem", flat=True)) == {"flag"}


def test_store_stems_changes_nothing_else(step, meanings):
    ActionStepFactory(draft=True, key_action="Wave the semaphore")
    before = {row["id"]: row for row in ActionStep.objects.values()}
    meanings("flag", "semaphore")

    call_command("store_stems", "--all")

    after = {row["id"]: row for row in ActionStep.objects.values()}
    changed = {name for pk in before for name in before[pk] if before[pk][name] != after[pk][name]}
    assert changed == {"found_action"}
