"""Wording that judges where it should say what was seen. Pure: it notices, and never forbids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Judgement:
    """Words that judge, why that matters, and what to write instead."""

    words: str
    why: str
    instead: str


def judgements(text):
    """The `Judgement`s in a text, in order; none in what it quotes."""
    return []
