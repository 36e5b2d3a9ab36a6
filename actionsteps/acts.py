"""The acts that a text asks of a teacher: which words are verbs, and whose.

No parser: an imperative stands where a clause opens, and the few words that open one are known. What pupils do ("pupils
write"), what is done to some end ("to check …") and what is only named ("your questioning") is no act.
"""

import re
from dataclasses import dataclass

from actionsteps import lexicon as lex
from actionsteps.phrases import QUOTED, VAGUE_HEAD
from actionsteps.verbs import IMPERATIVE, ING
from actionsteps.verbs import NOUN_TOO as ING_NOUN_TOO

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|%|&")
_STRAIGHT = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "\u00a0": " "}
)
_STOP = re.compile(r"[.;:!?(–—\n]|\s-\s")
_SENTENCE = re.compile(r"[.;!?\n]")
_CLAUSE = re.compile(r"[,.;:!?(\n]")


@dataclass
class Word:
    """A word in lower case with its place, and the punctuation before it."""

    text: str
    start: int
    end: int
    gap: str


@dataclass
class Act:
    """Something the text says to do: the words `first` up to `after`, and what kind of verb heads it.

    A `kind` is seen, shown, slight or vague (see `lexicon.py`), or none for words without a verb of doing.
    """

    verb: str
    kind: str
    first: int
    after: int
    score: float = 0.0


def fold(text):
    """`text` with case and curly marks gone, each character still in its place."""
    straight = text.translate(_STRAIGHT)
    if len(low := straight.lower()) == len(straight):
        return low
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in straight)


def without_quotes(folded):
    """`folded` with what stands in quotation marks blanked, every other character in its place."""
    return QUOTED.sub(lambda quoted: " " * len(quoted[0]), folded)


def words_of(folded):
    """The words of a folded text that are not quoted; of a text that is one quotation, its words."""
    said = without_quotes(folded)
    words, end = [], 0
    for found in _WORD.finditer(said if _WORD.search(said) else folded):
        words.append(Word(found[0], found.start(), found.end(), folded[end : found.start()]))
        end = found.end()
    return words


_KNOWN = lex.SEEN | lex.SHOWN | lex.SLIGHT | lex.VAGUE


def verb_of(word):
    """The verb in its base form that `word` may be, or "": "re-explaining" is "explain"."""
    base = IMPERATIVE.get(word, word)
    if base in _KNOWN:
        return base
    tail = base.rpartition("-")[2]
    if tail != base and (inner := IMPERATIVE.get(tail, tail)) in _KNOWN:
        # To do a vague thing again, or in advance, is no clearer; but "co-plan", "pre-mark" are acts.
        return "" if inner in lex.VAGUE else inner
    return lex.SEEN_ING.get(word, "")


def find_acts(folded, words):
    """The acts, in order."""
    heads = {found.start(): found.end() for found in VAGUE_HEAD.finditer(folded)}
    acts, after, of_pupils = [], 0, False
    for place, word in enumerate(words):
        if _CLAUSE.search(word.gap):
            of_pupils = False
        if place < after:
            continue
        opening = _opening(words, place)
        if opening == "pupils":
            of_pupils = True
        elif opening and not (
            opening == "and"
            and (
                of_pupils
                or _avoided(acts, words, place)
                or _is_said_of_others(words, place)
                or _is_to_some_end(words, place, after)
            )
        ):
            act = _act(folded, words, place, opening, heads.get(word.start, 0))
            if act is not None:
                acts.append(act)
                after = act.after
    return acts


def _act(folded, words, place, opening, head_end):
    """The `Act` that begins at `place`, where a clause opens, or None."""
    word = words[place]
    if head_end:
        after = next((other for other in range(place, len(words)) if words[other].start >= head_end), len(words))
        return Act(folded[word.start : head_end], "vague", place, after)
    if word.text in lex.BEING:
        return Act(word.text, "vague", place, place + 1)
    following = next_word(words, place)
    if word.text in ("think", "thinking") and following == "aloud":
        return Act("narrate", "seen", place, place + 1)
    if _is_told(words, place):
        return None
    verb = verb_of(word.text) or (word.text if opening == "start" and word.text in ING else "")
    if not verb and _is_told_of_a_person(words, place):
        verb = _third_person(word.text)
    in_a_list = place and (opening in ("and", ",") or ":" in word.gap)
    if not verb or in_a_list and word.text in lex.NOUN_TOO | ING_NOUN_TOO and not _has_object(words, place):
        return None
    if verb == "work" and following in ("with", "alongside", "closely", "together"):
        return Act(verb, "vague", place, place + 1)
    if verb in lex.SUPPORTING and _is_for_pupils(words, place):
        return Act(verb, "slight", place, place + 1)
    return Act(verb, _kind(verb), place, place + 1)


def _is_told(words, place):
    """Whether the word only tells how things stand: "questioning is an area …", "you have made …"."""
    following = next_word(words, place)
    if not following or words[place + 1].gap.strip():
        return False
    if words[place].text.endswith("ing") and following in lex.SAYS_OF_A_SUBJECT or _is_subject(words, place):
        return True
    if words[place].text in ("begin", "start") and following in ("to", "being"):
        return True  # "start to call on more": the act is the one after
    if words[place].text not in ("have", "having"):
        return False
    later = next_word(words, place + 1) if following.endswith("ly") or following in lex.WITHIN_A_PERFECT else following
    return later in lex.PARTICIPLES or len(later) > 4 and later.endswith("ed") and later not in lex.BEGINS_AN_OBJECT


def _is_subject(words, place):
    """Whether nouns open a sentence about how things are: "time management remains …", "group work needs …"."""
    if place and not _SENTENCE.search(words[place].gap) or next_word(words, place) in lex.DETERMINER:
        return False
    is_thing = words[place].text in ING_NOUN_TOO  # "seating plans, boards and quizzes are …"
    for word in words[place + 1 : place + (12 if is_thing else 5)]:
        if word.gap.strip(" ," if is_thing else None) or word.text in lex.STARTS_A_CLAUSE - {"and", "or"}:
            return False
        if word.text in lex.SAYS_OF_A_SUBJECT:
            return True
    return False


def _is_for_pupils(words, place):
    """Whether "pupils to write" follows, with an act in it that shows."""
    following = [word.text for word in words[place + 1 : place + 7]]
    if not lex.PEOPLE.intersection(following[:2]) or "to" not in following[:-1]:
        return False
    return verb_of(following[following.index("to") + 1]) in lex.SEEN | lex.SHOWN - lex.SLIGHT


def _kind(verb):
    if verb in lex.SLIGHT:
        return "slight"
    if verb in lex.SEEN:
        return "seen"
    return "vague" if verb in lex.VAGUE else "shown"


def _opening(words, place):
    """How a clause opens at `place`: "start", "," or the word before; "" where none does, "pupils" where they act."""
    word = words[place]
    if place == 0 or _STOP.search(word.gap):
        return "start"
    previous = words[place - 1].text
    if previous == "not" and place > 1 and words[place - 2].text in lex.IS:
        return ""  # "things are not going to plan"
    is_ing = word.text.endswith("ing") and word.text not in _KNOWN
    if "," in word.gap or not is_ing and _follows_a_lead(words, place):
        return "start" if _is_led(words, place) else "," if "," in word.gap else _after_word(words, place, previous)
    if previous == "to":
        return _after_to(words, place)
    if _is_told_of_a_person(words, place):
        return "start"
    if previous.endswith("ly"):
        return _after_adverb(words, place)
    if is_ing:
        alone = previous in ("and", "or") and not any(other.text.endswith("ing") for other in words[: place - 1])
        return previous if previous in lex.ING_OPENERS and not alone else ""
    return _after_word(words, place, previous)


def _after_word(words, place, previous):
    if previous in lex.OPENERS:
        if previous in ("first", "next") and place > 1 and words[place - 2].text in lex.DEFINITE:
            return ""  # "the next step is …"
        if previous in lex.MODALS and not _asks_teacher(words, place - 1):
            return ""
        return "and" if previous in ("and", "or") else previous
    if previous in lex.SPEAKERS and (place == 1 or _STOP.search(words[place - 1].gap)):
        return "start"
    framed = place > 1 and any(other.text in lex.FRAMES for other in words[max(0, place - 5) : place - 1])
    return "pupils" if previous in lex.PEOPLE and framed else ""


def _after_to(words, place):
    """An infinitive is an act after "need", "plan", "work with her"; otherwise it says to what end."""
    before = words[place - 2].text if place > 1 else ""
    if before in lex.PEOPLE:
        return "pupils"
    if _is_person(words, place - 2):
        return "start"  # "Ms Osei to plan the exit"
    speaker = words[place - 3].text if place > 2 else ""
    if speaker in lex.MODALS and not _asks_teacher(words, place - 3):
        return ""  # "qualities that you should try to bring" are spoken of
    if place > 3 and speaker in lex.SPEAKERS and words[place - 4].text in lex.SUBORDINATOR:
        return ""  # "before you begin to speak" says when
    if before in lex.NEEDS and speaker in lex.SPEAKERS and not _asks_teacher(words, place - 2):
        return ""
    with_someone = words[0].text == "work" and place < 11
    if with_someone or before in lex.TRANSPARENT and not _by_pupils(words, place - 2):
        return "to"
    return ""


def _after_adverb(words, place):
    if place == 1 or _CLAUSE.search(words[place - 1].gap):
        return "start"
    before = words[place - 2].text
    if before in ("and", "or"):
        return "and"
    if before in lex.OPENERS or before in lex.ING_OPENERS or place == 2 and before in lex.SPEAKERS:
        return before
    return ""


def _is_led(words, place):
    """Whether the sentence opens with a phrase of time, place or company, and no act has come yet before `place`."""
    start = place
    while start > 0 and not _SENTENCE.search(words[start].gap):
        start -= 1
    if words[start].text not in lex.LEADERS or start == place:
        return False
    return not any(
        "," in word.gap and verb_of(word.text) and not word.text.endswith("ing") for word in words[start + 1 : place]
    )


def _follows_a_lead(words, place):
    """Whether a verb follows a leading phrase without its comma: "At the start of the lesson explain …"."""
    word = words[place]
    return (
        words[place - 1].text not in lex.NEVER_BEFORE_AN_ACT
        and word.text not in lex.PEOPLE
        and verb_of(word.text) != ""
        and _has_object(words, place)
        and _is_led(words, place)
    )


def _asks_teacher(words, place):
    """Whether the modal at `place` opens a sentence about the teacher: "I will", "you should also"."""
    subject = place - 1
    if subject < 0:
        return True
    if _is_person(words, subject):
        return True
    if words[subject].text not in lex.SPEAKERS:
        return False
    return subject == 0 or bool(words[subject].gap.strip()) or words[subject - 1].text in ("and", "so")


def _is_person(words, place):
    """Whether a sentence opens with the one who teaches, spoken of: "Mr Patel", "the ECT", "she"."""
    start = place
    while start > 0 and not _SENTENCE.search(words[start].gap):
        start -= 1
    if place < 0 or place - start > 2:
        return False
    opening = [word.text for word in words[start : place + 1]]
    return opening[0] in lex.TITLES and len(opening) > 1 or opening[-1] in lex.TEACHERS


def _is_told_of_a_person(words, place):
    """Whether the word is what the one who teaches does: "Mr Osei asks each question, counts to four and says …"."""
    text = words[place].text
    if not text.endswith("s") or verb_of(text) or not _third_person(text):
        return False
    if _is_person(words, place - 1):
        return True
    start = place
    while start > 0 and not _SENTENCE.search(words[start].gap):
        start -= 1
    opens = words[start].text in lex.TITLES | lex.TEACHERS
    return opens and ("," in words[place].gap or words[place - 1].text in ("and", "then"))


def _third_person(text):
    """The verb of which `text` may be the form after "she", or ""."""
    return verb_of(text[:-1]) or (verb_of(text[:-2]) if text.endswith("es") else "")


def _by_pupils(words, place):
    """Whether the verb at `place` is said of pupils: "pupils should", "what they need to"."""
    return any(other.text in lex.PEOPLE or other.text == "they" for other in words[max(0, place - 2) : place])


def _is_said_of_others(words, place):
    """Whether "and" goes on with what somebody does, inside a clause: "in all that you do and say"."""
    subjects = {word.text for word in words[max(0, place - 4) : place - 1]} & {"you", "they", "we", "pupils"}
    return bool(subjects) and not _has_object(words, place)


def _is_to_some_end(words, place, after):
    """Whether "and" goes on with an infinitive that was no act: "it would help to sum up and send them off happy"."""
    for earlier in range(place - 2, after, -1):
        if _CLAUSE.search(words[earlier + 1].gap):
            return False
        if words[earlier].text == "to" and words[earlier - 1].text in lex.HELPS:
            return True
    return False


def _avoided(acts, words, place):
    """Whether the word is one more thing not to do: "avoid talking over pupils or repeating yourself"."""
    return words[place - 1].text == "or" and acts != [] and acts[-1].verb == "avoid"


def _has_object(words, place):
    following = next_word(words, place)
    if not following or words[place + 1].gap.strip():
        return False
    return (
        following in lex.BEGINS_AN_OBJECT
        or following.isdigit()
        or following.startswith("mid-")
        or following.endswith("ly")
        or following in lex.PREPOSITIONS
        and following not in ("of", "to")
    )


def next_word(words, place):
    """The word after `place`, or ""."""
    return words[place + 1].text if place + 1 < len(words) else ""
