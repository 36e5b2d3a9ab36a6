"""Who may do what with the bank, and when: each answers with the reason against, or "".

They read what they are given: no query, no write.
"""

PRODUCTS_OWN = "The starter bank is the product’s own. Make a step of your own from it instead."


def why_not_keep(step_or_area, hats):
    """Why the wearer of `hats` may not write, publish or retire this step or area (A49, A52)."""
    return why_not_keep_bank(hats, school_id=step_or_area.school_id, trust_id=step_or_area.trust_id)


def why_not_keep_bank(hats, *, school_id=None, trust_id=None):
    """Why they may not keep the bank of this school or trust; with neither, the product's own."""
    if trust_id:
        return "" if trust_id in hats.trust_leader_at else "A trust leader keeps the trust’s steps."
    if school_id:
        return "" if school_id in hats.leader_at else "A leader of the school keeps the school’s steps."
    return PRODUCTS_OWN


def why_not_publish(step, hats):
    if reason := why_not_keep(step, hats):
        return reason
    if step.is_published:
        return "This step is published already."
    return ""


def why_not_retire(step, hats):
    if reason := why_not_keep(step, hats):
        return reason
    if step.retired_at:
        return "This step is retired already."
    if not step.published_at:
        return "This step is a draft: publish it, or discard it."
    return ""


def why_not_discard(step, hats):
    if reason := why_not_keep(step, hats):
        return reason
    if step.published_at:
        return "This step was published: it can be retired, and stays on the foci that used it."
    return ""


def why_not_propose(hats, *, school_id):
    """Why they may not propose a step for the bank of this school."""
    if school_id in hats.mentor_at | hats.leader_at:
        return ""
    return "Mentors and leaders of a school propose steps for its bank."


def why_not_offer(step, hats, *, trust_id, offered):
    """Why a leader may not offer this step of their school to the trust (A52); `offered`: it waits there already."""
    if reason := why_not_keep(step, hats):
        return reason
    if step.trust_id or not step.school_id:
        return "Only a school’s own step can be offered to its trust."
    if not trust_id:
        return "This school belongs to no trust."
    if not step.is_published:
        return "Publish the step first."
    if offered:
        return "This step has been offered to the trust already."
    return ""


def why_not_decide(proposal, hats):
    """Why they may not accept or decline this proposal."""
    if reason := why_not_keep_bank(hats, school_id=proposal.school_id, trust_id=proposal.trust_id):
        return reason
    if proposal.withdrawn_at:
        return "This proposal was withdrawn."
    if proposal.decision:
        return "This proposal has been answered already."
    return ""


def why_not_withdraw_proposal(proposal, hats):
    if proposal.by_id != hats.user_id:
        return "Only the person who proposed it may withdraw it."
    if proposal.withdrawn_at or proposal.decision:
        return "This proposal has been answered or withdrawn already."
    return ""


def why_not_settle(hats, *, school_id, trust_id=None):
    """Why they may not change the school's prompts, note, policy and starters; `trust_id`: the trust it belongs to."""
    if school_id in hats.leader_at or trust_id in hats.trust_leader_at:
        return ""
    return "A leader of the school sets this."
