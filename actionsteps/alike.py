"""Near-duplicates: what the bank holds already that says much the same."""

from django.db.models import Q

from actionsteps.models import ActionStep
from actionsteps.search import search

ALIKE = 0.6
LOOKED_AT = 40


def nearest(wording, *, school=None, trust=None, but=None, limit=5):
    """[(alikeness, step)] of the published steps that readers of this bank see, the most alike first, from 0.6 on.

    Looks at the 40 that the search finds for the key action and the first words of the rest: four queries at most.
    """
    owner_trust = trust or (school and school.trust)
    banks = Q(school=None, trust=None)
    if school:
        banks |= Q(school=school)
    if owner_trust:
        banks |= Q(trust=owner_trust)
    within = ActionStep.objects.published().filter(banks).exclude(pk=but)
    asked = f"{wording.key_action} {wording.so_that} "
    found = search(asked, within=within, banks=banks, limit=LOOKED_AT, mend=False)
    scored = sorted(((wording.alikeness(step.wording), step) for step in found.steps), key=lambda pair: -pair[0])
    return [(how, step) for how, step in scored if how >= ALIKE][:limit]
