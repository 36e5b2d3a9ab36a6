"""What happens to a focus while it is live: reworded, withdrawn, ticked off."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actionsteps.normal import normal_step, normal_text
from coaching import rules
from coaching.actions.locks import locked_focus_of_week, locked_week
from coaching.actions.replying import open_no, reply_to
from coaching.actions.saving import write_script
from coaching.actions.setting import left_among
from coaching.models import Achievable, Answer, Focus, Rewording, Step, Tick
from coaching.validators import (
    validate_as_read,
    validate_live_wording,
    validate_not_rolled_over,
    validate_reason,
    validate_step_limit,
    validate_text,
)
from schools.reading_on import why_not_when_left

__all__ = ["reword_focus", "tick_step", "withdraw_focus", "write_script"]


@transaction.atomic
def reword_focus(focus, *, wording, one_step=False, reason="", achievable, drawn="", key, by, at):
    """Change the wording of a live focus within its week; the same key and wording again change nothing more.

    Steps with an unchanged normal form stay, with their ticks; changed ones are retired, new ones added. How it read
    before is kept; a no of the ECT that waits is answered. `drawn` is the digest of the wording that was read. Raises
    `Refused` if `by` may not, ValidationError where the new wording may not go live, or it reads otherwise by now.
    """
    focus = locked_focus_of_week(focus)
    week = focus.cycle
    rules.refuse_if(rules.why_not_change_live(focus, by, mentor_id=week.mentor_id_now))
    texts = wording.steps if not one_step else ()
    wording = type(wording)(wording.key_action, tuple(text for text in texts if text.strip()), wording.so_that)
    before = focus.wording
    if Rewording.objects.filter(focus=focus, key=key).exists():
        rules.refuse_if("" if wording == _made_by(key, focus) else rules.STALE)
        return focus
    validate_as_read(before, drawn)
    if wording == before and one_step == focus.one_step:
        raise ValidationError("It reads as it did before: change something, or go back.", code="unchanged")
    for text in (wording.key_action, wording.so_that, *wording.steps):
        validate_text(text)
    validate_live_wording(wording, one_step)
    validate_step_limit(len(wording.steps))
    left = left_among({normal_text(wording.key_action)}, cycle=week)
    if not focus.carried_on or not wording.same_as(before):
        validate_not_rolled_over(wording, left)
    if not achievable:
        raise ValidationError(
            "Make it smaller, until your ECT can realistically achieve it before your next meeting.",
            code="not_achievable",
        )
    Rewording.objects.create(
        school_id=focus.school_id,
        focus=focus,
        key=key,
        key_action=before.key_action,
        steps=list(before.steps),
        so_that=before.so_that,
        reason=reason,
        at=at,
        by=by,
    )
    if no := open_no(focus, before):
        took = no.suggestion is not None and wording.same_as(no.suggestion)
        reply_to(no, Answer.ACCEPTED if took else Answer.REWORDED, reason=reason, by=by, at=at)
    _change_steps(focus, wording.steps or (wording.key_action,), by=by, at=at)
    focus.key_action, focus.so_that, focus.one_step = wording.key_action, wording.so_that, one_step
    focus.save(update_fields=["key_action", "so_that", "one_step"])
    Achievable.objects.create(school_id=focus.school_id, focus=focus, digest=wording.digest, answer=True, at=at, by=by)
    return Focus.objects.get(pk=focus.pk)


def _made_by(key, focus):
    """How a focus read after the rewording of this key: as the next one found it, or as it reads now."""
    rewordings = list(Rewording.objects.filter(focus=focus).order_by("at", "pk"))
    place = next(place for place, one in enumerate(rewordings, 1) if one.key == key)
    return rewordings[place].wording if place < len(rewordings) else focus.wording


def _change_steps(focus, texts, *, by, at):
    """Make the live steps of a focus read `texts`, each old step used once."""
    old = list(focus.steps.filter(retired_at=None).order_by("position", "pk"))
    for position, text in enumerate(texts, 1):
        form = normal_step(text)
        same = next((step for step in old if normal_step(step.text) == form), None)
        if same is None:
            Step.objects.create(school_id=focus.school_id, focus=focus, position=position, text=text)
        else:
            old.remove(same)
            same.position, same.text = position, text
            same.save(update_fields=["position", "text"])
    for step in old:
        step.retired_at, step.retired_by = at, by
        step.save(update_fields=["retired_at", "retired_by"])


@transaction.atomic
def withdraw_focus(focus, *, reason, by, at):
    """Withdraw a live focus, with a reason: it keeps its place, and owes no outcome. A no that waits is answered.

    With the same reason again nothing changes. Raises `Refused` if `by` may not.
    """
    focus = locked_focus_of_week(focus)
    if focus.is_withdrawn and (focus.withdrawn_by_id, focus.withdrawn_reason) == (by.pk, reason):
        return focus
    rules.refuse_if(rules.why_not_change_live(focus, by, mentor_id=focus.cycle.mentor_id_now))
    validate_reason(reason, "Enter why it is withdrawn.")
    reply_to(open_no(focus, focus.wording), Answer.WITHDRAWN, reason=reason, by=by, at=at)
    focus.withdrawn_at, focus.withdrawn_by, focus.withdrawn_reason = at, by, reason
    focus.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    return focus


@transaction.atomic
def tick_step(step, *, done, by, at):
    """Say that a step is done, or is not: set, never toggled, until the review (A84). Returns the `Tick`.

    Saying the same again changes nothing, not even when it was said.
    """
    week = locked_week(step.focus.cycle_id)
    step = Step.objects.select_related("focus").get(pk=step.pk)
    step.focus.cycle = week
    rules.refuse_if(rules.why_not_tick(step, by) or why_not_when_left(by, week))
    tick, made = Tick.objects.get_or_create(
        step=step, defaults={"school_id": step.school_id, "done": done, "at": at, "by": by}
    )
    if not made and tick.done != done:
        tick.done, tick.at, tick.by = done, at, by
        tick.save(update_fields=["done", "at", "by"])
    return tick
