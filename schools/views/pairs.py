"""Pairs by hand: made, changed, ended; what each does to access is said before it is done."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from schools import actions
from schools.forms import ChangePairForm, PairForm
from schools.models import Weekday
from schools.refusal import Refused
from schools.views.doors import ects_without_mentor_for, mentors_for, mentorship_or_404, school_or_404

MEETINGS = ("weekday", "time", "rhythm", "also_assesses")


@require_http_methods(["GET", "POST"])
def add_pair(request, school_id):
    """Make one pair."""
    school = school_or_404(request, school_id)
    initial = {"starts_on": timezone.localdate(), "weekday": Weekday.THURSDAY, "ect": request.GET.get("ect")}
    form = PairForm(
        request.POST or None, ects=ects_without_mentor_for(school), mentors=mentors_for(school), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            pair = actions.pair(school=school, **form.cleaned_data, by=request.user, at=timezone.now())
        except (Refused, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, f"{pair.mentor.name} mentors {pair.ect.name} now.")
            return redirect("schools:people", school.pk)
    context = {
        "form": form,
        "title": "Make a pair",
        "kicker": school.name,
        "button": "Make the pair",
        "school": school,
        "words": "The mentor reads and writes this ECT’s coaching from the minute you save, and reads their earlier "
        "weeks at this school. Nobody else does.",
    }
    return TemplateResponse(request, "schools/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change_pair(request, mentorship_id):
    """Change when a pair meets, or who the mentor is."""
    pair = mentorship_or_404(request, mentorship_id)
    now = {name: getattr(pair, name) for name in ("mentor", *MEETINGS)}
    form = ChangePairForm(request.POST or None, mentors=mentors_for(pair.school), initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            _change(pair, form.cleaned_data, by=request.user, at=timezone.now())
        except (Refused, ValidationError) as error:
            form.add_error(None, error if isinstance(error, ValidationError) else str(error))
        else:
            messages.success(request, "Saved.")
            return redirect("schools:people", pair.school_id)
    context = {
        "form": form,
        "title": f"{pair.mentor.name} and {pair.ect.name}",
        "kicker": pair.school.name,
        "button": "Save",
        "school": pair.school,
        "words": "",
    }
    return TemplateResponse(request, "schools/form.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _change(pair, typed, *, by, at):
    when = {name: typed[name] for name in MEETINGS}
    if typed["mentor"].pk != pair.mentor_id:
        pair = actions.change_mentor(pair, mentor=typed["mentor"], stand_in=typed["stand_in"], by=by, at=at)
    actions.change_meetings(pair, **when, by=by, at=at)


@require_http_methods(["GET", "POST"])
def end_pair(request, mentorship_id):
    """What ending a pair does (GET), then its end (POST)."""
    pair = mentorship_or_404(request, mentorship_id)
    if request.method == "POST":
        actions.end_mentorship(pair, by=request.user, at=timezone.now())
        messages.success(request, f"{pair.mentor.name} mentors {pair.ect.name} no longer.")
        return redirect("schools:people", pair.school_id)
    return TemplateResponse(request, "schools/end_pair.html", {"pair": pair})
