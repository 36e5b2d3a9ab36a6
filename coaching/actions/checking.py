"""The ECT's check of the foci, and the mentor's ways to answer a no (A34, A35, A56, A67). Rows are only added."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction

from coaching import rules
from coaching.actions.live import reword_focus
from coaching.actions.locks import locked_focus_of_draft, locked_focus_of_week, locked_week
from coaching.actions.places import write_steps
from coaching.actions.replying import open_no, reply_to
from coaching.models import Answer, Check, Focus, Rewording
from coaching.validators import validate_live_wording, validate_reason, validate_step_limit, validate_text
from schools.reading_on import why_not_when_left

STALE_WORDING = "The wording has changed meanwhile. Read it again, then answer."
MOST_CHECKS = 50


@transaction.atomic
def check_week(week, *, digests, key, by, at):
    """Say yes to every focus of a week: relevant, achievable, clear, and one thing. Returns the new `Check`s.

    By the ECT; or by the mentor, who notes what the ECT said in the meeting: what the ECT answered themselves stands
    then. `digests`, by focus, are of the wordings that were read. The same again adds nothing. Raises `Refused` if `by`
    may not, ValidationError where a wording is another one by now.
    """
    week = locked_week(week.pk)
    rules.refuse_if(rules.why_not_check_week(week, by, mentor_id=week.mentor_id_now) or why_not_when_left(by, week))
    made = []
    foci = week.foci.filter(withdrawn_at=None).order_by("rank", "position")
    for focus in foci.prefetch_related("steps", "checks"):
        wording = focus.wording
        if not wording.normal.key_action:
            continue
        if digests.get(focus.pk) != wording.digest:
            raise ValidationError(STALE_WORDING, code="stale_wording")
        if not _has_said(focus, wording, week.ect_id, by):
            focus.cycle = week
            made.append(_add(focus, wording, (), key=_key_of_yes(focus, wording, key), by=by, at=at))
    return made


def _key_of_yes(focus, wording, key):
    """The key of a yes by a page with `key`. `Refused` where that page said yes to this once already, and something
    else was said since: it is from before."""
    key = uuid.uuid5(key, f"{focus.pk}:{wording.digest}")
    rules.refuse_if(rules.STALE if any(one.key == key for one in focus.checks.all()) else "")
    return key


def _has_said(focus, wording, ect_id, by):
    """Whether a yes of `by` to this wording would add nothing, or stand against what the ECT said themselves."""
    said = sorted((one for one in focus.checks.all() if one.digest == wording.digest), key=lambda one: (one.at, one.pk))
    if not said:
        return False
    if by.pk == ect_id:
        return said[-1].is_yes and said[-1].by_id == ect_id
    return said[-1].is_yes or said[-1].by_id == ect_id


@transaction.atomic
def check_focus(focus, *, digest, nos, reason="", suggested=None, key, by, at):
    """Say what a focus is not (`nos`, of relevant, achievable, clear and really_two), with a reason; none is a yes.

    `suggested` is another wording, if the ECT offers one. The same key and text again gives the same `Check`. Raises
    `Refused` if `by` is not the ECT or may not, ValidationError where a reason is lacking, the suggestion could not go
    live, or the wording is not the one of `digest` any more.
    """
    focus = locked_focus_of_week(focus)
    rules.refuse_if(rules.why_not_check(focus, by) or why_not_when_left(by, focus.cycle))
    if made := Check.objects.filter(by=by, key=key).first():
        return _same_again(made, focus, nos, reason, suggested)
    wording = focus.wording
    if digest != wording.digest:
        raise ValidationError(STALE_WORDING, code="stale_wording")
    if nos:
        validate_reason(reason, "Enter why, in a line.")
    if suggested is not None:
        _validate_suggested(suggested)
        if suggested.same_as(wording):
            suggested = None
    if focus.checks.count() >= MOST_CHECKS:
        raise ValidationError("Talk about this one: it went back and forth often enough.", code="too_many_checks")
    return _add(focus, wording, nos, reason=reason, suggested=suggested, key=key, by=by, at=at)


def _add(focus, wording, nos, *, reason="", suggested=None, **stamp):
    return Check.objects.create(
        school_id=focus.school_id,
        focus=focus,
        digest=wording.digest,
        relevant="relevant" not in nos,
        achievable="achievable" not in nos,
        clear="clear" not in nos,
        really_two="really_two" in nos,
        reason=reason,
        suggested=_stored(suggested),
        **stamp,
    )


def _stored(wording):
    if wording is None:
        return {}
    return {"key_action": wording.key_action, "steps": list(wording.steps), "so_that": wording.so_that}


def _same_again(made, focus, nos, reason, suggested):
    said = {no for no in ("relevant", "achievable", "clear") if not getattr(made, no)}
    said |= {"really_two"} if made.really_two else set()
    same = made.focus_id == focus.pk and said == set(nos) and made.reason == reason
    if not same or (made.suggested and made.suggested != _stored(suggested)):
        raise rules.Refused(rules.STALE)
    return made


def _validate_suggested(wording):
    """A suggestion could go live as it is: it is taken in one tap."""
    for text in (wording.key_action, wording.so_that, *wording.steps):
        validate_text(text)
    validate_live_wording(wording, one_step=not wording.normal.steps)
    validate_step_limit(len(wording.steps))


@transaction.atomic
def keep_focus(focus, *, reason, check=None, by, at):
    """Keep a focus as it is although the ECT said no, with a reason that they read. Returns the `Reply`.

    `check` is the id of the no that was read. Kept already, nothing is added. Raises `Refused` if `by` may not, where
    no no waits, or another one by now.
    """
    focus = locked_focus_of_week(focus)
    rules.refuse_if(rules.why_not_keep(focus, by, mentor_id=focus.cycle.mentor_id_now))
    validate_reason(reason, "Enter why you keep it.")
    no = open_no(focus, focus.wording)
    if no is not None:
        rules.refuse_if(rules.STALE if check not in (None, no.pk) else "")
        return reply_to(no, Answer.KEPT, reason=reason, by=by, at=at)
    last = focus.checks.select_related("reply").order_by("at", "pk").last()
    reply = getattr(last, "reply", None)
    if reply is None or (reply.answer, reply.reason, reply.by_id) != (Answer.KEPT, reason, by.pk):
        raise rules.Refused(rules.STALE)
    return reply


@transaction.atomic
def take_suggested(focus, *, check, key, by, at):
    """Take the wording that the ECT suggests (A56): in a live week by rewording, which says that it is achievable; in
    a draft in place of what stands there, and achievable is asked again. `check` is the id of the ECT's no.

    The same key again changes nothing more. Raises `Refused` if `by` may not or something else was said or done
    meanwhile, ValidationError where the wording may not go live.
    """
    focus = locked_focus_of_week(focus)
    if focus.cycle.is_draft:
        return _take_into_draft(focus, check, by=by, at=at)
    rules.refuse_if(rules.why_not_change_live(focus, by, mentor_id=focus.cycle.mentor_id_now))
    if Rewording.objects.filter(focus=focus, key=key).exists():
        return focus
    wording = _open_suggestion(focus, check).suggestion
    return reword_focus(
        focus, wording=wording, one_step=not wording.normal.steps, achievable=True, key=key, by=by, at=at
    )


def _open_suggestion(focus, check):
    """The ECT's open no of this id, which suggests another wording."""
    no = open_no(focus, focus.wording)
    if no is None or no.pk != check or no.suggestion is None:
        raise rules.Refused(rules.STALE)
    return no


def _take_into_draft(focus, check, *, by, at):
    focus = locked_focus_of_draft(focus, by)
    rules.refuse_if(rules.why_not_rewrite(focus))
    if Check.objects.filter(pk=check, focus=focus, reply__answer=Answer.ACCEPTED).exists():
        return focus
    no = _open_suggestion(focus, check)
    wording = no.suggestion
    focus.key_action, focus.so_that, focus.one_step = wording.key_action, wording.so_that, not wording.normal.steps
    focus.save(update_fields=["key_action", "so_that", "one_step"])
    focus.steps.all().delete()
    write_steps(focus, wording.steps or ("",))
    reply_to(no, Answer.ACCEPTED, by=by, at=at)
    return Focus.objects.get(pk=focus.pk)
