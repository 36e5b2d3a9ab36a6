"""Praise and the probe question start from a line that was offered (A88, A110), or from the other ECT's (A112)."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from coaching import rules
from coaching.actions.locks import locked_draft, locked_unreviewed
from coaching.actions.weeks import start_week
from coaching.models import Cycle
from coaching.stored import plain
from coaching.validators import validate_reason, validate_text
from schools.models import Mentorship


@transaction.atomic
def start_from(cycle, *, field, text, by, at):
    """Put a line that was offered into `field` of a draft or a live week, under what stands there; once is enough.

    Returns the week. Raises `Refused` if `by` may not, ValidationError where it is too long together.
    """
    week = locked_unreviewed(cycle.pk, by)
    text, stands = plain(text).strip(), getattr(week, field).rstrip()
    if text and text not in stands.split("\n"):
        text = f"{stands}\n{text}" if stands else text
        validate_text(text)
        _write(week, field, text)
    return week


@transaction.atomic
def start_for_other(cycle, mentorship, *, field, key, by, at):
    """Copy `field` of a week into the draft of another of the mentor's pairs, started if there is none (A112).

    Only where nothing stands there; the same text again changes nothing. Returns the draft. Raises `Refused` if `by`
    doesn't mentor both, ValidationError where there is nothing to copy or something else stands there.
    """
    week = Cycle.objects.select_related("mentorship").get(pk=cycle.pk)
    now = Mentorship.objects.live().filter(school=week.school_id, ect=week.ect_id).first()
    rules.refuse_if(rules.why_not_use_for_other(week, by, mentorship, mentor_id=now and now.mentor_id))
    text = getattr(week, field)
    validate_reason(text, "There is nothing to copy yet: write it first.")
    draft = locked_draft(start_week(mentorship, key=uuid.uuid5(key, "week"), by=by, at=at).pk, by)
    stands = getattr(draft, field)
    if stands.strip() and stands != text:
        name = mentorship.ect.first_name
        raise ValidationError(
            f"Other words stand in {name}’s next meeting: “{stands.strip()}” Change them there.", code="stands_there"
        )
    if stands != text:
        _write(draft, field, text)
    return draft


def _write(week, field, text):
    Cycle.objects.filter(pk=week.pk).update(**{field: text})
    setattr(week, field, text)
