"""Asking a named leader for help with one focus (A111): sent, read by three, answered, withdrawn."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching import actions, parts, rules
from coaching.dates import day_of
from coaching.help_forms import AnswerForm, AskForm
from coaching.house import prompts_of
from coaching.letters import write_about_question
from coaching.models import Asked, Cycle
from coaching.views.doors import focus_for, journey_for
from coaching.views.live import form_page, mentor_id_for
from schools.models import Membership, Role, User
from schools.reading_on import why_not_when_left

form_methods = require_http_methods(["GET", "HEAD", "POST"])

# A leader's list, and a pair's, go back so far.
MOST_SHOWN = 50
NO_LEADER = "Nobody else leads this school in So That yet, so there is nobody to ask here."


def leaders_for(school, *, but):
    """The leaders of a school who are neither of the two of a pair, by name. One query when read."""
    leads = Membership.objects.live().filter(role=Role.LEADER, school=school).values("user")
    return User.objects.filter(pk__in=leads, is_active=True).exclude(pk__in=but).order_by("name", "pk")


def asked_for(user, asked_id):
    """The question that `user` may read: both of the pair those about weeks they read, its leader while it stands.
    404 otherwise. One query."""
    found = Asked.objects.filter(
        Q(focus__cycle__in=Cycle.objects.visible_to(user)) | Q(pk__in=Asked.objects.read_by_leader(user))
    )
    people = found.select_related("by", "leader", "focus__cycle__ect", "focus__cycle__school__bank_settings")
    return get_object_or_404(people, pk=asked_id)


def reads_for(user, week):
    """Whether `user` reads a week still: who asked may have stopped mentoring the ECT. One query."""
    return Cycle.objects.visible_to(user).filter(pk=week.pk).exists()


def asked_of_for(user):
    """What was asked of a leader and stands, the latest first. 404 for who leads no school. Two queries."""
    if not Membership.objects.live().filter(user=user, role=Role.LEADER).exists():
        raise Http404
    found = Asked.objects.read_by_leader(user).select_related("by", "leader", "focus__cycle__ect")
    return list(found.order_by("-at", "-pk")[:MOST_SHOWN])


def asked_about_for(user, pair):
    """What was asked about an ECT's foci at a school, for both of the pair, the latest first. One query."""
    weeks = Cycle.objects.visible_to(user).filter(school=pair.school_id, ect=pair.ect_id)
    found = Asked.objects.filter(focus__cycle__in=weeks).select_related("by", "leader", "focus__cycle__ect")
    return list(found.order_by("-at", "-pk")[:MOST_SHOWN])


@form_methods
def ask_for_help(request, focus_id):
    """Send a live focus and a question to a leader."""
    focus = focus_for(request.user, focus_id)
    week = focus.cycle
    mentor_id = mentor_id_for(week, request.user)
    rules.refuse_if(rules.why_not_ask_for_help(focus, request.user, mentor_id=mentor_id))
    rules.refuse_if(why_not_when_left(request.user, week))
    leaders = leaders_for(week.school, but=(week.ect_id, request.user.pk, week.mentorship.mentor_id))
    form = AskForm(request.POST or None, initial={"key": uuid.uuid4(), "drawn": focus.wording.digest}, leaders=leaders)

    def act():
        # Where it is shown again, that is under the wording as it reads now.
        form.data = again = request.POST.copy()
        again["drawn"] = focus.wording.digest
        asked, is_new = actions.ask_for_help(focus, **form.cleaned_data, by=request.user, at=timezone.now())
        there = reverse("coaching:asked", args=[asked.pk])
        if is_new:
            said = f"{request.user.name} asks for your help with a focus."
            _tell(request, asked.leader, "A question for you in So That", said, there)
        messages.success(request, f"Sent to {asked.leader.name}.")
        return redirect(there)

    words = NO_LEADER if not leaders else "This focus, as it reads here, goes to them with your question."
    return form_page(request, focus, form, act, title="Ask a leader for help", button="Send it", words=words)


@form_methods
def asked(request, asked_id):
    """What was sent and what came back; its leader answers here."""
    row = asked_for(request.user, asked_id)
    week, is_leader = row.focus.cycle, request.user.pk == row.leader_id
    form = AnswerForm() if is_leader and not row.replied_at else None
    status = 200
    if request.method == "POST":
        form = AnswerForm(request.POST)
        # A leader's second click comes with the answer that stands: the action tells it from another one.
        if not is_leader or not form.is_valid():
            rules.refuse_if(rules.why_not_reply(row, request.user))
        if form.is_valid():
            try:
                is_new = actions.reply_to_question(row, **form.cleaned_data, by=request.user, at=timezone.now())
            except ValidationError as error:
                form.add_error("reply", error)
            else:
                if is_new and reads_for(row.by, week):
                    said = f"{request.user.name} has answered your question about a focus."
                    _tell(request, row.by, "An answer in So That", said, request.path)
                messages.success(request, "Sent. Both of the pair read it.")
                return redirect(request.path)
        status = 422
    context = _shown(row, request.user) | {
        "form": form,
        "sentence": parts.sentence(row.wording, prompts_of(week)),
        "href": reverse("coaching:asked_of_me")
        if is_leader
        else reverse("coaching:asked_here", args=[row.school_id, week.ect_id]),
        "may_withdraw": row.by_id == request.user.pk and not row.withdrawn_at,
        "withdraw": reverse("coaching:withdraw_question", args=[row.pk]),
    }
    return TemplateResponse(request, "coaching/asked.html", context, status=status)


@require_POST
def withdraw_question(request, asked_id):
    """Take a question back: its leader reads it no more."""
    row = asked_for(request.user, asked_id)
    actions.withdraw_question(row, by=request.user, at=timezone.now())
    messages.success(request, f"Withdrawn. {row.leader.name} does not see it any more.")
    return redirect("coaching:asked", row.pk)


@require_safe
def asked_of_me(request):
    """What a leader was asked, and nothing around it."""
    rows = [_shown(row, request.user) for row in asked_of_for(request.user)]
    context = {"rows": rows, "title": "Help asked of you", "empty": "Nobody has asked you anything.", "journey": ""}
    return TemplateResponse(request, "coaching/asked_list.html", context)


@require_safe
def asked_here(request, school_id, ect_id):
    """What either of a pair asked leaders about an ECT's foci: both read it."""
    pair = journey_for(request.user, school_id, ect_id)
    context = {
        "rows": [_shown(row, request.user) for row in asked_about_for(request.user, pair)],
        "title": "Help asked of leaders",
        "empty": "Neither of you has asked a leader. You can, from a focus of a week that is set.",
        "journey": reverse("coaching:journey", args=[school_id, ect_id]),
    }
    return TemplateResponse(request, "coaching/asked_list.html", context)


def _shown(row, user):
    """A question, ready to be drawn."""
    if row.withdrawn_at:
        tag, state = "tag--wait", "Withdrawn"
    elif row.replied_at:
        tag, state = "tag--done", "Answered"
    else:
        tag, state = "tag--now", "Waiting"
    return {
        "href": reverse("coaching:asked", args=[row.pk]),
        "who": "You" if row.by_id == user.pk else row.by.name,
        "whom": "you" if row.leader_id == user.pk else row.leader.name,
        "ect": row.focus.cycle.ect.name,
        "day": day_of(row.at),
        "replied": day_of(row.replied_at) if row.replied_at else "",
        "question": row.question,
        "reply": row.reply,
        "tag": tag,
        "state": state,
    }


def _tell(request, user, subject, said, path):
    """Write to a person that something waits for them, without a word of it."""
    write_about_question(user, subject, said, at_address=path, build=request.build_absolute_uri)
