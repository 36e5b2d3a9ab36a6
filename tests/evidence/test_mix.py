"""Which sources the last weeks rest on, and what the others could show (A10, A11)."""

import pytest

from evidence.mix import SEVERAL, SEVERAL_YOU, SHOWS, WIDTH, Mix
from evidence.models import Source


def test_bars_are_as_long_as_their_counts_the_longest_first():
    mix = Mix.of({"work": 1, "drop_in": 4, "other": 0})

    assert [(bar.label, bar.count, bar.width) for bar in mix.bars] == [
        ("Drop-in", 4, WIDTH),
        ("Work scrutiny", 1, WIDTH // 4),
    ]


@pytest.mark.parametrize(
    "counts",
    [{}, {"drop_in": 2}, {"drop_in": 7, "work": 1}, {"work": 1, "pupils": 1, "planning": 1}],
    ids=["nothing", "two of a kind", "two kinds", "no drop-in"],
)
def test_mix_that_is_mixed_or_small_draws_no_remark(counts):
    assert Mix.of(counts).sentence == ""


@pytest.mark.parametrize(("count", "number"), [(3, "three"), (10, "ten"), (11, "11")])
def test_all_of_one_kind_suggests_others_and_what_each_could_show(count, number):
    sentence = Mix.of({"drop_in": count}).sentence

    assert sentence == (
        f"All {number} entries are from drop-ins. Other sources show other things: pupils’ books show what stayed with "
        "them, two or three pupils’ own words show what they understood and the lesson plan shows what was meant to "
        "happen."
    )


@pytest.mark.parametrize("source", Source)
def test_every_source_has_its_words_and_none_suggests_itself(source):
    for own in (False, True):
        mix = Mix.of({source: 3}, own=own)
        words = (SEVERAL_YOU if own else SEVERAL)[source]
        assert mix.sentence.startswith(f"All three entries are {words}. ")
        assert SHOWS.get(source) not in mix.others


def test_ect_is_told_of_their_own_reflections():
    assert "your own reflections" in Mix.of({"reflection": 3}, own=True).sentence
    assert "the ECT’s own reflections" in Mix.of({"reflection": 3}).sentence
