"""The meeting page: shown, and posted with everything it holds, whichever button was pressed (A83)."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actionsteps.wording import text_digest
from coaching.actions import save_fields
from coaching.drawing import Pen
from coaching.due import due_words
from coaching.fields import EVIDENCE, field_at
from coaching.forms import MeetingForm
from coaching.lacks import Lacking
from coaching.meeting import Meeting
from coaching.models import Cycle
from coaching.page import MeetingPage, Problem
from coaching.rules import Refused
from coaching.views.buttons import press, take_lists
from coaching.views.doors import week_for
from coaching.views.reading import show_record

GONE = "This week is not there any more: it was discarded, or you no longer mentor this ECT."


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request, cycle_id):
    """A week: the mentor writes in it until it is reviewed, everybody else who may see it reads it."""
    if request.method == "POST":
        return _posted(request, cycle_id)
    week = week_for(request.user, cycle_id, others=True)
    if request.user.pk == week.ect_id or week.is_reviewed:
        return show_record(request, week)
    return _show(request, week)


def _show(request, week, *, form=None, saved=None, problem=None, status=200):
    """The page as it is stored; where something could not be saved, with what was typed there."""
    pen = None
    if saved is not None:
        unsaved = {*saved.conflicts, *saved.errors}
        pen = Pen(
            typed={name: form.shown[name] for name in unsaved},
            errors=saved.errors,
            conflicts={name: (text, text_digest(text)) for name, text in saved.conflicts.items()},
            drawn=form.drawn,
        )
    page = MeetingPage(
        Meeting.load(week),
        request.user,
        key=uuid.uuid4(),
        pen=pen,
        evidence=form.evidence if form else None,
        problem=problem,
        others=week.mentors_others,
        due=due_words(week, today=timezone.localdate()),
    )
    return TemplateResponse(request, "coaching/meeting.html", {"page": page.prepare()}, status=status)


def _posted(request, cycle_id):
    """A week that was discarded meanwhile, perhaps in this moment, takes nothing of it: what was typed is shown."""
    form = MeetingForm.read(request.POST)
    try:
        return _pressed(request, form, week_for(request.user, cycle_id))
    except (Http404, Cycle.DoesNotExist):
        return _stale(request, form, GONE, status=404)


def _pressed(request, form, week):
    """Save all that the page held, then do what the button asks; whatever stands against it is said on the page."""
    stamp = {"by": request.user, "at": timezone.now()}
    saved = save_fields(week, typed=form.typed, drawn=form.drawn, **stamp)
    if saved.refused:
        if request.user.pk == week.ect_id:
            raise Refused(saved.refused)
        return _stale(request, form, saved.refused, status=403, week=week)
    show = partial(_show, request, form=form, saved=saved)
    try:
        _say_noticed(request, take_lists(week, form, **stamp))
        if not saved.is_whole or form.evidence:
            return show(_again(request, week), problem=_unsaved(saved, form), status=409 if saved.conflicts else 422)
        says, place = press(week, form, **stamp)
    except Lacking as lacking:
        return show(_again(request, week), problem=Problem("Still to do", lacking.reasons, lacking.lacks), status=422)
    except Refused as refused:
        return show(_again(request, week), problem=Problem("That isn’t possible", [str(refused)]), status=403)
    except ValidationError as error:
        return show(_again(request, week), problem=_impossible(error, week), status=422)
    if says:
        messages.success(request, says.format(ect=week.ect.first_name))
    elif form.verb == "save":
        messages.success(request, f"Saved {timezone.localtime():%H:%M}.")
    if place.startswith("/"):
        return redirect(place)
    if form.verb == "discard":
        return redirect("coaching:home")
    return redirect(reverse("coaching:meeting", args=[week.pk], fragment=place or None))


def _say_noticed(request, judgements):
    """Say gently what judges in the evidence just logged, and how to write what was seen instead."""
    for one in judgements:
        messages.info(request, f"In the evidence: “{one.words}” {one.why} {one.instead}")


def _again(request, week):
    """The week as it is stored now."""
    return week_for(request.user, week.pk, others=True)


def _impossible(error, week):
    """What stands at the top of the page where the content is against it; at three foci, with a way out (A32)."""
    problem = Problem("That isn’t possible", error.messages)
    if getattr(error, "code", "") == "too_many_foci":
        problem.links.append({"href": reverse("coaching:merge_foci", args=[week.pk]), "text": "Merge two of them"})
    return problem


def _unsaved(saved, form):
    """What stands at the top of a page that could not be saved whole."""
    problem = Problem("Not all of it is saved")
    for name in saved.conflicts:
        problem.link(name, f"{field_at(name).label}: changed elsewhere while you typed. Choose which to keep")
    for name, text in saved.errors.items():
        problem.link(name, f"{field_at(name).label}: {text}")
    for pk, evidence in form.evidence.items():
        for name, text in evidence.errors.items():
            problem.link(f"new-evidence-{pk}-{name}", f"{EVIDENCE[name].label}: {text}")
    if saved.gone:
        problem.reasons.append("Some of what you typed belongs to something that was removed meanwhile:")
        problem.texts = _texts(saved.gone)
    return problem


def _stale(request, form, reason, *, status, week=None):
    """What was typed into a page that was overtaken, to copy, with the reason."""
    texts = _texts(form.typed)
    for evidence in form.evidence.values():
        texts += [
            {"label": EVIDENCE[name].label, "text": getattr(evidence, name)}
            for name in ("seen", "meaning")
            if getattr(evidence, name).strip()
        ]
    href = reverse("coaching:meeting", args=[week.pk]) if week else reverse("coaching:home")
    context = {"reason": reason, "texts": texts, "href": href}
    return TemplateResponse(request, "coaching/stale.html", context, status=status)


def _texts(typed):
    return [{"label": field_at(name).label, "text": text} for name, text in typed.items() if text.strip()]
