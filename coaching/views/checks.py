"""The ECT's check of the foci and the mentor's keeping of one (A34, A35, A56, A67); two foci made one (A32)."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from coaching import actions, parts, rules
from coaching.check_forms import CheckForm, KeepForm, MergeForm, digests_in
from coaching.checks import Names, check_shown, present_said, said_of
from coaching.forms import number
from coaching.house import house_of, prompts_of
from coaching.merging import merge_page
from coaching.views.doors import focus_for, week_for
from schools.posted import posted_key
from schools.reading_on import why_not_when_left

form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def check_week(request, cycle_id):
    """Yes to all foci of a week in one tap: by the ECT, or noted by the mentor beside them."""
    week = week_for(request.user, cycle_id)
    there = reverse("coaching:meeting", args=[week.pk], fragment="check")
    try:
        actions.check_week(
            week, digests=digests_in(request.POST), key=posted_key(request), by=request.user, at=timezone.now()
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect(there)
    messages.success(request, "You said yes. Your mentor sees it." if request.user.pk == week.ect_id else "Noted.")
    return redirect("coaching:home" if request.POST.get("from") == "home" else there)


@form_methods
def check_focus(request, focus_id):
    """What the ECT says of one focus: yes, or what is not right about it, why, and another wording if they like."""
    focus = focus_for(request.user, focus_id)
    rules.refuse_if(rules.why_not_check(focus, request.user) or why_not_when_left(request.user, focus.cycle))
    wording, prompts = focus.wording, prompts_of(focus.cycle)
    initial = {"key_action": wording.key_action, "steps": wording.steps, "so_that": wording.so_that}
    is_yes = request.POST.get("do") == "yes"
    data = request.POST if request.method == "POST" and not is_yes else None
    form, status, problem = CheckForm(data, initial=initial, labels=prompts.labels), 200, ""
    if request.method == "POST":
        if is_yes or form.is_valid():
            try:
                actions.check_focus(
                    focus,
                    digest=request.POST.get("digest", ""),
                    nos=[] if is_yes else form.cleaned_data["nos"],
                    reason="" if is_yes else form.cleaned_data["reason"],
                    suggested=None if is_yes else form.suggestion(wording),
                    key=posted_key(request),
                    by=request.user,
                    at=timezone.now(),
                )
            except ValidationError as error:
                problem = error.messages[0]
            else:
                messages.success(request, "You said yes. Your mentor sees it." if is_yes else "Sent to your mentor.")
                return redirect(_after_check(focus))
        status = 422
    said, names = said_of(focus.checks_told), Names(focus.cycle.ect_id, "", is_self=True)
    context = {
        "form": form,
        "problem": problem,
        "sentence": parts.sentence(wording, prompts),
        "digest": wording.digest,
        "key": uuid.uuid4() if request.method != "POST" else posted_key(request),
        "check": check_shown(said, wording, prompts, names),
        "suggest_open": form.is_bound,
        "back": _after_check(focus),
        "action": request.path,
    }
    return TemplateResponse(request, "coaching/check.html", context, status=status)


def _after_check(focus):
    """The ECT goes back to their home; from a draft, to the draft."""
    if focus.cycle.is_draft:
        return reverse("coaching:meeting", args=[focus.cycle_id], fragment=f"focus-{focus.pk}")
    return reverse("coaching:home", fragment=f"focus-{focus.pk}")


@form_methods
def keep_focus(request, focus_id):
    """The mentor keeps a focus as it is although the ECT said no, with a reason (A35)."""
    focus = focus_for(request.user, focus_id)
    mentor_id = None if request.user.pk == focus.cycle.ect_id else request.user.pk
    rules.refuse_if(rules.why_not_keep(focus, request.user, mentor_id=mentor_id))
    week = reverse("coaching:meeting", args=[focus.cycle_id], fragment=f"focus-{focus.pk}")
    wording, prompts = focus.wording, prompts_of(focus.cycle)
    said = said_of(focus.checks_told)
    read = present_said(said, wording)
    form = KeepForm(request.POST or None, initial={"check": read.pk if read else None})
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_focus(focus, **form.cleaned_data, by=request.user, at=timezone.now())
        except ValidationError as error:
            form.add_error("reason", error)
        else:
            return redirect(week)
    names = Names(focus.cycle.ect_id, focus.cycle.ect.first_name, is_self=False)
    context = {
        "form": form,
        "sentence": parts.sentence(wording, prompts),
        "check": check_shown(said, wording, prompts, names),
        "back": week,
        "action": request.path,
    }
    status = 422 if request.method == "POST" else 200
    return TemplateResponse(request, "coaching/reply.html", context, status=status)


@form_methods
def merge_foci(request, cycle_id):
    """Two foci of a draft become one: both lists of steps, a key action and a so that to pick (A32)."""
    week = week_for(request.user, cycle_id)
    rules.refuse_if(rules.why_not_draft(week, request.user))
    form, problems, status = None, [], 200
    if request.method == "POST":
        form = MergeForm.read(request.POST)
        problems = [
            {"href": f"#{name}-{pk}", "text": text} for name, text in form.errors.items() for pk in form.pair[:1]
        ]
        if not problems:
            try:
                made = _merge(request, week, form)
            except ValidationError as error:
                problems = [{"href": "#steps", "text": text} for text in error.messages]
            else:
                messages.success(request, "Two foci are one now. Answer again whether it is achievable.")
                return redirect(reverse("coaching:meeting", args=[week.pk], fragment=f"focus-{made.pk}"))
        status = 422
    asked = form.pair if form else tuple(number(request.GET.get(name, "")) for name in ("a", "b"))
    foci = list(week.foci.order_by("rank", "position").prefetch_related("steps"))
    page = merge_page(foci, asked, form, house_of(week.school).prompts)
    context = page | {
        "problems": problems,
        "key": posted_key(request) if form else uuid.uuid4(),
        "back": reverse("coaching:meeting", args=[week.pk], fragment="stage-actions"),
        "action": request.path,
    }
    return TemplateResponse(request, "coaching/merge.html", context, status=status)


def _merge(request, week, form):
    return actions.merge_foci(
        week,
        form.pair,
        key_action=form.text("key_action"),
        so_that=form.text("so_that"),
        keep=form.keep,
        drawn=form.drawn,
        from_bank_of=form.picked["key_action"],
        key=posted_key(request),
        by=request.user,
        at=timezone.now(),
    )
