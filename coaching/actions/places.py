"""A focus takes a place in a draft: what adding, refining, replacing, carrying on and bringing back share."""

from django.db import IntegrityError, transaction

from coaching import rules
from coaching.meeting import is_untouched
from coaching.models import Focus, Parked, Step
from coaching.validators import validate_focus_limit

PLACES = (1, 2, 3)


def made_with(key, by):
    """The focus that this key made, or None."""
    return Focus.objects.filter(created_by=by, key=key).first()


def same_again(made, *, cycle, refined_from=None, replaces=None):
    """`made`, by the same key before, if it was made for the same; `Refused` if the key was for something else."""
    origin = (refined_from and refined_from.pk, replaces and replaces.pk)
    if made.cycle_id != cycle.pk or origin != (made.refined_from_id, made.replaces_id):
        raise rules.Refused(rules.STALE)
    return made


def take_place(cycle, *, key, by, at, wording=None, one_step=False, use_blank=True, **fields):
    """A new focus in the locked draft `cycle`, last in rank, with the wording's steps or one blank one.

    A box that nobody typed in is used first, unless `use_blank` is False. Raises the ValidationError of A32 where
    three places are taken.
    """
    foci = list(cycle.foci.prefetch_related("steps", "citations", "rehearsals").order_by("rank", "position"))
    if wording is not None:
        fields |= {"key_action": wording.key_action, "so_that": wording.so_that, "one_step": one_step}
    blank = next(filter(is_untouched, foci), None) if use_blank else None
    if blank:
        focus = blank
        # Somebody may have emptied a focus that started from the bank.
        blank_again = {"one_step": False, "written_together": False, "bank_step_id": None, "bank_version": None}
        fields = {**blank_again, "dismissed": [], **fields}
        Focus.objects.filter(pk=focus.pk).update(key=key, created_by=by, created_at=at, **fields)
        focus.refresh_from_db()
        focus.steps.all().delete()
    else:
        focus = _insert(cycle, foci, key=key, created_by=by, created_at=at, **fields)
    write_steps(focus, wording.steps if wording and wording.steps else ("",))
    return focus


def succeed(old, draft, *, key, by, at, carried_on=False):
    """The successor of a focus in the locked draft, with its wording to change: its line goes on. As `take_place`."""
    return take_place(
        draft,
        key=key,
        by=by,
        at=at,
        wording=old.wording,
        one_step=old.one_step,
        refined_from=old,
        carried_on=carried_on,
        line_id=old.line_id or old.pk,
        turn=old.turn + 1,
        bank_step_id=old.bank_step_id,
        bank_version=old.bank_version,
    )


def write_steps(focus, texts):
    """The steps of a focus that has none, in order. One query."""
    Step.objects.bulk_create(
        Step(school_id=focus.school_id, focus=focus, position=number, text=text) for number, text in enumerate(texts, 1)
    )


def park_wording(focus, wording, *, key, by, at, **fields):
    """Put `wording`, of this focus, on the later list, with the step of the bank it started from (A29)."""
    return Parked.objects.create(
        school_id=focus.school_id,
        ect_id=focus.cycle.ect_id,
        key=key,
        key_action=wording.key_action,
        steps=list(wording.steps),
        so_that=wording.so_that,
        bank_step_id=focus.bank_step_id,
        bank_version=focus.bank_version,
        at=at,
        by=by,
        **fields,
    )


def _insert(cycle, foci, **fields):
    validate_focus_limit(len(foci) + 1)
    taken = {focus.position for focus in foci}
    rank = max((focus.rank for focus in foci), default=0) + 1
    position = next(place for place in PLACES if place not in taken)
    try:
        with transaction.atomic():
            return Focus.objects.create(school_id=cycle.school_id, cycle=cycle, position=position, rank=rank, **fields)
    except IntegrityError as error:
        # The constraint is the backstop: whoever got past the lock hears the same words.
        if "position" in str(error) or "place_taken" in str(error):
            validate_focus_limit(len(PLACES) + 1)
        raise rules.Refused(rules.STALE) from error


def take_out(focus):
    """Delete a focus of a draft, and what was decided about last week's focus that it followed."""
    undo_decision_behind(focus)
    # A line that starts here would protect its first focus against being deleted.
    untie(Focus.objects.filter(pk=focus.pk))
    focus.delete()
    rerank(focus.cycle)


def untie(foci):
    """Make the foci of a queryset, in drafts, foci of their own: they follow none any more. One query."""
    foci.update(refined_from=None, replaces=None, carried_on=False, line=None, turn=1)


def undo_decision_behind(focus):
    """Clear the decision that made this focus: its earlier one waits for a decision again."""
    earlier = focus.refined_from or focus.replaces
    if earlier is not None:
        outcome = getattr(earlier, "outcome", None)
        if outcome is not None and outcome.decision:
            outcome.decision = ""
            outcome.save(update_fields=["decision"])


def rerank(cycle, first=None):
    """Number the ranks of a draft's foci 1, 2, 3, with `first` in front."""
    foci = sorted(cycle.foci.all(), key=lambda focus: (focus.pk != (first and first.pk), focus.rank, focus.position))
    for rank, focus in enumerate(foci, 1):
        if focus.rank != rank:
            focus.rank = rank
            focus.save(update_fields=["rank"])
