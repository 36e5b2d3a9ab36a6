"""The three parts of a step as one value, shared by the bank and the meeting."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property

from actionsteps import difference, normal, parsing, sentence
from actionsteps.normal import text_digest

__all__ = ["Wording", "parse", "text_digest"]


@dataclass(frozen=True)
class Wording:
    """What (`key_action`), how (`steps`, in order) and what for (`so_that`), as they were typed."""

    key_action: str = ""
    steps: tuple[str, ...] = ()
    so_that: str = ""

    def __post_init__(self):
        object.__setattr__(self, "steps", tuple(self.steps))

    @property
    def is_blank(self):
        """Whether nothing is said in any part."""
        return self.normal == Wording()

    @cached_property
    def normal(self):
        """The normal form: case, punctuation, spacing, bullets and blank steps don't count, the order of steps does."""
        steps = (normal.normal_step(step) for step in self.steps)
        return Wording(
            normal.normal_text(self.key_action),
            tuple(step for step in steps if step),
            normal.normal_outcome(self.so_that),
        )

    @cached_property
    def digest(self):
        """The digest (hex) of the normal form: equal for two wordings that are the same."""
        form = self.normal
        return hashlib.sha256(json.dumps([form.key_action, form.steps, form.so_that]).encode()).hexdigest()

    def same_as(self, other):
        """Whether the two say the same in the same words: a changed comma is no change, an order of steps is."""
        return self.normal == other.normal

    def parts(self, do="", by="by", so_that="so that"):
        """The `Sentence` to show, in pieces, under the school's own prompts (A65); `.text` is the whole of it."""
        return sentence.build(
            self.key_action, self.steps, self.so_that, do_prompt=do, by_prompt=by, so_that_prompt=so_that
        )

    def sentence(self, do="", by="by", so_that="so that"):
        """The whole on one line: "<key action> by <steps> so that <outcome>" (A23)."""
        return self.parts(do, by, so_that).text

    def difference(self, other):
        """What changed from this wording to `other`, word by word."""
        return difference.Difference(
            difference.text_difference(self.key_action, other.key_action),
            difference.steps_difference(self.steps, other.steps),
            difference.text_difference(self.so_that, other.so_that),
        )

    def alikeness(self, other):
        """How alike the two are, 0 to 1, the same either way round; 1 for the same normal form."""
        return 1.0 if self.same_as(other) else difference.alikeness(self, other)


def parse(text):
    """The `Wording` in a pasted sentence, list or labelled lines (A23); all key action where nothing else is found."""
    return Wording(*parsing.split(text))
