"""A private note: written, changed, removed; by its author alone."""

from django.db import IntegrityError, transaction

from actionsteps.wording import text_digest
from evidence import rules
from evidence.actions.locks import locked_note
from evidence.models import PrivateNote
from evidence.validators import validate_note
from schools.hats import hats_of
from schools.models import Mentorship, School
from schools.refusal import Refused, refuse_if

STALE = "This page is out of date: another note was written from it. Load it again."


@transaction.atomic
def write_note(*, school_id, ect_id=None, text, key, by, at):
    """Write a note; the same key and text again gives the same note.

    Raises `Refused` where `by` has no part in that school or doesn't mentor that ECT, or the key holds another text;
    `ValidationError` for a blank one.
    """
    refuse_if(_why_not_about(by, school_id=school_id, ect_id=ect_id))
    validate_note(text)
    try:
        with transaction.atomic():
            return PrivateNote.objects.create(
                school_id=school_id, ect_id=ect_id, author=by, key=key, text=text, created_at=at, changed_at=at
            )
    except IntegrityError:
        note = PrivateNote.objects.filter(author=by, key=key).first()
        if note is None:
            raise
        if (note.text, note.school_id, note.ect_id) != (text, school_id, ect_id):
            raise Refused(STALE) from None
        return note


@transaction.atomic
def change_note(note, *, school_id, ect_id, text, drawn, by, at):
    """Change a note if what is stored is what the page was drawn with (`drawn`, its digest); returns it as it stands.

    Where something else was stored meanwhile nothing is written: the text that is returned is not `text`.
    """
    note = locked_note(note)
    refuse_if(rules.why_not_own_note(note, by))
    if (school_id, ect_id) != (note.school_id, note.ect_id):
        refuse_if(_why_not_about(by, school_id=school_id, ect_id=ect_id))
    validate_note(text)
    if text != note.text and drawn != text_digest(note.text):
        return note
    note.school_id, note.ect_id, note.text, note.changed_at = school_id, ect_id, text, at
    note.save(update_fields=["school", "ect", "text", "changed_at"])
    return note


@transaction.atomic
def remove_note(note, *, by):
    """Remove a note for good."""
    note = locked_note(note)
    refuse_if(rules.why_not_own_note(note, by))
    note.delete()


def _why_not_about(user, *, school_id, ect_id):
    if ect_id is not None:
        mine = Mentorship.objects.live().filter(mentor=user, school=school_id, ect=ect_id)
        return rules.why_not_note_about(is_own_ect=mine.exists())
    hats = hats_of(user)
    is_led = School.objects.filter(pk=school_id, trust__in=hats.trust_leader_at)
    return rules.why_not_note_at(is_there=school_id in hats.schools or is_led.exists())
