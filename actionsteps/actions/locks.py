"""What an action of the bank starts with: the bank or the row it is about, locked."""

from actionsteps.models import ActionStep, Proposal


def lock_bank(*, school=None, trust=None):
    """Whoever else writes a step, an area or a word of this bank waits until this transaction ends.

    Rows that only point to the school or trust don't wait. The product's own bank has one writer, a command.
    """
    for owner in (trust, school):
        if owner:
            type(owner).objects.select_for_update(no_key=True).get(pk=owner.pk)


def locked_step(step):
    """The step, read again under its bank's lock. With its area, school and trust."""
    lock_bank(school=step.school, trust=step.trust)
    steps = ActionStep.objects.select_for_update(of=("self",)).select_related("area", "school", "trust")
    return steps.get(pk=step.pk)


def locked_proposal(proposal):
    """The proposal, read again and locked."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("school", "trust", "step")
    return rows.get(pk=proposal.pk)
