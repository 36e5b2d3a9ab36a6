"""The access record: written before anybody but the pair is shown coaching text (A106)."""

from django.db import IntegrityError, transaction

from schools.models import AccessRecord
from schools.refusal import Refused

LONGEST = 500
WHY_NOT = "Say why, in a line: both of the pair read it."


@transaction.atomic
def record_access(*, school_id, ect_id, kind, why, week_of=None, key, by, at):
    """Note that `by` is about to be shown coaching text of an ECT; the same key again gives the same record.

    Raises `Refused` without a reason.
    """
    why = why.strip()[:LONGEST]
    if not why:
        raise Refused(WHY_NOT)
    facts = {"school_id": school_id, "ect_id": ect_id, "kind": kind, "why": why, "week_of": week_of}
    try:
        with transaction.atomic():
            return AccessRecord.objects.create(key=key, by=by, at=at, **facts)
    except IntegrityError:
        made = AccessRecord.objects.filter(key=key, by=by, school_id=school_id).first()
        if made is None or any(getattr(made, name) != value for name, value in facts.items()):
            raise Refused("This page is older than what it would do. Open it again.") from None
        return made
