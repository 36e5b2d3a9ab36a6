"""Private notes: a person's own, newest first; nobody else's on any route (A100)."""

from datetime import UTC, datetime

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from actionsteps.wording import text_digest
from evidence import actions
from evidence.forms import NoteForm
from evidence.models import PrivateNote
from evidence.noting import about_of, abouts_of, shown_note
from schools.posted import posted_key
from schools.refusal import Refused

PAGE = 20
MOMENT = "%Y%m%dT%H%M%S%f"
NOWHERE = "A note belongs to a school, and you have no role at one just now."


@require_http_methods(["GET", "HEAD", "POST"])
def notes(request):
    """Write a note, and read one's own. A form that comes again changes the note it wrote, if nothing else did."""
    abouts = abouts_of(request.user)
    key = posted_key(request)
    is_posted = request.method == "POST"
    if is_posted and (written := own_note_for(request.user, key=key)):
        return _change(request, written)
    if is_posted and not abouts:
        raise Refused(NOWHERE)
    form = NoteForm(request.POST if is_posted else None, about=abouts)
    if is_posted and form.is_valid():
        school_id, ect_id = form.picked
        text = form.cleaned_data["note"]
        actions.write_note(school_id=school_id, ect_id=ect_id, text=text, key=key, by=request.user, at=timezone.now())
        messages.success(request, "Saved. Only you can read it.")
        return redirect("evidence:notes")
    rows, after = _page(request)
    context = {
        "form": form,
        "key": key,
        "may_write": bool(abouts),
        "notes": [shown_note(row) for row in rows],
        "next": after,
        "is_first_page": "after" not in request.GET,
    }
    return TemplateResponse(request, "evidence/notes.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change_note(request, note_id):
    """One's own note, to change; what was saved elsewhere meanwhile is shown beside what was typed."""
    note = note_or_404(request.user, note_id)
    if request.method == "POST":
        return _change(request, note)
    form = NoteForm(initial={"note": note.text, "about": about_of(note)}, about=abouts_of(request.user, note))
    return _note_page(request, note, form)


@require_POST
def remove_note(request, note_id):
    actions.remove_note(note_or_404(request.user, note_id), by=request.user)
    messages.success(request, "Removed.")
    return redirect("evidence:notes")


def notes_for(user):
    """The notes that `user` wrote; those of nobody else, whoever `user` is."""
    return PrivateNote.objects.filter(author=user, erased_at=None).select_related("ect", "school")


def note_or_404(user, note_id):
    return get_object_or_404(notes_for(user), pk=note_id)


def own_note_for(user, *, key):
    """The note that `user` wrote with this key, of a form drawn once; or None."""
    return notes_for(user).filter(key=key).first()


def _page(request):
    """(a page of the person's notes, the address of the next one or ""). One query, however deep."""
    rows = notes_for(request.user)
    if key := request.GET.get("after"):
        moment, _, pk = key.partition("-")
        try:
            at, pk = datetime.strptime(moment, MOMENT).replace(tzinfo=UTC), int(pk[:18])
        except ValueError:
            raise Http404 from None
        rows = rows.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=pk), created_at__lte=at)
    rows = list(rows.order_by("-created_at", "-id")[: PAGE + 1])
    if len(rows) <= PAGE:
        return rows, ""
    last = rows[PAGE - 1]
    return rows[:PAGE], f"?after={last.created_at.astimezone(UTC):{MOMENT}}-{last.pk}"


def _change(request, note):
    form = NoteForm(request.POST, about=abouts_of(request.user, note))
    if not form.is_valid():
        return _note_page(request, note, form, drawn=request.POST.get("drawn-note", ""))
    school_id, ect_id = form.picked
    stored = actions.change_note(
        note,
        school_id=school_id,
        ect_id=ect_id,
        text=form.cleaned_data["note"],
        drawn=request.POST.get("drawn-note", ""),
        by=request.user,
        at=timezone.now(),
    )
    if stored.text != form.cleaned_data["note"]:
        return _note_page(request, stored, form, conflict=stored.text, status=409)
    messages.success(request, "Saved. Only you can read it.")
    return redirect("evidence:notes")


def _note_page(request, note, form, *, drawn=None, conflict="", status=None):
    context = {
        "form": form,
        "note": note,
        "drawn": text_digest(note.text) if drawn is None else drawn,
        "conflict": conflict,
        "action": f"/notes/{note.pk}/change/",
    }
    status = status or (422 if form.errors else 200)
    return TemplateResponse(request, "evidence/note.html", context, status=status)
