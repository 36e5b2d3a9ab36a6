"""One mentor, two ECTs: a focus of the one is used for the other too (A112)."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from actionsteps.models import ActionStep
from coaching import rules
from coaching.actions.foci import BLANK
from coaching.actions.locks import locked_draft
from coaching.actions.places import made_with, same_again, take_place
from coaching.actions.weeks import start_week
from coaching.models import Focus
from schools.models import Mentorship


@transaction.atomic
def use_for_other(focus, mentorship, *, key, by, at):
    """Copy a focus's wording into the draft of another of the mentor's pairs, started if there is none.

    Nothing else goes along but the step of the bank it started from, where the other school reads it. The same key
    again gives the same focus. Raises `Refused` if `by` doesn't mentor both, ValidationError where the draft has this
    focus already, and that of A32 at three.
    """
    focus = Focus.objects.select_related("cycle__mentorship", "bank_step").get(pk=focus.pk)
    week, wording = focus.cycle, focus.wording
    now = Mentorship.objects.live().filter(school=week.school_id, ect=week.ect_id).first()
    rules.refuse_if(rules.why_not_use_for_other(week, by, mentorship, mentor_id=now and now.mentor_id))
    if wording.is_blank:
        raise ValidationError(BLANK, code="blank")
    draft = locked_draft(start_week(mentorship, key=uuid.uuid5(key, "week"), by=by, at=at).pk, by)
    if made := made_with(key, by):
        return same_again(made, cycle=draft)
    if any(other.wording.same_as(wording) for other in draft.foci.prefetch_related("steps")):
        name = mentorship.ect.first_name
        raise ValidationError(f"{name}’s next meeting has this focus already.", code="stands_there")
    theirs = ActionStep.objects.of_schools([draft.school]).filter(pk=focus.bank_step_id).exists()
    return take_place(
        draft,
        key=key,
        by=by,
        at=at,
        wording=wording,
        one_step=focus.one_step,
        bank_step_id=focus.bank_step_id if theirs else None,
        bank_version=focus.bank_version if theirs else None,
    )
