"""What an ECT writes: a line beside a step, and a note before the next meeting (design.md: theirs until it is sent)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actionsteps.wording import text_digest
from coaching import rules
from coaching.actions.locks import locked_week
from coaching.actions.saving import BLANK, Saved
from coaching.models import MeetingNote, Step, StepLine
from coaching.stored import plain
from coaching.validators import validate_line, validate_text
from schools.reading_on import why_not_when_left

NOTE_FIELDS = ("went_well", "to_discuss")


@transaction.atomic
def write_line(step, *, text, drawn, by, at):
    """Save the ECT's line beside a step of a live week, until the review; returns a `Saved`, by "line-<id>".

    `drawn` is the digest of what it was drawn with: over other text nothing is written. Raises `Refused` if `by` may
    not.
    """
    week = locked_week(step.focus.cycle_id)
    step = Step.objects.select_related("focus", "line").get(pk=step.pk)
    step.focus.cycle = week
    rules.refuse_if(rules.why_not_line(step, by) or why_not_when_left(by, week))
    line = getattr(step, "line", None)
    saved, name = Saved(), f"line-{step.pk}"
    stored = {name: line.text if line else ""}
    if _weighed({name: plain(text)}, {name: drawn}, stored, saved, validate_line):
        StepLine.objects.update_or_create(
            step=step, defaults={"school_id": step.school_id, "text": plain(text), "at": at, "by": by}
        )
    return saved


@transaction.atomic
def write_note(mentorship, *, typed, drawn, key, by, at):
    """Save what the ECT writes before the next meeting of their mentorship; returns a `Saved`, by field.

    One note waits for each ECT at a school: the first words make it, with the form's `key`. Raises `Refused` if `by`
    may not, and for a form whose note was read in a meeting meanwhile.
    """
    rules.refuse_if(rules.why_not_note(mentorship, by))
    typed = {name: plain(text) for name, text in typed.items() if name in NOTE_FIELDS}
    note = _waiting(mentorship, key=key)
    if note is None:
        try:
            with transaction.atomic():
                return _write(_new(mentorship, key=key, by=by, at=at), typed, drawn, at=at)
        except IntegrityError:
            # Another tab made it in this instant.
            note = _waiting(mentorship, key=key)
    return _write(note, typed, drawn, at=at)


@transaction.atomic
def send_note(mentorship, *, key, by, at):
    """Send the note that waits to the mentor, who reads every later change of it too; again changes nothing.

    Raises ValidationError where nothing is written, `Refused` for a form that is not this note's.
    """
    note = _own(mentorship, key=key, by=by)
    if not any(getattr(note, name).strip() for name in NOTE_FIELDS):
        raise ValidationError("Write something first: what went well, or what to talk about.", code="blank")
    if note.sent_at is None:
        note.sent_at = at
        note.save(update_fields=["sent_at"])
    return note


@transaction.atomic
def take_back_note(mentorship, *, key, by, at):
    """Take a sent note back before it was read in a meeting that was set: it is the ECT's alone again."""
    note = _own(mentorship, key=key, by=by)
    note.sent_at = None
    note.save(update_fields=["sent_at"])
    return note


def _waiting(mentorship, *, key):
    """The note that waits, locked, or None; `Refused` where the form's own was read in a meeting, or is elsewhere."""
    for made in MeetingNote.objects.filter(ect=mentorship.ect_id, key=key):
        rules.refuse_if(rules.why_not_change_note(made))
        rules.refuse_if("" if made.school_id == mentorship.school_id else rules.STALE)
    waiting = MeetingNote.objects.select_for_update(of=("self",))
    return waiting.filter(school=mentorship.school_id, ect=mentorship.ect_id, cycle=None).first()


def _own(mentorship, *, key, by):
    """The note that waits and that the form was drawn for, locked."""
    rules.refuse_if(rules.why_not_note(mentorship, by))
    note = _waiting(mentorship, key=key)
    if note is None:
        raise ValidationError("Write something first: what went well, or what to talk about.", code="blank")
    rules.refuse_if("" if note.key == key else rules.STALE)
    return note


def _new(mentorship, *, key, by, at):
    return MeetingNote(school_id=mentorship.school_id, ect=by, key=key, created_at=at, changed_at=at)


def _write(note, typed, drawn, *, at):
    """Write the fields that may be; one that is not saved yet is only made for words."""
    saved = Saved()
    stored = {name: getattr(note, name) for name in typed}
    fields = _weighed(typed, drawn, stored, saved, validate_text)
    for name in fields:
        setattr(note, name, typed[name])
    if note.pk and fields:
        note.changed_at = at
        note.save(update_fields=[*fields, "changed_at"])
    elif any(typed[name].strip() for name in fields):
        note.save()
    return saved


def _weighed(typed, drawn, stored, saved, validate):
    """The names of what is to be stored over what stands there; notes in `saved` what each is now, or what is against
    it."""
    fields = []
    for name, text in typed.items():
        if text != stored[name] and drawn.get(name, BLANK) != text_digest(stored[name]):
            saved.conflicts[name] = stored[name]
            continue
        try:
            validate(text)
        except ValidationError as error:
            saved.errors[name] = error.messages[0]
            continue
        saved.digests[name] = text_digest(text)
        if text != stored[name]:
            fields.append(name)
    return fields
