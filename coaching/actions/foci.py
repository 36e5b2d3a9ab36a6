"""What happens to the foci of a draft: added, parked, made smaller; and what is decided about last week's."""

import dataclasses

from django.core.exceptions import ValidationError
from django.db import transaction

from coaching import rules
from coaching.actions.locks import locked_draft, locked_focus_of_draft, locked_old, outcome_for
from coaching.actions.places import made_with, park_wording, rerank, same_again, succeed, take_out, take_place, untie
from coaching.models import Achievable, Decision, Focus, Parked
from coaching.validators import validate_reason

BLANK = "There is nothing in this focus yet."


@transaction.atomic
def add_focus(cycle, *, key, by, at):
    """Add a blank focus to a draft in the first free place; the same key again gives the same focus.

    Raises `Refused` if `by` may not, and the ValidationError of A32 at three.
    """
    cycle = locked_draft(cycle.pk, by)
    if made := made_with(key, by):
        return same_again(made, cycle=cycle)
    return take_place(cycle, key=key, by=by, at=at, use_blank=False)


@transaction.atomic
def remove_focus(focus, *, by, at):
    """Take a focus out of a draft for good. What it followed waits for a decision again."""
    take_out(locked_focus_of_draft(focus, by))


@transaction.atomic
def promote(focus, *, by, at):
    """Put a focus of a draft first: the highest leverage (A28)."""
    focus = locked_focus_of_draft(focus, by)
    rerank(focus.cycle, first=focus)
    focus.refresh_from_db(fields=["rank"])
    return focus


@transaction.atomic
def refine(old, *, into, key, by, at):
    """Start the successor of a focus that was not achieved, with its wording to change. The same again: the same one.

    Setting the week refuses it until it differs (A18, A19).
    """
    return _follow(old, Decision.REFINE, into=into, key=key, by=by, at=at)


@transaction.atomic
def carry_on(old, *, into, key, by, at):
    """Carry a focus on unchanged that there was no chance to try: once (A18)."""
    return _follow(old, Decision.CARRY_ON, into=into, key=key, by=by, at=at)


@transaction.atomic
def replace(old, *, into, key, by, at):
    """Start a new focus in the place of one that was not achieved."""
    return _follow(old, Decision.REPLACE, into=into, key=key, by=by, at=at)


def _follow(old, decision, *, into, key, by, at):
    old, draft = locked_old(old, into, by)
    links = {"replaces": old} if decision == Decision.REPLACE else {"refined_from": old}
    if made := Focus.objects.filter(cycle=draft, carried_on=decision == Decision.CARRY_ON, **links).first():
        return made
    if made := made_with(key, by):
        return same_again(made, cycle=draft, **links)
    why_not = rules.why_not_carry_on if decision == Decision.CARRY_ON else rules.why_not_decide
    rules.refuse_if(why_not(old))
    _decide(old, decision)
    if decision == Decision.REPLACE:
        return take_place(draft, key=key, by=by, at=at, replaces=old)
    return succeed(old, draft, key=key, by=by, at=at, carried_on=decision == Decision.CARRY_ON)


def _decide(old, decision):
    if old.outcome.decision:
        raise rules.Refused("Something else was decided about this focus. Undo that first.")
    old.outcome.decision = decision
    old.outcome.save(update_fields=["decision"])


@transaction.atomic
def let_go(old, *, reason, into, by, at):
    """Let a focus go that was not achieved, with a reason."""
    old, _draft = locked_old(old, into, by)
    rules.refuse_if(rules.why_not_decide(old))
    validate_reason(reason, "Enter why you let it go.")
    if old.outcome.decision != Decision.LET_GO:
        _decide(old, Decision.LET_GO)
    old.outcome.let_go_reason = reason
    old.outcome.save(update_fields=["let_go_reason"])
    return old


@transaction.atomic
def undecide(old, *, into, by, at):
    """Take back what was decided about a focus of last week.

    A successor that nobody changed yet goes; one that was changed stays in the draft, as a focus of its own.
    """
    old, draft = locked_old(old, into, by)
    outcome = outcome_for(old, by=by, at=at)
    if not outcome.decision:
        return old
    outcome.decision = ""
    outcome.save(update_fields=["decision"])
    for focus in [*draft.foci.filter(refined_from=old), *draft.foci.filter(replaces=old)]:
        if focus.wording.is_blank or focus.wording.same_as(old.wording):
            take_out(focus)
        else:
            untie(draft.foci.filter(pk=focus.pk))
    return old


@transaction.atomic
def park(focus, *, key, by, at):
    """Move a focus of a draft to the later list (A29). The same key again: the same candidate."""
    locked_draft(focus.cycle_id, by)
    parked = Parked.objects.filter(by=by, key=key).first()
    if parked:
        return parked
    focus = locked_focus_of_draft(focus, by)
    wording = focus.wording
    if wording.is_blank:
        raise ValidationError(BLANK, code="blank")
    parked = park_wording(focus, wording, key=key, by=by, at=at)
    take_out(focus)
    return parked


@transaction.atomic
def bring_back(parked, *, into, key, by, at):
    """Bring a candidate of the later list back into a draft. The same key again: the same focus."""
    draft = locked_draft(into.pk, by)
    if made := made_with(key, by):
        return same_again(made, cycle=draft)
    parked = _locked_parked(parked, draft)
    rules.refuse_if(rules.why_not_bring_back(parked))
    focus = take_place(
        draft,
        key=key,
        by=by,
        at=at,
        wording=parked.wording,
        bank_step_id=parked.bank_step_id,
        bank_version=parked.bank_version,
    )
    parked.brought_back_at, parked.brought_back_by = at, by
    parked.save(update_fields=["brought_back_at", "brought_back_by"])
    return focus


@transaction.atomic
def drop_parked(parked, *, into, by, at):
    """Take a candidate off the later list; it is kept, marked as dropped."""
    parked = _locked_parked(parked, locked_draft(into.pk, by))
    if parked.dropped_at is None:
        rules.refuse_if(rules.why_not_bring_back(parked))
        parked.dropped_at, parked.dropped_by = at, by
        parked.save(update_fields=["dropped_at", "dropped_by"])
    return parked


def _locked_parked(parked, draft):
    mine = Parked.objects.filter(school_id=draft.school_id, ect_id=draft.ect_id)
    found = mine.select_for_update().filter(pk=parked.pk).first()
    if found is None:
        raise rules.Refused(rules.STALE)
    return found


@transaction.atomic
def answer_achievable(focus, *, digest, yes, by, at):
    """Answer "Can my ECT realistically achieve this before our next meeting?" for the wording of `digest` (A15).

    Raises ValidationError where the stored wording is another one by now, or says nothing yet.
    """
    focus = locked_focus_of_draft(focus, by)
    wording = focus.wording
    if not wording.normal.key_action:
        raise ValidationError("Write the key action first.", code="blank")
    if digest != wording.digest:
        raise ValidationError("The wording has changed: read it again, then answer.", code="stale_wording")
    present = rules.present_answer(wording, focus.achievable_answers.order_by("at", "pk"))
    if present is not None and present.answer == yes:
        return present
    return Achievable.objects.create(school_id=focus.school_id, focus=focus, digest=digest, answer=yes, at=at, by=by)


@transaction.atomic
def make_smaller(focus, *, keep, key, by, at):
    """Keep the steps whose ids are in `keep`; the others go to the later list, next in line (A16).

    The same key again: the same candidate.
    """
    focus = locked_focus_of_draft(focus, by)
    parked = Parked.objects.filter(by=by, key=key).first()
    if parked:
        return parked
    rules.refuse_if(rules.why_not_rewrite(focus))
    steps = [step for step in focus.steps.order_by("position", "pk") if step.text.strip()]
    rest = [step for step in steps if step.pk not in keep]
    if len(rest) == len(steps):
        raise ValidationError("Tick the steps that fit: at least one.", code="none_kept")
    if not rest:
        raise ValidationError("Leave a step unticked that does not fit, or reword the focus.", code="all_kept")
    wording = dataclasses.replace(focus.wording, steps=tuple(step.text for step in rest))
    parked = park_wording(focus, wording, key=key, by=by, at=at, next_in_line=True, came_from=focus)
    focus.steps.filter(pk__in=[step.pk for step in rest]).delete()
    return parked
