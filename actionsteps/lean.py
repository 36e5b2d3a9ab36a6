"""Which way a long text leans, by the words it is made of, beside what its best act says.

One plain act is easily lost in forty words of good intentions, and one that is half said gains by the plain words
around it. No list of turns of phrase ever ends: "get a grip", "bring them out", "keep them in the loop". But such texts
are made of other words than those that say what to do, so each word pulls a little. How much is in `leanings.tsv`,
fitted by `bench/wording_lean.py` on the labelled texts of the tests.
"""

from functools import cache
from pathlib import Path

from actionsteps.acts import verb_of

# A shorter text has too few words to lean: it is judged by its acts alone.
LONG = 14
_TABLE = Path(__file__).with_name("leanings.tsv")
_NOWHERE = "(none)"


def lean(words, has_quotes=False):
    """How far a text of `words` (each a `Word`) leans: above 0 to the vague, below to the precise, 0 if it is short.

    Pure, linear, some microseconds.
    """
    if len(words) < LONG:
        return 0.0
    leanings = table()
    return leanings[_NOWHERE] + sum(leanings.get(mark, 0.0) for mark in marks(words, has_quotes))


def marks(words, has_quotes=False):
    """What counts of a text: each word once, whatever its form, any figure as "#", quoted words as a quotation mark."""
    found = {_base(word.text) for word in words}
    return found | {'"'} if has_quotes else found


def _base(word):
    if word[0].isdigit():
        return "#"
    return verb_of(word) or (word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word)


@cache
def table():
    """What each word weighs."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {word: float(weight) for word, weight in (line.split("\t") for line in lines)}


def write_table(weights, start):
    """Keep what `bench/wording_lean.py` has fitted."""
    rows = [(_NOWHERE, start), *sorted(weights.items())]
    _TABLE.write_text("".join(f"{word}\t{weight:.2f}\n" for word, weight in rows), encoding="utf-8")
