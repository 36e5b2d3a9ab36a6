"""Putting slips of the finger right: what a mistyped word shares with the word that was meant, and how far they part.

A word that stands in `everyday.txt`, or has a meaning of its own in `synonyms.toml`, was meant as it is.
"""

from functools import cache
from pathlib import Path

from actionsteps.stems import deletions, meanings, root, stem

SHORTEST = 3
# From so many letters on, two slips are one word still; its first letters find the few it may be.
LONG = 8
BEGINNING = 4
# What a word may be said with, here and in the bank: "caling" is put right by a bank that says "call".
ENDINGS = ("s", "es", "ed", "er", "ing")
DOUBLED, SWAPPED, MISSED, MISTAKEN, ENDED = 0.5, 0.9, 1.0, 1.2, 0.1
_MOST = {3: MISSED, 4: MISTAKEN, 5: MISTAKEN, 6: MISSED + DOUBLED, 7: MISSED + DOUBLED}


@cache
def _everyday():
    lines = Path(__file__).with_name("everyday.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def may_be_a_slip(word):
    """Whether `word` may be a slip of the finger: no number, no ordinary word that the bank doesn't use."""
    return len(word) >= SHORTEST and word.isalpha() and word not in _everyday() and word not in meanings()


def shared_forms(word):
    """What the slips of the word that was meant are looked up by: `word` and its bare forms, each less one letter."""
    likely = {word, f"{word}s"}
    for ending in ENDINGS:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= SHORTEST:
            likely |= {bare, f"{bare}e"}
    return frozenset().union(*map(deletions, likely))


def meant_by(word, known):
    """The one of `known` ((word, stem, in how many steps) each) that `word` is a slip of, or None.

    A letter doubled or swapped parts two words less than a letter mistaken; then the same first and last letter tell,
    then how many steps say it. Nobody mistakes the first letter.
    """
    most = _MOST.get(len(word), MISSED + MISSED)
    ranked = [
        (parted, one[0][0] != word[0], one[0][-1] != word[-1], -one[2], one)
        for one in known
        if len(one[0]) > SHORTEST
        and (one[0][0] in word[:2] or word[0] in one[0][:2])
        and (parted := _parted(word, one[0], most)) <= most
    ]
    return min(ranked)[-1] if ranked else None


def meanings_near(word):
    """The words of `synonyms.toml` that `word` may be a slip of, as `known` of `meant_by` without a number of steps."""
    near = {one for form in deletions(word) for one in _slips_of_meanings().get(form, ())}
    return [(one, stem(one), 0) for one in near]


@cache
def _slips_of_meanings():
    found: dict[str, set[str]] = {}
    for word in meanings():
        for form in deletions(word) if len(word) > SHORTEST and stem(word) else ():
            found.setdefault(form, set()).add(word)
    return found


def _parted(typed, meant, most):
    """By how much the two part, `meant` being said as it is or with an ending that `typed` has."""
    endings = [ending for ending in ENDINGS if typed.endswith(ending)]
    bare = {meant, meant.removesuffix("s"), root(meant)}
    said = {f"{root}{ending}" for root in bare for ending in endings}
    said |= {f"{root}{root[-1]}{ending}" for root in bare for ending in endings if root}
    said |= {f"{root[:-1]}{ending}" for root in bare if root.endswith("e") for ending in endings}
    others = (slip(typed, other, most) + ENDED for other in (bare | said) - {meant} if len(other) > SHORTEST)
    return min(slip(typed, meant, most), *others, most + 1)


def slip(typed, meant, most):
    """By how much slips of the finger part the two: letters put in or left out (a doubled one half), swapped with their
    neighbour, mistaken for another. Looks no further than `most`, and says more than that where they part by more."""
    if abs(len(typed) - len(meant)) > most / DOUBLED:
        return most + 1
    row, last, older = [0.0], [most + 1], []
    for j, b in enumerate(meant):
        row.append(row[-1] + (DOUBLED if j and b == meant[j - 1] else MISSED))
    for i, a in enumerate(typed):
        if min(*row, *last) > most:
            return most + 1
        spare = DOUBLED if i and a == typed[i - 1] else MISSED
        older, last, row = last, row, [row[0] + spare]
        for j, b in enumerate(meant):
            cost = min(
                last[j] + (MISTAKEN if a != b else 0),
                last[j + 1] + spare,
                row[j] + (DOUBLED if j and b == meant[j - 1] else MISSED),
            )
            if i and j and a == meant[j - 1] and typed[i - 1] == b:
                cost = min(cost, older[j - 1] + SWAPPED)
            row.append(cost)
    return row[-1]
