"""Who may log what was seen, change it, share it and cite it: each rule returns the reason against, or "".

Who logged something and is not of the pair learns that a week was set since, never whether it rests on theirs: what
they are told hangs on `shared_at` and `closed_at` alone, never on `cited_at`. `mentor_id`: who mentors the ECT now.
"""

from evidence.models import Source

IS_CITED = "A week that was set rests on this, so it stays as it is. Log another entry to add to it."
CLOSED = "A week was set since you logged this, so it stays as it is. Log another entry to add to it."


def why_not_log(user, *, ect_id, mentor_id, leads=False):
    """Why `user` may not log evidence about an ECT: it is for the ECT, their mentor now, and (`leads`) whoever leads
    the school (A8, A9)."""
    if user.pk in (ect_id, mentor_id) or leads:
        return ""
    return "Only the ECT and their mentor log this here."


def why_not_from(source, user, *, ect_id, leads=False):
    """Why `user` may not log evidence from this source: an ECT logs own reflections, and no leader does."""
    if user.pk == ect_id and source != Source.REFLECTION:
        return "You log your own reflections here. What others saw is logged by them."
    if leads and source == Source.REFLECTION:
        return "A reflection is logged by the ECT, or by their mentor with them."
    return ""


def why_not_write(*, is_own, ect_here):
    """Why nothing may be logged in an ECT's log; `ect_here`: whether they are an ECT of the school still."""
    if ect_here:
        return ""
    if is_own:
        return "You are no longer an ECT at this school. What was logged stays here for you to read."
    return "This person is no ECT of this school just now. Log it for somebody who is."


def is_outside(evidence, user, *, mentor_id):
    """Whether `user` is neither the ECT an entry is about nor their mentor: such as the leader who logged it."""
    return user.pk not in (evidence.ect_id, mentor_id)


def is_read_by_ect(evidence, user, *, mentor_id):
    """Whether the ECT may read an entry, as far as it is for `user` to know."""
    if is_outside(evidence, user, mentor_id=mentor_id):
        return evidence.shared_at is not None
    return evidence.is_read_by_ect


def was_shown(evidence, user, *, mentor_id):
    """Whether an entry was shared, or a set week rests on it (for who may not know: one was set since), so that what
    it says is not taken back unseen."""
    if is_outside(evidence, user, mentor_id=mentor_id):
        return evidence.shared_at is not None or evidence.closed_at is not None
    return evidence.shared_at is not None or evidence.cited_at is not None


def why_not_change(evidence, user, *, mentor_id):
    """Why `user` may not change an entry: it is for whoever logged it, until a set week rests on it, or, outside the
    pair, until a week is set."""
    if evidence.created_by_id != user.pk:
        return "Only the person who logged this changes it."
    if is_outside(evidence, user, mentor_id=mentor_id):
        return CLOSED if evidence.closed_at else ""
    return IS_CITED if evidence.cited_at else ""


def why_not_begin_as_typed(*, is_own):
    """Why a new entry may not be saved as it is typed: the mentor reads an ECT's reflection at once."""
    return "A reflection is saved by its button: your mentor reads it at once." if is_own else ""


def why_not_as_typed(evidence, user, *, mentor_id):
    """Why `user` may not save an entry as they type: whom it is about would read it half written."""
    if reason := why_not_change(evidence, user, mentor_id=mentor_id):
        return reason
    is_read = is_read_by_ect(evidence, user, mentor_id=mentor_id)
    return "The ECT reads this by now, so it is saved by its button." if is_read else ""


def why_not_share(evidence, user, *, mentor_id):
    """Why `user` may not share an entry with the ECT: it is for the ECT's mentor and for the leader who logged it."""
    if user.pk == evidence.ect_id or user.pk not in (mentor_id, evidence.created_by_id):
        return "Your mentor shares this with you." if user.pk == evidence.ect_id else "This is for the mentor to share."
    return ""


def why_not_remove(evidence, user, *, mentor_id):
    """Why `user` may not remove an entry: it is for whoever logged it, until somebody else has read it."""
    if reason := why_not_change(evidence, user, mentor_id=mentor_id):
        return reason
    return "The ECT has been shown this, so it stays. You can still change it." if evidence.shared_at else ""


def why_not_about(evidence, *, school_id, ect_id):
    """Why a piece of evidence is not for a week of this ECT at this school."""
    if (evidence.school_id, evidence.ect_id) != (school_id, ect_id):
        return "This evidence is not about this ECT."
    return ""


def why_not_remove_file(evidence, user):
    """Why `user` may not take a file from an entry: it is for whoever logged it, whoever has read it since: it may show
    a pupil’s face."""
    return "" if evidence.created_by_id == user.pk else "Only the person who logged this takes its files away."


def why_not_own_note(note, user):
    """Why a private note is not for `user` to change: it is its author's alone (A100)."""
    return "" if note.author_id == user.pk else "This is somebody else’s."


def why_not_note_about(*, is_own_ect):
    """Why a note is not about this ECT; `is_own_ect`: whether its author mentors them now."""
    return "" if is_own_ect else "Notes are about ECTs whom you mentor now, or about nobody."


def why_not_note_at(*, is_there):
    """Why a note is not of this school; `is_there`: whether its author has a role at it, or at its trust."""
    return "" if is_there else "You have no role at this school just now."
