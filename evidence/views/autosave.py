"""What the script of an entry's form asks: to save what was typed (only what the ECT does not read yet)."""

from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from evidence import actions
from evidence.answers import saved_answer
from evidence.forms import EntryForm
from evidence.rules import why_not_as_typed, why_not_begin_as_typed, why_not_write
from evidence.views.doors import areas_for, ect_log_or_404, entry_or_404, is_ect_there_for, logged_for
from evidence.views.entries import FIELDS, WRONG, digests_of
from schools.posted import posted_key
from schools.refusal import Refused, refuse_if

NEEDED = ("source", "seen_on", "seen")
BLANK = {"meaning": "", "class_name": "", "area": None}


@require_POST
def autosave_new(request, school_id, ect_id):
    """Save a form that was drawn blank: the first save makes the entry, later ones change it, by its key."""
    place = ect_log_or_404(request.user, school_id, ect_id)
    refuse_if(why_not_write(is_own=place.is_own, ect_here=is_ect_there_for(place)))
    refuse_if(why_not_begin_as_typed(is_own=place.is_own))
    form = EntryForm(request.POST, areas=areas_for(place.school))
    key = posted_key(request)
    if logged := logged_for(request.user, key):
        return _changed(request, logged, form)
    errors = _errors(form)
    typed = BLANK | form.cleaned_data
    if all(name in typed for name in NEEDED):
        stamp = {"by": request.user, "at": timezone.now()}
        try:
            logged = actions.log_evidence(school=place.school, ect=place.ect, key=key, **typed, **stamp)
        except ValidationError as error:
            errors[WRONG.get(error.code, "seen")] = error.messages[0]
        except Refused:
            # Made at this moment by the same form: an answer that was lost.
            if not (logged := logged_for(request.user, key)):
                raise
            return _changed(request, logged, form)
        else:
            return _answer(logged, errors)
    return JsonResponse({"errors": errors}, status=422)


@require_POST
def autosave_entry(request, entry_id):
    """Save what was typed into the form of an entry, each field only over what it was drawn with."""
    row = entry_or_404(request.user, entry_id)
    return _changed(request, row, EntryForm(request.POST, areas=areas_for(row.school)))


def _changed(request, row, form):
    refuse_if(why_not_as_typed(row, request.user, mentor_id=row.mentor_id))
    errors = _errors(form)
    drawn = {name: request.POST.get(f"drawn-{name}", "") for name in FIELDS}
    typed = {name: value for name, value in form.cleaned_data.items() if name in request.POST}
    while True:
        try:
            changed = actions.change_entry(row, typed=typed, drawn=drawn, by=request.user, at=timezone.now())
        except ValidationError as error:
            # The other fields are saved all the same.
            name = WRONG.get(error.code, "seen")
            if name not in typed:
                raise
            errors[name] = error.messages[0]
            del typed[name]
        else:
            return _answer(changed.entry, errors, changed.conflicts)


def _errors(form):
    """What is wrong with the fields that were sent."""
    form.is_valid()
    return {name: texts[0] for name, texts in form.errors.items() if name in form.data}


def _answer(row, errors, conflicts=None):
    conflicts = conflicts or {}
    digests = {name: text for name, text in digests_of(row).items() if name not in errors and name not in conflicts}
    return saved_answer(at=timezone.now(), digests=digests, conflicts=conflicts, errors=errors)
