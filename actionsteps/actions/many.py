"""Writing many steps of one bank at once: what comes of it is the same as one by one, in a handful of queries."""

from collections import Counter

from actionsteps.actions.keeping import free_reference
from actionsteps.actions.words import learn, relearn, words_of
from actionsteps.models import WRITTEN, ActionStep, Facet, FacetKind, Version

MANY = 50  # steps, from which on learning the whole bank anew is quicker
BATCH = 200
CHANGED = (*WRITTEN, "digest", "version", "found_problem", "found_action", "found_rest", "published_at", "retired_at")


def write_many(fates, *, school=None, trust=None, by, at):
    """Write what each of `fates` says (of a `Plan`; new or changed, their areas there), in one bank.

    Who calls holds the bank's lock since before it was planned, and has asked whether `by` keeps it. Per changed step
    one query, besides some that don't grow with their number.
    """
    was = Counter(word for fate in fates if fate.step and fate.step.is_published for word in words_of(fate.step))
    new = _new([fate for fate in fates if fate.step is None], school=school, trust=trust, by=by, at=at)
    changed = [(fate.step, _change(fate, by=by, at=at)) for fate in fates if fate.step]
    ActionStep.objects.bulk_create(new, batch_size=BATCH)
    # In their order, as whoever else locks several steps.
    for step, _ in sorted(changed, key=lambda one: one[0].pk):
        step.save(update_fields=[*CHANGED, "retired_by"])
    told = [step for step in new if step.published_at] + [step for step, is_told in changed if is_told]
    Version.objects.bulk_create([_version(step, by=by, at=at) for step in told], batch_size=BATCH)
    Facet.objects.filter(step__in=[step.pk for step, _ in changed]).delete()
    steps = [*new, *(step for step, _ in changed)]
    Facet.objects.bulk_create([facet for step in steps for facet in _facets(step)], batch_size=BATCH)
    if len(steps) >= MANY:
        relearn(school=school, trust=trust)
    elif steps:
        learn([step for step in steps if step.is_published], instead_of=was, bank=steps[0])


def _new(fates, *, school, trust, by, at):
    ids = {"school_id": school and school.pk, "trust_id": trust and trust.pk}
    taken = set(ActionStep.objects.filter(**ids).values_list("reference", flat=True)) if fates else set()
    taken |= {fate.reference for fate in fates}
    steps = []
    for fate in fates:
        step = ActionStep(**ids, created_at=at, created_by=by, **fate.written)
        step.reference = fate.reference or free_reference(step.key_action, taken)
        taken.add(step.reference)
        _bring_to(step, fate.state or "published", by=by, at=at)
        steps.append(step.prepared())
    return steps


def _change(fate, *, by, at):
    """Change the step of a fate, unsaved; returns whether it has a version to keep."""
    step, before = fate.step, fate.step.digest
    for name, value in fate.written.items():
        setattr(step, name, value)
    step.prepared()
    first = not step.published_at
    if reworded := not first and step.digest != before:
        step.version += 1
    if fate.state:
        _bring_to(step, fate.state, by=by, at=at)
    return reworded or first and step.published_at is not None


def _bring_to(step, state, *, by, at):
    """Publish or retire the step as the file says; a published one never becomes a draft again."""
    if state == "draft" or state == "retired" and step.retired_at:
        return
    step.published_at = step.published_at or at
    step.retired_at, step.retired_by = (at, by) if state == "retired" else (None, None)


def _version(step, *, by, at):
    return Version(
        step=step,
        number=step.version,
        key_action=step.key_action,
        steps=step.steps,
        so_that=step.so_that,
        digest=step.digest,
        at=at,
        by=by,
    )


def _facets(step):
    told = {(FacetKind.PHASE, value) for value in step.phases} | {(FacetKind.SUBJECT, value) for value in step.subjects}
    return [Facet(step=step, kind=kind, value=value) for kind, value in sorted(told)]
