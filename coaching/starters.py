"""Openings for praise and for a probe question (A88): those that ship, by Teachers' Standard, and a school's own.

Those that ship are data in `starters/*.toml`: a line is for a Standard, or for any (None).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from actionsteps.normal import normal_text
from actionsteps.starter import starter_areas
from actionsteps.stems import stems
from actionsteps.vocabulary import STANDARDS
from coaching.models import StarterKind

FOLDER = Path(__file__).resolve().parent / "starters"
OURS, ANY = "Our school’s", "For any lesson"


@dataclass(frozen=True)
class Shipped:
    """One opening that ships with the product."""

    kind: str
    standard: int | None
    text: str


@cache
def shipped():
    """Every opening that ships, in the order of the files."""
    found = []
    for kind in StarterKind.values:
        lines = tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
        found += [Shipped(kind, None, text) for text in lines["general"]]
        found += [
            Shipped(kind, int(standard), text) for standard, texts in lines["standards"].items() for text in texts
        ]
    return tuple(found)


@cache
def _shipped_forms():
    return {(one.kind, normal_text(one.text)) for one in shipped()}


def ships(kind, text):
    """Whether this opening ships already, be it written a little differently."""
    return (kind, normal_text(text)) in _shipped_forms()


def offered(kind, *, own=(), standards=(), query=""):
    """Groups of openings to choose from, each (heading, texts): the school's `own`, then those of `standards`, then
    those for any lesson; with words in `query`, of all Standards those that say them.

    `own` are `Starter`s of this kind with their areas.
    """
    wanted = set(stems(query))
    if query.strip():
        groups = [(OURS, [one.text for one in own if wanted and wanted <= _said(one.text, _of_area(one))])]
        for standard in (*STANDARDS, None):
            groups.append(
                (
                    _heading(standard),
                    [text for text in _texts(kind, standard) if wanted and wanted <= _said(text, _words(standard))],
                )
            )
    else:
        mine = [one.text for one in own if one.area is None or one.area.standard in standards]
        groups = [(OURS, mine)]
        groups += [(_heading(standard), _texts(kind, standard)) for standard in (*standards, None)]
    return [(heading, list(texts)) for heading, texts in groups if texts]


def _texts(kind, standard):
    return [one.text for one in shipped() if (one.kind, one.standard) == (kind, standard)]


def _heading(standard):
    return STANDARDS[standard] if standard else ANY


@cache
def _words(standard):
    """What a Standard is about, to be found by: its name and those of its areas."""
    areas = [name for name, of in starter_areas().items() if of == standard]
    return " ".join([STANDARDS.get(standard, ""), *areas])


def _of_area(starter):
    return f"{starter.area.name} {_words(starter.area.standard)}" if starter.area else ""


def _said(*texts):
    return {stem for text in texts for stem in stems(text)}
