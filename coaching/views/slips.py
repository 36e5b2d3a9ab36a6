"""The look-for slip: a drop-in on a phone, as the steps of the live week (A109)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coaching import actions, rules
from coaching.slips import Slip, slip_page
from coaching.views.doors import live_steps_for, week_for
from schools.answers import go_on

# Which field of the slip an error is about, by its code.
WRONG = {"seen_before": "seen_on", "in_future": "seen_on", "nothing_looked_at": "looks"}


@require_http_methods(["GET", "HEAD", "POST"])
def slip(request, cycle_id):
    """The slip of a live week, and what it showed: logged and cited in one go. A script is told where to go on."""
    week = week_for(request.user, cycle_id)
    mentor_id = None if request.user.pk == week.ect_id else request.user.pk
    rules.refuse_if(rules.why_not_slip(week, request.user, mentor_id=mentor_id))
    if request.method != "POST":
        return _page(request, week)
    typed = Slip.read(request.POST)
    if not typed.errors:
        try:
            actions.log_slip(
                week,
                looks=typed.looks,
                seen_on=typed.day,
                class_name=typed.class_name,
                key=typed.key,
                by=request.user,
                at=timezone.now(),
            )
        except ValidationError as error:
            typed.errors[WRONG.get(error.code, "looks")] = error.messages[0]
        else:
            return _saved(request, week)
    return _page(request, week, typed, status=422)


def _page(request, week, typed=None, *, status=200):
    steps = live_steps_for(week, and_also=typed.looks if typed else ())
    page = slip_page(week, steps, typed)
    return TemplateResponse(request, "coaching/slip.html", {"page": page, "action": request.path}, status=status)


def _saved(request, week):
    messages.success(request, f"Saved. It waits at the next meeting, and {week.ect.first_name} can read it.")
    return go_on(request, reverse("coaching:home"))
