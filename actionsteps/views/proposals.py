"""Proposals for a bank: the keepers' queue, one's own, and the answers (A52)."""

from django.contrib import messages
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionsteps import actions
from actionsteps.alike import nearest
from actionsteps.forms import ActionStepForm, DeclineForm
from actionsteps.precision import check
from actionsteps.rules import why_not_decide, why_not_withdraw_proposal
from actionsteps.views.doors import (
    areas_for,
    hats_for,
    keepers_for,
    own_proposals_for,
    posted,
    proposal_for,
    proposals_for,
)
from schools.refusal import refuse_if

# What a step holds beside its wording and its keeping.
COACHED = ("strong", "weak", "criteria", "practice", "ladder", "model_url", "problems", "phases", "subjects")


@require_safe
def proposals(request):
    """What waits for an answer from the person, and what became of what they proposed."""
    hats = hats_for(request)
    keeps = bool(hats.leader_at or hats.trust_leader_at)
    context = {
        "keeps": keeps,
        "waiting": [(row, row.wording.parts()) for row in proposals_for(hats)] if keeps else [],
        "proposes": bool(hats.mentor_at or keeps),
        "own": [(row, row.wording.parts()) for row in own_proposals_for(request.user)],
    }
    return TemplateResponse(request, "actionsteps/proposals.html", context)


@require_http_methods(["GET", "POST"])
def proposal(request, proposal_id):
    """One proposal: a keeper accepts it as it is or edited (POST); its proposer reads it."""
    row, hats = proposal_for(request, proposal_id)
    if request.method != "POST":
        return _proposal_page(request, row, hats)
    if row.step_id and row.decided_by_id == request.user.pk:
        return redirect("actionsteps:action_step", row.step_id)
    refuse_if(why_not_decide(row, hats))
    form = _accept_form(row, posted(request))
    if not form.is_valid():
        return _proposal_page(request, row, hats, form=form, status=422)
    step = actions.accept_proposal(row, written=form.written, by=request.user, at=timezone.now())
    messages.success(request, "Accepted and published.")
    return redirect("actionsteps:action_step", step.pk)


@require_POST
def decline_proposal(request, proposal_id):
    row, hats = proposal_for(request, proposal_id)
    form = DeclineForm(request.POST)
    if form.is_valid():
        actions.decline_proposal(row, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        messages.success(request, "Declined; the person who proposed it reads why.")
        return redirect("actionsteps:proposals")
    refuse_if(why_not_decide(row, hats))
    return _proposal_page(request, row, hats, decline=form, status=422)


@require_POST
def withdraw_proposal(request, proposal_id):
    row, _ = proposal_for(request, proposal_id)
    actions.withdraw_proposal(row, by=request.user, at=timezone.now())
    messages.success(request, "Withdrawn.")
    return redirect("actionsteps:proposals")


def _owner(row):
    return {"trust": row.trust} if row.trust_id else {"school": row.school}


def _beside(row):
    """What comes with the wording: the area it was proposed for, or all of a step that a school offers to its trust."""
    step = row.source
    if not row.trust_id or step is None:
        return {"area": row.area_id}
    # A heading of the school's own means nothing in another school: the trust's leader chooses one.
    area = step.area_id if step.area.school_id is None else None
    return {**{name: getattr(step, name) for name in COACHED}, "area": area}


def _accept_form(row, data=None):
    """The step as proposed, to be edited and accepted."""
    initial = {**_beside(row), "key_action": row.key_action, "steps": row.steps, "so_that": row.so_that}
    owner = _owner(row)
    choices = {"areas": areas_for(owner), "keepers": keepers_for(owner), "school": owner.get("school")}
    return ActionStepForm(data, initial=initial, **choices)


def _proposal_page(request, row, hats, *, form=None, decline=None, status=200):
    may_decide = not why_not_decide(row, hats)
    form = form or _accept_form(row)
    alike = nearest(row.wording, **_owner(row)) if may_decide else []
    context = {
        "proposal": row,
        "sentence": row.wording.parts(),
        "form": form,
        "decline": decline or DeclineForm(),
        "findings": check(form.wording if form.is_bound else row.wording) if may_decide else (),
        "may_decide": may_decide,
        "may_withdraw": not why_not_withdraw_proposal(row, hats),
        "alike": [(step, step.wording.parts(), round(100 * how)) for how, step in alike if step.pk != row.source_id],
    }
    return TemplateResponse(request, "actionsteps/proposal.html", context, status=status)
