"""What a drop-in showed of a live week's steps becomes evidence, cited at once (A109)."""

import uuid
from itertools import groupby

from django.core.exceptions import ValidationError
from django.db import transaction

from coaching import rules
from coaching.actions.locks import locked_week
from coaching.models import Citation, Step
from coaching.validators import validate_seen_since
from evidence import actions as log
from evidence.models import Source


@transaction.atomic
def log_slip(week, *, looks, seen_on, class_name="", key, by, at):
    """Log what a drop-in showed of the steps of a live week: for each focus that was looked at one entry, cited for it.

    `looks` goes by the step's id; a step that was reworded meanwhile is quoted as it was when it was looked for. The
    same key and text again adds nothing. Returns the entries; raises `Refused` if `by` may not, ValidationError if
    nothing was looked at or the day is not one since the meeting.
    """
    week = locked_week(week.pk)
    rules.refuse_if(rules.why_not_slip(week, by, mentor_id=week.mentor_id_now))
    validate_seen_since(seen_on, week.meets_on)
    looks = {pk: look for pk, look in looks.items() if not look.is_empty}
    steps = Step.objects.filter(focus__cycle=week, pk__in=looks).select_related("focus")
    steps = steps.order_by("focus__rank", "focus__position", "position", "pk")
    entries = []
    for focus, of_focus in groupby(steps, key=lambda step: step.focus):
        entry = log.log_evidence(
            school=week.school,
            ect=week.ect,
            source=Source.DROP_IN,
            seen_on=seen_on,
            seen=" ".join(looks[step.pk].words(step.text) for step in of_focus),
            class_name=class_name,
            key=uuid.uuid5(key, f"focus {focus.position}"),
            by=by,
            at=at,
        )
        Citation.objects.get_or_create(
            focus=focus, evidence=entry, defaults={"school_id": focus.school_id, "at": at, "by": by}
        )
        entries.append(entry)
    if not entries:
        raise ValidationError("Say of one step at least whether you saw it.", code="nothing_looked_at")
    log.mark_cited([entry.pk for entry in entries], at=at)
    return entries
