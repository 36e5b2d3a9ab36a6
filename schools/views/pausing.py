"""A pair that doesn't meet, said by a leader: for a mentor who is ill, or an ECT whom nobody expects back this week."""

import uuid

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from schools import actions
from schools.calendar import monday
from schools.dates import long_day, week_name
from schools.models import Pause, PauseKind
from schools.pause_forms import PauseMeetingsForm
from schools.refusal import Refused
from schools.views.doors import mentorship_or_404


def pauses_for(pair, today):
    """The pauses of a pair that are on or to come, the next first."""
    to_come = Q(ends_on=None) | Q(ends_on__gte=today)
    return Pause.objects.filter(to_come, mentorship=pair, lifted_at=None).order_by("starts_on", "pk")


@require_http_methods(["GET", "HEAD", "POST"])
def pause_meetings(request, mentorship_id):
    """That a pair doesn't meet for some days (POST), what was said of that so far, and how to take it back (GET)."""
    pair = mentorship_or_404(request, mentorship_id)
    today = timezone.localdate()
    form = PauseMeetingsForm(request.POST or None, today=today, initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.pause_pair(pair, **form.pause(), by=request.user, at=timezone.now())
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{pair.ect.name} and {pair.mentor.name} are paused. Nobody is reminded.")
            return to_pairs(pair, "paused")
    pauses = list(pauses_for(pair, today))
    context = {
        "form": form,
        "pair": pair,
        "pauses": [(row.pk, words_of(row)) for row in pauses],
        "is_on": any(row.starts_on <= today for row in pauses),
    }
    return TemplateResponse(request, "schools/pause.html", context, status=422 if form.errors else 200)


@require_POST
def meet_again(request, mentorship_id, pause_id):
    """The pair meets again from now on."""
    pair = mentorship_or_404(request, mentorship_id)
    pause = get_object_or_404(Pause, pk=pause_id, mentorship=pair)
    actions.lift_pause(pause, by=request.user, at=timezone.now())
    messages.success(request, f"{pair.ect.name} and {pair.mentor.name} meet again.")
    return to_pairs(pair, "all")


def to_pairs(pair, shown):
    """On to the list of pairs that the overview shows."""
    overview = reverse("insights:school_overview", args=[pair.school_id], query={"show": shown}, fragment="pairs-h")
    return HttpResponseRedirect(overview)


def words_of(pause):
    """ "No meeting in the week of 24 November 2025", "The ECT is away until Friday 5 December"."""
    if pause.kind == PauseKind.NO_MEETING:
        return f"No meeting in the week of {week_name(monday(pause.starts_on))}"
    return f"The ECT is away until {long_day(pause.ends_on)}" if pause.ends_on else "The ECT is away"
