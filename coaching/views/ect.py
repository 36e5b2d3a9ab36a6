"""The ECT's side: the journey, a step's tick, the script of a focus."""

from datetime import date

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from actionsteps.wording import text_digest
from coaching.actions import live
from coaching.dates import minute
from coaching.journey import weeks_of
from coaching.views.doors import focus_for, journey_for, step_for


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
            "school": mentorship.school.name,
        },
    )


@require_POST
def tick_step(request, step_id):
    """A step of the live week is done, or not done after all: set, never toggled (A84)."""
    step = step_for(request.user, step_id)
    done = request.POST.get("done") == "1"
    tick = live.tick_step(step, done=done, by=request.user, at=timezone.now())
    if request.accepts("text/html"):
        return redirect(reverse("coaching:home", fragment=f"step-{step.pk}"))
    return JsonResponse({"done": tick.done, "when": f"Ticked {minute(tick.at)}" if tick.done else ""})
