"""The normal form of what was typed: two texts that say the same in the same words have the same one.

Case, punctuation, spacing, curly quotes, bullets and a leading prompt don't count; words, digits and signs do.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

SHORT = 300
# Signs of which a change is a change of meaning: 50 and 50%, 2 + 2 and 2 - 2.
_KEPT = frozenset("%&@#+/")
_INVISIBLE = frozenset(("Cf", "Cc", "Cs", "Co", "Cn"))
_BULLET = re.compile(
    r"^\s*(?:[-*+•◦▪‣·–—→●○■□✓✔➢➤]+(?=\s|[^\W\d])\s*|\(?\d{1,2}[.)]+\s*(?=\D)|\(?[a-hA-H]\)\s*|step\s+\d{1,2}\s*[:.)–—-]\s*)",
    re.IGNORECASE,
)
_SO_THAT = re.compile(
    r"^(?:so that |so (?=(?:all|children|each|every|everyone|learners|no|pupils|students|the|they) ))+"
)
_BY = re.compile(r"^(?:by )+(?=\w*[aeiouy]\w*ing\b)")


def without_bullet(text):
    """`text` without the bullet or number it starts with, its words as they were typed."""
    stripped = text.strip()
    shorter = _BULLET.sub("", stripped)
    while shorter != stripped:
        stripped, shorter = shorter, _BULLET.sub("", shorter)
    return stripped


def normal_text(text):
    """The normal form of one text; normal already when given a normal form.

    A page asks for the same short text a dozen times: those are remembered.
    """
    return _short(text) if len(text) <= SHORT else _normal(text)


def _normal(text):
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    characters = []
    last = len(folded) - 1
    for place, character in enumerate(folded):
        if character.isalnum() or character in _KEPT:
            characters.append(character)
            continue
        category = unicodedata.category(character)
        if category[0] in "SM":
            characters.append(character)
        elif character in "'’‘ʼ`´":
            pass  # "pupils'", "pupils’" and "pupils" read alike; a space here would make two words of "don't"
        elif character in ".:," and 0 < place < last and folded[place - 1].isdigit() and folded[place + 1].isdigit():
            if character != ",":
                characters.append(character)
        elif category in _INVISIBLE and not character.isspace():
            pass
        else:
            characters.append(" ")
    return " ".join("".join(characters).split())


_short = lru_cache(maxsize=2048)(_normal)


def normal_step(text):
    """The normal form of a step: its bullet, its number and a leading "by" don't count."""
    return _settled(lambda step: _BY.sub("", normal_text(without_bullet(step))), text)


def normal_outcome(text):
    """The normal form of a so-that: a "so that" that was typed as well doesn't count."""
    return _settled(lambda outcome: _SO_THAT.sub("", normal_text(outcome) + " ").strip(), text)


def _settled(shorten, text):
    """`text` shortened until nothing changes: an odd character taken away may uncover a second bullet."""
    shorter = shorten(text)
    while shorter != text:
        text, shorter = shorter, shorten(shorter)
    return text


def text_digest(text):
    """The digest (hex) of a plain text exactly as it stands; only the kind of line ending doesn't count."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()
