"""What an entry of the log must satisfy: plain values in, `ValidationError` with a code out."""

from django.core.exceptions import ValidationError

LONGEST_TEXT = 20_000
LONGEST_CLASS = 60


def validate_source(source, known):
    """The source is one of those known."""
    if source not in known:
        raise ValidationError("Pick where this was seen or heard.", code="no_source")


def validate_seen(seen):
    """Something was seen or said."""
    if not seen.strip():
        raise ValidationError("Enter what was seen or said.", code="nothing_seen")
    if len(seen) > LONGEST_TEXT:
        raise ValidationError(f"Shorten this to {LONGEST_TEXT:,} characters.", code="too_long")


def validate_meaning(meaning):
    """What it may mean is of a length to be read."""
    if len(meaning) > LONGEST_TEXT:
        raise ValidationError(f"Shorten this to {LONGEST_TEXT:,} characters.", code="meaning_too_long")


def validate_not_in_future(seen_on, today):
    """Nothing was seen tomorrow."""
    if seen_on > today:
        raise ValidationError("Evidence is of a day that has been.", code="in_future")


def validate_note(text):
    """Something is written, of a length to be read."""
    if not text.strip():
        raise ValidationError("Write something first.", code="nothing_written")
    if len(text) > LONGEST_TEXT:
        raise ValidationError(f"Shorten this to {LONGEST_TEXT:,} characters.", code="too_long")
