"""One entry of the log: written, read, changed, shared, removed."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionsteps.wording import text_digest
from evidence import actions
from evidence.forms import EntryForm
from evidence.judgement import judgements
from evidence.log import noticed, row_of
from evidence.models import Source
from evidence.rules import (
    is_outside,
    is_read_by_ect,
    was_shown,
    why_not_change,
    why_not_remove,
    why_not_remove_file,
    why_not_write,
)
from evidence.views.doors import (
    areas_for,
    ect_log_or_404,
    entry_or_404,
    is_ect_there_for,
    logged_for,
)
from evidence.views.log import supported
from schools.answers import go_on
from schools.posted import posted_key
from schools.reading_on import why_not_when_left
from schools.refusal import refuse_if

FIELDS = ("source", "seen_on", "seen", "meaning", "class_name", "area")
# Which field an error of an action is about, by its code.
WRONG = {"in_future": "seen_on", "no_source": "source", "meaning_too_long": "meaning", "class_too_long": "class_name"}


@require_http_methods(["GET", "HEAD", "POST"])
def write_entry(request, school_id, ect_id):
    """Log something about an ECT. A form that comes again changes what it logged before, if nobody else did."""
    place = ect_log_or_404(request.user, school_id, ect_id)
    refuse_if(why_not_write(is_own=place.is_own, ect_here=is_ect_there_for(place)))
    key = posted_key(request)
    if request.method == "POST" and (logged := logged_for(request.user, key)):
        return _change(request, logged)
    form = EntryForm(
        request.POST if request.method == "POST" else None,
        initial={"seen_on": timezone.localdate()},
        areas=areas_for(place.school),
        is_own=place.is_own,
    )
    if form.is_bound and form.is_valid():
        stamp = {"by": request.user, "at": timezone.now()}
        try:
            logged = actions.log_evidence(school=place.school, ect=place.ect, key=key, **form.values, **stamp)
        except ValidationError as error:
            put_errors(form, error)
        else:
            return _logged(request, logged, log=_list_of(logged))
    return _form_page(request, form, place=place, key=key)


@require_safe
def entry(request, entry_id):
    """One entry as it stands, with what its reader may do with it."""
    row = entry_or_404(request.user, entry_id)
    asks = {"user": request.user, "mentor_id": row.mentor_id}
    by_leader = is_outside(row, **asks)
    context = {
        "entry": row,
        "is_own": row.ect_id == request.user.pk,
        "ect": row.ect,
        "log": _log_of(request, row),
        "by_leader": by_leader,
        "row": row_of(row, **asks, today=timezone.localdate()),
        "noticed": noticed(row) if row.created_by_id == request.user.pk else [],
        "may_remove": not why_not_remove(row, **asks),
        "may_take_out": was_shown(row, **asks)
        and not (why_not_remove_file(row, request.user) or why_not_when_left(request.user, row)),
        # A leader knows nothing of a week.
        "supported": None if by_leader else supported([row.school_id, row.ect_id], [row.pk]),
    }
    return TemplateResponse(request, "evidence/entry.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change_entry(request, entry_id):
    """Change an entry; what somebody else changed meanwhile is shown beside what was typed."""
    row = entry_or_404(request.user, entry_id)
    if request.method == "POST":
        return _change(request, row)
    _refuse_if_may_not_change(request.user, row)
    initial = {name: getattr(row, name) for name in FIELDS}
    form = EntryForm(initial=initial, areas=areas_for(row.school), is_own=is_own(row))
    return _form_page(request, form, row=row, drawn=digests_of(row))


@require_POST
def share_entry(request, entry_id):
    """Let the ECT read an entry."""
    row = entry_or_404(request.user, entry_id)
    actions.share_entry(row, by=request.user, at=timezone.now())
    messages.success(request, f"{row.ect.first_name} can read this now.")
    return redirect(f"{_log_of(request, row)}#entry-{row.pk}")


@require_POST
def remove_entry(request, entry_id):
    """Take an entry out of the log."""
    row = entry_or_404(request.user, entry_id)
    home = _log_of(request, row)
    actions.remove_entry(row, by=request.user, at=timezone.now())
    messages.success(request, "Removed.")
    return redirect(home)


@require_POST
def check_seen(request):
    """What there is to notice in a text as it is typed, as a part of the page that shows it."""
    text = request.POST.get("seen", "")[:20_000]
    is_reflection = request.POST.get("source", "") == Source.REFLECTION
    return TemplateResponse(request, "evidence/noticed.html", {"noticed": [] if is_reflection else judgements(text)})


def put_errors(form, error):
    """Say beside its field what an action found wrong."""
    form.add_error(WRONG.get(error.code, "seen"), error)


def is_own(row):
    """Whether an entry is an ECT's own reflection: its source is fixed."""
    return row.created_by_id == row.ect_id


def digests_of(row):
    """By field, the digest of what is stored."""
    return {name: text_digest(row.text_of(name)) for name in FIELDS}


def _refuse_if_may_not_change(user, row):
    refuse_if(why_not_change(row, user, mentor_id=row.mentor_id) or why_not_when_left(user, row))


def _change(request, row):
    """Write what was typed over what it was drawn with; else both are shown."""
    _refuse_if_may_not_change(request.user, row)
    form = EntryForm(request.POST, areas=areas_for(row.school), is_own=is_own(row))
    drawn = {name: request.POST.get(f"drawn-{name}", "") for name in FIELDS if f"drawn-{name}" in request.POST}
    if not form.is_valid():
        return _form_page(request, form, row=row, drawn=drawn)
    try:
        changed = actions.change_entry(row, typed=form.values, drawn=drawn, by=request.user, at=timezone.now())
    except ValidationError as error:
        put_errors(form, error)
        return _form_page(request, form, row=row, drawn=drawn)
    if not changed.conflicts:
        return _logged(request, changed.entry, log=_log_of(request, row))
    labels = {name: form[name].label for name in changed.conflicts if name in form.fields}
    conflicts = [
        {"label": labels.get(name, "Source"), "text": _as_read(form, name, text)}
        for name, text in changed.conflicts.items()
    ]
    page = {"row": changed.entry, "drawn": digests_of(changed.entry), "conflicts": conflicts}
    return _form_page(request, form, **page, status=409)


def _as_read(form, name, text):
    """A stored value in the words of the page: a choice by its label."""
    choices = dict(getattr(form.fields.get(name), "choices", ())) if name == "source" else {}
    if name == "area" and text:
        area = form.fields["area"].queryset.filter(pk=text).first()
        return area.name if area else "An area that is not in use any more"
    return choices.get(text, text) or "(nothing)"


def _logged(request, row, *, log):
    """After saving: shared too if that was the button; back to the log, where it stands."""
    if request.POST.get("do") == "share":
        actions.share_entry(row, by=request.user, at=timezone.now())
        messages.success(request, f"Saved, and {row.ect.first_name} can read it.")
    else:
        messages.success(request, "Saved.")
    if request.POST.get("do") == "another":
        return go_on(request, reverse("evidence:write_entry", args=[row.school_id, row.ect_id]))
    if request.POST.get("do") == "attach":
        return go_on(request, reverse("evidence:add_files", args=[row.pk]))
    if noticed(row):
        return go_on(request, reverse("evidence:entry", args=[row.pk]))
    return go_on(request, f"{log}#entry-{row.pk}")


def _log_of(request, row):
    """The list an entry stands in, as far as the person has one: the ECT's log, or what a leader logged."""
    if is_outside(row, request.user, mentor_id=row.mentor_id):
        return f"{reverse('evidence:walk')}?school={row.school_id}"
    return _list_of(row)


def _list_of(row):
    return reverse("evidence:log", args=[row.school_id, row.ect_id])


def _autosave_at(place, row, *, is_read):
    """Where a form saves itself; "" for what the ECT, or of a reflection the mentor, would read half written."""
    if place:
        return "" if place.is_own else reverse("evidence:autosave_new", args=place.args)
    return "" if is_read else reverse("evidence:autosave_entry", args=[row.pk])


def _form_page(request, form, *, place=None, row=None, key="", drawn=None, conflicts=(), status=None):
    """The form, new or of an entry, with what was typed and what there is to notice in it."""
    own = place.is_own if place else is_own(row)
    if place:
        drawn = dict.fromkeys(FIELDS, text_digest(""))
    text = form["seen"].value() or ""
    source = Source.REFLECTION if own else form["source"].value()
    log = reverse("evidence:log", args=place.args) if place else _log_of(request, row)
    is_read = row is not None and is_read_by_ect(row, request.user, mentor_id=row.mentor_id)
    context = {
        "form": form,
        "key": key,
        "drawn": (drawn or {}).items(),
        "conflicts": conflicts,
        "noticed": [] if source == Source.REFLECTION else judgements(text),
        "is_own": own,
        "entry": row,
        "ect": place.ect if place else row.ect,
        "log": log,
        "by_leader": row is not None and log != _list_of(row),
        "action": request.path if place else reverse("evidence:change_entry", args=[row.pk]),
        "may_share": not own and not is_read,
        "autosave": _autosave_at(place, row, is_read=is_read),
    }
    status = status or (422 if form.errors else 200)
    return TemplateResponse(request, "evidence/entry_form.html", context, status=status)
