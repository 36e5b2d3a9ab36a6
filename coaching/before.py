"""Lines that write themselves for praise and probe, from what became of last week's foci (A110): no AI, no query.

Each is a sentence to start from, offered and never put in: what was ticked and what was not, what the ECT wrote beside
a step, what a drop-in showed, the outcome. Words in curly quotes are the ECT's own or those of the focus.
"""

import re
from dataclasses import dataclass

from coaching.dates import long_day
from coaching.meeting import in_order, outcome_of, tick_of
from coaching.models import Result
from coaching.notes import line_of
from evidence.models import Source

MOST = 3
LONGEST_SAID = 120
LONGEST_NAME = 60
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# How a look-for slip says what was looked at.
LOOKED = re.compile(r"\b(Seen|Not seen): “([^”]+)”")
# A line that tells of two things, or of one that did not happen.
DIFFERS = re.compile(
    r"\b(not|never|but|only|except|until|although|however|apart|harder|less|nobody|none)\b|n['’]t\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Lines:
    """At most three lines for each of the two stages, the most telling first."""

    praise: tuple[str, ...] = ()
    probe: tuple[str, ...] = ()


def lines_of(meeting):
    """The `Lines` for a draft, from the foci of the week before. Reads what `Meeting.load` loaded."""
    foci = [focus for focus in meeting.last_foci if not focus.is_withdrawn]
    praise, probe = [], []
    for focus in foci:
        told = Told(focus, alone=len(foci) == 1)
        praise += told.praise()
        probe += told.probe()
    return Lines(_first(praise), _first(probe))


def _first(ranked):
    """The texts of the highest rank, in the order of the foci where it is the same; each once."""
    texts = [text for _, text in sorted(ranked, key=lambda one: one[0])]
    return tuple(dict.fromkeys(texts))[:MOST]


def said(text, longest=LONGEST_SAID):
    """`text` in curly quotes, in one line, to stand within a sentence; shortened between words where it is long."""
    text = " ".join(text.split()).replace("“", "‘").replace("”", "’").replace('"', "'")
    if len(text) > longest:
        text = text[:longest].rsplit(" ", 1)[0].rstrip(",;:–-") + " …"
    return f"“{text.rstrip('.,;:')}”"


class Told:
    """What one focus of last week has to tell; `alone`: it needs no name, as there is no other."""

    def __init__(self, focus, *, alone):
        self.focus, self.alone = focus, alone
        self.steps = list(enumerate(focus.live_steps, 1))
        self.name = said(focus.key_action, LONGEST_NAME)
        self.of = "" if alone else f" of {self.name}"
        outcome = outcome_of(focus)
        self.result, self.effect = (outcome.result, outcome.effect.strip()) if outcome else ("", "")

    def praise(self):
        """(rank, text) of each line for praise."""
        done = [number for number, step in self.steps if _is_done(step)]
        effect = f" {self.effect}" if self.effect else ""
        if self.result == Result.ACHIEVED:
            yield 1, f"You achieved {self.name}.{effect}"
        elif self.result == Result.PARTLY and effect:
            yield 3, f"You got part of the way with {self.name}.{effect}"
        for day, seen in self._looked("Seen"):
            yield 2, f"At the drop-in on {day} you did {seen}."
        for number, step in self.steps:
            if _is_done(step) and line_of(step).strip():
                yield 3, f"You tried {self._step(number)} and noticed {said(line_of(step))}."
        if done and self.result != Result.ACHIEVED:
            yield 4, f"You ticked {self._steps(done)}."

    def probe(self):
        """(rank, text) of each line for the probe question."""
        left = []
        for number, step in self.steps:
            line, done = line_of(step).strip(), _is_done(step)
            if line and not done:
                yield 1, f"{_capital(self._step(number))} went unticked and you wrote {said(line)}. What was different?"
            elif line:
                ask = "What made the difference?" if DIFFERS.search(line) else "What do you put that down to?"
                yield 2, f"You ticked {self._step(number)} and wrote {said(line)}. {ask}"
            elif not done:
                left.append(number)
        for day, seen in self._looked("Not seen"):
            yield 3, f"At the drop-in on {day}, not seen: {seen}. What was happening then?"
        if asked := self._of_result():
            yield 4, asked
        if left and self.result != Result.NO_CHANCE:
            yield 5, self._of_unticked(left)

    def _of_unticked(self, numbers):
        every = len(numbers) == len(self.steps)
        if self.result == Result.ACHIEVED:
            left = "no step was ticked" if every else f"{self._steps(numbers, of='')} went unticked"
            return f"You achieved {self.name}, although {left}. What did you do instead?"
        if every and len(numbers) > 1:
            return f"None of the {_number(len(numbers))} steps{self.of} was ticked. What got in the way?"
        return f"{_capital(self._steps(numbers))} went unticked. What got in the way?"

    def _of_result(self):
        return {
            Result.PARTLY: f"You got part of the way with {self.name}. What held, and where did it stop?",
            Result.NOT_YET: f"{_capital(self.name)} is not there yet. What would make the next try easier?",
            Result.NO_CHANCE: f"There was no chance to try {self.name}. Where would it fit next?",
        }.get(self.result, "")

    def _step(self, number):
        """ "step 3", "step 3 of “Greet each pupil at the door”", or the words of an only step."""
        if len(self.steps) == 1:
            return said(self.steps[0][1].text, LONGEST_NAME)
        return f"step {number}{self.of}"

    def _steps(self, numbers, of=None):
        """ "steps 2 and 4", "all four steps of “…”"."""
        of = self.of if of is None else of
        if len(self.steps) == 1:
            return self._step(1)
        if len(numbers) == len(self.steps):
            return ("both steps" if len(numbers) == 2 else f"all {_number(len(numbers))} steps") + of
        *first, last = map(str, numbers)
        return f"steps {', '.join(first)} and {last}{of}" if first else f"step {last}{of}"

    def _looked(self, head):
        """What drop-ins since the last meeting showed of its steps: (day, the words that were looked for)."""
        for citation in in_order(self.focus.citations.all()):
            row = citation.evidence
            found = (
                [text for how, text in LOOKED.findall(row.seen) if how == head] if row.source == Source.DROP_IN else ()
            )
            if found:
                yield long_day(row.seen_on), _and([said(text, LONGEST_NAME) for text in found])


def _is_done(step):
    tick = tick_of(step)
    return tick is not None and tick.done


def _and(words):
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last


def _number(count):
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def _capital(text):
    return text[:1].upper() + text[1:]
