"""Offering a wording for a bank, and answering the offer (A52)."""

from django.core.exceptions import ValidationError
from django.db import transaction

from actionsteps.actions.keeping import write_step
from actionsteps.actions.locks import lock_bank, locked_proposal, locked_step
from actionsteps.models import Proposal, ProposalDecision
from actionsteps.rules import why_not_decide, why_not_offer, why_not_propose, why_not_withdraw_proposal
from schools.hats import hats_of
from schools.refusal import refuse_if


@transaction.atomic
def propose(*, school, wording, note="", area=None, source=None, key, by, at):
    """Offer `wording` for the school's bank: a copy, with nothing of the meeting it came from.

    The same `key` again gives the same proposal. A wording without steps is already one small step (A22). Raises
    ValidationError for one without its key action or its so-that.
    """
    lock_bank(school=school)
    if found := Proposal.objects.filter(by=by, key=key).first():
        return found
    refuse_if(why_not_propose(hats_of(by), school_id=school.pk))
    _ask_parts(wording)
    return Proposal.objects.create(
        school=school, key=key, note=note, area=area, source=source, at=at, by=by, **_as_fields(wording)
    )


@transaction.atomic
def offer_to_trust(step, *, note="", key, by, at):
    """Offer a school's published step to the school's trust; once, unless it was declined or withdrawn."""
    step = locked_step(step)
    if found := Proposal.objects.filter(by=by, key=key).first():
        return found
    trust = step.school.trust if step.school_id else None
    offered = Proposal.objects.offers().filter(source=step).exists()
    refuse_if(why_not_offer(step, hats_of(by), trust_id=trust and trust.pk, offered=offered))
    return Proposal.objects.create(
        school=step.school, trust=trust, source=step, key=key, note=note, at=at, by=by, **_as_fields(step.wording)
    )


@transaction.atomic
def accept_proposal(proposal, *, written, by, at):
    """Make the proposal a published step, of the fields `written` (the wording as it was, or edited); returns the step.

    Accepted by the same person already, it is the step it became.
    """
    proposal = locked_proposal(proposal)
    if proposal.step_id and proposal.decided_by_id == by.pk:
        return proposal.step
    refuse_if(why_not_decide(proposal, hats_of(by)))
    owner = {"trust": proposal.trust} if proposal.trust_id else {"school": proposal.school}
    step = write_step(**owner, written=written, publish=True, by=by, at=at)
    proposal.decision, proposal.step = ProposalDecision.ACCEPTED, step
    proposal.decided_at, proposal.decided_by = at, by
    proposal.save()
    return step


@transaction.atomic
def decline_proposal(proposal, *, reason, by, at):
    """Say no, with the reason that the proposer reads. Raises ValidationError without one."""
    proposal = locked_proposal(proposal)
    if proposal.decided_by_id == by.pk and proposal.reason == reason != "":
        return proposal
    refuse_if(why_not_decide(proposal, hats_of(by)))
    if not reason.strip():
        raise ValidationError("Say why, so that the person who proposed it learns from it.", code="no_reason")
    proposal.decision, proposal.reason = ProposalDecision.DECLINED, reason
    proposal.decided_at, proposal.decided_by = at, by
    proposal.save()
    return proposal


@transaction.atomic
def withdraw_proposal(proposal, *, by, at):
    proposal = locked_proposal(proposal)
    if proposal.withdrawn_at and proposal.by_id == by.pk:
        return proposal
    refuse_if(why_not_withdraw_proposal(proposal, hats_of(by)))
    proposal.withdrawn_at = at
    proposal.save()
    return proposal


def _as_fields(wording):
    steps = [step for step in wording.steps if step.strip()]
    return {"key_action": wording.key_action, "steps": steps, "so_that": wording.so_that}


def _ask_parts(wording):
    lacking = [
        words
        for words, there in (
            ("a key action", wording.key_action.strip()),
            ("a so that", wording.so_that.strip()),
        )
        if not there
    ]
    if lacking:
        raise ValidationError(f"A step of the bank needs {' and '.join(lacking)}.", code="incomplete")
