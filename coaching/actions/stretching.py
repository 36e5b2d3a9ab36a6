"""An achieved focus from the bank is stretched: the last rung of its step's ladder becomes the pupil outcome (A89)."""

from django.db import transaction

from coaching import rules
from coaching.actions.locks import locked_old
from coaching.actions.places import made_with, same_again, take_place
from coaching.house import house_of
from coaching.lines import stretch_of
from coaching.models import Focus


@transaction.atomic
def stretch(old, *, into, key, by, at):
    """Start a focus in the draft `into` that stretches one of last week's which was achieved. The same key again: the
    same focus. Raises `Refused` if `by` may not, or there is no stretch, and the ValidationError of A32 at three."""
    old, draft = locked_old(old, into, by)
    if made := made_with(key, by):
        return same_again(made, cycle=draft)
    rules.refuse_if(rules.why_not_stretch(old, house_of(draft.school)))
    wording = stretch_of(Focus.objects.select_related("bank_step").get(pk=old.pk))
    if wording is None:
        raise rules.Refused(rules.STALE)
    return take_place(
        draft, key=key, by=by, at=at, wording=wording, bank_step_id=old.bank_step_id, bank_version=old.bank_step.version
    )
