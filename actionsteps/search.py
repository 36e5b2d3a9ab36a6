"""The one seam of the bank's search: plain words in, steps out, the same on SQLite and PostgreSQL.

The database finds by stems, at most `CANDIDATES` of the most used; the order is made here. What is not known to the
bank is put right by a table of the bank's own words, never by its texts.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import BooleanField, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Length

from actionsteps.models import ActionStep, Slip, Word
from actionsteps.stems import deletions, slips, stem, words

CANDIDATES = 300
LONGEST_QUERY = 200
MOST_WORDS = 12
FIELDS = (("found_problem", 3.0), ("found_action", 2.2), ("found_rest", 0.7))


@dataclass
class Asked:
    """A query made out: for each word that says something, the stems it may stand for."""

    terms: list[frozenset[str]] = field(default_factory=list)
    corrected: dict[str, str] = field(default_factory=dict)
    rarity: dict[str, float] = field(default_factory=dict)

    def weight(self, term):
        return max((self.rarity.get(stem, 1.0) for stem in term), default=0.0)


@dataclass
class Found:
    """The steps, best first; which words were put right; whether the query said anything at all."""

    steps: Sequence[ActionStep]
    corrected: dict[str, str]
    asked: bool


def search(query, *, within, banks, limit=20, mend=True):
    """The `limit` steps that answer `query` best, as `Found`.

    `within` is a queryset of the steps to choose from (visible to the person, filtered); `banks` the condition on
    `Word` for the same banks. Stems, half a last word and a slip in a word are understood. Four queries (the words, the
    stems' frequency, the candidates, the steps); one more for half a last word, one for each word put right, and one
    where all words together find little. `mend=False` puts no slips right: for texts, which were not typed in haste.
    """
    asked = make_out(query, banks=banks, mend=mend)
    if not asked.terms:
        return Found([], {}, asked=False)
    scored = _candidates(asked, within, together=True)
    if len(scored) < limit and len(asked.terms) > 1:
        scored |= _candidates(asked, within, together=False)
    best = sorted(scored, key=lambda pk: (-scored[pk][0], -scored[pk][1], pk))[:limit]
    steps = within.select_related("area").in_bulk(best)
    return Found([steps[pk] for pk in best if pk in steps], asked.corrected, asked=True)


def make_out(query, *, banks, mend=True):
    """`query` as `Asked`: known words by their stems, half a last word by what it may become, others put right."""
    typed = list(dict.fromkeys(words(query[:LONGEST_QUERY])))[:MOST_WORDS]
    said = {word: stem(word) for word in typed if stem(word)}
    # A last word of one or two letters may still become anything.
    rows = Word.objects.filter(banks)
    known = set(rows.filter(Q(word__in=said) | Q(stem__in=said.values())).values_list("stem", flat=True))
    asked = Asked()
    last = typed[-1] if typed and not query[-1:].isspace() else ""
    for word, found in said.items():
        term = {found} if found in known else set()
        if word == last and len(word) > 2:
            term |= set(
                rows.filter(word__gte=word, word__lt=word[:-1] + chr(ord(word[-1]) + 1))
                .order_by("-steps")
                .values_list("stem", flat=True)[:8]
            )
        if mend and not term and len(word) > 2:
            meant = _meant(word, rows)
            if meant:
                asked.corrected[word] = meant.word
                term = {meant.stem}
        # A word the bank doesn't know finds nothing, and is not held against the others.
        if term:
            asked.terms.append(frozenset(term))
    asked.rarity = _rarity({found for term in asked.terms for found in term}, rows)
    return asked


def _meant(word, rows):
    """The bank's word that `word` is a slip away from (from eight letters, a letter may stand elsewhere), or None."""
    near = rows.filter(pk__in=Slip.objects.filter(form__in=deletions(word)).values("word")).annotate(
        letters=Length("word")
    )
    most = 2 if len(word) >= 8 else 1
    ranked = [
        (slips(word, row.word), row.word[0] != word[0], -row.steps, row.word, row)
        for row in near.filter(letters__gte=4).order_by("-steps")[:60]
    ]
    fits = [rank for rank in ranked if rank[0] <= most]
    return min(fits)[-1] if fits else None


def _rarity(stems, rows):
    """How much each stem tells, by how few steps use it."""
    counts = {}
    for found, steps in rows.filter(stem__in=stems).values_list("stem", "steps"):
        counts[found] = max(counts.get(found, 0), steps)
    return {found: 1.0 + math.log(1 + 2000 / (1 + counts.get(found, 0))) for found in stems}


def _candidates(asked, within, *, together):
    """{id: (score, uses)} of the most used steps with all the terms, or with any of the three that tell most."""
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
        .values_list("pk", "uses", *(name for name, _ in FIELDS))[:CANDIDATES]
    )
    return {pk: (score(asked, texts), uses) for pk, uses, *texts in rows}


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
