"""The check of a wording: what is vague in it, too big or about the wrong person, with a reason and a way out (A5, A69).

Findings advise and never block. Whether a text is vague is `meaning.py`'s to say; here it is put into words.
"""

import re
from dataclasses import dataclass

from actionsteps import advice, lexicon
from actionsteps.difference import content_words, text_alikeness
from actionsteps.meaning import PRECISE, STEP_PRECISE, fold, read, without_quotes
from actionsteps.normal import normal_text
from actionsteps.verbs import leading_verb
from actionsteps.wording import parse

# A text with one of these is vague; the other findings are about its size, its shape or its purpose.
VAGUE_CODES = frozenset(("vague_verb", "vague_adverb", "outcome_as_action", "nothing_to_see"))
CODES = (
    "vague_verb",
    "vague_adverb",
    "outcome_as_action",
    "nothing_to_see",
    "vague_step",
    "several_actions",
    "how_repeats_what",
    "about_the_teacher",
    "too_long",
    "too_big",
)

# Longer than this is not remembered on the way to the classroom (A61).
KEY_ACTION_WORDS = 25
STEP_WORDS = 30
SO_THAT_WORDS = 35
STEPS = 6

_SAID_OF_PUPILS = re.compile(
    r"\b(?:pupils?|students?|child(?:ren)?|learners?|everyone|everybody|nobody|no one|they|them|boys|girls|readers?|writers?|parents?|who)\b"
)
_PUPILS_FIRST = re.compile(
    r"^(?:(?:all|every|each|most|more|your|the|my|our|year \w+|these|those|sen|send|eal|pp|fewer|no)\s+)*(?:of\s+)?(?:the\s+|your\s+|my\s+)?(?:[\w-]+\s+)?"
    r"(?P<who>pupils?|students?|child(?:ren)?|learners?|class|everyone|everybody|nobody|boys|girls)\s+"
    r"(?P<verb>(?:will|should|must|can|need to|are|is|to|have|has|become|make|know|understand|feel|enjoy|learn|behave|listen|do|show|take|get|work|engage|stay|participate|achieve|progress)\b(?:\s+[\w-]+)?)"
)
_TEACHER_FIRST = re.compile(
    r"^(?:so that\s+|so\s+|in order that\s+|that\s+)?(?:(?:then|also|in future)\s+)?(?:i|i'm|i'll|you|you're|you'll|we|my|your|our|the ect|the ect's|ect|ects|the teacher|the teacher's|teacher|teachers|"
    r"teaching|planning|marking|lessons?|the lessons?|explanations?|questioning|workload|time|slt|the mentor|mentor|observers?|ofsted|the school)\b"
)
_TOO_BIG = re.compile(
    r"\b(?:always|(?:this|next|the|every|each|whole|rest of the) (?:half[- ]?term|term|school year|academic year|year(?! \w*\d))(?! \d)|(?:in |for |during |at the (?:start|end|beginning) of )?(?:every|each|all)(?: of)?(?: your| my| our| the)? (?:single )?lessons?|"
    r"at all times|all the time|over (?:time|the (?:next|coming) (?:few |\w+ )?(?:weeks|months|terms?|half[- ]terms?|year))|"
    r"(?:for|over|in|within|across) (?:the |next |coming )*(?:\w+ )?(?:months|terms|half[- ]terms)|by (?:christmas|easter|the summer|july)|from now on|every (?:single )?day|with every class|across all (?:your |my )?(?:classes|lessons))\b"
)
_LINKED = frozenset("it them this that these those each same then before after until once while when him her itself they their both so".split())
_ANOTHER_ACT = re.compile(r"[,;.]\s+(?:and\s+)?(?:then\s+)?(?=\w)", re.I)
_OTHER_PURPOSE = re.compile(
    r"\b(?:in order (?:to|that|for)|to (?:check|see|find out|gauge|assess|establish|help|enable|allow|encourage|ensure|make sure|avoid|prevent|reduce|free|give|let|show|"
    r"support|build|get|keep|stop|remind|prompt|target|signal|surface|redirect|raise|draw out)\b|so (?:all|each|every\w*|no|nobody|pupils|students|children|learners|they|the|that|more|you|as to))\b"
)


@dataclass(frozen=True)
class Finding:
    """One piece of advice: `words` stand at `start` to `end` of the `part`; `step` is which one, from 0, for a step."""

    code: str
    part: str
    start: int
    end: int
    words: str
    why: str
    suggestion: str
    step: int | None = None

    @property
    def is_vague(self):
        return self.code in VAGUE_CODES


def check(wording):
    """The findings about `wording`, the most important first; () when all is well. Pure, 1 to 2 ms."""
    findings = [
        *_vagueness(wording),
        *_several(wording),
        *_repeated(wording),
        *_purpose(wording),
        *_length(wording),
        *_size(wording),
    ]
    return tuple(findings)


def check_text(text):
    """The findings about a whole text, taken apart first; their places are in the part that they name."""
    return check_row(text, parse(text))


def check_row(text, wording):
    """The findings about `wording`, which stood as `text` in a list: published targets go on after their purpose."""
    findings = check(wording)
    if is_vague(findings) and _goes_on(wording.so_that):
        return tuple(finding for finding in findings if not finding.is_vague)
    return findings


def is_vague(self):
        return self.code in VAGUE_CODES


def check(wording):
    """The findings about `wording`, the most important first; () when all is well. Pure, 1 to 2 ms."""
    findings = [
        *_vagueness(wording),
        *_several(wording),
        *_repeated(wording),
        *_purpose(wording),
        *_length(wording),
        *_size(wording),
    ]
    return tuple(findings)


def check_text(text):
    """The findings about a whole text, taken apart first; their places are in the part that they name."""
    wording = parse(text)
    findings = check(wording)
    if is_vague(findings) and _goes_on(wording.so_that):
        return tuple(finding for finding in findings if not finding.is_vague)
    return findings


def is_vague(findings):
    """Whether these findings make a text a vague one."""
    return any(finding.is_vague for finding in findings)


def has_purpose(text):
    """Whether a whole text says what for, as "so that" or otherwise: "so pupils …", "to check whether …"."""
    return bool(parse(text).so_that.strip()) or _OTHER_PURPOSE.search(fold(text)) is not None


def _goes_on(outcome):
    """Whether an act follows the purpose: "so that pupils know why, and refer back to this when they forget"."""
    return any(
        leading_verb(tail)[0] and read(tail).score >= PRECISE
        for found in _ANOTHER_ACT.finditer(outcome)
        if (tail := outcome[found.end() :])
    )


def _finding(code, part, text, start, end, step=None, example=""):
    why, suggestion = advice.ADVICE[code]
    return Finding(code, part, start, end, text[start:end], why, example or suggestion, step)


def _whole(code, part, text, step=None):
    start = len(text) - len(text.lstrip())
    return _finding(code, part, text, start, len(text.rstrip()), step)


def _vagueness(wording):
    text = wording.key_action
    readings = [read(step) for step in wording.steps]
    if normal_text(text):
        key = read(text)
        concrete = [reading.score >= STEP_PRECISE for reading in readings]
        if key.score < PRECISE and not (concrete and 2 * sum(concrete) >= len(concrete)):
            yield from _vague_key_action(text, key)
    for place, (step, reading) in enumerate(zip(wording.steps, readings, strict=True)):
        if normal_text(step) and reading.score < 0 and (act := reading.vague_act):
            start, end = _head(reading, act)
            yield _finding("vague_step", "steps", step, start, end, place, advice.instead_of(fold(step)))


def _vague_key_action(text, reading):
    folded = fold(text)
    example = advice.instead_of(folded)
    about_pupils = _PUPILS_FIRST.match(folded.lstrip(" -*•"))
    if about_pupils is not None:
        start = len(folded) - len(folded.lstrip(" -*•"))
        yield _finding("outcome_as_action", "key_action", text, start, start + about_pupils.end(), example=example)
        return
    found = False
    act = reading.vague_act
    if act is not None:
        found = True
        start, end = _head(reading, act)
        yield _finding("vague_verb", "key_action", text, start, end, example=example)
    loose = next(((start, end) for kind, start, end in reading.weak if kind != "abstract" and folded[start:end] != "always"), None)
    if loose is not None and not (act and start <= loose[0] < end):
        found = True
        yield _finding("vague_adverb", "key_action", text, *loose, example="" if act else example)
    if not found:
        finding = _whole("nothing_to_see", "key_action", text)
        yield finding if not example else _finding("nothing_to_see", "key_action", text, finding.start, finding.end, example=example)


def _head(reading, act):
    """Where the words of a vague act stand: "be more consistent", not "be" alone."""
    last = act.after - 1
    while last + 1 < len(reading.words) and reading.words[last + 1].text in lexicon.LOOSE:
        last += 1
    return reading.words[act.first].start, reading.words[last].end


def _several(wording):
    """More than one thing to remember in a key action: acts with objects of their own that don't follow from each other."""
    text = wording.key_action
    reading = read(text)
    acts = [act for act in reading.acts if act.verb]
    if len(acts) < 2:
        return
    words = reading.words
    ends = [act.first for act in acts[2:]] + [len(words)]
    for one, other, end in zip(acts, acts[1:], ends, strict=False):
        first = [word.text for word in words[one.after : other.first]]
        second = [word.text for word in words[other.after : end]]
        joined = first[-1:] == ["and"] or first[-2:] in (["and", "also"], ["as", "well"]) or "." in words[other.first].gap
        linked = _LINKED.intersection(second) or _LINKED.intersection(first[-2:]) or content_words(" ".join(first)) & content_words(" ".join(second))
        if joined and not linked and len(first) >= 4 and len(second) >= 4 and other.kind != "none":
            start = words[other.first].start
            yield _finding("several_actions", "key_action", text, start, words[end - 1].end)
            return


def _repeated(wording):
    key = content_words(wording.key_action)
    for place, step in enumerate(wording.steps):
        words = content_words(step)
        if not words or not key:
            continue
        if words <= key and 2 * len(words) >= len(key) or text_alikeness(wording.key_action, step) >= 0.75:
            yield _whole("how_repeats_what", "steps", step, place)


def _purpose(wording):
    text = wording.so_that
    folded = fold(text).strip()
    if _TEACHER_FIRST.match(folded) and not _SAID_OF_PUPILS.search(folded):
        yield _whole("about_the_teacher", "so_that", text)


def _length(wording):
    if len(normal_text(wording.key_action).split()) > KEY_ACTION_WORDS:
        yield _whole("too_long", "key_action", wording.key_action)
    for place, step in enumerate(wording.steps):
        if len(normal_text(step).split()) > STEP_WORDS:
            yield _whole("too_long", "steps", step, place)
    if len(wording.normal.steps) > STEPS:
        place = len(wording.steps) - 1
        yield _whole("too_long", "steps", wording.steps[place], place)
    if len(normal_text(wording.so_that).split()) > SO_THAT_WORDS:
        yield _whole("too_long", "so_that", wording.so_that)


def _size(wording):
    for part, step, text in [("key_action", None, wording.key_action), *(("steps", place, step) for place, step in enumerate(wording.steps))]:
        quiet = without_quotes(fold(text))
        found = _TOO_BIG.search(quiet)
        if found is not None:
            yield _finding("too_big", part, text, found.start(), found.end(), step)
