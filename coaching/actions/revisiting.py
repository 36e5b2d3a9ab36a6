"""Still happening? (A103): asked when a draft starts, answered by each of the pair, refined again where it is not."""

from django.db import transaction

from coaching import rules
from coaching.actions.locks import locked_draft, locked_week
from coaching.actions.places import made_with, same_again, succeed
from coaching.models import Focus, Revisit
from coaching.revisits import question_for
from schools.reading_on import why_not_when_left


def ask_again(cycle, *, at):
    """Ask in a locked draft about the achieved focus that has been due longest, if any; a draft that asks stays as it
    is. For the actions that start and open a draft, in their transaction. Three queries at most, and one to ask."""
    if Revisit.objects.filter(asked_in=cycle).exists():
        return
    if found := question_for(cycle):
        achieved, number = found
        Revisit.objects.create(
            school_id=cycle.school_id, focus_id=achieved.focus_id, round=number, asked_in=cycle, asked_at=at
        )


@transaction.atomic
def answer_still(cycle, *, yes, by, at):
    """Say whether the focus that a week asks about is still happening: each of the pair for themselves, until the
    review; said again, it replaces what they said. Raises `Refused` if `by` may not, or nothing is asked."""
    week = locked_week(cycle.pk)
    rules.refuse_if(rules.why_not_say_still(week, by, mentor_id=week.mentor_id_now) or why_not_when_left(by, week))
    revisit = _asked_in(week)
    if by.pk == week.ect_id:
        if revisit.ect_says != yes:
            revisit.ect_says, revisit.ect_at = yes, at
            revisit.save(update_fields=["ect_says", "ect_at"])
    elif revisit.mentor_says != yes:
        revisit.mentor_says, revisit.mentor_at, revisit.mentor_by = yes, at, by
        revisit.save(update_fields=["mentor_says", "mentor_at", "mentor_by"])
    return revisit


@transaction.atomic
def refine_again(cycle, *, key, by, at):
    """Start the successor of the focus that a draft asks about, where one of the pair says that it isn't happening any
    more: the line goes on, with its wording to change. The same again: the same one."""
    draft = locked_draft(cycle.pk, by)
    revisit = _asked_in(draft)
    old = revisit.focus
    if made := Focus.objects.filter(refined_from=old).first():
        return same_again(made, cycle=draft, refined_from=old)
    if made := made_with(key, by):
        return same_again(made, cycle=draft, refined_from=old)
    rules.refuse_if(rules.why_not_refine_again(revisit))
    return succeed(old, draft, key=key, by=by, at=at)


def _asked_in(week):
    revisit = Revisit.objects.select_for_update(of=("self",)).select_related("focus").filter(asked_in=week).first()
    if revisit is None:
        raise rules.Refused(rules.STALE)
    return revisit
