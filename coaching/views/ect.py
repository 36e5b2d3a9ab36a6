"""The ECT's side: the journey, a step's tick, the script of a focus."""

from datetime import date

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from actionsteps.wording import text_digest
from coaching import actions
from coaching.dates import minute
from coaching.journey import weeks_of
from coaching.stored import plain
from coaching.views.doors import focus_for, journey_for, step_for
from evidence.answers import saved_answer


@require_safe
def journey(request, school_id, ect_id):
    """All weeks of an ECT at a school, newest first, ten a page (A98)."""
    mentorship = journey_for(request.user, school_id, ect_id)
    before = request.GET.get("before", "")
    try:
        before = date.fromisoformat(before) if before else None
    except ValueError:
        raise Http404 from None
    weeks, more = weeks_of(school_id=school_id, ect_id=ect_id, before=before)
    return TemplateResponse(
        request,
        "coaching/journey.html",
        {
            "weeks": weeks,
            "more": more,
            "is_first_page": before is None,
            "own": request.user.pk == ect_id,
            "ect": mentorship.ect.name,
            "ect_first": mentorship.ect.first_name,
            "school": mentorship.school.name,
            "log": reverse("evidence:log", args=[school_id, ect_id]),
        },
    )


@require_POST
def tick_step(request, step_id):
    """A step of the live week is done, or not done after all: set, never toggled (A84)."""
    step = step_for(request.user, step_id)
    done = request.POST.get("done") == "1"
    tick = actions.tick_step(step, done=done, by=request.user, at=timezone.now())
    if request.accepts("text/html"):
        return redirect(reverse("coaching:home", fragment=f"step-{step.pk}"))
    return JsonResponse({"done": tick.done, "when": f"Ticked {minute(tick.at)}" if tick.done else ""})


@require_POST
def write_script(request, focus_id):
    """The words the ECT will say, by the ECT or their mentor (A26). Where both wrote, both texts are shown."""
    focus = focus_for(request.user, focus_id)
    text = request.POST.get("text", "")
    drawn = request.POST.get("drawn-text", "")
    at = timezone.now()
    saved = actions.write_script(focus, text=text, drawn=drawn, by=request.user, at=at)
    if not request.accepts("text/html"):
        return _script_answer(focus.pk, saved, plain(text), at)
    back = _after_script(request.user, focus)
    if saved.is_whole:
        messages.success(request, "The script is saved.")
        return redirect(back)
    stored = next(iter(saved.conflicts.values()), focus.script)
    return TemplateResponse(
        request,
        "coaching/script.html",
        {
            "text": text,
            "stored": stored,
            "drawn": text_digest(stored),
            "action": request.path,
            "pk": focus.pk,
            "back": back,
            "error": next(iter(saved.errors.values()), ""),
        },
        status=409 if saved.conflicts else 422,
    )


def _script_answer(pk, saved, text, at):
    """What `saving.js` is told: the form has one field, and the page shows above it what is stored."""
    digests, conflicts, errors = (
        dict.fromkeys(["text"] if found else [], next(iter(found.values()), ""))
        for found in (saved.digests, saved.conflicts, saved.errors)
    )
    html = {}
    if digests:
        html[f"script-said-{pk}"] = render_to_string("coaching/script_said.html", {"pk": pk, "text": text})
    return saved_answer(at=at, digests=digests, conflicts=conflicts, errors=errors, html=html)


def _after_script(user, focus):
    """The ECT goes back to their home, the mentor to the week."""
    if user.pk == focus.cycle.ect_id:
        return reverse("coaching:home", fragment=f"focus-{focus.pk}")
    return reverse("coaching:meeting", args=[focus.cycle_id], fragment=f"focus-{focus.pk}")
