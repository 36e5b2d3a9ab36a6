"""A key action that holds a whole sentence falls into its three parts, when asked to (A23)."""

from django.db import transaction

from actionsteps.wording import parse
from coaching import rules
from coaching.actions.locks import locked_focus_of_draft
from coaching.actions.places import write_steps
from coaching.validators import validate_step_limit


@transaction.atomic
def split_focus(focus, *, by, at):
    """Put the steps and the so-that that stand in the key action into their own places; returns the focus.

    Nothing happens where the steps or the so-that hold text already, or where the key action is no whole sentence.
    """
    focus = locked_focus_of_draft(focus, by)
    rules.refuse_if(rules.why_not_rewrite(focus))
    found = parse(focus.key_action)
    wording = focus.wording
    holds_more = bool(wording.normal.steps or wording.normal.so_that)
    if holds_more or not found.key_action.strip() or not (found.steps or found.so_that.strip()):
        return focus
    validate_step_limit(len(found.steps))
    focus.key_action, focus.so_that = found.key_action, found.so_that
    focus.save(update_fields=["key_action", "so_that"])
    if found.steps:
        focus.steps.all().delete()
        write_steps(focus, found.steps)
    return focus
