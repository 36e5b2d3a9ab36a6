"""Writing, publishing and retiring the steps of a bank: for its keepers (A49)."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionsteps import actions
from actionsteps.alike import nearest
from actionsteps.forms import ActionStepForm, OfferForm
from actionsteps.precision import check
from actionsteps.rules import why_not_keep, why_not_offer
from actionsteps.views.doors import (
    areas_for,
    bank_for,
    drafts_for,
    due_for,
    hats_for,
    keepers_for,
    posted,
    schools_for,
    step_for,
    trusts_for,
    written_for,
)
from schools.posted import posted_key
from schools.refusal import refuse_if


@require_safe
def kept_bank(request):
    """What a keeper has in hand: drafts, reviews due, retired steps, and where to write a new one."""
    hats = hats_for(request)
    context = {
        "schools": schools_for(hats),
        "trusts": trusts_for(hats),
        "drafts": drafts_for(hats),
        "due": due_for(hats, today=timezone.localdate()),
        "keeps": bool(hats.leader_at or hats.trust_leader_at),
    }
    return TemplateResponse(request, "actionsteps/kept.html", context)


@require_http_methods(["GET", "POST"])
def write_step(request, bank, owner_id):
    """A new step in the bank of a school or trust (`bank` is "school" or "trust").

    A form that comes again (a second press, Back) changes the step that it wrote before.
    """
    owner, _ = bank_for(request, **{f"{bank}_id": int(owner_id)})
    key = posted_key(request)
    if request.method == "POST" and (step := written_for(request, key)):
        return change_step(request, step.pk)
    form = ActionStepForm(
        posted(request), areas=areas_for(owner), keepers=keepers_for(owner), school=owner.get("school")
    )
    if request.method == "POST" and form.is_valid():
        step = actions.write_step(**owner, key=key, written=form.written, by=request.user, at=timezone.now())
        return _after_writing(request, step)
    return _form_page(request, form, heading=f"A new step for {next(iter(owner.values()))}", key=key)


@require_http_methods(["GET", "POST"])
def change_step(request, step_id):
    """Change a step. One that somebody else changed meanwhile is shown as it is now, beside what was typed."""
    step, hats = step_for(request, step_id)
    refuse_if(why_not_keep(step, hats))
    drawn = step.told
    owner = {"trust": step.trust} if step.trust_id else {"school": step.school}
    now = step.wording.parts()
    choices = {"areas": areas_for(owner), "keepers": keepers_for(owner), "school": owner.get("school")}
    form = ActionStepForm(posted(request), instance=step, **choices)
    if request.method == "POST" and form.is_valid():
        was = request.POST.get("drawn", "")
        try:
            changed = actions.change_step(step, written=form.written, drawn=was, by=request.user, at=timezone.now())
        except ValidationError as stale:
            form.add_error(None, f"{stale.message} Save again to put yours in its place.")
            return _form_page(request, form, heading="Change this step", step=step, drawn=drawn, now=now)
        return _after_writing(request, changed)
    return _form_page(request, form, heading="Change this step", step=step, drawn=request.POST.get("drawn", drawn))


@require_POST
def publish_step(request, step_id):
    step, _ = step_for(request, step_id)
    actions.publish_step(step, by=request.user, at=timezone.now())
    messages.success(request, "Published: everybody who reads this bank finds it now.")
    return redirect("actionsteps:action_step", step.pk)


@require_POST
def retire_step(request, step_id):
    step, _ = step_for(request, step_id)
    actions.retire_step(step, by=request.user, at=timezone.now())
    messages.success(request, "Retired: it stays on the foci that used it, and is offered for no new ones.")
    return redirect("actionsteps:action_step", step.pk)


@require_POST
def discard_step(request, step_id):
    step, _ = step_for(request, step_id)
    actions.discard_step(step, by=request.user, at=timezone.now())
    messages.success(request, "The draft is gone.")
    return redirect("actionsteps:kept_bank")


@require_http_methods(["GET", "POST"])
def offer_step(request, step_id):
    """Offer a school's step to its trust (A52)."""
    step, hats = step_for(request, step_id)
    form = OfferForm(posted(request), initial={"key": uuid.uuid4()})
    if request.method != "POST":
        trust_id = step.school.trust_id if step.school else None
        refuse_if(why_not_offer(step, hats, trust_id=trust_id, offered=step.is_offered))
    if request.method == "POST" and form.is_valid():
        actions.offer_to_trust(step, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "Offered. You will read the answer under Proposals.")
        return redirect("actionsteps:proposals")
    context = {"form": form, "step": step, "sentence": step.wording.parts()}
    return TemplateResponse(request, "actionsteps/offer.html", context, status=422 if form.errors else 200)


def _after_writing(request, step):
    """On to the step; "Save and publish" publishes it, unless near-duplicates were not looked at yet."""
    if request.POST.get("do") != "publish" or step.is_published:
        return redirect("actionsteps:action_step", step.pk)
    alike = nearest(step.wording, school=step.school, trust=step.trust, but=step.pk)
    if alike:
        context = {"step": step, "alike": [(found, found.wording.parts(), round(100 * how)) for how, found in alike]}
        return TemplateResponse(request, "actionsteps/alike.html", context)
    actions.publish_step(step, by=request.user, at=timezone.now())
    messages.success(request, "Published: everybody who reads this bank finds it now.")
    return redirect("actionsteps:action_step", step.pk)


def _form_page(request, form, *, heading, step=None, key="", drawn="", now=None):
    """The form, with what the check says of the wording (A69); 422 when something is to be mended.

    `now` is the sentence of the step as somebody else left it.
    """
    findings = check(form.wording) if form.is_bound else check(step.wording) if step else ()
    context = {
        "form": form,
        "heading": heading,
        "step": step,
        "key": key,
        "drawn": drawn,
        "now": now,
        "findings": findings,
        "is_draft": step is None or step.published_at is None,
    }
    return TemplateResponse(request, "actionsteps/step_form.html", context, status=422 if form.errors else 200)
