"""What a mentor does with a week that is set: reword, withdraw, propose a focus, use it again; close the week, put an
outcome right."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from actionsteps.actions import propose
from actionsteps.precision import check
from actionsteps.wording import text_digest
from coaching import actions, parts, rules
from coaching.actions.weeks import was_closed_so
from coaching.checks import present_said, said_of
from coaching.drawing import Pen
from coaching.fields import field_at
from coaching.forms import CorrectForm, MeetingForm, OtherForm, ProposeForm, RewordForm, WithdrawForm
from coaching.house import prompts_of
from coaching.lacks import Lacking
from coaching.meeting import Meeting
from coaching.page import MeetingPage, Problem
from coaching.views.doors import areas_for, focus_for, other_pairs_for, outcome_for, week_for

form_methods = require_http_methods(["GET", "HEAD", "POST"])


def mentor_id_for(week, user):
    """Who mentors the ECT now, as far as `user` is concerned: whoever sees a set week and is not its ECT does."""
    return None if user.pk == week.ect_id else user.pk


@form_methods
def reword_focus(request, focus_id):
    """Another wording for a live focus, within its week."""
    focus = focus_for(request.user, focus_id)
    rules.refuse_if(rules.why_not_change_live(focus, request.user, mentor_id=mentor_id_for(focus.cycle, request.user)))
    now = focus.wording
    said = present_said(said_of(focus.checks_told), now)
    suggested = said.suggestion if said and said.waits else None
    wording = suggested or now
    initial = {
        "key_action": wording.key_action,
        "steps": wording.steps,
        "one_step": not suggested.steps if suggested else focus.one_step,
        "so_that": wording.so_that,
        "drawn": now.digest,
        "key": uuid.uuid4(),
    }
    form = RewordForm(request.POST or None, initial=initial, labels=prompts_of(focus.cycle).labels)

    def act():
        data = form.cleaned_data
        # Where it is shown again, that is under the wording as it reads now.
        form.data = again = request.POST.copy()
        again["drawn"] = now.digest
        actions.reword_focus(
            focus,
            wording=form.wording,
            one_step=data["one_step"],
            reason=data["reason"],
            achievable=data["achievable"],
            drawn=data["drawn"],
            key=data["key"],
            by=request.user,
            at=timezone.now(),
        )

    words = f"Filled in as {focus.cycle.ect.first_name} suggests: change it as you like." if suggested else ""
    return form_page(
        request, focus, form, act, title="Reword this focus", button="Reword it", advised=True, words=words
    )


@form_methods
def withdraw_focus(request, focus_id):
    """A live focus is withdrawn, with a reason; it keeps its place."""
    focus = focus_for(request.user, focus_id)
    form = WithdrawForm(request.POST or None)
    # A second click comes with the reason that stands: the action tells it from another one.
    if not form.is_valid():
        mentor_id = mentor_id_for(focus.cycle, request.user)
        rules.refuse_if(rules.why_not_change_live(focus, request.user, mentor_id=mentor_id))

    def act():
        actions.withdraw_focus(focus, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())

    return form_page(request, focus, form, act, title="Withdraw this focus", button="Withdraw it")


@form_methods
def correct_outcome(request, focus_id):
    """A correction is added to a reviewed outcome; the outcome stays as it was given (A85)."""
    outcome = outcome_for(request.user, focus_id)
    focus = outcome.focus
    rules.refuse_if(
        rules.why_not_correct(focus.cycle, request.user, mentor_id=mentor_id_for(focus.cycle, request.user))
    )
    form = CorrectForm(request.POST or None, initial={"key": uuid.uuid4()})

    def act():
        actions.correct_outcome(outcome, **form.cleaned_data, by=request.user, at=timezone.now())

    return form_page(request, focus, form, act, title="Put the outcome right", button="Add this")


@form_methods
def propose_focus(request, focus_id):
    """Propose a focus of a set week for the school's bank: a copy of its wording, nothing else of the meeting (A52)."""
    focus = focus_for(request.user, focus_id)
    school = focus.cycle.school
    rules.refuse_if(rules.why_not_propose(focus, request.user, mentor_id=mentor_id_for(focus.cycle, request.user)))
    form = ProposeForm(request.POST or None, initial={"key": uuid.uuid4()}, areas=areas_for(school))

    def act():
        propose(
            school=school,
            wording=focus.wording,
            source=focus.bank_step,
            **form.cleaned_data,
            by=request.user,
            at=timezone.now(),
        )
        messages.success(request, "Proposed. Here you see what becomes of it.")
        return redirect("actionsteps:proposals")

    words = "These words go to whoever keeps your school’s bank, with your name; nothing else of the meeting does."
    return form_page(request, focus, form, act, title="Propose this for the bank", button="Propose it", words=words)


@form_methods
def use_for_other(request, focus_id):
    """Use a focus for another of one's ECTs too: its wording goes into their draft (A112)."""
    focus = focus_for(request.user, focus_id)
    mentor_id = mentor_id_for(focus.cycle, request.user)
    rules.refuse_if("" if mentor_id == request.user.pk else rules.NOT_MENTOR)
    others = other_pairs_for(request.user, focus.cycle)
    form = OtherForm(request.POST or None, initial={"key": uuid.uuid4()}, others=others)

    def act():
        data = form.cleaned_data
        actions.use_for_other(focus, data["mentorship"], key=data["key"], by=request.user, at=timezone.now())
        messages.success(request, f"Copied into {data['mentorship'].ect.first_name}’s draft.")
        # The meeting goes on, where the message is seen.
        return redirect("coaching:meeting", focus.cycle_id)

    words = "The words are copied into the draft of their next meeting, where they can be changed."
    return form_page(request, focus, form, act, title="Use this for another ECT too", button="Copy it", words=words)


def form_page(request, focus, form, act, *, title, button, advised=False, words=""):
    """The page of a small form about one focus; after it was done, where `act` leads to, or the week.

    `advised`: with advice as it is typed.
    """
    week = reverse("coaching:meeting", args=[focus.cycle_id], fragment=f"focus-{focus.pk}")
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return act() or redirect(week)
            except ValidationError as error:
                form.add_error(None, ValidationError(error.messages))
        status = 422
    now = focus.wording
    context = {
        "form": form,
        "title": title,
        "button": button,
        "sentence": parts.sentence(now, prompts_of(focus.cycle)),
        "href": week,
        "action": request.path,
        "words": words,
        "advised": advised,
        "dismissed": focus.dismissed,
        "findings": [],
    }
    if advised:
        wording = form.typed_wording if form.is_bound else now
        context["findings"] = [one for one in check(wording) if one.code not in focus.dismissed]
    return TemplateResponse(request, "coaching/focus_form.html", context, status=status)


@form_methods
def close_week(request, cycle_id):
    """The last week of a pair, reviewed where no next meeting comes (A17)."""
    week = week_for(request.user, cycle_id)
    reason = rules.why_not_review(week, request.user, mentor_id=mentor_id_for(week, request.user))
    if request.method != "POST":
        rules.refuse_if(reason)
        return _close_page(request, week, Pen())
    form = MeetingForm.read(request.POST)
    stamp = {"by": request.user, "at": timezone.now()}
    if not reason:
        saved = actions.save_fields(week, typed=form.typed, drawn=form.drawn, **stamp)
        reason = saved.refused
    if reason and was_closed_so(week, typed=form.shown, by=request.user):
        return redirect("coaching:meeting", cycle_id=week.pk)
    rules.refuse_if(reason)
    problem = Problem("Not all of it is saved")
    clashes = dict.fromkeys(saved.conflicts, "changed elsewhere. Choose which to keep")
    for name, text in (saved.errors | clashes).items():
        problem.link(name, f"{field_at(name).label}: {text}")
    if not problem.links:
        try:
            actions.close_week(week, **stamp)
        except Lacking as lacking:
            problem = Problem("Still to do", links=lacking.lacks)
        else:
            return redirect("coaching:meeting", cycle_id=week.pk)
    pen = Pen(
        typed={name: form.shown[name] for name in {*saved.errors, *saved.conflicts}},
        errors=saved.errors,
        conflicts={name: (text, text_digest(text)) for name, text in saved.conflicts.items()},
        drawn=form.drawn,
    )
    return _close_page(request, week_for(request.user, week.pk), pen, problem=problem, status=422)


def _close_page(request, week, pen, *, problem=None, status=200):
    page = MeetingPage(Meeting.load(week), request.user, key="", pen=pen)
    foci = [page.last_focus(focus, number) for number, focus in enumerate(page.meeting.foci, 1)]
    context = {"page": page, "foci": foci, "problem": problem, "action": request.path}
    return TemplateResponse(request, "coaching/close.html", context, status=status)
