"""Browsing the bank, a step's page, favourites (A46, A53, A55, A71, A72, A86, A89, A90)."""

from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from actionsteps import actions
from actionsteps.forms import ShelfForm
from actionsteps.rules import why_not_keep, why_not_offer, why_not_publish, why_not_retire
from actionsteps.shelf import areas_of, shelf
from actionsteps.sought import note_if_in_vain
from actionsteps.views.doors import read_step_for, reader_for, step_for
from actionsteps.vocabulary import LADDER, PHASES, SUBJECTS

TRY = ("they call out", "nobody answers my questions", "noisy start", "books full of copied notes")


@require_safe
def bank(request):
    """The shelf: filters and words in the address; asked by htmx for `found`, that part alone."""
    hats, banks = reader_for(request)
    form = ShelfForm(request.GET, areas=areas_of(banks))
    wanted = form.wanted
    found = shelf(banks, wanted, user=request.user)
    if set(wanted) == {"q"}:
        note_if_in_vain(request, wanted["q"], found.steps, school_id=min(hats.mentor_at, default=None))
    asked = {name: value for name, value in request.GET.items() if value and name in form.fields and name != "after"}
    context = {
        "form": form,
        "found": found,
        "rows": [_row(step, banks.prompts) for step in found.steps],
        "next": f"?{urlencode({**asked, 'after': found.after})}" if found.after else "",
        "narrowed": bool(set(wanted) - {"q", "after"}),
        "query": wanted.get("q", "").strip(),
        "keeps": bool(hats.leader_at or hats.trust_leader_at),
        "proposes": bool(hats.mentor_at or hats.leader_at or hats.trust_leader_at),
        "examples": TRY,
        "asked_by_htmx": request.htmx.target == "found",
    }
    template = "actionsteps/bank.html#found" if context["asked_by_htmx"] else "actionsteps/bank.html"
    response = TemplateResponse(request, template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@require_safe
def action_step(request, step_id):
    """All that the bank holds of a step: what it is, what it looks like, its versions, what may be done with it."""
    step, hats, banks = read_step_for(request, step_id)
    trust_id = step.school.trust_id if step.school else None
    versions = list(step.versions.select_related("by").order_by("-number"))
    context = {
        "step": step,
        "sentence": step.wording.parts(*banks.prompts),
        "by": banks.prompts[1],
        "owner": _owner(step),
        "standard": step.area.get_standard_display(),
        "phases": [PHASES[slug] for slug in step.phases if slug in PHASES],
        "subjects": [SUBJECTS[slug] for slug in step.subjects if slug in SUBJECTS],
        "ladder": list(zip(LADDER, step.ladder, strict=False)),
        "versions": _versions(versions),
        "sees_use": bool(hats.mentor_at or hats.leader_at or hats.trust_leader_at),
        "may_change": not why_not_keep(step, hats),
        "may_publish": not why_not_publish(step, hats),
        "may_retire": not why_not_retire(step, hats),
        "may_offer": not why_not_offer(step, hats, trust_id=trust_id, offered=step.is_offered),
    }
    return TemplateResponse(request, "actionsteps/step.html", context)


@require_POST
def favour_step(request, step_id):
    step, _ = step_for(request, step_id)
    actions.favour(step, user=request.user, wanted=request.POST.get("wanted") == "1", at=timezone.now())
    return HttpResponseRedirect(reverse("actionsteps:action_step", args=[step.pk]))


def _row(step, prompts):
    """A step as the list shows it: ready values."""
    return {
        "href": f"/bank/{step.pk}/",
        "sentence": step.wording.parts(*prompts),
        "area": step.area.name,
        "owner": _owner(step),
    }


def _owner(step):
    if step.school_id:
        return "Our school"
    return "Our trust" if step.trust_id else "Starter bank"


def _versions(versions):
    """Each version but the first with what changed since the one before; the newest first."""
    pairs = zip(versions, [*versions[1:], None], strict=False)
    return [
        {"version": version, "difference": before.wording.difference(version.wording) if before else None}
        for version, before in pairs
    ]
