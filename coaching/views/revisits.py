"""Still happening? The ECT's own answer, from their home or from the page of the week that asks."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from coaching import actions
from coaching.views.doors import week_for


@require_POST
def answer_still(request, cycle_id):
    """Say whether the achieved focus that a week asks about is still happening (A103)."""
    week = week_for(request.user, cycle_id)
    revisit = actions.answer_still(week, yes=request.POST.get("says") == "1", by=request.user, at=timezone.now())
    place = f"still-{revisit.pk}"
    if request.POST.get("from") == "week":
        return redirect(reverse("coaching:meeting", args=[week.pk], fragment=place))
    return redirect(reverse("coaching:home", fragment=place))
