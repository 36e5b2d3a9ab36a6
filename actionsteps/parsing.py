"""A pasted text taken apart: what, by what steps, so that what (A23)."""

import re

from actionsteps.normal import without_bullet
from actionsteps.verbs import NOUN_TOO, leading_ing, leading_verb

_PUPILS = (
    r"(?:all|both|children|each|every|everybody|everyone|fewer|he|learners|less|more|most|no|nobody|none|pupils|she|"
    r"students|"
    r"the|their|there|they|your)\b"
)
_OUTCOME = re.compile(
    rf"(?<![\s,;.:(–—-])[\s,;.:(–—-]*\b(?:so\s+that\b[\s,:…]*|such\s+that\s+(?={_PUPILS})|so,?\s+(?={_PUPILS})|in\s+order\s+that\s+|"
    rf"(?=in\s+order\s+(?:to|for)\s))",
    re.I,
)
_PURPOSE_LED = re.compile(
    rf"^(?:so\s+that\s+(?P<outcome>{_PUPILS}[^,]+)|(?P<other>in\s+order\s+(?:to|for|that)\s[^,]+)),\s+(?P<rest>\S.+)$",
    re.I | re.S,
)
_BY_LED = re.compile(r"^by\s+(?P<how>\w+ing\b[^,.]*(?:,[^,.]*)*?),\s+(?P<rest>\S.+)$", re.I | re.S)
_BY = re.compile(
    r"(?<![\s,;:(–—-])[\s,;:(–—-]*\bby(?:\s+(?:doing\s+)?(?:these|the\s+following|following\s+these|"
    r"taking\s+these)(?:\s+\w+)?\s+(?:steps|actions)\s*:?\s*|\s*[:…]\s*"
    r"|\s+(?=(?:\w+ly\s+|first\s+|not\s+|always\s+|never\s+)?(?P<ing>\w+ing)\b)|\s+(?=\(?1[.)\s]))",
    re.I,
)
# Words in -ing that are not acts: "by morning", "by nothing".
_NOT_ACTS = frozenset(
    "anything during evening everything king morning nothing ring sing something spring string thing wing".split()
)
_NOT_THE_HOW = re.compile(r"\be\.?\s?g\.?,?\s*$|\bi\.?\s?e\.?,?\s*$|\bfor\s+example,?\s*$|\bsuch\s+as\s*$", re.I)
_NUMBER = re.compile(r"(?:^|[\s;,.(:])\(?(\d{1,2})[.):]?\s+(?=\S)")
_BULLETED = re.compile(
    r"^\s*(?:[-*+•◦▪‣·–—→●○■□✓✔➢➤]+\s*(?=\w)|\(?\d{1,2}[.)]\s*(?=\D)|\(?[a-h]\)\s+|step\s+\d+\s*[:.)–—-]\s*)", re.I
)
_INLINE_BULLET = re.compile(r"\s*[•◦▪‣●]\s*")
_LABEL = re.compile(
    r"^\s*(?P<name>key\s+action|precise\s+action|action\s+step|action|focus|do\s+this|do|what|by|how|steps|"
    r"so\s+that|outcome|pupil\s+outcome|why|impact)"
    r"\s*(?::|…|\.\.\.|\s[–—-]\s)\s*(?P<rest>.*)$",
    re.I,
)
_HOW_LABELS = frozenset(("by", "how", "steps"))
_OUTCOME_LABELS = frozenset(("so that", "outcome", "pupil outcome", "why", "impact"))
_NEXT_ACT = re.compile(
    r"(?:\s*[,;]\s*(?:and\s+then\s+|and\s+|then\s+)?|\s+and\s+then\s+|\s+and\s+|"
    r"\s+then\s+)(?=(?P<ing>\w+(?:-\w+)*ing)\b(?P<after>\s+\w+)?)",
    re.I,
)
_DETERMINER = frozenset(
    """a all an any at both each every for how if it on one out pupils that the their them these this those
    three to two until up what when where which with your""".split()
)
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\beg\.)(?<!\betc\.)[\"'”’)]*\s+(?=\w)", re.I)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|(?<!\w)[‘'](?:[^‘’'\n]|(?<=\w)['’](?=\w))*[’'](?!\w)")


def split(text):
    """The key action, the steps (a tuple) and the so-that of `text`, each as it was typed but for prompts and bullets.

    Whatever is not found is "", or (); all of a text with no how and no purpose is its key action.
    """
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 1:
        return _from_lines(lines)
    return _from_sentence(_INLINE_BULLET.sub("\n", lines[0]).strip()) if lines else ("", (), "")


def _from_lines(lines):
    """A list on several lines, with labels, bullets or neither."""
    parts = {"key": [], "steps": [], "outcome": []}
    place = "key"
    for line in lines:
        place = _take_line(line, parts, place)
    steps, outcome = parts["steps"], parts["outcome"]
    if steps and not outcome:
        what, how, why = _from_sentence(steps[-1])
        if why and not how:
            steps[-1], outcome = what, [why]
    key_action = re.sub(r"\s+by\s*:?$|:$", "", " ".join(parts["key"]), flags=re.I)
    tidied = (_tidy(without_bullet(step)) for step in steps)
    return _tidy(key_action), tuple(step for step in tidied if step), _tidy(" ".join(outcome))


def _take_line(line, parts, place):
    """Put `line` into the part it belongs to; returns the part that the next line goes on with."""
    label = _LABEL.match(line)
    if label is not None and (":" in line[: label.start("rest")] or not leading_ing(label["rest"])[0]):
        return _take_labelled(label, parts)
    bulleted = _BULLETED.match(line) is not None
    purpose = _OUTCOME.match(line)
    if place != "outcome" and purpose is not None:
        parts["outcome"].append(line[purpose.end() :])
        return "outcome"
    if place == "outcome" and not bulleted:
        parts["outcome"].append(line)
        return place
    if place == "steps" or bulleted and parts["key"]:
        parts["steps"].append(line)
        return "steps"
    if re.fullmatch(r"by(?: these steps)?\s*[:…]?", line, re.I):
        return "steps"
    # A line with its own "by" or "so that" opens several parts at once.
    what, how, why = _from_sentence(without_bullet(line))
    parts["key"] += filter(None, [what])
    parts["steps"] += how
    parts["outcome"] += filter(None, [why])
    return "steps" if how or line.lower().endswith((" by", ":")) else place


def _take_labelled(label, parts):
    name = " ".join(label["name"].lower().split())
    place = "steps" if name in _HOW_LABELS else "outcome" if name in _OUTCOME_LABELS else "key"
    if label["rest"]:
        parts[place] += _steps(label["rest"]) if place == "steps" else [label["rest"]]
    return place


def _from_sentence(text):
    masked = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)
    led = _PURPOSE_LED.match(masked)
    if led is not None:
        rest = text[led.start("rest") :]
        what, how, _ = _from_sentence(rest[:1].upper() + rest[1:])
        return what, how, _tidy(text[slice(*led.span("outcome" if led["outcome"] else "other"))])
    outcome = ""
    purpose = _purpose(masked)
    if purpose is not None:
        outcome, text, masked = text[purpose.end() :], text[: purpose.start()], masked[: purpose.start()]
    if (listed := text.split("\n"))[1:]:
        return _tidy(re.sub(r"\s+by\s*:?$", "", listed[0], flags=re.I)), tuple(map(_tidy, listed[1:])), _tidy(outcome)
    led = _BY_LED.match(masked)
    if led is not None and leading_verb(text[led.start("rest") :])[0]:
        rest = text[led.start("rest") :]
        return _tidy(rest[:1].upper() + rest[1:]), _steps(text[led.start("how") : led.end("how")]), _tidy(outcome)
    by = next((found for found in _BY.finditer(masked) if _introduces(found, masked)), None)
    if by is None:
        return _tidy(text), (), _tidy(outcome)
    return _tidy(text[: by.start()]), _steps(text[by.end() :]), _tidy(outcome)


def _purpose(masked):
    """Where the purpose begins: the first "so that", or the one after the how when a how stands between two."""
    found = list(_OUTCOME.finditer(masked))
    for one, following in zip(found, found[1:], strict=False):
        if not any(_introduces(by, masked) for by in _BY.finditer(masked, one.end(), following.start())):
            return one
    return found[-1] if found else None


def _introduces(by, masked):
    """Whether this "by" opens the how: not "by the end", "by Friday", "one by one", "e.g. by numbering them"."""
    if by["ing"] and (by["ing"].lower() in _NOT_ACTS or not re.search(r"[aeiouy]\w*ing$", by["ing"], re.I)):
        return False
    return not _NOT_THE_HOW.search(masked[: by.start()])


def _steps(text):
    text = text.strip()
    numbered = _numbered(text)
    if numbered:
        return tuple(filter(None, map(_tidy, numbered)))
    masked = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)
    pieces = []
    for sentence in _spans(masked, _SENTENCE_END.finditer(masked)):
        part = text[sentence]
        if not leading_ing(part)[0]:
            pieces.extend(re.split(r"\s*;\s+", part) if not pieces else [part])
            continue
        joints = [joint for joint in _NEXT_ACT.finditer(masked[sentence]) if _is_act(joint)]
        pieces.extend(part[span] for span in _spans(part, joints))
    return tuple(filter(None, (_tidy(_imperative(piece)) for piece in pieces)))


def _spans(text, separators):
    """The slices of `text` between its separators."""
    start = 0
    for separator in separators:
        yield slice(start, separator.start())
        start = separator.end()
    yield slice(start, len(text))


def _is_act(joint):
    word = joint["ing"].lower()
    if not leading_ing(word)[0]:
        return False
    after = (joint["after"] or "").strip().lower()
    return bool(after) and (word not in NOUN_TOO or after in _DETERMINER)


def _numbered(text):
    """The steps of "1 … 2 … 3 …" in a line, or nothing where the numbers don't count up from 1."""
    places, expected = [], 1
    for number in _NUMBER.finditer(text):
        if int(number[1]) == expected:
            places.append(number)
            expected += 1
    if len(places) < 2 and not (places and places[0].start() == 0) or places[0].start() != 0:
        return []
    return [
        text[one.end() : two.start() if two else len(text)]
        for one, two in zip(places, [*places[1:], None], strict=True)
    ]


def _imperative(step):
    """A step in "-ing" as it would be typed: "identifying what …" is "Identify what …"."""
    step = re.sub(r"^(?:and\s+)?(?:then\s+)?(?:by\s+)?(?=\w+ing\b)", "", step.strip(), flags=re.I)
    verb, end = leading_ing(step)
    if not verb:
        return step[:1].upper() + step[1:]
    verb = verb.upper() if step[:end].isupper() else verb[:1].upper() + verb[1:]
    return verb + step[end:]


def _tidy(text):
    text = text.strip().strip(",;").strip()
    while text.endswith((".", ",", ";")) and not text.endswith(("...", "etc.", "e.g.")):
        text = text[:-1].rstrip()
    return text
