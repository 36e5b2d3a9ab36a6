"""Who may do what to a week, and when: each rule returns the reason against, or "".

A rule reads only what it is given: no query, no write. `mentor_id` is whoever mentors the ECT at that school now.
The first line of each is its entry in docs/week.md.
"""

from dataclasses import replace

from coaching.models.focus import Origin
from coaching.models.review import Result
from schools.refusal import Refused, refuse_if

__all__ = ["Refused", "refuse_if"]  # for those who ask the rules


IS_SET = "This week has been set."
IS_REVIEWED = "This week has been reviewed: it stays as it is."
NOT_SET = "This week has not been set yet."
NOT_MENTOR = "Only the ECT’s mentor does this."
NOT_PAIR = "Only the mentor and the ECT do this."
NOT_ECT = "Only the ECT ticks their steps."
NOT_ECTS_CHECK = "Only the ECT says whether a focus is right for them."
NOT_OPEN = "This draft is not open to you."
ENDED = "This mentorship has ended."
WITHDRAWN = "This focus was withdrawn."
NOT_IN_BANK = "This step is not in your school’s bank any more. Choose another."
BANK_ONLY = "Your school’s foci start from the bank."
OWN_ONLY = "Your school writes its own foci: none starts from the bank."
STALE = "This page is out of date: something else was done here meanwhile. Load it again."
NOTE_READ = "Your mentor has read this in a meeting: it stays as it is. Load the page again to write a new one."


def why_not_start(mentorship, user):
    """Why `user` may not start a week of this mentorship."""
    if not mentorship.is_live:
        return ENDED
    if mentorship.mentor_id != user.pk:
        return NOT_MENTOR
    return ""


def why_not_draft(cycle, user):
    """Why `user` may not write in, open, discard or set this draft."""
    if cycle.is_reviewed:
        return IS_REVIEWED
    if not cycle.is_draft:
        return IS_SET
    return why_not_start(cycle.mentorship, user)


def why_not_fill_in(cycle, user, *, mentor_id):
    """Why `user` may not fill in what may come later: praise, probe, evidence, why now, plan, practice."""
    if cycle.is_draft:
        return why_not_draft(cycle, user)
    if cycle.is_reviewed:
        return IS_REVIEWED
    return "" if mentor_id == user.pk else NOT_MENTOR


def why_not_review(cycle, user, *, mentor_id):
    """Why `user` may not give the outcomes of this week, or close it."""
    if cycle.is_draft:
        return NOT_SET
    if cycle.is_reviewed:
        return IS_REVIEWED
    return "" if mentor_id == user.pk else NOT_MENTOR


def why_not_slip(cycle, user, *, mentor_id):
    """Why `user` may not fill in the look-for slip of this week: it is the mentor's, while the week is live."""
    return why_not_review(cycle, user, mentor_id=mentor_id)


def why_not_hand_over(cycle, user):
    """Why `user` may not close a focus of this week as handed over."""
    if cycle.mentorship.mentor_id == user.pk:
        return "You set this week yourself: say what became of it."
    return ""


def why_not_decide(focus):
    """Why nothing is to be decided about this focus: refine, replace, let go. Reads its outcome."""
    outcome = getattr(focus, "outcome", None)
    if focus.is_withdrawn:
        return WITHDRAWN
    if outcome is None or not (outcome.result or outcome.handed_over):
        return "Say first what became of it."
    if not outcome.not_achieved:
        return "It was achieved." if outcome.result else "It was handed over."
    return ""


def why_not_carry_on(focus):
    """Why this focus may not carry on unchanged. Reads its outcome."""
    if reason := why_not_decide(focus):
        return reason
    if focus.outcome.result != Result.NO_CHANCE:
        return "Only a focus that there was no chance to try carries on unchanged."
    if focus.carried_on:
        return "It was carried on once already. Refine it, replace it or let it go."
    return ""


def why_not_rewrite(focus):
    """Why the wording of a focus in a draft may not be changed: it carries on unchanged."""
    if focus.carried_on:
        return "This focus carries on unchanged. To change it, undo that and refine it."
    return ""


def why_not_choose(house):
    """Why no focus may start from the bank at this school."""
    return "" if house.has_bank else OWN_ONLY


def why_not_own(focus, house, origin):
    """Why this focus may not be set at this school: it starts from no step of the bank. Its steps may be changed."""
    if not house.bank_only or origin != Origin.BESPOKE or focus.refined_from_id:
        return ""
    return BANK_ONLY


def why_not_use_for_other(cycle, user, mentorship, *, mentor_id):
    """Why `user` may not use a focus of this week for the ECT of another mentorship."""
    if cycle.is_draft and (reason := why_not_draft(cycle, user)):
        return reason
    if mentor_id != user.pk:
        return NOT_MENTOR
    if (mentorship.school_id, mentorship.ect_id) == (cycle.school_id, cycle.ect_id):
        return "Choose another of your ECTs."
    return why_not_start(mentorship, user)


def why_not_propose(focus, user, *, mentor_id):
    """Why `user` may not propose this focus for the school's bank. Reads its week."""
    if focus.cycle.is_draft:
        return NOT_SET
    if mentor_id != user.pk:
        return NOT_MENTOR
    if focus.is_withdrawn:
        return WITHDRAWN
    return "It is in the bank already." if focus.origin == Origin.BANKED else ""


def why_not_change_live(focus, user, *, mentor_id):
    """Why `user` may not reword or withdraw this focus. Reads its week."""
    if focus.cycle.is_draft:
        return NOT_SET
    if focus.cycle.is_reviewed:
        return IS_REVIEWED
    if mentor_id != user.pk:
        return NOT_MENTOR
    return WITHDRAWN if focus.is_withdrawn else ""


def why_not_ask_for_help(focus, user, *, mentor_id):
    """Why `user` may not ask a leader about this focus: it is for the pair, while the focus is worked on (A111)."""
    if user.pk not in (focus.cycle.ect_id, mentor_id):
        return NOT_PAIR
    if focus.cycle.is_draft:
        return NOT_SET
    if focus.cycle.is_reviewed:
        return IS_REVIEWED
    return WITHDRAWN if focus.is_withdrawn else ""


def why_not_reply(asked, user):
    """Why `user` may not answer what was asked."""
    if asked.leader_id != user.pk:
        return "Only the leader who was asked answers."
    return "This has been answered already." if asked.replied_at else ""


def why_not_take_question_back(asked, user):
    """Why `user` may not withdraw what was asked."""
    if asked.by_id != user.pk:
        return "Only who asked withdraws it."
    return "This was withdrawn already." if asked.withdrawn_at else ""


def why_not_tick(step, user):
    """Why `user` may not tick this step, or take the tick off. Reads its focus and week."""
    cycle = step.focus.cycle
    if cycle.ect_id != user.pk:
        return NOT_ECT
    if cycle.is_draft:
        return NOT_SET
    if cycle.is_reviewed:
        return IS_REVIEWED
    if step.focus.is_withdrawn:
        return WITHDRAWN
    return "This step was reworded meanwhile." if step.retired_at is not None else ""


def why_not_script(focus, user, *, mentor_id):
    """Why `user` may not write the script of this focus. Reads its week."""
    cycle = focus.cycle
    if user.pk not in (cycle.ect_id, mentor_id):
        return "Only the ECT and their mentor write the script."
    if cycle.is_draft:
        return NOT_SET
    if cycle.is_reviewed:
        return IS_REVIEWED
    return WITHDRAWN if focus.is_withdrawn else ""


def why_not_check(focus, user):
    """Why `user` may not say whether this focus is relevant, achievable and clear. Reads its week."""
    cycle = focus.cycle
    if cycle.ect_id != user.pk:
        return NOT_ECTS_CHECK
    if cycle.is_reviewed:
        return IS_REVIEWED
    if cycle.is_draft and cycle.opened_at is None:
        return NOT_OPEN
    return WITHDRAWN if focus.is_withdrawn else ""


def why_not_check_week(cycle, user, *, mentor_id):
    """Why `user` may not say yes to all foci of a week: as its ECT, or as the mentor who notes what the ECT said."""
    if cycle.ect_id != user.pk:
        return why_not_fill_in(cycle, user, mentor_id=mentor_id)
    if cycle.is_reviewed:
        return IS_REVIEWED
    return NOT_OPEN if cycle.is_draft and cycle.opened_at is None else ""


def why_not_keep(focus, user, *, mentor_id):
    """Why `user` may not keep this focus as it is, although the ECT said no. Reads its week."""
    return why_not_fill_in(focus.cycle, user, mentor_id=mentor_id) or (WITHDRAWN if focus.is_withdrawn else "")


def why_not_merge(focus, other):
    """Why two foci of a draft may not be made one."""
    if focus.carried_on or other.carried_on:
        return "A focus that carries on unchanged is not merged. To change it, undo that and refine it."
    if all(one.refined_from_id or one.replaces_id for one in (focus, other)):
        return (
            "Both come from the last foci, and each of those needs a decision of its own. Under “What was not "
            "achieved”, undo what you decided about one of them, and let it go with a reason. Then merge."
        )
    return ""


def why_not_correct(cycle, user, *, mentor_id):
    """Why `user` may not add a correction to an outcome of this week."""
    if not cycle.is_reviewed:
        return "This week has not been reviewed yet: change the outcome itself."
    return "" if mentor_id == user.pk else NOT_MENTOR


def why_not_bring_back(parked):
    """Why this candidate of the later list may not be brought back, or dropped."""
    if parked.brought_back_at is not None:
        return "It was brought back already."
    return "It was dropped from the later list." if parked.dropped_at is not None else ""


def present_answer(wording, answers):
    """Of `answers` in the order they were given, the last that counts for `wording`, or None (A15, A27).

    An answer given before there was a so-that stands when the so-that is filled in: it asked about what and how.
    """
    answers = list(answers)
    if not answers:
        return None
    counting = {wording.digest, without_so_that(wording).digest}
    return next((answer for answer in reversed(answers) if answer.digest in counting), None)


def without_so_that(wording):
    """What and how alone."""
    return replace(wording, so_that="")


def why_not_say_still(cycle, user, *, mentor_id):
    """Why `user` may not say whether the achieved focus that this week asks about is still happening."""
    if cycle.is_reviewed:
        return IS_REVIEWED
    if user.pk == cycle.ect_id:
        return ""
    return why_not_fill_in(cycle, user, mentor_id=mentor_id)


def why_not_stretch(focus, house):
    """Why this focus of last week may not be stretched. Reads its outcome."""
    outcome = getattr(focus, "outcome", None)
    if focus.is_withdrawn:
        return WITHDRAWN
    if outcome is None or outcome.result != Result.ACHIEVED:
        return "Only a focus that was achieved is stretched."
    return why_not_choose(house) or ("" if focus.bank_step_id else "Only a focus from the bank has a stretch.")


def why_not_refine_again(revisit):
    """Why the achieved focus that a draft asks about may not be refined: neither says that it stopped."""
    if False in (revisit.mentor_says, revisit.ect_says):
        return ""
    return "Say first that it isn’t happening any more."


def why_not_line(step, user):
    """Why `user` may not write a line beside this step. Reads its focus and week."""
    if step.focus.cycle.ect_id != user.pk:
        return "Only the ECT writes beside their steps."
    return why_not_tick(step, user)


def why_not_note(mentorship, user):
    """Why `user` may not write a note before the next meeting of this mentorship."""
    if mentorship.ect_id != user.pk:
        return "Only the ECT writes before the meeting."
    return "" if mentorship.is_live else ENDED


def why_not_change_note(note):
    """Why a note may not be changed, sent or taken back: it was read in a meeting."""
    return NOTE_READ if note.cycle_id else ""
