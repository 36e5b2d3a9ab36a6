"""What the content of a week must satisfy: plain values in, `ValidationError` with a code out."""

from datetime import timedelta

from django.core.exceptions import ValidationError

MOST_FOCI = 3
MOST_STEPS = 20
LONGEST_TEXT = 20_000
LONGEST_LINE = 500

# A32: why, and the ways out.
LIMIT_MESSAGE = (
    "Three foci is the most for one week: more is too much to hold in mind while teaching (cognitive load). "
    "Park one for later, replace one, or merge two."
)
GATE_MESSAGE = "Last week has to be reviewed before the next is set."
ROLLOVER_MESSAGE = (
    "This is word for word what was not achieved before. Make it smaller or clearer, replace it, or let it go."
)


def validate_focus_limit(count):
    """`count`, the foci that the week would hold, is at most three, for everybody (A30–A33)."""
    if count > MOST_FOCI:
        raise ValidationError(LIMIT_MESSAGE, code="too_many_foci")


def validate_week_reviewed(open_weeks):
    """`open_weeks`, the ECT's other weeks that are set and not reviewed, is none (A17, A82)."""
    if open_weeks:
        raise ValidationError(GATE_MESSAGE, code="week_not_reviewed")


def validate_not_rolled_over(wording, left):
    """`wording` says something else than each wording in `left`, those last left not achieved (A18)."""
    if not wording.is_blank and any(wording.same_as(other) for other in left):
        raise ValidationError(ROLLOVER_MESSAGE, code="rolled_over")


def validate_live_wording(wording, one_step):
    """A wording that is to go live has a key action, steps (or is one small step) and a so-that (A22, A43)."""
    form = wording.normal
    if not form.key_action:
        raise ValidationError("Enter the key action: what the ECT will do.", code="no_key_action")
    if not form.steps and not one_step:
        raise ValidationError("Enter a step, or say that it is already one small step.", code="no_steps")
    if not form.so_that:
        raise ValidationError("Enter the so that: what pupils will do.", code="no_so_that")


def validate_step_limit(count):
    """`count`, the steps that the focus would hold, is a list that somebody can work through."""
    if count > MOST_STEPS:
        raise ValidationError(f"A focus holds at most {MOST_STEPS} steps. Make it smaller.", code="too_many_steps")


def validate_text(text):
    """`text` fits a field."""
    if len(text) > LONGEST_TEXT:
        raise ValidationError(f"Shorten this to {LONGEST_TEXT:,} characters.", code="too_long")


def validate_line(text):
    """`text` is a line, not a page."""
    if len(text) > LONGEST_LINE:
        raise ValidationError(f"Shorten this to {LONGEST_LINE} characters.", code="too_long")


def validate_reason(text, message):
    """Something stands in `text`; `message` says what is asked for."""
    if not text.strip():
        raise ValidationError(message, code="no_reason")
    validate_text(text)


def validate_meeting_days(meets_on, next_meeting_on, week_of):
    """The next meeting is after this one, and both are about a year from the week at most."""
    if next_meeting_on is not None and next_meeting_on <= meets_on:
        raise ValidationError("The next meeting is after this one.", code="next_meeting_early")
    for day in filter(None, (meets_on, next_meeting_on)):
        if abs(day - week_of) > timedelta(days=370):
            raise ValidationError("Check the year of this date.", code="far_away")


def validate_seen_by_then(seen_on, meets_on):
    """Evidence is of a day up to the meeting that cites it."""
    if seen_on > meets_on:
        raise ValidationError("Evidence is of a day up to this meeting, not after it.", code="seen_later")


def validate_seen_since(seen_on, meets_on):
    """A drop-in that looks for the steps of a week is of a day since its meeting."""
    if seen_on < meets_on:
        raise ValidationError("These steps were set later than that. Check the day of the drop-in.", code="seen_before")


def validate_as_read(wording, drawn):
    """Refuse what was written about another wording: `drawn` is the digest of the one that was read, "" where no page
    said."""
    if drawn not in ("", wording.digest):
        raise ValidationError(
            f"It was reworded meanwhile: “{wording.sentence()}”. Look again, then send.", code="stale"
        )
