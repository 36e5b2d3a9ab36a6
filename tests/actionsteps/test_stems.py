"""Words as the search knows them."""

import pytest

from actionsteps.stems import deletions, stem, stems, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They CALL out!", ["they", "call", "out"]),
        ("don’t know", ["don't", "know"]),
        ("4-second wait", ["4", "second", "wait"]),
        ("", []),
    ],
)
def test_words_are_lower_case_with_plain_apostrophes(text, found):
    assert words(text) == found


def test_stem_is_one_for_all_forms_of_a_word():
    assert {stem(word) for word in ("script", "scripts", "scripted", "scripting")} == {"script"}


def test_stem_is_one_for_words_of_one_meaning():
    assert stem("yell") == stem("shouting") == stem("call") != ""


@pytest.mark.parametrize("word", ["the", "because", "don't", "pupils", "students", "x"])
def test_stem_of_a_word_that_says_nothing_is_empty(word):
    assert stem(word) == ""


def test_stems_keep_order_and_repetition():
    assert stems("Quiz the board, then quiz") == ["quiz", "board", "quiz"]


def test_deletions_hold_the_word_and_each_form_one_letter_short():
    assert deletions("abc") == {"abc", "bc", "ac", "ab"}


def test_words_one_slip_apart_share_a_form():
    for typed in ("qestion", "quesstion", "questiom", "qeustion"):
        assert deletions(typed) & deletions("question")
