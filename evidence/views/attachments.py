"""The files of an entry: added, taken away to be read, removed. Each comes through the door of its entry."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from evidence import actions, store
from evidence.attached import shown_files
from evidence.files import MOST_FILES
from evidence.forms import FilesForm
from evidence.rules import was_shown, why_not_change, why_not_remove_file
from evidence.views.doors import entry_or_404
from schools.dates import short_day
from schools.reading_on import why_not_when_left
from schools.refusal import refuse_if

# What is taken away runs in no page of ours, whatever it holds and whatever a browser makes of it.
AS_A_FILE = {
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_http_methods(["GET", "HEAD", "POST"])
def add_files(request, entry_id):
    """Photos and files beside an entry. Those that can be kept are; each that can't is named, with what to do."""
    row = entry_or_404(request.user, entry_id)
    refuse_if(why_not_change(row, request.user, mentor_id=row.mentor_id) or why_not_when_left(request.user, row))
    is_posted = request.method == "POST"
    form = FilesForm(request.POST if is_posted else None, request.FILES or None, initial={"key": uuid.uuid4()})
    if is_posted and form.is_valid():
        added, refused = _attach_each(request, row, **form.cleaned_data)
        if added:
            messages.success(request, f"Added: {', '.join(added)}")
        if not refused:
            return redirect("evidence:entry", row.pk)
        form.add_error("files", ValidationError(refused))
    files = shown_files(row.attachments.all())
    context = {
        "form": form,
        "entry": row,
        "words": f"{row.get_source_display()}, {short_day(row.seen_on)}",
        "files": files,
        "is_full": len(files) >= MOST_FILES,
        "may_remove": not why_not_remove_file(row, request.user),
        "was_shown": was_shown(row, request.user, mentor_id=row.mentor_id),
    }
    return TemplateResponse(request, "evidence/attachment_form.html", context, status=422 if form.errors else 200)


@require_safe
def take_file(request, entry_id, file_id):
    """A file to take away: as a download, under our name and our content type."""
    attachment = attachment_or_404(request.user, entry_id, file_id)
    try:
        file = store.opened(attachment.stored_as)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        file, as_attachment=True, filename=attachment.name, content_type=attachment.kind, headers=AS_A_FILE
    )


@require_POST
def remove_file(request, entry_id, file_id):
    attachment = attachment_or_404(request.user, entry_id, file_id)
    actions.remove_file(attachment, by=request.user, at=timezone.now())
    row = attachment.evidence
    was_read = was_shown(row, request.user, mentor_id=row.mentor_id)
    messages.success(request, "Taken out. The entry says so." if was_read else "Removed.")
    return redirect("evidence:entry", entry_id)


def attachment_or_404(user, entry_id, file_id):
    """A file of the entry, if `user` may read that and the file was not erased."""
    entry = entry_or_404(user, entry_id)
    return get_object_or_404(entry.attachments.filter(erased_at=None), pk=file_id)


def _attach_each(request, row, *, files, key):
    """(the names of what was attached, why each of the others was not)."""
    added, refused = [], []
    for file in files:
        try:
            attached = actions.attach_file(row, file=file, name=file.name, key=key, by=request.user, at=timezone.now())
        except ValidationError as error:
            refused.append(f"{file.name}: {error.messages[0]}")
        else:
            added.append(attached.name)
    return added, refused
