"""What changed from one text to another, word by word, and how alike two wordings are."""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from actionsteps.normal import normal_text

SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True)
class Run:
    """Words that stand together and share a fate: `kind` is same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """What changed, part by part. A step that came or went is one run."""

    key_action: tuple[Run, ...]
    steps: tuple[tuple[Run, ...], ...]
    so_that: tuple[Run, ...]

    @property
    def is_empty(self):
        """Whether nothing but case, punctuation and spacing changed."""
        return all(run.kind == SAME for runs in (self.key_action, *self.steps, self.so_that) for run in runs)


def text_difference(was, now):
    """The runs from `was` to `now`: same and added ones together are the words of `now`, same and removed of `was`."""
    old, new = was.split(), now.split()
    if old == new:
        return (Run(SAME, " ".join(new)),) if new else ()
    matcher = SequenceMatcher(None, [_key(word) for word in old], [_key(word) for word in new], autojunk=False)
    runs = []
    for change, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if change == "equal":
            runs.append(Run(SAME, " ".join(new[new_start:new_end])))
            continue
        if old_end > old_start:
            runs.append(Run(REMOVED, " ".join(old[old_start:old_end])))
        if new_end > new_start:
            runs.append(Run(ADDED, " ".join(new[new_start:new_end])))
    return tuple(runs)


def steps_difference(was, now):
    """The runs of each step. A reworded step is shown as one; steps that came and went stand in their places."""
    if was == now:
        return tuple(text_difference(step, step) for step in now)
    matcher = SequenceMatcher(
        None, [normal_text(step) for step in was], [normal_text(step) for step in now], autojunk=False
    )
    shown = []
    for _, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        shown.extend(_paired(list(was[old_start:old_end]), list(now[new_start:new_end])))
    return tuple(shown)


def _paired(old, new):
    """`old` and `new` steps between two unchanged ones: each new one beside the first old one it resembles."""
    for step in new:
        partner = next((place for place, other in enumerate(old) if text_alikeness(other, step) >= 0.4), None)
        if partner is None:
            yield (Run(ADDED, " ".join(step.split())),)
            continue
        for gone in old[:partner]:
            yield (Run(REMOVED, " ".join(gone.split())),)
        yield text_difference(old[partner], step)
        del old[: partner + 1]
    for gone in old:
        yield (Run(REMOVED, " ".join(gone.split())),)


@lru_cache(maxsize=4096)
def _key(word):
    return normal_text(word) or word


_COMMON = frozenset(
    """a about after all an and any are as at be been before by can do each every for from had has have how if
    in into is it its more not of on one or pupil pupils so some than that the their them then there these they
    this to up use what when where which who will with you your""".split()
)
# How much each part says about whether two wordings are the same step: the action most, the purpose least.
_WEIGHTS = (0.5, 0.35, 0.15)


def alikeness(one, other):
    """How alike two wordings are in their words, 0 to 1, whichever way round. About 30 µs."""
    parts = list(zip(_WEIGHTS, _features_of(one), _features_of(other), strict=True))
    total = sum(weight for weight, mine, theirs in parts if mine or theirs)
    if not total:
        return 1.0
    return min(1.0, sum(weight * _shared(mine, theirs) for weight, mine, theirs in parts if mine or theirs) / total)


def text_alikeness(one, other):
    """How alike two plain texts are in their words, 0 to 1."""
    mine, theirs = _features(one), _features(other)
    return _shared(mine, theirs) if mine or theirs else 1.0


def content_words(text):
    """The stems of the words that carry what `text` says, as a set."""
    return frozenset(_stem(word) for word in normal_text(text).split() if word not in _COMMON)


def _shared(mine, theirs):
    """Dice's coefficient of two bags of words and word pairs."""
    return 2 * sum((mine & theirs).values()) / (mine.total() + theirs.total())


@lru_cache(maxsize=4096)
def _features_of(wording):
    return _features(wording.key_action), _features(" ".join(wording.steps)), _features(wording.so_that)


@lru_cache(maxsize=4096)
def _features(text):
    words = normal_text(text).split()
    stems = [_stem(word) for word in words if word not in _COMMON] or words
    # A word weighs double: the same words in another order are still nearly the same step.
    bag = Counter({stem: 2 * count for stem, count in Counter(stems).items()})
    bag.update(Counter(zip(stems, stems[1:], strict=False)))
    return bag


def _stem(word):
    for ending in ("ing", "ies", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e") or word
