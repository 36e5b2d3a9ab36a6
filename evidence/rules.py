"""Who may log what was seen, and cite it: each rule returns the reason against, or ""."""


def why_not_log(user, *, ect_id, mentor_id):
    """Why `user` may not log evidence about an ECT: it is for the ECT's mentor now, and the ECT (A8, A9)."""
    if user.pk in (ect_id, mentor_id):
        return ""
    return "Only the ECT and their mentor log this here."


def why_not_about(evidence, *, school_id, ect_id):
    """Why a piece of evidence is not for a week of this ECT at this school."""
    if (evidence.school_id, evidence.ect_id) != (school_id, ect_id):
        return "This evidence is not about this ECT."
    return ""
