"""A record from another school: put here by its ECT, offered to their mentor, taken back."""

import hashlib

from django.db import IntegrityError, transaction

from coaching.models import EarlierRecord
from coaching.record_format import read_record
from coaching.rules import STALE, Refused, refuse_if
from schools.models import User
from schools.reading_on import why_not_when_left

MOST = 5
TOO_MANY = "There are five records here already, which is the most. Take one back first."


@transaction.atomic
def bring_record(mentorship, *, content, key, by, at):
    """Put the record in a file (its bytes) beside an ECT's weeks, for themselves alone; the same key and file again
    gives the same row.

    Raises ValidationError for what is no record, `Refused` where `by` is not the ECT, has left, or has five here.
    """
    refuse_if("" if by.pk == mentorship.ect_id else "Only the ECT brings a record along.")
    refuse_if(why_not_when_left(by, mentorship))
    held = read_record(content)
    digest = hashlib.sha256(content).hexdigest()
    User.objects.select_for_update().get(pk=by.pk)
    here = EarlierRecord.objects.filter(ect=by, school=mentorship.school_id)
    if not here.filter(key=key).exists() and here.count() >= MOST:
        raise Refused(TOO_MANY)
    came_from = ", ".join(filter(None, (school["name"] for school in held["schools"])))[:300] or "another school"
    try:
        with transaction.atomic():
            return EarlierRecord.objects.create(
                school_id=mentorship.school_id, ect=by, key=key, digest=digest, came_from=came_from, held=held, at=at
            )
    except IntegrityError:
        made = EarlierRecord.objects.filter(ect=by, key=key).first()
        if made is None or (made.digest, made.school_id) != (digest, mentorship.school_id):
            raise Refused(STALE) from None
        return made


@transaction.atomic
def offer_record(record, *, by, at):
    """Let the mentor read it; again changes nothing."""
    record = _own(record, by)
    if record.offered_at is None:
        record.offered_at = at
        record.save(update_fields=["offered_at"])
    return record


@transaction.atomic
def take_back_record(record, *, by):
    """Take it out again: nothing of it stays."""
    _own(record, by).delete()


def _own(record, by):
    record = EarlierRecord.objects.select_for_update(of=("self",)).filter(pk=record.pk).first()
    if record is None:
        raise Refused(STALE)
    refuse_if("" if record.ect_id == by.pk else "Only the ECT whose record it is does this.")
    return record
