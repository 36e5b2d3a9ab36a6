"""Two foci of a draft become one (A32): both lists of steps, one key action, the evidence of both."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from coaching import rules
from coaching.actions.locks import locked_draft
from coaching.actions.places import made_with, rerank, same_again
from coaching.models import Check, Focus
from coaching.validators import validate_step_limit, validate_text

# What was typed beside the wording: joined where both hold something. Days and picks are the first's, else the other's.
TEXTS = ("why_now_note", "no_evidence_reason", "plan_lesson", "script", "follow_up")
PICKS = ("why_now", "plan_on", "follow_up_on", "ready")


@transaction.atomic
def merge_foci(week, pair, *, key_action, so_that, keep, from_bank_of, drawn=None, key, by, at):
    """Make one of the two foci of a draft whose ids are `pair`; returns it.

    It reads `key_action` and `so_that`, with the steps whose ids are in `keep`, in that order. What follows a focus of
    last week keeps its line; the better place is kept, all evidence and rounds of practice; the bank step is that of
    the focus `from_bank_of` (an id), else the other's. Achievable is asked again. The same key and words again give the
    same focus. `drawn`, by focus, are digests of the wordings that were read. Raises `Refused` where a rule is against
    it, ValidationError for more steps than a focus holds, or where one of the two reads otherwise by now.
    """
    week = locked_draft(week.pk, by)
    if made := made_with(key, by):
        if (made.key_action, made.so_that) != (key_action, so_that):
            raise rules.Refused(rules.STALE)
        return same_again(made, cycle=week, refined_from=made.refined_from, replaces=made.replaces)
    one, other = _both(week, pair)
    rules.refuse_if(rules.why_not_merge(one, other))
    for focus in (one, other):
        if (drawn or {}).get(focus.pk, focus.wording.digest) != focus.wording.digest:
            now = focus.wording.sentence()
            raise ValidationError(f"One was changed meanwhile: “{now}”. Look again, then merge.", code="stale_wording")
    for text in (key_action, so_that):
        validate_text(text)
    steps = {step.pk: step for focus in (one, other) for step in focus.steps.all()}
    kept = [steps[pk] for pk in keep if pk in steps and steps[pk].text.strip()]
    validate_step_limit(len(kept))
    place = min(one, other, key=lambda focus: (focus.rank, focus.position))
    rank, position = place.rank, place.position
    _unite(one, other)
    _take_steps(one, kept)
    banked = next(
        (focus for focus in sorted((one, other), key=lambda f: f.pk != from_bank_of) if focus.bank_step_id), one
    )
    one.bank_step_id, one.bank_version = banked.bank_step_id, banked.bank_version
    one.key, one.key_action, one.so_that = key, key_action, so_that
    one.one_step = one.one_step and other.one_step and not kept
    # What hung on the other one has moved over, but for its answers: they were about its own wording.
    Focus.objects.filter(pk=other.pk).update(line=None)
    other.delete()
    one.rank, one.position = rank, position
    one.save()
    rerank(week)
    return Focus.objects.get(pk=one.pk)


def _both(week, pair):
    """The two foci, the one that stays first: what follows a focus of last week, else the one of higher leverage."""
    foci = list(week.foci.filter(pk__in=pair).prefetch_related("steps", "citations").order_by("rank", "position"))
    if len(foci) != 2:
        raise rules.Refused(rules.STALE)
    for focus in foci:
        focus.cycle = week
    return sorted(foci, key=lambda focus: not (focus.refined_from_id or focus.replaces_id))


def _unite(one, other):
    """Move to `one` what hangs on `other`: evidence, rounds of practice, what the ECT said, what was typed."""
    cited = {citation.evidence_id for citation in one.citations.all()}
    other.citations.exclude(evidence_id__in=cited).update(focus=one)
    last = one.rehearsals.aggregate(last=Max("round"))["last"] or 0
    for number, rehearsal in enumerate(other.rehearsals.order_by("round"), last + 1):
        rehearsal.focus, rehearsal.round = one, number
        rehearsal.save(update_fields=["focus", "round"])
    Check.objects.filter(focus=other).update(focus=one)
    for name in TEXTS:
        texts = dict.fromkeys(text for text in (getattr(one, name), getattr(other, name)) if text.strip())
        setattr(one, name, "\n".join(texts))
    for name in PICKS:
        setattr(one, name, getattr(one, name) or getattr(other, name))
    one.written_together = one.written_together or other.written_together
    one.dismissed = sorted({*one.dismissed, *other.dismissed})


def _take_steps(one, kept):
    """Make `kept` the steps of `one`, in their order; a focus keeps at least one row, a blank one."""
    one.steps.exclude(pk__in=[step.pk for step in kept]).delete()
    for position, step in enumerate(kept, 1):
        step.focus, step.position = one, position
        step.save(update_fields=["focus", "position"])
    if not kept:
        one.steps.create(school_id=one.school_id, position=1)
