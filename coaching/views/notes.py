"""What the ECT writes: a line beside a step, the note before the next meeting. Each is saved as it is typed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from actionsteps.wording import text_digest
from coaching import actions
from coaching.actions.noting import NOTE_FIELDS
from coaching.stored import plain
from coaching.views.doors import step_for
from evidence.answers import saved_answer
from schools.models import Mentorship
from schools.posted import posted_key
from schools.reading_on import reads_at

BLANK = text_digest("")
LABELS = {"went_well": "What went well", "to_discuss": "What to talk about"}


def own_pair_for(user, school_id):
    """The latest mentorship of `user` as an ECT at a school, the live one first, with its people; 404 for nobody's."""
    own = Mentorship.objects.filter(reads_at(user), ect=user, school_id=school_id).with_people()
    mentorship = own.live().first() or own.order_by("-starts_on", "-pk").first()
    if mentorship is None:
        raise Http404
    return mentorship


@require_POST
def write_line(request, step_id):
    """The ECT's own line about how a step went; it opens the next review."""
    step = step_for(request.user, step_id)
    name, at = f"line-{step.pk}", timezone.now()
    text = request.POST.get(name, "")
    saved = actions.write_line(step, text=text, drawn=_drawn(request, name), by=request.user, at=at)
    if not request.accepts("text/html"):
        return _answer(saved, at)
    back = reverse("coaching:home", fragment=f"step-{step.pk}")
    if not saved.is_whole:
        return _again(request, saved, {name: "Your line"}, back)
    messages.success(request, "Your line is saved.")
    return redirect(back)


@require_POST
def write_note(request, school_id):
    """What the ECT brings to the next meeting: saved, sent (do=send) or taken back (do=take_back)."""
    pair, key, at = own_pair_for(request.user, school_id), posted_key(request), timezone.now()
    stamp = {"key": key, "by": request.user, "at": at}
    typed = {name: request.POST[name] for name in NOTE_FIELDS if name in request.POST}
    drawn = {name: _drawn(request, name) for name in typed}
    saved = actions.write_note(pair, typed=typed, drawn=drawn, **stamp)
    if not request.accepts("text/html"):
        return _answer(saved, at)
    back = reverse("coaching:home", fragment=f"before-{pair.school_id}")
    if not saved.is_whole:
        return _again(request, saved, LABELS, back)
    mentor = pair.mentor.first_name
    try:
        if request.POST.get("do") == "send":
            actions.send_note(pair, **stamp)
            messages.success(request, f"Sent. {mentor} reads it before your meeting.")
        elif request.POST.get("do") == "take_back":
            actions.take_back_note(pair, **stamp)
            messages.success(request, "Taken back: it is yours alone again.")
        else:
            messages.success(request, "Saved.")
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect(back)


def _answer(saved, at):
    return saved_answer(at=at, digests=saved.digests, conflicts=saved.conflicts, errors=saved.errors)


def _again(request, saved, labels, back):
    """The page with what was typed and is not saved: with what is wrong, or beside what was saved meanwhile."""
    unsaved = [
        {
            "name": name,
            "label": labels[name],
            "text": plain(request.POST[name]),
            "stored": saved.conflicts.get(name),
            "drawn": text_digest(saved.conflicts[name]) if name in saved.conflicts else _drawn(request, name),
            "error": saved.errors.get(name, ""),
        }
        for name in (*saved.conflicts, *saved.errors)
    ]
    context = {"fields": unsaved, "action": request.path, "back": back, "key": request.POST.get("key", "")}
    status = 409 if saved.conflicts else 422
    return TemplateResponse(request, "coaching/note_again.html", context, status=status)


def _drawn(request, name):
    """The digest that a field was drawn with; left out: it was drawn blank."""
    return request.POST.get(f"drawn-{name}", BLANK)
