"""Wording that judges where it should say what was seen or heard. Pure: it notices, and never forbids.

Three kinds: a verdict on a lesson or on how something was done ("great lesson", "went well"), a claim about what is
inside pupils ("were engaged"), and advice ("should have"). What is quoted is somebody's own words and is left alone.
It errs on the quiet side: a note on a plain observation would teach people to pass over all of them.
"""

import re
from dataclasses import dataclass

MOST = 3
LOOKED_AT = 5_000

VERDICT = (
    "is a verdict: two people could see the same lesson and not agree.",
    "Say what made you think so: who did what, how many, how long.",
)
INSIDE = (
    "can’t be seen from outside.",
    "Say what pupils did or said: who wrote, who looked where, what they asked.",
)
ADVICE = (
    "is about what to do next.",
    "Say here what happened; keep what to change for the meeting.",
)


@dataclass(frozen=True)
class Judgement:
    """Words that judge, why that matters, and what to write instead."""

    words: str
    why: str
    instead: str


# Verdicts whatever they are about, and those that are one only of something that is taught or done.
_ALWAYS = (
    "excellent outstanding brilliant fantastic amazing superb wonderful terrific fabulous awful terrible dreadful "
    "appalling inadequate disappointing impressive exemplary exceptional mediocre shambolic chaotic unsatisfactory "
    "satisfactory incredible"
)
_OF_WORK = (
    "great good lovely nice poor bad weak strong effective ineffective super perfect solid sound dull boring lazy "
    "sloppy messy lacklustre confident clear unclear positive negative purposeful calm warm slow brisk pacy rigorous"
)
_THINGS = (
    "lesson lessons teaching behaviour behaviours questioning questions question explanation explanations instruction "
    "instructions relationship relationships rapport start starts starter starters plenary pace atmosphere climate "
    "ethos tone presence control management knowledge modelling model planning plan feedback marking circulation "
    "transition transitions routine routines discipline attitude attitudes effort efforts progress engagement "
    "learning work delivery use session sessions job practice participation presentation differentiation "
    "challenge expectations expectation assessment resources activity activities communication"
)
_PUPILS = (
    "pupils|pupil|students|student|children|child|class|classes|they|everyone|everybody|all|most|some|many|few|several|"
    "group|groups|boys|girls|year \\d+|nobody|none"
)
_INSIDE = (
    "engaged disengaged motivated demotivated unmotivated interested uninterested disinterested bored enthusiastic "
    "attentive inattentive distracted confused focused focussed unfocused enthused keen eager inspired "
    "well-behaved badly-behaved poorly-behaved lazy naughty silly rude disruptive on-task off-task "
    "switched-off"
)
_INSIDE_BEFORE = "engaged motivated enthusiastic attentive disengaged bored well-behaved badly-behaved"
_HOW = "well badly poorly nicely brilliantly beautifully effectively ineffectively superbly excellently perfectly"
_DONE = (
    "went go goes going taught teaches questioned explained explains modelled managed manages handled handles planned "
    "delivered behaved behave structured paced circulated led scaffolded differentiated worked used executed"
)
_VERY = "very really so quite rather extremely fairly fully all mostly highly totally completely too not"


def _any(words):
    """Any of these words; a hyphen may be a space."""
    return "|".join(word.replace("-", "[- ]") for word in sorted(words.split(), key=len, reverse=True))


_IS = r"(?:was|were|is|are|seemed|seem|seems|felt|looked|appeared|remained|stayed|became|got)"
_HOW_VERY = rf"(?:{_any(_VERY)}|a bit|not very)"
_THING = rf"(?:{_any(_THINGS)})"
_GOOD = rf"(?:{_any(_OF_WORK)})"
_WELL = rf"(?:{_any(_HOW)})"
_IS_INSIDE = rf"(?:{_any(_INSIDE)})"
_KIND_OF = "(?:(?:subject|classroom|behaviour|lesson|teacher|pupil) )?"
_PATTERNS = {
    VERDICT: [
        rf"\b(?:{_any(_ALWAYS)})\b(?: (?:\w+ )?{_THING}\b)?",
        # "great lesson", "good subject knowledge"
        rf"\b{_GOOD} {_KIND_OF}{_THING}\b",
        # "the questioning was very weak"
        rf"\b{_THING}(?: {_IS}|:)(?: {_HOW_VERY})? {_GOOD}\b(?! (?:at|with|for|in) )",
        # "went really well"
        rf"\b(?:{_any(_DONE)}) (?:(?:it|this|that|them|the class|pupils) )?(?:{_HOW_VERY} )?{_WELL}\b(?!-)",
        rf"\b{_WELL} (?:taught|planned|managed|explained|delivered|modelled|structured|paced|led)\b",
        r"\b(?:the )?(?:right|wrong|ideal) (?:pace|level)\b",
        r"\b(?:lack of|lacked|lacking|lacks) \w+",
        r"\btoo (?:much teacher talk|teacher[- ]led|fast|slow|long|easy|hard|noisy|loud)\b",
    ],
    INSIDE: [
        # "pupils were fully engaged"
        rf"\b(?:{_PUPILS}) {_IS}(?: {_HOW_VERY})*(?: (?:and|\w+ly))? {_IS_INSIDE}\b(?! sheet)",
        rf"\b(?:{_any(_INSIDE_BEFORE)}) (?:pupils|children|students|class)\b",
        rf"\b(?:{_PUPILS}) (?:\w+ )?(?:enjoyed|loved|liked|hated|understood)\b",
    ],
    ADVICE: [
        r"\b(?:should have|shouldn[’']t have|could have|ought to|must improve|even better if|ebi)\b",
        r"\bneeds? to (?:work on|improve|develop)\b",
    ],
}
_FOUND = [(re.compile(pattern, re.I), kind) for kind, patterns in _PATTERNS.items() for pattern in patterns]
# Somebody's own words, between quotation marks of one kind; an apostrophe inside a word opens none.
_QUOTED = re.compile(
    r"“[^“”]*”|\"[^\"]*\"|(?<!\w)‘(?:[^‘’]|’(?=\w)){0,300}’|(?<!\w)'(?:[^'\n]|'(?=\w)){0,300}'(?!\w)|«[^«»]*»"
)
# What is claimed of pupils in somebody's reported words is what somebody said.
_REPORTED = re.compile(
    r"\b(?:said|says|told|asked|wrote|thought|think|thinks|reported|answered|felt)\b[^.!?\n]*\Z", re.I
)


def judgements(text):
    """The `Judgement`s in a text, in order, at most three; none in what it quotes, each wording once."""
    text = text[:LOOKED_AT].replace("\u00a0", " ")
    bare = _QUOTED.sub(lambda quote: "\x00" * len(quote[0]), text)
    found = sorted(
        ((match.start(), match.end(), kind) for pattern, kind in _FOUND for match in pattern.finditer(bare)),
        key=lambda one: (one[0], -one[1]),
    )
    told, seen, end = [], set(), 0
    for start, stop, kind in found:
        words = " ".join(text[start:stop].split())
        is_reported = kind is INSIDE and _REPORTED.search(bare, max(0, start - 80), start)
        if start < end or words.lower() in seen or is_reported:
            continue
        seen.add(words.lower())
        end = stop
        told.append(Judgement(words, *kind))
    return told[:MOST]
