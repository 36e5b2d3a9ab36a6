"""The mix: which sources the last weeks rest on, as a picture with its table, and what others could show (A10, A11)."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from evidence.models import Source

LATELY = timedelta(weeks=6)
ENOUGH = 3  # fewer entries say nothing about a habit
SHOWN = 3  # the others that a short sentence names
WIDTH = 170
ROW = 28

# What a source can show that the others can't; those a mentor can turn to in any week come first.
SHOWS = {
    Source.WORK: "pupils’ books show what stayed with them",
    Source.PUPILS: "two or three pupils’ own words show what they understood",
    Source.DROP_IN: "ten minutes in a lesson show what pupils do",
    Source.PLANNING: "the lesson plan shows what was meant to happen",
    Source.REFLECTION: "the ECT’s own reflection shows what they noticed themselves",
    Source.ASSESSMENT: "a quiz or test shows who can do it alone",
    Source.OBSERVATION: "a whole lesson shows how one part leads to the next",
}
SHOWS_YOU = SHOWS | {Source.REFLECTION: "your own reflection shows what you noticed yourself"}
# "All five … are drop-ins": a source as it is called where there are several.
SEVERAL = {
    Source.DROP_IN: "from drop-ins",
    Source.OBSERVATION: "from lesson observations",
    Source.LEARNING_WALK: "from SLT learning walks",
    Source.PUPILS: "from pupil discussions",
    Source.WORK: "from work scrutiny",
    Source.PLANNING: "from lesson planning",
    Source.ASSESSMENT: "from assessment",
    Source.REFLECTION: "the ECT’s own reflections",
    Source.OTHER: "from one kind of source",
}
SEVERAL_YOU = SEVERAL | {Source.REFLECTION: "your own reflections"}
NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Bar:
    """A source in the picture: its label, its count, and where its bar and its words stand."""

    label: str
    count: int
    width: int
    y: int
    text_y: int


@dataclass(frozen=True)
class Mix:
    """How many entries each source gave; `own`: said to the ECT themselves."""

    counts: tuple = ()
    own: bool = False

    @classmethod
    def of(cls, counts, *, own=False):
        """From a mapping of source to count."""
        known = [(Source(source), count) for source, count in counts.items() if count]
        return cls(tuple(sorted(known, key=lambda one: (-one[1], one[0].label))), own)

    @property
    def total(self):
        return sum(count for _, count in self.counts)

    @property
    def bars(self):
        """The `Bar`s of the picture, the longest first."""
        most = max((count for _, count in self.counts), default=1)
        return [
            Bar(source.label, count, max(4, WIDTH * count // most), place * ROW + 4, place * ROW + 19)
            for place, (source, count) in enumerate(self.counts)
        ]

    @property
    def height(self):
        return ROW * len(self.counts)

    @property
    def others(self):
        """What the other sources could show, where all is of one kind and enough for a habit; else none."""
        if len(self.counts) != 1 or self.total < ENOUGH:
            return []
        shows = SHOWS_YOU if self.own else SHOWS
        return [words for source, words in shows.items() if source != self.counts[0][0]]

    @property
    def sentence(self):
        """ "All five entries are from drop-ins." with what three others could show; "" if there is nothing to say."""
        others = self.others[:SHOWN]
        if not others:
            return ""
        number = NUMBERS[self.total] if self.total < len(NUMBERS) else f"{self.total}"
        several = (SEVERAL_YOU if self.own else SEVERAL)[self.counts[0][0]]
        return f"All {number} entries are {several}. Other sources show other things: {listed(others)}."


def listed(words):
    """ "a, b and c"."""
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def mix_of(entries, *, own=False):
    """The `Mix` of loaded entries. No query."""
    return Mix.of(Counter(entry.source for entry in entries), own=own)
