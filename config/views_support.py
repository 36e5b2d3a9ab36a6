"""The one door by which support reads a week: with a reason, which the pair can read, written down before it opens."""

import uuid

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from coaching.models import Cycle
from coaching.record_shown import shown_entry, shown_week
from coaching.whole_record import week_alone
from schools.accessing import LONGEST, record_access
from schools.dates import week_name
from schools.models import AccessKind, Mentorship
from schools.posted import posted_key


class ReadWeekForm(forms.Form):
    """Which week, and why."""

    week = forms.ChoiceField(
        widget=forms.Select(attrs={"class": "govuk-select"}), error_messages={"required": "Choose a week"}
    )
    why = forms.CharField(
        label="Why do you have to read it?",
        help_text="Both of the pair read this, with your name and the time.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why, in a line"},
    )

    def __init__(self, *args, weeks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["week"].choices = [(str(pk), f"Week of {week_name(week_of)}") for pk, week_of in weeks.items()]  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
def read_week(request, school_id, ect_id):
    """Ask for a reason (GET), note it, and show the week that it is for (POST). There for nobody but a superuser."""
    pair = supported_pair_or_404(request.user, school_id, ect_id)
    weeks = weeks_for(pair)
    form = ReadWeekForm(request.POST if request.method == "POST" else None, weeks=weeks)
    context = {"school": pair.school.name, "ect": pair.ect.name}
    if request.method != "POST" or not form.is_valid():
        context |= {"form": form, "key": uuid.uuid4(), "has_weeks": bool(weeks)}
        return TemplateResponse(request, "config/read_week.html", context, status=422 if form.errors else 200)
    pk = int(form.cleaned_data["week"])
    record_access(
        school_id=pair.school_id,
        ect_id=pair.ect_id,
        kind=AccessKind.READ,
        week_of=weeks[pk],
        why=form.cleaned_data["why"],
        key=posted_key(request),
        by=request.user,
        at=timezone.now(),
    )
    week, entries = week_alone(week_or_404(pk))
    evidence = {entry["id"]: shown_entry(entry) for entry in entries}
    context |= {"week": shown_week(week, evidence), "entries": list(evidence.values())}
    return TemplateResponse(request, "config/week_read.html", context)


def supported_pair_or_404(user, school_id, ect_id):
    """The latest mentorship of an ECT at a school, for a superuser; 404 for everybody else."""
    if not user.is_superuser:
        raise Http404
    pairs = Mentorship.objects.filter(school_id=school_id, ect_id=ect_id).with_people().order_by("-starts_on", "-pk")
    return get_object_or_404(pairs[:1])


def week_or_404(pk):
    return get_object_or_404(Cycle.objects.select_related("ect"), pk=pk)


def weeks_for(pair):
    """{id: Monday} of the set weeks of an ECT at a school, newest first."""
    weeks = Cycle.objects.set().of_ect(school_id=pair.school_id, ect_id=pair.ect_id).filter(erased_at=None)
    return dict(weeks.order_by("-week_of").values_list("pk", "week_of"))
