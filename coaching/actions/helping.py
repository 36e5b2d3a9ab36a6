"""Asking a named leader for help with one focus: sent, answered, withdrawn (A111)."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coaching import rules
from coaching.actions.locks import locked_focus_of_week
from coaching.models import Asked
from coaching.validators import validate_as_read, validate_text
from schools.models import Membership, Role
from schools.reading_on import why_not_when_left

NOT_A_LEADER = "Pick a leader of the school, other than the two of you."


@transaction.atomic
def ask_for_help(focus, *, leader, question, drawn="", key, by, at):
    """Send a live focus as it reads now, with a question, to a leader of the school: the row, and whether it is new.
    The same key and question again gives the same row. `drawn` is the digest of the wording that was read.

    Raises `Refused` if `by` is not of the pair or the page is out of date, ValidationError for a leader who is none,
    or is of the pair, and for a focus that reads otherwise by now.
    """
    focus = locked_focus_of_week(focus)
    week = focus.cycle
    rules.refuse_if(rules.why_not_ask_for_help(focus, by, mentor_id=week.mentor_id_now))
    rules.refuse_if(why_not_when_left(by, week))
    leads = Membership.objects.live().filter(user=leader, role=Role.LEADER, school=focus.school_id)
    if leader.pk in (week.ect_id, week.mentor_id_now) or not leads.exists():
        raise ValidationError(NOT_A_LEADER, code="not_a_leader")
    validate_text(question)
    wording = focus.wording
    validate_as_read(wording, drawn)
    try:
        with transaction.atomic():
            made = Asked.objects.create(
                school_id=focus.school_id,
                focus=focus,
                leader=leader,
                key=key,
                key_action=wording.key_action,
                steps=list(wording.steps),
                so_that=wording.so_that,
                question=question,
                at=at,
                by=by,
            )
            return made, True
    except IntegrityError:
        earlier = Asked.objects.filter(by=by, key=key).first()
        if earlier is None or (earlier.focus_id, earlier.leader_id, earlier.question) != (
            focus.pk,
            leader.pk,
            question,
        ):
            raise rules.Refused(rules.STALE) from None
        return earlier, False


@transaction.atomic
def reply_to_question(asked, *, reply, by, at):
    """Answer what was asked, once; returns whether that is new: the same text again changes nothing.

    Raises `Refused`.
    """
    asked = _locked(asked)
    if asked.replied_at and (asked.reply, asked.leader_id) == (reply, by.pk):
        return False
    rules.refuse_if(rules.why_not_reply(asked, by) or ("This was withdrawn." if asked.withdrawn_at else ""))
    validate_text(reply)
    asked.reply, asked.replied_at = reply, at
    asked.save(update_fields=["reply", "replied_at"])
    return True


@transaction.atomic
def withdraw_question(asked, *, by, at):
    """Take it back: the leader reads it no more, the pair still does; again changes nothing. Raises `Refused`."""
    asked = _locked(asked)
    if asked.withdrawn_at and asked.by_id == by.pk:
        return asked
    rules.refuse_if(rules.why_not_take_question_back(asked, by))
    asked.withdrawn_at = at
    asked.save(update_fields=["withdrawn_at"])
    return asked


def _locked(asked):
    return Asked.objects.select_for_update(of=("self",)).get(pk=asked.pk)
