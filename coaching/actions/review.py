"""What became of last week's foci: the mentor's word, and what is put right later (A17, A85)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coaching import rules
from coaching.actions.locks import locked_focus_of_week, locked_week
from coaching.actions.saving import Saved, Typist
from coaching.models import Correction, Outcome, Result
from coaching.stored import HANDED_OVER
from coaching.validators import validate_reason


@transaction.atomic
def give_outcome(focus, *, result, effect="", by, at):
    """Say what became of a live focus, and its effect on pupils; said again, it replaces what was said.

    `result` may be HANDED_OVER where somebody else set the week. Raises `Refused` if `by` may not, ValidationError
    where what was decided about it stands against it.
    """
    focus = locked_focus_of_week(focus)
    week = focus.cycle
    rules.refuse_if(rules.why_not_review(week, by, mentor_id=week.mentor_id_now))
    rules.refuse_if(rules.WITHDRAWN if focus.is_withdrawn else "")
    typed = {f"outcome-{focus.pk}-result": result, f"outcome-{focus.pk}-effect": effect}
    saved = Saved()
    Typist(week, typed, None, saved, by, at).save()
    for message in saved.errors.values():
        raise ValidationError(message, code="outcome")
    return Outcome.objects.get(focus=focus)


def hand_over(focus, *, by, at):
    """Close a focus that somebody else set as handed over, without a word on what became of it."""
    return give_outcome(focus, result=HANDED_OVER, by=by, at=at)


@transaction.atomic
def correct_outcome(outcome, *, result, note, key, by, at):
    """Add a signed correction to a reviewed outcome; the same key again gives the same correction.

    Raises `Refused` if `by` may not or the key holds something else, ValidationError without a note.
    """
    outcome = Outcome.objects.select_related("focus").get(pk=outcome.pk)
    week = locked_week(outcome.focus.cycle_id)
    rules.refuse_if(rules.why_not_correct(week, by, mentor_id=week.mentor_id_now))
    if made := Correction.objects.filter(by=by, key=key).first():
        if (made.outcome_id, made.result, made.note) != (outcome.pk, result, note):
            raise rules.Refused(rules.STALE)
        return made
    if result not in Result.values:
        raise ValidationError("Pick what became of it.", code="no_result")
    validate_reason(note, "Enter what is put right, and why.")
    return Correction.objects.create(
        school_id=outcome.school_id, outcome=outcome, key=key, result=result, note=note, at=at, by=by
    )
