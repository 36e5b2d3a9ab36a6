"""Openings for praise and for a probe question: offered beside a field of the meeting, kept by the school's leaders."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionsteps.views.doors import led_school_for
from actionsteps.wording import text_digest
from coaching import actions, rules
from coaching.actions import openings
from coaching.forms import OtherForm
from coaching.models import Focus, Starter, StarterKind
from coaching.starter_forms import StarterForm
from coaching.starters import offered
from coaching.views.doors import areas_for, other_pairs_for, week_for
from coaching.views.live import mentor_id_for

# The field of the week that each kind of opening is for, and what its page is called.
FIELDS = {StarterKind.PRAISE: "praise", StarterKind.PROBE: "probe_question"}
TITLES = {StarterKind.PRAISE: "Start the praise", StarterKind.PROBE: "Start your question"}
MOST_OWN = 200
form_methods = require_http_methods(["GET", "HEAD", "POST"])


def kind_or_404(kind):
    """The kind of opening that an address names."""
    if kind not in StarterKind.values:
        raise Http404
    return StarterKind(kind)


def standards_for(week):
    """The Teachers' Standards of the last foci of the ECT that started from the bank, highest leverage first."""
    foci = Focus.objects.filter(
        school=week.school_id, cycle__ect=week.ect_id, cycle__set_at__isnull=False, bank_step__isnull=False
    )
    last = foci.order_by("-cycle__set_at", "rank").values_list("cycle", "bank_step__area__standard")[:3]
    return tuple(dict.fromkeys(standard for cycle, standard in last if cycle == last[0][0]))


def own_starters_for(school_id, **fields):
    """A school's openings that are offered, with their areas, the newest first."""
    rows = Starter.objects.filter(school=school_id, retired_at=None, **fields)
    return rows.select_related("area").order_by("-pk")[:MOST_OWN]


def starter_or_404(school, starter_id):
    return get_object_or_404(Starter.objects.select_related("area", "school"), pk=starter_id, school=school)


@require_safe
def find_starter(request, cycle_id, kind):
    """Openings for one field of the meeting: a page; for the meeting's script the list alone, with its buttons."""
    kind = kind_or_404(kind)
    week = week_for(request.user, cycle_id)
    rules.refuse_if(rules.why_not_fill_in(week, request.user, mentor_id=mentor_id_for(week, request.user)))
    query = request.GET.get("q", "")[:200].replace("\x00", "").strip()
    context = {
        "title": TITLES[kind],
        "groups": offered(
            kind,
            own=own_starters_for(week.school_id, kind=kind),
            standards=() if query else standards_for(week),
            query=query,
        ),
        "query": query,
        "field": FIELDS[kind],
        "kind": kind,
        "action": reverse("coaching:meeting", args=[week.pk]),
        "key": uuid.uuid4(),
    }
    is_part = request.headers.get("X-Requested-With") == "fetch"
    template = "coaching/find_starter.html#found" if is_part else "coaching/find_starter.html"
    response = TemplateResponse(request, template, context)
    patch_vary_headers(response, ["X-Requested-With"])
    return response


@form_methods
def start_for_other(request, cycle_id, kind):
    """Use this week's praise or probe question for another of one's ECTs too (A112)."""
    kind = kind_or_404(kind)
    week, field = week_for(request.user, cycle_id), FIELDS[kind]
    if week.is_draft:
        rules.refuse_if(rules.why_not_draft(week, request.user))
    rules.refuse_if("" if mentor_id_for(week, request.user) else rules.NOT_MENTOR)
    form = OtherForm(request.POST or None, initial={"key": uuid.uuid4()}, others=other_pairs_for(request.user, week))
    if request.method == "POST" and form.is_valid():
        other = form.cleaned_data["mentorship"]
        try:
            actions.start_for_other(
                week, other, field=field, key=form.cleaned_data["key"], by=request.user, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            messages.success(request, f"Copied into {other.ect.first_name}’s draft.")
            # The meeting goes on, where the message is seen.
            return redirect("coaching:meeting", week.pk)
    context = {
        "form": form,
        "text": getattr(week, field),
        "back": reverse("coaching:meeting", args=[week.pk], fragment=field),
        "action": request.path,
    }
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "coaching/start_for_other.html", context, status=status)


@form_methods
def starters(request, school_id):
    """A school's own openings: those there are, and a form for another."""
    school, _ = led_school_for(request, school_id)
    form = StarterForm(request.POST or None, areas=areas_for(school), initial={"key": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            openings.add_starter(school=school, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as error:
            form.add_error("text", ValidationError(error.messages))
        else:
            messages.success(request, "Added: mentors find it in their meetings now.")
            return redirect("coaching:starters", school.pk)
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "coaching/starters.html", _page(school, form), status=status)


def _page(school, form):
    rows = list(kept_for(school))
    return {
        "school": school,
        "form": form,
        "kinds": [
            (kind.label, [row for row in rows if row.kind == kind and row.retired_at is None]) for kind in StarterKind
        ],
        "retired": [row for row in rows if row.retired_at is not None],
    }


def kept_for(school):
    """All of a school's openings, retired ones too, by area."""
    rows = Starter.objects.filter(school=school).select_related("area")
    return rows.order_by("area__standard", "area__name", "-pk")[: 2 * MOST_OWN]


@form_methods
def change_starter(request, school_id, starter_id):
    """Another text or area for one of a school's openings; what was taken from it before stays as it is."""
    school, _ = led_school_for(request, school_id)
    starter = starter_or_404(school, starter_id)
    initial = {"kind": starter.kind, "text": starter.text, "area": starter.area_id, "drawn": text_digest(starter.text)}
    form = StarterForm(request.POST or None, areas=areas_for(school), initial=initial, starter=starter)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            openings.change_starter(
                starter, text=data["text"], area=data["area"], drawn=data["drawn"], by=request.user, at=timezone.now()
            )
        except ValidationError as error:
            form.add_error("text", ValidationError(error.messages))
        else:
            messages.success(request, "Saved.")
            return redirect("coaching:starters", school.pk)
    context = {"school": school, "starter": starter, "form": form}
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "coaching/starter.html", context, status=status)


@require_POST
def retire_starter(request, school_id, starter_id):
    """Offer one of a school's openings no longer (retired=1), or again (retired=0)."""
    school, _ = led_school_for(request, school_id)
    starter, retired = starter_or_404(school, starter_id), request.POST.get("retired") == "1"
    try:
        openings.retire_starter(starter, retired=retired, by=request.user, at=timezone.now())
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("coaching:starters", school.pk)
