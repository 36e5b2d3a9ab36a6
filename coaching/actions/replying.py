"""The mentor's reply to a no of the ECT: written with the deed that answers it (A35)."""

from coaching.models import Answer, Check, Reply


def open_no(focus, wording):
    """The ECT's last check of a locked focus in this wording, if it is a no without a reply; else None. One query."""
    checks = Check.objects.filter(focus=focus, digest=wording.digest).select_related("reply")
    last = checks.order_by("at", "pk").last()
    if last is None or last.is_yes or hasattr(last, "reply"):
        return None
    return last


def reply_to(check, answer, *, reason="", by, at):
    """Answer a no; nothing where there is none (None)."""
    if check is None:
        return None
    return Reply.objects.create(school_id=check.school_id, check_of=check, answer=answer, reason=reason, at=at, by=by)


def reply_by_setting(foci, *, by, at):
    """What the ECT said no to in a draft and reads otherwise as the week is set, is answered by that. One query, and
    one for each answer."""
    wordings = {focus.pk: focus.wording for focus in foci}
    for check in Check.objects.filter(focus__in=wordings, reply=None).order_by("at", "pk"):
        wording = wordings[check.focus_id]
        if not check.is_yes and check.digest != wording.digest:
            took = check.suggestion is not None and wording.same_as(check.suggestion)
            reply_to(check, Answer.ACCEPTED if took else Answer.REWORDED, by=by, at=at)
