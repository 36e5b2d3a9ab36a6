"""Near-duplicates: what the bank holds already that says much the same."""

from django.db.models import Q

from actionsteps.models import ActionStep
from actionsteps.search import make_out, ranked

ALIKE = 0.6
LOOKED_AT = 40
TOLD = ("key_action", "steps", "so_that")


def nearest(wording, *, school=None, trust=None, but=None, limit=5):
    """[(alikeness, step)] of the published steps that readers of this bank see, the most alike first, from 0.6 on.

    Looks at the 40 that the search finds for the key action and the first words of the rest, and loads their wordings
    alone. Two queries; in a large bank three at most.
    """
    owner_trust = trust or (school and school.trust)
    banks = Q(school=None, trust=None)
    if school:
        banks |= Q(school=school)
    if owner_trust:
        banks |= Q(trust=owner_trust)
    within = ActionStep.objects.published().filter(banks).exclude(pk=but)
    asked = f"{wording.key_action} {wording.so_that} "
    words = make_out(asked, banks=banks, mend=False)
    found = ranked(words, within, limit=LOOKED_AT, told=TOLD) if words.terms else []
    steps = [ActionStep.from_db(within.db, ["id", *TOLD], row) for row in found]
    scored = sorted(((wording.alikeness(step.wording), step) for step in steps), key=lambda pair: -pair[0])
    return [(how, step) for how, step in scored if how >= ALIKE][:limit]
