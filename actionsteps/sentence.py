"""A wording read as one sentence: "<key action> by <steps> so that <outcome>" (A23, A44)."""

import re
from dataclasses import dataclass
from functools import lru_cache

from actionsteps.normal import normal_text, without_bullet
from actionsteps.verbs import ING, leading_ing, leading_verb

# Words that may lose their capital inside a sentence: never a name, an "I" or an acronym.
_LOWERED = re.compile(
    r"(?:A|All|An|Any|Both|Children|Each|Every|Everybody|Everyone|Fewer|In|Learners|Less|Many|More|Most|No|Nobody|None|One|"
    r"Our|Pupils|Students|Talk|The|Their|Them|There|These|They|Those|Time|To|We|What|When|Work)\b"
)
# A second sentence, a colon or a new line can't stand in the middle of one sentence.
_BREAKS = re.compile(r"[.!?;][\"'”’)]*\s+\S|:\s|[\r\n]")
# "Ask and wait": what comes after may be a second act, which would need its own "-ing".
_JOINED = re.compile(
    r"(?:\b(?:and|or|then|but|before|not|rather than|don['’]t)\b|[,;/&–—])\s*(?:(?:and|then|or)\s+)*"
    r"(?:\w+ly\s+)?(?=\w)",
    re.I,
)
_PROMPT = re.compile(
    r"^so\s+that\b[\s,:…]*|^so\s+(?=(?:all|children|each|every|everyone|learners|no|pupils|students|the|they)\b)", re.I
)
_OTHER_PURPOSE = re.compile(r"^(?:in\s+order\s+(?:to|that|for)|to)\s", re.I)
_LEADING_BY = re.compile(r"^by\s+(?=\w+ing\b)", re.I)


@dataclass(frozen=True)
class Sentence:
    """The pieces of a sentence, in reading order; each is plain text and may be "".

    `how` is the steps as running text; where no safe "-ing" form exists it is "", and `steps` holds them one by one.
    """

    do: str
    key_action: str
    by: str
    how: str
    steps: tuple[str, ...]
    so_that: str
    outcome: str

    @property
    def text(self):
        """The whole as one line."""
        listed = "; ".join(f"{number} {step}" for number, step in enumerate(self.steps, 1))
        pieces = (self.do, self.key_action, self.by, self.how, listed, self.so_that, self.outcome)
        return " ".join(" ".join(piece.split()) for piece in pieces if piece.strip())


# The bank shows the same steps to everybody, a page the same focus in several places.
@lru_cache(maxsize=1024)
def build(key_action, steps, so_that, *, do_prompt, by_prompt, so_that_prompt):
    """The `Sentence` of three parts under the school's own prompts (A65). What was typed is kept but for its "-ing"."""
    steps = [shown for step in steps if normal_text(shown := without_bullet(step))]
    has_more = bool(steps or so_that.strip())
    forms = [_ing(step) for step in steps] if by_prompt.strip().lower() == "by" else [""]
    by, how, listed = by_prompt.strip(), "", ()
    if not steps:
        by = ""
    elif all(forms):
        how = _joined([_lowered(form) for form in forms])
    else:
        by = f"{by} these steps:" if by.lower() == "by" else by.rstrip(":") + ":"
        listed = tuple(_without_stop(step) for step in steps)
    outcome = _PROMPT.sub("", so_that.strip(), count=1)
    prompt = "" if not outcome or _OTHER_PURPOSE.match(outcome) else so_that_prompt.strip()
    return Sentence(
        do=do_prompt.strip(),
        key_action=_without_stop(key_action.strip()) if has_more else key_action.strip(),
        by=by,
        how=how,
        steps=listed,
        so_that=prompt,
        outcome=_lowered(outcome),
    )


def _ing(step):
    """`step` with its leading verb in "-ing", or "" where that would have to be guessed."""
    text = _without_stop(_LEADING_BY.sub("", step))
    if _BREAKS.search(text):
        return ""
    verb, end = leading_ing(text)
    already = bool(verb)
    if not already:
        verb, end = leading_verb(text)
    if not verb or text[end : end + 1] not in ("", " ", ","):
        return ""
    for joint in _JOINED.finditer(text, end):
        if leading_verb(text[joint.end() :])[0]:
            return ""
    if already:
        return text
    ing = ING[verb]
    return (ing.upper() if text[:end].isupper() else ing) + text[end:]


def _joined(parts):
    """ "a, b and c"; with semicolons where a part has a comma of its own."""
    if len(parts) == 1:
        return parts[0]
    if any("," in part for part in parts):
        return "; ".join(parts[:-1]) + "; and " + parts[-1]
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def _lowered(text):
    first = text[:1]
    if leading_ing(text)[0] and not text[:2].isupper():
        return first.lower() + text[1:]
    return first.lower() + text[1:] if _LOWERED.match(text) else text


def _without_stop(text):
    """`text` without the full stop, comma or semicolon it ends with; "etc." and "…" keep theirs."""
    stripped = text.rstrip()
    while stripped and stripped[-1] in ".,;" and not stripped.endswith(("...", "etc.", "e.g.")):
        stripped = stripped[:-1].rstrip()
    return stripped
