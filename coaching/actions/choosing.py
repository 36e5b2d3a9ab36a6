"""A focus of a draft starts from the bank; advice about it is put aside."""

import uuid
from dataclasses import dataclass

from django.db import transaction

from actionsteps.advice import ADVICE
from actionsteps.models import ActionStep
from coaching import rules
from coaching.actions.locks import locked_focus_of_draft
from coaching.actions.places import park_wording, write_steps
from coaching.house import house_of
from coaching.models import Focus, Parked
from coaching.models.focus import Origin
from coaching.origin import origin_of, sources_of


@dataclass(frozen=True)
class Chosen:
    """The focus that a step of the bank filled, and what stood there before, on the later list now; or None."""

    focus: Focus
    parked: Parked | None

    @property
    def pk(self):
        return self.focus.pk


@transaction.atomic
def choose(focus, step, *, key, by, at):
    """Fill a focus of a draft with a step of the school's banks; returns a `Chosen`.

    Other words that stood there are parked first. The step that it reads already changes nothing. Raises `Refused`
    where the school writes its own foci, where the focus carries on unchanged, and for a step of another's bank.
    """
    focus = locked_focus_of_draft(focus, by)
    school = focus.cycle.school
    rules.refuse_if(rules.why_not_rewrite(focus) or rules.why_not_choose(house_of(school)))
    step = ActionStep.objects.published().of_schools([school]).filter(pk=step.pk).first()
    if step is None:
        raise rules.Refused(rules.NOT_IN_BANK)
    if focus.bank_step_id == step.pk and focus.bank_version == step.version and focus.wording.same_as(step.wording):
        return Chosen(focus, None)
    parked = None
    if _would_be_lost(focus):
        parked = park_wording(focus, focus.wording, key=uuid.uuid5(key, "parked"), by=by, at=at)
    focus.key_action, focus.so_that, focus.one_step = step.key_action, step.so_that, not step.steps
    focus.bank_step, focus.bank_version, focus.dismissed = step, step.version, []
    focus.save(update_fields=["key_action", "so_that", "one_step", "bank_step", "bank_version", "dismissed"])
    focus.steps.all().delete()
    write_steps(focus, step.steps or ("",))
    return Chosen(Focus.objects.get(pk=focus.pk), parked)


def _would_be_lost(focus):
    """Whether a focus holds words that stand nowhere else: not the bank's, nor those it was refined from."""
    wording = focus.wording
    if wording.is_blank or (focus.refined_from_id and wording.same_as(focus.refined_from.wording)):
        return False
    return origin_of(wording, sources_of([focus]).get(focus.pk)) != Origin.BANKED


@transaction.atomic
def dismiss(focus, code, *, by, at):
    """Put a finding of the check aside, for this focus of a draft; again changes nothing (A5)."""
    focus = locked_focus_of_draft(focus, by)
    if code not in ADVICE:
        raise rules.Refused(rules.STALE)
    if code not in focus.dismissed:
        focus.dismissed = sorted([*focus.dismissed, code])
        focus.save(update_fields=["dismissed"])
    return focus


@transaction.atomic
def advise_again(focus, *, by, at):
    """Show again what was put aside about this focus of a draft; again changes nothing."""
    focus = locked_focus_of_draft(focus, by)
    if focus.dismissed:
        focus.dismissed = []
        focus.save(update_fields=["dismissed"])
    return focus
