"""An entry of the log: logged, changed, shared, cited, removed."""

import uuid
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from actionsteps.wording import text_digest
from evidence import rules
from evidence.actions.locks import locked_entry
from evidence.models import Evidence, Source
from evidence.validators import (
    LONGEST_CLASS,
    validate_meaning,
    validate_not_in_future,
    validate_seen,
    validate_source,
)
from schools.models import Membership, Mentorship, Role
from schools.reading_on import why_not_when_left
from schools.refusal import Refused, refuse_if

STALE = "This page is out of date: something else was logged from it. Load it again."
BLANK = text_digest("")


@dataclass
class Changed:
    """What became of a change: the entry as it is stored now, and by field the other text that stands there."""

    entry: Evidence
    conflicts: dict = field(default_factory=dict)


@transaction.atomic
def log_evidence(*, school, ect, source, seen_on, seen, meaning="", area=None, class_name="", key, by, at):
    """Log one thing seen or heard about an ECT; the same key and text again gives the same entry.

    An ECT logs own reflections, a leader of the school what they saw, the mentor all of it. Raises `Refused` if `by`
    may not, the person is no ECT there or the key holds another text, `ValidationError` if something is lacking.
    """
    mentor_id = _mentor_id(school.pk, ect.pk)
    leads = by.pk not in (ect.pk, mentor_id) and _leads(by, school)
    refuse_if(rules.why_not_log(by, ect_id=ect.pk, mentor_id=mentor_id, leads=leads))
    refuse_if(rules.why_not_from(source, by, ect_id=ect.pk, leads=leads))
    ect_here = mentor_id is not None or _is_ect(ect, school)
    refuse_if(rules.why_not_write(is_own=by.pk == ect.pk, ect_here=ect_here))
    values = {"source": source, "seen_on": seen_on, "seen": seen, "meaning": meaning}
    values |= {"area": area, "class_name": class_name}
    _validate(values, at=at)
    return _create(values, school=school, ect=ect, key=key, by=by, at=at)


@transaction.atomic
def log_walk(*, school, ects, key, by, at, **values):
    """Log the same thing for several ECTs of a school, an entry each; the same key again adds nothing (A9).

    Raises as `log_evidence` does; an entry that `by` may not log keeps the others from being logged.
    """
    return [
        log_evidence(school=school, ect=ect, key=uuid.uuid5(key, f"{school.pk}:{ect.pk}"), by=by, at=at, **values)
        for ect in ects
    ]


@transaction.atomic
def change_entry(entry, *, typed, drawn, by, at):
    """Change the fields in `typed`, each only if what is stored is what the page was drawn with; returns a `Changed`.

    `typed` holds values by field, `drawn` the digests of the texts shown (left out: drawn blank). What is stored
    already as typed is no conflict. Raises `Refused` if `by` may not, `ValidationError` if something would be lacking.
    """
    entry = locked_entry(entry)
    refuse_if(rules.why_not_change(entry, by, mentor_id=entry.mentor_id) or why_not_when_left(by, entry))
    changed, new = Changed(entry), {}
    for name, value in typed.items():
        stored = entry.text_of(name)
        if Evidence.as_text(value) == stored:
            continue
        if drawn.get(name, BLANK) != text_digest(stored):
            changed.conflicts[name] = stored
        else:
            new[name] = value
    if "source" in new:
        leads = rules.is_outside(entry, by, mentor_id=entry.mentor_id)
        refuse_if(rules.why_not_from(new["source"], by, ect_id=entry.ect_id, leads=leads))
    _validate(new, at=at)
    for name, value in new.items():
        setattr(entry, name, value)
    if new:
        entry.save(update_fields=sorted(new))
    return changed


@transaction.atomic
def share_entry(entry, *, by, at):
    """Let the ECT read an entry; again, or of one that `by` knows is read already, changes nothing. `Refused` if `by`
    may not."""
    entry = locked_entry(entry)
    refuse_if(rules.why_not_share(entry, by, mentor_id=entry.mentor_id))
    if not rules.is_read_by_ect(entry, by, mentor_id=entry.mentor_id):
        entry.shared_at, entry.shared_by = at, by
        entry.save(update_fields=["shared_at", "shared_by"])
    return entry


@transaction.atomic
def remove_entry(entry, *, by, at):
    """Take an entry out of the log for good: logged for the wrong person, or a pupil's name in it.

    `Refused` if `by` may not, or while a focus rests on it or a file hangs on it. Who is outside the pair may not know
    of a focus: what rests on it since the last week was set goes with it.
    """
    entry = locked_entry(entry)
    refuse_if(rules.why_not_remove(entry, by, mentor_id=entry.mentor_id) or why_not_when_left(by, entry))
    is_outside = rules.is_outside(entry, by, mentor_id=entry.mentor_id)
    if is_outside and entry.attachments.exists():
        raise Refused("A file hangs on this. Take that away first.")
    try:
        with transaction.atomic():
            entry.delete()
    except ProtectedError as held:
        if not is_outside:
            raise Refused("A focus rests on this, or a file hangs on it. Take that away first.") from None
        for row in held.protected_objects:
            row.delete()
        entry.delete()


def mark_cited(entries, *, at):
    """Note that a set week rests on these entries (ids): from then on the ECT reads them. One query.

    `at=None`: that none does any more.
    """
    rows = Evidence.objects.filter(pk__in=entries)
    (rows.filter(cited_at=None) if at else rows).update(cited_at=at)


def close_entries(*, school_id, ect_id, by, at):
    """Note that `by` set a week: what others than they and the ECT logged about that ECT until now stays as it is,
    whether the week rests on it or not, so that nobody outside the pair can tell. One query."""
    rows = Evidence.objects.filter(school=school_id, ect=ect_id, closed_at=None)
    rows.exclude(created_by__in=(ect_id, by.pk)).update(closed_at=at)


def _create(values, *, school, ect, key, by, at):
    try:
        with transaction.atomic():
            return Evidence.objects.create(
                school=school, ect=ect, key=key, gathered_by=by, created_at=at, created_by=by, **values
            )
    except IntegrityError:
        logged = Evidence.objects.filter(created_by=by, key=key).first()
        if logged is None:
            raise
        is_other = (logged.school_id, logged.ect_id) != (school.pk, ect.pk)
        if is_other or any(logged.text_of(name) != Evidence.as_text(value) for name, value in values.items()):
            raise Refused(STALE) from None
        return logged


def _validate(values, *, at):
    """What an entry must satisfy, of those fields that are given."""
    if "source" in values:
        validate_source(values["source"], Source.values)
    if "seen_on" in values:
        validate_not_in_future(values["seen_on"], timezone.localdate(at))
    if "seen" in values:
        validate_seen(values["seen"])
    if "meaning" in values:
        validate_meaning(values["meaning"])
    if len(values.get("class_name", "")) > LONGEST_CLASS:
        raise ValidationError(f"Shorten the class to {LONGEST_CLASS} characters.", code="class_too_long")


def _leads(user, school):
    return Membership.objects.live().filter(user=user, school=school, role=Role.LEADER).exists()


def _is_ect(user, school):
    return Membership.objects.live().filter(user=user, school=school, role=Role.ECT).exists()


def _mentor_id(school_id, ect_id):
    live = Mentorship.objects.live().filter(school_id=school_id, ect_id=ect_id)
    return live.values_list("mentor_id", flat=True).first()
