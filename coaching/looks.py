"""What a look-for slip says of one step (A109), and how that reads in the log. Plain values."""

from dataclasses import dataclass

from coaching.dates import long_day

SEEN, NOT_SEEN = "seen", "not_seen"
_HEADS = {SEEN: "Seen", NOT_SEEN: "Not seen"}
_ENDS = (".", "!", "?", "…", "”", "’")


@dataclass(frozen=True)
class Look:
    """Seen, not seen or "", and a line."""

    look: str = ""
    line: str = ""

    @property
    def is_empty(self):
        return not (self.look or self.line.strip())

    def words(self, text):
        """It as a sentence about the step that reads `text`."""
        text, line = (" ".join(words.split()) for words in (text, self.line))
        said = f"{_HEADS.get(self.look, 'About')}: “{text.rstrip('.,;:')}”"
        if not line:
            return f"{said}."
        return f"{said} – {line}" + ("" if line.endswith(_ENDS) else ".")


def planned_words(day, text):
    """A planned follow-up in one line: "Tuesday 16 September: drop in for the explanation"."""
    text = " ".join(text.split())
    text = text if len(text) <= 80 else text[:80].rsplit(" ", 1)[0] + " …"
    return ": ".join(filter(None, [long_day(day) if day else "", text])) or "Follow-up"
