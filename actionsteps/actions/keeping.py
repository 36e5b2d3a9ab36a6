"""Writing, publishing and retiring the steps of a bank."""

import uuid

from django.db import transaction
from django.utils.text import slugify

from actionsteps.actions.words import learn
from actionsteps.models import ActionStep, Facet, FacetKind, Favourite, Version
from actionsteps.rules import why_not_discard, why_not_keep, why_not_keep_bank, why_not_publish, why_not_retire
from schools.hats import hats_of
from schools.refusal import refuse_if

# What a person may write of a step, beside its owner and state.
WRITTEN = (
    "key_action",
    "steps",
    "so_that",
    "strong",
    "weak",
    "criteria",
    "practice",
    "ladder",
    "model_url",
    "problems",
    "area",
    "phases",
    "subjects",
    "kept_by",
    "review_on",
)


@transaction.atomic
def write_step(*, school=None, trust=None, key=None, reference="", written, by, at):
    """A draft step in the bank of `school` or `trust`, of the fields `written` (names in `WRITTEN`).

    The same `key` again gives the same step. Refuses whoever doesn't keep that bank.
    """
    key = key or uuid.uuid4()
    if found := ActionStep.objects.filter(key=key, created_by=by).first():
        return found
    ids = {"school_id": school and school.pk, "trust_id": trust and trust.pk}
    refuse_if(why_not_keep_bank(hats_of(by), **ids))
    step = ActionStep(**ids, key=key, created_at=at, created_by=by, **_only_written(written))
    step.reference = reference or _free_reference(step)
    step.save()
    write_facets(step)
    return step


@transaction.atomic
def change_step(step, *, written, by, at):
    """Change what `written` names; a published step whose wording changed gets its next `Version` (who and when)."""
    step = _locked(step)
    refuse_if(why_not_keep(step, hats_of(by)))
    before = step.digest
    for name, value in _only_written(written).items():
        setattr(step, name, value)
    step.prepared()
    if step.published_at and step.digest != before:
        step.version += 1
        keep_version(step, by=by, at=at)
    step.save()
    write_facets(step)
    if step.is_published:
        learn([step])
    return step


@transaction.atomic
def publish_step(step, *, by, at):
    """Let everybody who reads this bank find the step; a retired one comes back."""
    step = _locked(step)
    refuse_if(why_not_publish(step, hats_of(by)))
    first = step.published_at is None
    step.published_at = step.published_at or at
    step.retired_at = step.retired_by = None
    step.save()
    if first:
        keep_version(step, by=by, at=at)
    learn([step])
    return step


@transaction.atomic
def retire_step(step, *, by, at):
    """Take the step out of the bank; foci that used it keep it."""
    step = _locked(step)
    refuse_if(why_not_retire(step, hats_of(by)))
    step.retired_at, step.retired_by = at, by
    step.save()
    return step


@transaction.atomic
def discard_step(step, *, by, at):
    """Throw a draft away that was never published."""
    step = _locked(step)
    refuse_if(why_not_discard(step, hats_of(by)))
    step.delete()


def favour(step, *, user, wanted, at):
    """Set whether `step` is among the favourites of `user`; never toggles."""
    if wanted:
        Favourite.objects.get_or_create(user=user, step=step, defaults={"at": at})
    else:
        Favourite.objects.filter(user=user, step=step).delete()


def _locked(step):
    return ActionStep.objects.select_for_update(of=("self",)).select_related("area").get(pk=step.pk)


def _only_written(written):
    unknown = set(written) - set(WRITTEN)
    if unknown:
        raise ValueError(f"not for writing: {sorted(unknown)}")
    return written


def _free_reference(step):
    """A reference from the key action that this bank hasn't got yet."""
    stem = slugify(step.key_action)[:60] or "step"
    taken = set(
        ActionStep.objects.filter(
            school_id=step.school_id, trust_id=step.trust_id, reference__startswith=stem
        ).values_list("reference", flat=True)
    )
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def keep_version(step, *, by, at):
    Version.objects.create(
        step=step,
        number=step.version,
        key_action=step.key_action,
        steps=step.steps,
        so_that=step.so_that,
        digest=step.digest,
        at=at,
        by=by,
    )


def write_facets(step):
    """The phases and subjects as rows, as the step says them now."""
    wanted = {(FacetKind.PHASE, value) for value in step.phases} | {(FacetKind.SUBJECT, value) for value in step.subjects}
    present = {(facet.kind, facet.value): facet for facet in step.facets.all()}
    Facet.objects.filter(pk__in=[facet.pk for pair, facet in present.items() if pair not in wanted]).delete()
    Facet.objects.bulk_create(
        [Facet(step=step, kind=kind, value=value) for kind, value in sorted(wanted) if (kind, value) not in present]
    )
