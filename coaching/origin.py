"""Where a focus comes from, worked out from its wording: banked, adapted or bespoke, never declared (A51)."""

from django.db.models import OuterRef, Q, Subquery

from actionsteps.models import Version
from actionsteps.wording import Wording
from coaching.gathered import Row, plain_json
from coaching.models.focus import Origin

# A focus that shares less than this with the step it started from is its writer's own.
LEAST_ALIKE = 0.3


def origin_of(wording, source):
    """The `Origin` of a wording whose bank step reads `source`; None for a focus that started from no step."""
    if source is None or wording.alikeness(source) < LEAST_ALIKE:
        return Origin.BESPOKE
    return Origin.BANKED if wording.same_as(source) else Origin.ADAPTED


def told_source():
    """To annotate foci with as `source_told`: the version that each was chosen in. `sources_of` asks nothing then."""
    chosen = Version.objects.filter(step=OuterRef("bank_step"), number=OuterRef("bank_version"))
    return Subquery(chosen.values(told=Row(key_action="key_action", steps="steps", so_that="so_that"))[:1])


def sources_of(foci):
    """By id, the `Wording` of the bank step that each focus started from, in the version it was chosen in.

    Reads `bank_step`: select it. No query, unless a step reads otherwise by now: then one for all that came without
    `told_source`.
    """
    banked = [focus for focus in foci if focus.bank_step_id]
    if all(hasattr(focus, "source_told") for focus in banked):
        return {focus.pk: _told(focus) or focus.bank_step.wording for focus in banked}
    older = [focus for focus in banked if focus.bank_version != focus.bank_step.version]
    wanted = Q()
    for focus in older:
        wanted |= Q(step_id=focus.bank_step_id, number=focus.bank_version)
    versions = Version.objects.filter(wanted) if older else ()
    known = {(version.step_id, version.number): version.wording for version in versions}
    return {
        focus.pk: known.get((focus.bank_step_id, focus.bank_version)) or focus.bank_step.wording for focus in banked
    }


def _told(focus):
    told = focus.source_told
    return told and Wording(told["key_action"], tuple(plain_json(told["steps"])), told["so_that"])
