"""What a focus holds beside its wording: steps, evidence, rounds of practice."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from coaching import rules
from coaching.actions.locks import locked_focus_of_draft, locked_focus_unreviewed
from coaching.models import Citation, Rehearsal, Step
from coaching.validators import validate_seen_by_then, validate_step_limit
from evidence import actions as log
from evidence.rules import why_not_about

MOST_ROUNDS = 20


@transaction.atomic
def add_step(focus, *, key, by, at):
    """Add a blank step at the end of a focus of a draft; the same key again gives the same step."""
    focus = locked_focus_of_draft(focus, by)
    steps = list(focus.steps.filter(retired_at=None))
    if made := next((step for step in steps if step.key == key), None):
        return made
    rules.refuse_if(rules.why_not_rewrite(focus))
    validate_step_limit(len(steps) + 1)
    last = max((step.position for step in steps), default=0)
    return Step.objects.create(school_id=focus.school_id, focus=focus, key=key, position=last + 1)


@transaction.atomic
def remove_step(step, *, by, at):
    """Take a step out of a focus of a draft; its box keeps at least one row, a blank one."""
    focus = locked_focus_of_draft(step.focus, by)
    rules.refuse_if(rules.why_not_rewrite(focus))
    focus.steps.filter(pk=step.pk).delete()
    if not focus.steps.exists():
        Step.objects.create(school_id=focus.school_id, focus=focus, position=1)


@transaction.atomic
def log_evidence(focus, *, source, seen_on, seen, meaning="", key, by, at):
    """Log something seen or heard, and cite it for a focus; the same key and text again adds nothing.

    Raises `Refused` if `by` may not, ValidationError if something is lacking or it was seen after this meeting.
    """
    focus = locked_focus_unreviewed(focus, by)
    week = focus.cycle
    validate_seen_by_then(seen_on, week.meets_on)
    evidence = log.log_evidence(
        school=week.school,
        ect=week.ect,
        source=source,
        seen_on=seen_on,
        seen=seen,
        meaning=meaning,
        key=key,
        by=by,
        at=at,
    )
    return _cite(focus, evidence, by=by, at=at)


@transaction.atomic
def cite(focus, evidence, *, by, at):
    """Rest a focus of a draft or a live week on an entry of the log (A7); again adds nothing."""
    focus = locked_focus_unreviewed(focus, by)
    evidence = log.locked_entry(evidence)
    rules.refuse_if(why_not_about(evidence, school_id=focus.school_id, ect_id=focus.cycle.ect_id))
    validate_seen_by_then(evidence.seen_on, focus.cycle.meets_on)
    return _cite(focus, evidence, by=by, at=at)


def _cite(focus, evidence, *, by, at):
    citation, _made = Citation.objects.get_or_create(
        focus=focus, evidence=evidence, defaults={"school_id": focus.school_id, "at": at, "by": by}
    )
    if not focus.cycle.is_draft:
        log.mark_cited([evidence.pk], at=at)
    return citation


@transaction.atomic
def uncite(focus, evidence, *, by, at):
    """Rest a focus on an entry no longer; `Refused` for what was cited when the week was set."""
    focus = locked_focus_unreviewed(focus, by)
    # Before what rests on it, as whoever removes the entry does: else each waits for the other.
    evidence = log.locked_entry(evidence)
    citations = focus.citations.filter(evidence_id=evidence.pk)
    week = focus.cycle
    if not week.is_draft and citations.filter(at__lte=week.set_at).exists():
        raise rules.Refused("This was cited when the week was set.")
    citations.delete()
    of_set_weeks = Citation.objects.filter(evidence_id=evidence.pk, focus__cycle__set_at__isnull=False)
    if not week.is_draft and not of_set_weeks.exists():
        log.mark_cited([evidence.pk], at=None)


@transaction.atomic
def add_rehearsal(focus, *, key, by, at):
    """Add a round of practice to a focus of a draft or a live week; the same key again gives the same round."""
    focus = locked_focus_unreviewed(focus, by)
    if made := Rehearsal.objects.filter(by=by, key=key).first():
        if made.focus_id != focus.pk:
            raise rules.Refused(rules.STALE)
        return made
    last = focus.rehearsals.aggregate(last=Max("round"))["last"] or 0
    if last >= MOST_ROUNDS:
        raise ValidationError(f"{MOST_ROUNDS} rounds are the most that are kept.", code="too_many_rounds")
    return Rehearsal.objects.create(school_id=focus.school_id, focus=focus, key=key, round=last + 1, at=at, by=by)


@transaction.atomic
def remove_rehearsal(rehearsal, *, by, at):
    """Take a round of practice out of a draft or a live week."""
    focus = locked_focus_unreviewed(rehearsal.focus, by)
    focus.rehearsals.filter(pk=rehearsal.pk).delete()
