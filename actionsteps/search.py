"""The one seam of the bank's search: plain words in, steps out, the same on SQLite and PostgreSQL.

The database finds by stems, at most `CANDIDATES` of the most used; the order is made here. What is not known to the
bank is put right by a table of the bank's own words, never by its texts.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL

from actionsteps.mending import BEGINNING, LONG, may_be_a_slip, meanings_near, meant_by, shared_forms
from actionsteps.models import ActionStep, Slip, Word
from actionsteps.stems import stem, words

CANDIDATES = 300
LONGEST_QUERY = 200
MOST_WORDS = 12
MOST_BECOME = 8
FIELDS = (("found_problem", 3.0), ("found_action", 2.2), ("found_rest", 0.7))


@dataclass
class Asked:
    """A query made out: for each word that says something, the stems it may stand for."""

    terms: list[frozenset[str]] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    rarity: dict[str, float] = field(default_factory=dict)
    most_steps: int = 0

    def reckon(self, rows):
        """How much each stem tells, by how few steps use it; and how many steps there may be with any of them."""
        counts = dict.fromkeys((found for term in self.terms for found in term), 0)
        for _, found, steps in rows:
            if found in counts:
                counts[found] = max(counts[found], steps)
                self.most_steps += steps
        self.rarity = {found: 1.0 + math.log(1 + 2000 / (1 + steps)) for found, steps in counts.items()}

    def weight(self, term):
        return max((self.rarity.get(stem, 1.0) for stem in term), default=0.0)


@dataclass
class Found:
    """The steps, best first, and which words were put right."""

    steps: Sequence[ActionStep]
    corrected: dict[str, str]


def search(query, *, within, banks, limit=20):
    """The `limit` steps that answer `query` best, as `Found`.

    `within` is a queryset of the steps to choose from (visible to the person, filtered); `banks` the condition on
    `Word` for the same banks. Stems, half a last word and slips of the finger are understood. Three queries (the words,
    the candidates, the steps); one where no word is known, and in a large bank one more where few steps have all of
    the words.
    """
    asked = make_out(query, banks=banks)
    if not asked.terms:
        return Found([], {})
    best = [pk for [pk] in ranked(asked, within, limit=limit)]
    steps = within.select_related("area").in_bulk(best)
    return Found([steps[pk] for pk in best if pk in steps], asked.corrected)


def ranked(asked, within, *, limit, told=()):
    """(id, *the columns `told`) of the steps of `within` that answer what was asked best, in order. One query, or two
    as `search` says."""
    # So few have any of the words that those with all of them are among them.
    together = len(asked.terms) == 1 or asked.most_steps > CANDIDATES
    scored = _candidates(asked, within, told, together=together)
    if together and len(scored) < limit and len(asked.terms) > 1:
        scored |= _candidates(asked, within, told, together=False)
    best = sorted(scored, key=lambda pk: (-scored[pk][0], -scored[pk][1], pk))[:limit]
    return [(pk, *scored[pk][2:]) for pk in best]


def make_out(query, *, banks, mend=True):
    """`query` as `Asked`: known words by their stems, half a last word by what it may become, others put right.

    `mend=False` puts no slips right: for texts, which were not typed in haste. One query, none for a query that says
    nothing.
    """
    typed = list(dict.fromkeys(words(query[:LONGEST_QUERY])))[:MOST_WORDS]
    said = {word: stem(word) for word in typed if stem(word)}
    if not said:
        return Asked()
    # A last word of one or two letters may still become anything.
    half = typed[-1] if not query[-1:].isspace() and typed[-1] in said and len(typed[-1]) > 2 else ""
    doubtful = [word for word in said if mend and may_be_a_slip(word)]
    near = {word: meanings_near(word) for word in doubtful}
    stems = {*said.values(), *(found for some in near.values() for _, found, _ in some)}
    rows = _known(Word.objects.filter(banks), stems=stems, half=half, doubtful=doubtful)
    known = {found for _, found, _ in rows}
    asked = Asked()
    for word, found in said.items():
        term = {found} if found in known else set()
        if word == half:
            term |= _may_become(word, rows)
        if not term and word in near:
            meant = meant_by(word, [*rows, *(one for one in near[word] if one[1] in known)])
            if meant:
                asked.corrected[word] = meant[0]
                term = {meant[1]}
        # A word the bank doesn't know finds nothing, and is not held against the others.
        if term:
            asked.terms.append(frozenset(term))
    asked.reckon(rows)
    return asked


def _known(rows, *, stems, half, doubtful):
    """(word, stem, steps) of the banks' words of these stems, those that `half` a word may become, and those that the
    doubtful ones may be a slip of. One query: each part of it reads an index."""
    parts = []
    if half:
        become = rows.filter(_begins(half)).order_by("-steps", "word").values("stem")[:MOST_BECOME]
        parts.append(rows.filter(stem__in=become))
    if forms := {form for word in doubtful for form in shared_forms(word)}:
        parts.append(rows.filter(pk__in=Slip.objects.filter(form__in=sorted(forms)).values("word")))
    if beginnings := {word[:BEGINNING] for word in doubtful if len(word) >= LONG}:
        parts.append(rows.filter(reduce(or_, map(_begins, sorted(beginnings)))))
    first = rows.filter(stem__in=sorted(stems)).values_list("word", "stem", "steps")
    return list(first.union(*(part.values_list("word", "stem", "steps") for part in parts)))


def _begins(letters):
    return Q(word__gte=letters, word__lt=letters[:-1] + chr(ord(letters[-1]) + 1))


def _may_become(half, rows):
    """The stems of the most used words that begin so."""
    begun = sorted((-steps, word, found) for word, found, steps in rows if word.startswith(half))
    return {found for _, _, found in begun[:MOST_BECOME]}


def _candidates(asked, within, told, *, together):
    """{id: (score, uses, *told)} of the most used steps with all the terms, or with any of the four that tell most."""
    terms = asked.terms
    if not together:
        terms = sorted(terms, key=asked.weight, reverse=True)[:4]
    joint = " & " if together else " | "
    condition: Q | RawSQL
    if connection.vendor == "postgresql":
        looked_for = joint.join("(" + " | ".join(sorted(term)) + ")" for term in terms)
        condition = RawSQL(
            "actionsteps_actionstep.found @@ to_tsquery('simple', %s)", [looked_for], output_field=BooleanField()
        )
    else:
        looked_for = (" AND " if together else " OR ").join(
            "(" + " OR ".join(f'"{found}"' for found in sorted(term)) + ")" for term in terms
        )
        condition = Q(
            pk__in=RawSQL("SELECT rowid FROM actionsteps_found WHERE actionsteps_found MATCH %s", [looked_for])
        )
    rows = (
        within.filter(condition)
        .order_by("-uses", "-id")
        .values_list("pk", "uses", *(name for name, _ in FIELDS), *told)[:CANDIDATES]
    )
    return {pk: (score(asked, found[: len(FIELDS)]), uses, *found[len(FIELDS) :]) for pk, uses, *found in rows}


def score(asked, texts):
    """How well a step's stems (problems, action, rest) answer: rare words count more, a problem said whole most."""
    sets = [set(text.split()) for text in texts]
    total, told = 0.0, 0.0
    for term in asked.terms:
        weight = asked.weight(term)
        told += weight
        total += weight * max(
            (worth for (_, worth), found in zip(FIELDS, sets, strict=True) if term & found), default=0
        )
    said = frozenset().union(*asked.terms)
    whole = 0.0
    for problem in texts[0].split(" . "):
        stems = set(problem.split())
        if stems:
            both = sum(asked.weight(term) for term in asked.terms if term & stems)
            whole = max(whole, both / told * len(said & stems) / len(stems))
    return total / told + 2.5 * whole
