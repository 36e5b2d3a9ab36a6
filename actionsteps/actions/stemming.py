"""Storing the stems of every step again, after what makes them changed: `stems.py`, `synonyms.toml`."""

from django.db import transaction

from actionsteps.actions.locks import lock_bank
from actionsteps.actions.words import relearn
from actionsteps.models import ActionStep, Word
from actionsteps.stems import stem
from schools.models import School, Trust

FOUND = ["found_problem", "found_action", "found_rest"]
BATCH = 500


def stems_due():
    """Whether a word of the banks has another stem now than is stored. One query, each word once."""
    stored = Word.objects.values_list("word", "stem").distinct().order_by()
    return any(stem(word) != found for word, found in stored.iterator(chunk_size=5000))


def store_stems():
    """Store the stems of every step and word again, a batch to a transaction; returns how many steps read differently.

    Safe to run again, and while people work: a step that somebody writes meanwhile stores its own.
    """
    changed, last = 0, 0
    while batch := _batch_after(last):
        changed += batch[0]
        last = batch[1]
    for owner in _owners():
        with transaction.atomic():
            lock_bank(**owner)
            relearn(**owner)
    return changed


@transaction.atomic
def _batch_after(pk):
    """How many of the next steps changed, and the last of them; None after the last."""
    rows = ActionStep.objects.select_for_update(of=("self",)).select_related("area").filter(pk__gt=pk)
    steps = list(rows.order_by("pk")[:BATCH])
    if not steps:
        return None
    before = {step.pk: _found(step) for step in steps}
    changed = [step for step in steps if _found(step.prepared()) != before[step.pk]]
    ActionStep.objects.bulk_update(changed, FOUND, batch_size=100)
    return len(changed), steps[-1].pk


def _found(step):
    return [getattr(step, name) for name in FOUND]


def _owners():
    """Every bank that holds a step."""
    yield {}
    banks = ActionStep.objects.order_by()
    for school in School.objects.filter(pk__in=banks.filter(school__isnull=False).values("school")):
        yield {"school": school}
    for trust in Trust.objects.filter(pk__in=banks.filter(trust__isnull=False).values("trust")):
        yield {"trust": trust}
