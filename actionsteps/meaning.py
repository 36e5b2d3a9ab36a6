"""How far a text says what somebody would see: its acts, and the marks of vagueness and precision about them.

English is vague by a head that names a direction and no act ("improve", "work on", "be more"), by comparatives, praise
words and adverbs ("better", "effective", "consistently") and by objects that can't be pointed at ("engagement"). It is
precise by an act that can be seen ("pause", "script"), or by a plainer one ("ask", "plan") whose complement says to
what, when, how many, in which words. Each act gets a score from these marks; length plays no part. A vague head can't
be saved by what follows it, only by another act beside it ("by …").
"""

from dataclasses import dataclass, field

from actionsteps import lexicon as lex
from actionsteps import phrases
from actionsteps.acts import Act, find_acts, fold, next_word, verb_of, words_of
from actionsteps.verbs import ING

# An act from this score on is one that another could see done.
PRECISE = 1.5
# A step stands in the light of the key action and of its neighbours, so it needs less of its own.
STEP_PRECISE = 1.25
# And from this one on, nobody would ask what it means.
BEYOND_DOUBT = 2.6

# What an act is worth before anything is said of it.
_HEAD = {"seen": 2.0, "shown": 1.2, "slight": 0.5, "vague": -1.0}
_MOMENT = 0.8
_STATES = ("ensure", "ensuring", "make sure", "making sure")
# How many blurring words a text bears, and what each above costs it.
_BLURS_BORNE = 5
_CROWDED = 0.35
# "Plans that are thorough but flexible": a clause that only praises.
_LOOSE_CLAUSE = 0.8
# What a verb of the hand loses where there is nothing to lay hands on.
_FIGURE = 1.0
_SMALL = {"same": 0.3, "then": 0.4, "only": 0.3}


@dataclass
class Reading:
    """What a text turned out to say. `weak` holds (kind, start, end) of the words that blur it, in order."""

    words: list = field(default_factory=list)
    acts: list = field(default_factory=list)
    score: float = 0.0
    weak: list = field(default_factory=list)
    has_quotes: bool = False

    @property
    def vague_act(self):
        return next((act for act in self.acts if act.kind == "vague"), None)


def read(text):
    """The `Reading` of one text. Pure, about 0.3 ms for thirty words."""
    folded = fold(text)
    words = words_of(folded)
    if not words:
        return Reading()
    acts = find_acts(folded, words)
    marks = _Marks(folded, words)
    for place, act in enumerate(acts):
        following = next((other.first for other in acts[place + 1 :] if other.first > act.after + 1), len(words))
        act.score = marks.score(act, following, acts[place - 1].after if place else 0)
    opening = words[: acts[0].first if acts else len(words)]
    if opening and not (acts and any(word.text in lex.SUBORDINATOR for word in opening)):
        acts.insert(0, Act("", "none", 0, 0, marks.bare_score(len(opening))))
    best = max(act.score for act in acts)
    # "Explain it, model it and have them practise": plain acts in a row bear each other out.
    best += min(0.2, 0.1 * (sum(act.score >= 1.2 for act in acts) - 1)) if best >= 1.2 else 0
    if best < 2.5:
        # One borderline act among vague ones is more often a turn of phrase than something to see.
        best -= min(1.2, 0.2 * sum(act.kind == "vague" for act in acts) + 0.6 * _opens_vaguely(acts, words))
    weak = sorted(set(marks.weak), key=lambda mark: mark[1])
    # Where blur stands at every turn, the one plain act in it is lost on a reader too.
    best -= _CROWDED * max(0, len(weak) + sum(act.kind == "vague" for act in acts) - _BLURS_BORNE)
    return Reading(words, acts, round(best, 2), weak, bool(marks.quoted))


def _opens_vaguely(acts, words):
    """Whether the first act is a vague one, and no colon announces what it comes to."""
    first = next((act for act in acts if act.verb), None)
    return first is not None and first.kind == "vague" and not any(":" in word.gap for word in words[first.after :])


class _Marks:
    """The marks of one text, found once; `score` weighs those that stand about one act."""

    def __init__(self, folded, words):
        self.folded, self.words, self.weak = folded, words, []
        self.quoted = _starts(phrases.QUOTED, folded)
        self.examples = _starts(phrases.EXAMPLE, folded)
        self.named = _starts(phrases.NAMED, folded)
        self.company = _starts(phrases.COMPANY, folded)
        self.blurs = _starts(phrases.BLUR, folded)
        self.no_moment = _starts(phrases.NO_MOMENT, folded)

    def score(self, act, end, previous):
        """The score of `act`, whose complement runs to the word `end`; what leads up to it begins at `previous`."""
        plus, minus = self._weighed(act.after, end, act.kind)
        before = act.first - 1
        if before >= 0 and self.words[before].text in lex.ADVERB:
            minus += 0.6
            self.weak.append(("adverb", self.words[before].start, self.words[before].end))
        if act.kind == "vague":
            # "Ensure all pupils face the front before …": a state that shows is as good as an act.
            shows = act.verb.startswith(_STATES) and plus >= 2.2 and minus < 0.2
            return _HEAD["slight"] + plus if shows else _HEAD["vague"] - minus
        if self._led_by_a_moment(act.first, previous):
            plus += _MOMENT
        return _HEAD[act.kind] + plus - min(minus, 2.5)

    def bare_score(self, end):
        """The score of words with no verb of doing, up to the word `end`: "pens down before you explain"."""
        plus, minus = self._weighed(0, end, "none")
        opening = {word.text for word in self.words[:end]}
        if opening & lex.PARTICLES or self.words[0].text == "no":
            plus += 0.5
        if len(self.words) > 12 or opening & {"should", "will", "is", "are"}:
            minus += 1.0
        return 0.6 + min(plus, 1.6) - minus if plus >= 0.9 else plus - minus

    def is_moment(self, place):
        """Whether the word at `place` opens a clause that says when: not "as a team", "after the half-term"."""
        word = self.words[place]
        if word.text not in lex.SUBORDINATOR or word.start in self.no_moment:
            return False
        if any(other.text in lex.ANY_TIME for other in self._clause(place)):
            return False
        following = next_word(self.words, place)
        if word.text == "as":
            return following in lex.AFTER_AS or following in lex.PEOPLE
        if word.text == "once":
            return following in lex.AFTER_ONCE
        if word.text in ("before", "after", "until", "till"):
            later = next_word(self.words, place + 1) if following == "the" else following
            return later not in lex.LONG_AWAY
        return not (word.text == "during" and self._is_long(place))

    def _clause(self, place):
        """The first words after the one at `place`, up to the next punctuation."""
        for word in self.words[place + 1 : place + 7]:
            if word.gap.strip():
                return
            yield word

    def _is_long(self, place):
        """Whether the time at `place` is longer than a lesson: "during the busier parts of the term"."""
        return any(word.text in lex.LONG_AWAY and word.text != "end" for word in self._clause(place))

    def _led_by_a_moment(self, first, previous):
        """Whether a clause of time or condition leads up to the act in its own sentence."""
        for place in range(first - 1, max(previous, 0) - 1, -1):
            if any(mark in self.words[place + 1].gap for mark in ".;!?"):
                return False
            if self.is_moment(place):
                return True
        return False

    def _without_reason(self, start, end):
        """Where the complement from `start` to `end` stops saying what is done and begins to say why."""
        for place in range(start + 1, end):
            word = self.words[place]
            if word.text in lex.REASONS and (word.text != "as" or "," in word.gap) and not self.is_moment(place):
                return place
        return end

    def _weighed(self, start, end, kind):
        """What the words from `start` to `end` add to an act, and what they take from it."""
        end = self._without_reason(start, end)
        weighing = _Weighing(self, start, end)
        for place in range(start, end):
            weighing.take(place)
        left = self.words[start - 1].end if start else 0
        right = self.words[end - 1].end if end > start else left
        reach = self.words[end].start if end < len(self.words) else len(self.folded)
        pinned = False
        if any(left - 2 <= place < reach for place in self.quoted):
            weighing.plus += 1.0
            pinned = True
        if any(left - 20 <= place < right + 6 for place in self.examples):
            weighing.plus += 0.8
            pinned = True
        if any(left - 60 <= place < right for place in self.company):
            weighing.plus += 0.4
        if any(left - 1 <= place < right for place in self.named):
            weighing.plus += 0.6
        weighing.minus += 0.5 * sum(left <= place < right for place in self.blurs)
        return weighing.result(pinned, kind)


class _Weighing:
    """The marks of one complement, taken word by word."""

    def __init__(self, marks, start, end):
        self.marks, self.words, self.start, self.end = marks, marks.words, start, end
        self.plus = self.minus = self.numbers = 0.0
        self.concrete, self.taken = set(), set()
        # Vague words weigh most in what is acted on, less after a preposition, little inside a clause about pupils.
        self.in_object, self.weight = True, 1.0
        self.is_loose = self.is_hollow = False

    def result(self, pinned, kind):
        plus = self.plus + min(1.4, 0.7 * len(self.concrete)) + min(1.2, self.numbers)
        if self.is_loose and not self.numbers and not pinned:
            # "More", of what is done and not of a thing in it: places and moments don't say how much.
            plus = min(plus, 0.4)
        if self.is_hollow and kind == "slight" and not pinned:
            # "Have the confidence …": neither the verb nor what it acts on can be seen, whatever follows.
            plus = min(plus, 0.8)
        if (
            self.is_hollow
            and kind == "seen"
            and not (pinned or self.numbers or self.concrete or "contrast" in self.taken)
        ):
            # "Lower expectations", "move learning on": the verb is a figure of speech.
            plus = min(plus, 0.8) - _FIGURE
        return plus, self.minus

    def take(self, place):
        text = self.words[place].text
        if "," in self.words[place].gap or text in lex.PREPOSITIONS:
            self.in_object = False
        if not self._is_clause(place, text):
            self._take_blur(place, text)
            self._take_count(place, text)

    def _once(self, mark, worth):
        if mark not in self.taken:
            self.taken.add(mark)
            self.plus += worth

    def _is_clause(self, place, text):
        """Take a word that opens a clause: when, what, which."""
        if self.marks.is_moment(place):
            self.in_object, self.weight = False, 0.2
            self._once("when", _MOMENT)
            return True
        following = next_word(self.words, place)
        if self._names_by_clause(place, text, following):
            self._once("that", 0.4)
        if text in lex.WH and text != "who":
            self.in_object = False
            if "wh" not in self.taken and not self._hides_vagueness(place):
                self.plus += 1.0 if following in ("long", "many", "much", "often") else 0.6
                self.weight = 0.1 if following in lex.PEOPLE or following == "they" else 0.4
            self.taken.add("wh")
            return True
        if text == "who" or text == "that" and place > self.start:
            self.in_object = False
            if self._hides_vagueness(place):
                self.minus += _LOOSE_CLAUSE
            elif "that" not in self.taken:
                self._once("that", 0.4)
                self.weight = 0.4
            return True
        return False

    def _names_by_clause(self, place, text, following):
        """Whether a clause without its "that" follows: "the points you will make"."""
        if following not in ("you", "they") or place == self.start or self.words[place + 1].gap.strip():
            return False
        return text not in lex.NEVER_NAMED and not verb_of(text) and not self._hides_vagueness(place)

    def _take_blur(self, place, text):
        following = next_word(self.words, place)
        previous = self.words[place - 1].text if place else ""
        if text in lex.COMPARATIVE and following not in lex.AFTER_EXACT and previous not in lex.BEFORE_EXACT:
            self._blur("comparative", place, 1.0)
            self.is_loose = self.is_loose or self.weight == 1.0
        elif text in lex.ADVERB:
            self._blur("adverb", place, 0.6)
        elif text in lex.GENERIC and following != "now" and (previous, text) != ("the", "extra"):
            self._blur("praise", place, 0.6 if self.in_object else 0.1)
        elif text in lex.ABSTRACT:
            self._take_abstract(place, following, previous)
        elif text in lex.MANNER or text.startswith("mid-"):
            self._once("manner", 0.6)
        elif text in lex.CONCRETE or self._is_thing(place, text, previous):
            self.concrete.add(text)
            if place > self.start and previous in lex.DEFINITE:
                self._once("definite", 0.3)

    def _is_thing(self, place, text, previous):
        """Whether a noun that no list holds is likely to be a thing: "use a stopwatch"."""
        if not self.in_object or previous not in lex.DEFINITE or place == self.start:
            return False
        if len(text) < 3 or text.endswith(lex.IDEA_ENDINGS):
            return False
        if text in lex.NO_THING | lex.PEOPLE | lex.NUMBER | lex.NOT_COUNTED:
            return False
        return self._is_head(place, next_word(self.words, place))

    def _take_abstract(self, place, following, previous):
        """An abstract noun blurs, unless a clause says which one, it is counted, or it only says what kind."""
        if following in ("you", "they", "pupils", "we") and not self._hides_vagueness(place):
            self._once("that", 0.4)
        elif following in ("that", "which") and not self._hides_vagueness(place + 1):
            return
        elif following == "to" and verb_of(next_word(self.words, place + 1)) in (lex.SEEN | lex.SHOWN) - lex.VAGUE:
            self._once("that", 0.4)
        elif previous not in lex.NUMBER and previous != "one" and self._is_head(place, following):
            self._blur("abstract", place, 0.6 if self.in_object else 0.1)
            self.is_hollow = self.is_hollow or self.in_object

    def _blur(self, kind, place, worth):
        self.minus += worth * self.weight
        self.marks.weak.append((kind, self.words[place].start, self.words[place].end))

    def _take_count(self, place, text):
        following = next_word(self.words, place)
        if self._is_number(place, text, following):
            self.numbers += 0.3 if self._counts_nothing(place) else 1.0
        elif text == "one" and self._is_followed(place) and following not in lex.PREPOSITIONS - {"at"}:
            self.numbers += 0.2 if self._counts_nothing(place) else 0.7
        elif text in ("each", "every") and self._is_each(text, following):
            self._once("each", 0.3)
        elif text in _SMALL:
            self._once(text, _SMALL[text])
        elif place == self.start and text.endswith("ing") and verb_of(text) in lex.SEEN | lex.SHOWN:
            self.plus += 0.6
        elif (text in lex.PEOPLE or self._is_named(place, text)) and self._pupils_act(place):
            self._once("pupils", 1.0)
        elif (
            text in ("rather", "instead")
            and following in ("than", "of")
            or text == "not"
            and "," in self.words[place].gap
        ):
            self._once("contrast", 0.4)

    def _is_number(self, place, text, following):
        """Whether the word counts something in the lesson: not "Year 9", not "all three classes"."""
        if not (text in lex.NUMBER or text[0].isdigit() or "-" in text and text.partition("-")[0] in lex.NUMBER):
            return False
        previous = self.words[place - 1].text if place else ""
        if previous in lex.LEVELS or (previous, text) == ("every", "single"):
            return False
        return following not in lex.NOT_COUNTED or next_word(self.words, place + 1) == "ago"

    def _counts_nothing(self, place):
        """Whether what is counted can't be pointed at: "two strategies"."""
        following = set()
        for word in self.words[place + 1 : place + 4]:
            if word.text in lex.PREPOSITIONS or word.text == "of":
                break
            following.add(word.text)
        return bool(following & lex.ABSTRACT) and not following & lex.CONCRETE

    def _is_each(self, text, following):
        if following in lex.PEOPLE:
            return True
        if text == "each" and following != "and":
            return True
        return following not in lex.NOT_COUNTED | lex.AFTER_NOUNS | lex.ABSTRACT

    def _is_head(self, place, following):
        """Whether the noun at `place` stands for itself, and doesn't only say what kind ("thought processes")."""
        return not self._is_followed(place) or following in lex.ENDS_A_NOUN

    def _is_followed(self, place):
        """Whether a word follows at once, without punctuation between."""
        return place + 1 < len(self.words) and not self.words[place + 1].gap.strip()

    def _hides_vagueness(self, place):
        """Whether "how you manage …", "ways to improve …", "that are engaging" only hides a vague word."""
        following = [other.text for other in self.words[place + 1 : place + 6]]
        if following[:1] and following[0] in ("is", "are", "will"):
            return any(text in lex.LOOSE or text in lex.FITTING for text in following)
        if following[:1] and following[0] in ("they", "you") and following[1:2] and following[1] in lex.WANTING:
            return following[2:3] != ["to"]  # "the support that they need"
        if not any(text in ("you", "to", "i", "we") for text in following[:2]):
            return False
        return any(
            text in lex.COMPARATIVE or text in lex.ADVERB or verb_of(text) in lex.VAGUE - lex.PLAIN_INSIDE
            for text in following
        )

    def _is_named(self, place, text):
        """Whether a pupil may be meant by name: "have Leo hand out the atlases"."""
        return place == self.start and text not in lex.NO_NAMES and not verb_of(text)

    def _pupils_act(self, place):
        """Whether the people at `place` are made to do something that shows: "have pupils write", "ask one to say"."""
        leading = {word.text for word in self.words[max(0, self.start - 2) : place]}
        if not leading & lex.FRAMES and self.words[place - 1].text != "for":
            return False
        for other in self.words[place + 1 : min(self.end + 3, place + 4)]:
            if "," in other.gap and place > self.start:
                return False
            if other.text in ING or verb_of(other.text) and not other.text.endswith("ing"):
                return (verb_of(other.text) or other.text) not in lex.UNSEEN_OF_PUPILS
        return False


def _starts(pattern, folded):
    return [found.start() for found in pattern.finditer(folded)]
