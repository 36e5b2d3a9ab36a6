"""The check of a wording: what is vague, too big or about the wrong person, with a reason and a way out (A5, A69).

Findings advise and never block. Whether a text is vague is for `meaning.py` to say; here it is put into words.
"""

import re
from dataclasses import dataclass

from actionsteps import advice, lexicon
from actionsteps.acts import fold, without_quotes, words_of
from actionsteps.difference import content_words, text_alikeness
from actionsteps.lean import lean
from actionsteps.meaning import BEYOND_DOUBT, PRECISE, STEP_PRECISE, read
from actionsteps.normal import normal_text
from actionsteps.phrases import QUOTED
from actionsteps.verbs import leading_verb
from actionsteps.wording import Wording, parse

# A text with one of these is vague; the other findings are about its size, its shape or its purpose.
VAGUE_CODES = frozenset(("vague_verb", "vague_adverb", "outcome_as_action", "nothing_to_see"))
CODES = tuple(advice.ADVICE)

# Longer than this is too long to remember whatever it says, and isn't looked at: so the check is quick for any text.
LOOKED_AT = {"key_action": 600, "steps": 300, "so_that": 400}
STEPS_LOOKED_AT = 10
# Longer than this is not remembered on the way to the classroom (A61).
KEY_ACTION_WORDS = 25
STEP_WORDS = 30
SO_THAT_WORDS = 35
STEPS = 6

# What a text that leans costs its best act, how much of that at the most, and how much it may lend.
_LEANING = 0.8
_DOUBTED = 2.5
_LEANT_ON = 0.5

_PUPILS = r"pupils?|students?|child(?:ren)?|learners?|everyone|everybody|nobody"
_SAID_OF_PUPILS = re.compile(rf"\b(?:{_PUPILS}|no one|they|them|boys|girls|readers?|writers?|parents?|who)\b")
_PUPILS_FIRST = re.compile(
    r"^[\s*•-]*(?:(?:all|every|each|most|more|of|your|the|my|our|year \w+|these|those|send?|eal|pp|fewer|no)\s+)*"
    rf"(?:[\w-]+\s+)?(?:{_PUPILS}|class|boys|girls)\s+"
    r"(?:will|should|must|can|need to|are|is|to|have|has|become|make|know|understand|feel|enjoy|learn|behave|listen|do|"
    r"show|take|get|work|engage|stay|participate|achieve|progress)\b(?:\s+[\w-]+)?"
)
_TEACHER_FIRST = re.compile(
    r"^(?:so that\s+|so\s+|in order that\s+|that\s+)?(?:(?:then|also|in future)\s+)?"
    r"(?:i|i'm|i'll|you|you're|you'll|we|my|your|our|the ect|the ect's|ect|ects|the teacher|the teacher's|teachers?|"
    r"teaching|planning|marking|(?:the )?lessons?|explanations?|questioning|workload|time|"
    r"slt|(?:the )?mentor|observers?|"
    r"ofsted|the school)\b"
)
_SPAN = r"half[- ]?term|term|school year|academic year"
_TOO_BIG = re.compile(
    rf"\b(?:always|(?:this|next|the|every|each|whole|rest of the) (?:{_SPAN}|year(?! \w*\d))(?! \d)|"
    r"(?:in |for |during |at the (?:start|end|beginning) of )?(?:every|each|all)(?: of)?(?: your| my| our| the)?"
    r"(?: single)? lessons?|at all times|all the time|"
    rf"over (?:time|the (?:next|coming) (?:few |\w+ )?(?:weeks|months|terms?|half[- ]terms?|year))|"
    r"(?:for|over|in|within|across) (?:the |next |coming )*(?:\w+ )?(?:months|terms|half[- ]terms)|"
    r"by (?:christmas|easter|the summer|july)|from now on|every (?:single )?day|with every class|"
    r"across all (?:your |my )?(?:classes|lessons))\b"
)
# What ties a second act to the first: "wait, then name a pupil", "script it".
_LINKED = frozenset(
    """after before both each her him it itself once same so that their them then these they this those until when
    while""".split()
)
_ANOTHER_ACT = re.compile(r"[,;.]\s+(?:and\s+)?(?:then\s+)?(?=\w)", re.I)
_OTHER_PURPOSE = re.compile(
    r"\b(?:in order (?:to|that|for)|to (?:check|see|find out|gauge|assess|establish|help|enable|allow|encourage|"
    r"ensure|make sure|avoid|prevent|reduce|free|give|let|show|support|build|get|keep|stop|remind|prompt|target|"
    r"signal|surface|redirect|raise|draw out)|so (?:all|each|every\w*|no|nobody|pupils|students|children|"
    r"learners|they|the|that|"
    r"more|you|as to))\b"
)


@dataclass(frozen=True)
class Finding:
    """One piece of advice about `words`, which stand from `start` to `end` in their `part`.

    A part is key_action, steps or so_that; `step` says which of the steps, counted from 0.
    """

    code: str
    part: str
    start: int
    end: int
    words: str
    why: str
    suggestion: str
    step: int | None = None


def check(wording):
    """The findings about `wording`, the most important first; () when all is well.

    Pure; 1 ms for a usual wording and never above 20, as no more than `LOOKED_AT` of each part is read.
    """
    seen = _as_far_as_seen(wording)
    reading, steps = read(seen.key_action), [read(step) for step in seen.steps]
    return (
        *_vagueness(seen, reading, steps),
        *_vague_steps(seen, steps),
        *_several(seen, reading),
        *_repeated(seen),
        *_purpose(seen),
        *_length(wording, seen),
        *_size(seen),
    )


def _as_far_as_seen(wording):
    return Wording(
        wording.key_action[: LOOKED_AT["key_action"]],
        tuple(step[: LOOKED_AT["steps"]] for step in wording.steps[:STEPS_LOOKED_AT]),
        wording.so_that[: LOOKED_AT["so_that"]],
    )


def check_text(text):
    """The findings about a whole text, taken apart first; their places are in the part that they name."""
    return check_row(parse(text))


def check_row(wording):
    """The findings about a wording out of a list, where an act may follow the purpose, as in published targets."""
    findings = check(wording)
    if is_vague(findings) and _goes_on(wording.so_that):
        return tuple(finding for finding in findings if finding.code not in VAGUE_CODES)
    return findings


def is_vague(findings):
    """Whether these findings make a text a vague one."""
    return any(finding.code in VAGUE_CODES for finding in findings)


def has_purpose(text):
    """Whether a whole text says what for, as "so that" or otherwise: "so pupils …", "to check whether …"."""
    return bool(parse(text).so_that.strip()) or _OTHER_PURPOSE.search(fold(text)) is not None


def _goes_on(outcome):
    """Whether an act follows the purpose: "so that pupils know why, and refer back to this when they forget"."""
    outcome = outcome[: LOOKED_AT["so_that"]]
    tails = (outcome[found.end() :] for found in _ANOTHER_ACT.finditer(outcome))
    return any(leading_verb(tail)[0] and _is_seen(read(tail)) for tail in tails)


def _finding(code, part, text, start, end, *, step=None, example=""):
    why, suggestion = advice.ADVICE[code]
    return Finding(code, part, start, end, text[start:end], why, example or suggestion, step)


def _whole(code, part, text, *, step=None, example=""):
    start = len(text) - len(text.lstrip())
    return _finding(code, part, text, start, len(text.rstrip()), step=step, example=example)


def _vagueness(wording, reading, steps):
    """What makes the key action vague; nothing once the steps make it concrete."""
    text = wording.key_action
    if not normal_text(text):
        return
    scores = [done.score for step, done in zip(wording.steps, steps, strict=True) if normal_text(step)]
    doubt = _doubt(reading, *steps, so_that=wording.so_that)
    if reading.score >= PRECISE + doubt or _are_concrete(scores, STEP_PRECISE + doubt):
        return
    folded = fold(text)
    example = advice.instead_of(folded)
    about_pupils = _PUPILS_FIRST.match(folded)
    if about_pupils is not None:
        start = len(text) - len(folded.lstrip(" \t\r\n*•-"))
        yield _finding("outcome_as_action", "key_action", text, start, about_pupils.end(), example=example)
        return
    head = _head(reading)
    if head:
        yield _finding("vague_verb", "key_action", text, *head, example=example)
    loose = _loose(reading, folded, head)
    if loose:
        yield _finding("vague_adverb", "key_action", text, *loose, example="" if head else example)
    if not head and not loose:
        yield _whole("nothing_to_see", "key_action", text, example=example)


def _is_seen(reading):
    """Whether a text on its own says what somebody would see."""
    return reading.score >= PRECISE + _doubt(reading)


def _doubt(*readings, so_that=""):
    """How much more an act must show because of the words around it, or less."""
    purpose = fold(so_that)
    words = [word for reading in readings for word in reading.words] + words_of(purpose)
    has_quotes = any(reading.has_quotes for reading in readings) or QUOTED.search(purpose) is not None
    return min(max(_LEANING * lean(words, has_quotes), -_LEANT_ON), _DOUBTED)


def _are_concrete(scores, enough):
    """Whether most of the steps can be seen done; or half of them, and one of these beyond doubt."""
    seen = sum(score >= enough for score in scores)
    return 2 * seen > len(scores) or 2 * seen == len(scores) > 0 and max(scores) >= BEYOND_DOUBT


def _vague_steps(wording, steps):
    for place, (step, reading) in enumerate(zip(wording.steps, steps, strict=True)):
        if normal_text(step) and reading.score < 0 and (head := _head(reading)):
            yield _finding("vague_step", "steps", step, *head, step=place, example=advice.instead_of(fold(step)))


def _head(reading):
    """Where the words of the first vague act stand, or (): "be more consistent", not "be" alone."""
    act = reading.vague_act
    if act is None:
        return ()
    last = act.after - 1
    while last + 1 < len(reading.words) and reading.words[last + 1].text in lexicon.LOOSE:
        last += 1
    if reading.words[last].text in ("more", "less") and last + 1 < len(reading.words):
        last += 1
    return reading.words[act.first].start, reading.words[last].end


def _loose(reading, folded, head):
    """Where the first comparative, adverb or word of praise outside `head` stands, or ()."""
    for kind, start, end in reading.weak:
        if kind != "abstract" and folded[start:end] != "always" and not (head and head[0] <= start < head[1]):
            return start, end
    return ()


def _several(wording, reading):
    """More than one thing in a key action: acts with objects of their own that don't follow from each other."""
    text = wording.key_action
    words = reading.words
    acts = [act for act in reading.acts if act.verb]
    ends = [act.first for act in acts[2:]] + [len(words)]
    for one, other, end in zip(acts, acts[1:], ends, strict=False):
        first = [word.text for word in words[one.after : other.first]]
        second = [word.text for word in words[other.after : end]]
        if len(first) < 3 or len(second) < 4 or not _are_joined(first, words[other.first].gap):
            continue
        same_things = content_words(" ".join(first)) & content_words(" ".join(second))
        if not same_things and not _LINKED.intersection(second + first[-2:]):
            yield _finding("several_actions", "key_action", text, words[other.first].start, words[end - 1].end)
            return


def _are_joined(first, gap):
    return first[-1:] == ["and"] or first[-2:] in (["and", "also"], ["as", "well"]) or "." in gap


def _repeated(wording):
    key = content_words(wording.key_action)
    for place, step in enumerate(wording.steps):
        words = content_words(step)
        if not words or not key:
            continue
        if words <= key and 2 * len(words) >= len(key) or text_alikeness(wording.key_action, step) >= 0.75:
            yield _whole("how_repeats_what", "steps", step, step=place)


def _purpose(wording):
    folded = fold(wording.so_that).strip()
    if _TEACHER_FIRST.match(folded) and not _SAID_OF_PUPILS.search(folded):
        yield _whole("about_the_teacher", "so_that", wording.so_that)


def _length(wording, seen):
    """What is too long to remember: `seen` is as much of `wording` as was looked at."""
    if len(seen.key_action) < len(wording.key_action) or _words_in(seen.key_action) > KEY_ACTION_WORDS:
        yield _whole("too_long", "key_action", seen.key_action)
    for place, (step, whole) in enumerate(zip(seen.steps, wording.steps, strict=False)):
        if len(step) < len(whole) or _words_in(step) > STEP_WORDS:
            yield _whole("too_long", "steps", step, step=place)
    if any(step.strip() for step in wording.steps[STEPS_LOOKED_AT:]) or len(seen.normal.steps) > STEPS:
        place = len(seen.steps) - 1
        yield _whole("too_long", "steps", seen.steps[place], step=place)
    if len(seen.so_that) < len(wording.so_that) or _words_in(seen.so_that) > SO_THAT_WORDS:
        yield _whole("too_long", "so_that", seen.so_that)


def _words_in(text):
    return len(normal_text(text).split())


def _size(wording):
    for place, text in enumerate((wording.key_action, *wording.steps)):
        found = _TOO_BIG.search(without_quotes(fold(text)))
        if found is not None:
            part, step = ("steps", place - 1) if place else ("key_action", None)
            yield _finding("too_big", part, text, found.start(), found.end(), step=step)
