"""Words as the bank's search knows them: stemmed, of one meaning, without those that say nothing.

The same here for both databases, so that a search finds the same steps on each; the databases only look stems up.
"""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

import snowballstemmer

WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?")
STOP = frozenset(
    """a about after again all also am an and any are as at be because been before being but by can can't cannot could
    did didn't do does doesn't doing don't during each every few for from get gets getting give gives go goes going
    got had has have haven't having he her here him his how i i'm if in into is isn't it it's its just keep keeps
    let like lot lots make makes making me more most much my need needs never no not nor now of off on one only or
    other our out over own pupil put really same say says she should so some still such than that that's the their
    them then there there's these they they're thing things this those through to too try under until up use used
    using very want wants was way we well were what what's when where which while who whole why will with without
    won't would you your""".split()
)
_stemmer = snowballstemmer.stemmer("english")


@cache
def _meanings():
    """Each stem that has a meaning of the same as another, and the stem that stands for both."""
    lines = tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8"))["meanings"]
    return {_stemmer.stemWord(word): _stemmer.stemWord(line[0]) for line in lines for word in line}


@cache
def meanings():
    """The words that `synonyms.toml` gives a meaning."""
    lines = tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text(encoding="utf-8"))["meanings"]
    return frozenset(word for line in lines for word in line)


@cache
def _silent():
    """The stems, of one meaning, that tell one step from another too little to search by."""
    return frozenset(_meanings().get(stem, stem) for stem in map(_stemmer.stemWord, STOP) if "'" not in stem) | STOP


def words(text):
    """The words of `text` in lower case, in order, apostrophes plain."""
    return WORD.findall(text.lower().replace("’", "'"))


@lru_cache(maxsize=20_000)
def root(word):
    """What all forms of `word` have in common: "scaffold" of "scaffolding"."""
    return _stemmer.stemWord(word)


@lru_cache(maxsize=20_000)
def stem(word):
    """The stem that stands for `word` and all that mean the same; "" for a word that says nothing."""
    if word in STOP:
        return ""
    found = _stemmer.stemWord(word.partition("'")[0])
    found = _meanings().get(found, found)
    return "" if found in _silent() or len(found) < 2 else found


def stems(text):
    """The stems of `text`, in order, repeated as often as they are said."""
    return [found for found in map(stem, words(text)) if found]


def deletions(word):
    """`word` and every form of it with one letter left out: two words one slip apart share one (a swap of two too)."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}
