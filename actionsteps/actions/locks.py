"""What an action of the bank starts with: the bank or the row it is about, locked.

A trust's bank is locked before those of its schools, a bank before its steps, and of several steps the oldest first
(by id), so that no two actions wait for each other.
"""

from actionsteps.models import ActionStep, Proposal
from schools.models import School
from schools.refusal import Refused

GONE = "This draft is not there any more: it was discarded meanwhile. To have it after all, write it anew."


def lock_bank(*, school=None, trust=None):
    """Whoever else writes a step, an area or a word of this bank waits until this transaction ends.

    Rows that only point to the school or trust don't wait. The product's own bank has one writer, a command.
    """
    for owner in (trust, school):
        if owner:
            type(owner).objects.select_for_update(no_key=True).get(pk=owner.pk)


def lock_schools_under(area):
    """The schools whose bank has steps under this area of their trust, those banks locked as by `lock_bank`."""
    schools = School.objects.select_for_update(no_key=True).filter(pk__in=area.action_steps.values("school"))
    return list(schools.order_by("pk"))


def locked_step(step):
    """The step, read again under its bank's lock, with its area, school and trust; `Refused` where it was discarded."""
    lock_bank(school=step.school, trust=step.trust)
    steps = ActionStep.objects.select_for_update(of=("self",)).select_related("area", "school", "trust")
    found = steps.filter(pk=step.pk).first()
    if found is None:
        raise Refused(GONE)
    return found


def locked_proposal(proposal):
    """The proposal, read again and locked."""
    rows = Proposal.objects.select_for_update(of=("self",)).select_related("school", "trust", "step")
    return rows.get(pk=proposal.pk)
