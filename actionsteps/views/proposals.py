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
from actionsteps.views.doors import areas_for, keepers_for, own_proposals_for, proposal_for, proposals_for
from schools.hats import hats_of
from schools.refusal import refuse_if


@require_safe
def proposals(request):
    """What waits for an answer from the person, and what became of what they proposed."""
    hats = hats_of(request.user)
    keeps = bool(hats.leader_at or hats.trust_leader_at)
    context = {
        "keeps": keeps,
        "waiting": [(row, row.wording.parts()) for row in proposals_for(hats)] if keeps else [],
        "own": [(row, row.wording.parts()) for row in own_proposals_for(request.user)],
    }
    return TemplateResponse(request, "actionsteps/proposals.html", context)


@require_http_methods(["GET", "POST"])
def proposal(request, proposal_id):
    """One proposal: a keeper accepts it as it is or edited (POST); its proposer reads it."""
    row, hats = proposal_for(request, proposal_id)
    against = why_not_decide(row, hats)
    owner = {"trust": row.trust} if row.trust_id else {"school": row.school}
    initial = {"key_action": row.key_action, "steps": row.steps, "so_that": row.so_that, "area": row.area_id}
    form = ActionStepForm(request.POST or None, initial=initial, areas=areas_for(owner), keepers=keepers_for(owner))
    if request.method == "POST":
        refuse_if(against)
        if form.is_valid():
            step = actions.accept_proposal(row, written=form.written, by=request.user, at=timezone.now())
            messages.success(request, "Accepted and published.")
            return redirect("actionsteps:action_step", step.pk)
    return _proposal_page(request, row, hats, form=form, status=422 if form.errors else 200)


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


def _proposal_page(request, row, hats, *, form=None, decline=None, status=200):
    owner = {"trust": row.trust} if row.trust_id else {"school": row.school}
    may_decide = not why_not_decide(row, hats)
    if form is None:
        initial = {"key_action": row.key_action, "steps": row.steps, "so_that": row.so_that, "area": row.area_id}
        form = ActionStepForm(initial=initial, areas=areas_for(owner), keepers=keepers_for(owner))
    alike = nearest(row.wording, **owner) if may_decide else []
    context = {
        "proposal": row,
        "sentence": row.wording.parts(),
        "form": form,
        "decline": decline or DeclineForm(),
        "findings": check(row.wording) if may_decide else (),
        "may_decide": may_decide,
        "may_withdraw": not why_not_withdraw_proposal(row, hats),
        "alike": [(step, step.wording.parts(), round(100 * how)) for how, step in alike if step.pk != row.source_id],
    }
    return TemplateResponse(request, "actionsteps/proposal.html", context, status=status)
