"""Loading the starter bank: again and again, without undoing what a school changed."""

from django.db import transaction

from actionsteps.actions.keeping import keep_version, write_facets
from actionsteps.actions.words import relearn
from actionsteps.models import WRITTEN, ActionStep, Area
from actionsteps.starter import starter_areas, starter_steps

SHIPPED = tuple(name for name in WRITTEN if name not in ("area", "model_url", "kept_by", "review_on"))


@transaction.atomic
def load_starter_bank(*, at):
    """Make the product's own steps those of `actionsteps/starter/`; returns how many are (new, changed, retired).

    A step keeps its id by its reference, and gets a version when its wording changed; one that ships no longer is
    retired. The banks of schools and trusts are not looked at.
    """
    areas = {}
    for order, (name, standard) in enumerate(starter_areas().items(), 1):
        areas[name], _ = Area.objects.update_or_create(
            school=None, trust=None, name=name, defaults={"standard": standard, "order": order}
        )
    own = ActionStep.objects.select_for_update(of=("self",)).filter(school=None, trust=None).select_related("area")
    there = {step.reference: step for step in own.order_by("pk")}
    new = changed = 0
    for shipped in starter_steps():
        step = there.pop(shipped.key, None) or ActionStep(
            reference=shipped.key, created_at=at, published_at=at, version=0
        )
        before, digest = _told(step) if step.pk else None, step.digest
        for name in SHIPPED:
            value = getattr(shipped, name)
            setattr(step, name, list(value) if isinstance(value, tuple) else value)
        step.area, step.retired_at = areas[shipped.area], None
        if _told(step) == before:
            continue
        new, changed = (new, changed + 1) if step.pk else (new + 1, changed)
        if step.prepared().digest != digest:
            step.version += 1
        step.save()
        if step.digest != digest:
            keep_version(step, by=None, at=at)
        write_facets(step)
    gone = [step for step in there.values() if step.retired_at is None]
    for step in gone:
        step.retired_at = at
        step.save()
    if new or changed or gone:
        relearn()
    return new, changed, len(gone)


def _told(step):
    """What a loading could change."""
    return [getattr(step, name) for name in SHIPPED] + [step.area_id and step.area.name, step.retired_at]
