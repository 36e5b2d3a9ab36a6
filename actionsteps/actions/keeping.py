"""Writing, publishing and retiring the steps of a bank."""

import uuid

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from actionsteps.actions.locks import lock_bank, locked_step
from actionsteps.actions.words import learn, words_of
from actionsteps.models import WRITTEN, ActionStep, Facet, FacetKind, Favourite, Version
from actionsteps.rules import why_not_discard, why_not_keep, why_not_keep_bank, why_not_retire
from schools.hats import hats_of
from schools.refusal import refuse_if


@transaction.atomic
def write_step(*, school=None, trust=None, key=None, reference="", written, publish=False, by, at):
    """A step in the bank of `school` or `trust`, of the fields `written` (names in `WRITTEN`): a draft, or published.

    The same `key` again gives the same step. Refuses whoever doesn't keep that bank.
    """
    key = key or uuid.uuid4()
    lock_bank(school=school, trust=trust)
    if found := ActionStep.objects.filter(key=key, created_by=by).first():
        return found
    ids = {"school_id": school and school.pk, "trust_id": trust and trust.pk}
    refuse_if(why_not_keep_bank(hats_of(by), **ids))
    step = ActionStep(**ids, key=key, created_at=at, created_by=by, **_only_written(written))
    step.reference = reference or free_reference(step.key_action, _references(step))
    step.published_at = at if publish else None
    step.save()
    write_facets(step)
    if publish:
        keep_version(step, by=by, at=at)
        learn([step])
    return step


@transaction.atomic
def change_step(step, *, written, drawn="", by, at):
    """Change what `written` names; a published step whose wording changed gets its next `Version` (who and when).

    `drawn` is what `told` was when the form was drawn: raises ValidationError ("stale") if the step has changed since.
    """
    step = locked_step(step)
    refuse_if(why_not_keep(step, hats_of(by)))
    told, before, words = step.told, step.digest, words_of(step)
    for name, value in _only_written(written).items():
        setattr(step, name, value)
    if step.told == told:
        return step
    if drawn not in ("", told):
        raise ValidationError("This step was changed after you opened it.", code="stale")
    step.prepared()
    if step.published_at and step.digest != before:
        step.version += 1
        keep_version(step, by=by, at=at)
    step.save()
    write_facets(step)
    if step.is_published:
        learn([step], instead_of=words)
    return step


@transaction.atomic
def publish_step(step, *, by, at):
    """Let everybody who reads this bank find the step; a retired one comes back, a published one stays as it is."""
    step = locked_step(step)
    refuse_if(why_not_keep(step, hats_of(by)))
    if step.is_published:
        return step
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
    """Take the step out of the bank, if it is in it; foci that used it keep it."""
    step = locked_step(step)
    refuse_if(why_not_keep(step, hats_of(by)))
    if step.retired_at:
        return step
    refuse_if(why_not_retire(step, hats_of(by)))
    step.retired_at, step.retired_by = at, by
    step.save()
    learn([], instead_of=words_of(step), bank=step)
    return step


@transaction.atomic
def discard_step(step, *, by, at):
    """Throw a draft away that was never published."""
    step = locked_step(step)
    refuse_if(why_not_discard(step, hats_of(by)))
    step.delete()


def favour(step, *, user, wanted, at):
    """Set whether `step` is among the favourites of `user`; never toggles."""
    if wanted:
        Favourite.objects.get_or_create(user=user, step=step, defaults={"at": at})
    else:
        Favourite.objects.filter(user=user, step=step).delete()


def _only_written(written):
    unknown = set(written) - set(WRITTEN)
    if unknown:
        raise ValueError(f"not for writing: {sorted(unknown)}")
    return written


def free_reference(key_action, taken):
    """A reference from the key action that is none of `taken`."""
    stem = _stem_of(key_action)
    return next(name for name in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def _references(step):
    """Those of its bank that begin alike."""
    own = ActionStep.objects.filter(school_id=step.school_id, trust_id=step.trust_id)
    alike = own.filter(reference__startswith=_stem_of(step.key_action))
    return set(alike.values_list("reference", flat=True))


def _stem_of(key_action):
    return slugify(key_action)[:60] or "step"


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
    wanted = {(FacetKind.PHASE, value) for value in step.phases} | {
        (FacetKind.SUBJECT, value) for value in step.subjects
    }
    present = {(facet.kind, facet.value): facet for facet in step.facets.all()}
    Facet.objects.filter(pk__in=[facet.pk for pair, facet in present.items() if pair not in wanted]).delete()
    Facet.objects.bulk_create(
        [Facet(step=step, kind=kind, value=value) for kind, value in sorted(wanted) if (kind, value) not in present]
    )
