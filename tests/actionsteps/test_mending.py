"""Slips of the finger: which are put right, and which words are left as they are."""

import tomllib
from pathlib import Path

import pytest
from django.db.models import Q

from actionsteps.mending import may_be_a_slip, meant_by, shared_forms, slip
from actionsteps.models import Word
from actionsteps.search import make_out
from actionsteps.stems import deletions, stem
from tests.bank import ActionStepFactory

MISTYPED = tomllib.loads(Path(__file__).with_name("mistyped.toml").read_text(encoding="utf-8"))["mistyped"]
# Each a slip away from a word of the starter bank, which has none of them.
MEANT = """store rain main tool fool write hurt pair hair power sweet ride boss bike shop fair cash tail tale story
tower shower stone throne guest shake naked planet selling waiter hall sheep truck track coat boat county contrast
massage produce product instance distance auction potion stable cattle candle handle bridge bride prize price
stake steak""".split()


def known(*words):
    return [(word, stem(word), 1) for word in words]


@pytest.mark.parametrize(
    ("typed", "meant", "parted"),
    [
        ("question", "question", 0),
        ("qestion", "question", 1),
        ("quesxtion", "question", 1),
        ("questiom", "question", 1.2),
        ("qeustion", "question", 0.9),
        ("quesstion", "question", 0.5),
        ("comunity", "community", 0.5),
        ("qeustoin", "question", 1.8),
    ],
)
def test_slip_weighs_letters_left_out_put_in_mistaken_doubled_and_swapped(typed, meant, parted):
    assert slip(typed, meant, 2) == pytest.approx(parted)
    assert slip(typed, meant, 0.4) == pytest.approx(parted) if not parted else slip(typed, meant, 0.4) > 0.4


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("caling", "call"),  # said with an ending that the bank has not
        ("callling", "call"),
        ("greting", "greet"),
        ("strugling", "struggle"),
        ("scafold", "scaffolds"),  # and the other way about
        ("neccesary", "necessary"),  # two letters, doubled wrongly
        ("behavoir", "behaviour"),  # two slips in a long word
        ("tme", "time"),
        ("tlak", "talk"),
    ],
)
def test_meant_by_finds_what_shares_a_form(typed, meant):
    assert meant_by(typed, known(meant, "carpet", "semaphore"))[0] == meant
    assert deletions(meant) & shared_forms(typed) or typed[:4] == meant[:4]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("merti", ["timer"]),  # a letter elsewhere, in a short word
        ("rember", ["member"]),  # nobody mistakes the first letter
        ("fotosinthesis", ["photosynthesis"]),
        ("wating", ["water"]),
        ("dor", ["rod", "or"]),
    ],
)
def test_meant_by_finds_nothing_too_far_away(typed, words):
    assert meant_by(typed, known(*words)) is None


def test_meant_by_takes_the_likelier_slip_and_then_the_commoner_word():
    assert meant_by("slience", known("science", "silence"))[0] == "silence"
    assert meant_by("pase", known("page", "pause"))[0] == "pause"
    assert meant_by("bord", [("board", "board", 2), ("bore", "bore", 9)])[0] == "board"
    assert meant_by("stp", [("stop", "stop", 2), ("step", "step", 9)])[0] == "step"


def test_ordinary_words_numbers_and_words_of_a_meaning_are_no_slips():
    assert [word for word in ("bored", "story", "bike", "2nd", "404", "jotter") if may_be_a_slip(word)] == []


def test_search_puts_right_what_means_the_same_as_a_word_of_the_bank(db):
    """The bank says "answer"; nobody there says "response"."""
    ActionStepFactory(key_action="Wait for an answer")

    asked = make_out("repsonse ", banks=Q())

    assert (asked.corrected, asked.terms) == ({"repsonse": "response"}, [frozenset({"answer"})])


@pytest.mark.usefixtures("starter_bank")
def test_words_mistyped_are_put_right_and_ordinary_ones_are_not():
    here = set(Word.objects.values_list("stem", flat=True))
    typed = [word for word, meant in MISTYPED.items() if stem(meant) in here]
    corrected = {}
    for some in batched([*typed, *MEANT], 10):
        corrected |= make_out(f"{' '.join(some)} ", banks=Q()).corrected
    missed = [word for word in typed if stem(corrected.get(word, word)) != stem(MISTYPED[word])]

    assert len(typed) >= 200
    assert len(missed) <= len(typed) // 12, missed
    assert {word: corrected[word] for word in MEANT if word in corrected} == {}


def batched(words, size):
    return [words[start : start + size] for start in range(0, len(words), size)]
