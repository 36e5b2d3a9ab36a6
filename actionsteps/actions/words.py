"""Keeping the table of a bank's words, which the search puts slips right by."""

from collections import Counter

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest

from actionsteps.models import ActionStep, Slip, Word
from actionsteps.stems import deletions, stem, words

SHORTEST_SLIP = 4
BATCH = 500


@transaction.atomic
def learn(steps, *, instead_of=frozenset(), bank=None):
    """Count the words of `steps`, which are all of one bank, among that bank's words, and `instead_of` no longer.

    `bank` is a step of the bank, needed where `steps` are none or can be read only once. Who calls it holds the bank's
    lock.
    """
    bank = bank or steps[0]
    change = Counter(word for step in steps for word in words_of(step))
    change.subtract(instead_of)
    change = Counter({word: number for word, number in change.items() if number})
    if not change:
        return
    rows = Word.objects.filter(school_id=bank.school_id, trust_id=bank.trust_id)
    known = set(_named(rows, change).values_list("word", flat=True))
    for number in sorted({change[word] for word in known}):
        some = [word for word in known if change[word] == number]
        _named(rows, some).update(steps=Greatest(F("steps") + number, 0))
    if min(change.values()) < 0:
        rows.filter(steps=0).delete()
    new = {word: number for word, number in change.items() if word not in known and number > 0}
    _add(new, school_id=bank.school_id, trust_id=bank.trust_id)


def _add(counts, **owner):
    """New words of a bank, with their slips."""
    new = Word.objects.bulk_create(
        [Word(**owner, word=word, stem=stem(word), steps=number) for word, number in counts.items()], batch_size=BATCH
    )
    Slip.objects.bulk_create([Slip(word=row, form=form) for row in new for form in _forms(row.word)], batch_size=BATCH)


@transaction.atomic
def relearn(*, school=None, trust=None):
    """Make a bank's words those of its published steps: after a load, an import, a new name of an area, new stems."""
    steps = ActionStep.objects.published().filter(school=school, trust=trust).select_related("area")
    wanted = Counter(word for step in steps.iterator(chunk_size=BATCH) for word in words_of(step))
    known = {row.word: row for row in Word.objects.filter(school=school, trust=trust)}
    Word.objects.filter(pk__in=[row.pk for word, row in known.items() if word not in wanted]).delete()
    changed = []
    for word, row in known.items():
        if word in wanted and (row.steps, row.stem) != (wanted[word], stem(word)):
            row.steps, row.stem = wanted[word], stem(word)
            changed.append(row)
    Word.objects.bulk_update(changed, ["steps", "stem"], batch_size=BATCH)
    owner = {"school_id": school and school.pk, "trust_id": trust and trust.pk}
    _add({word: number for word, number in wanted.items() if word not in known}, **owner)


def words_of(step):
    """The words of a step that its stems come from, each once."""
    texts = [step.key_action, step.area.name, *step.steps, step.so_that, *step.problems, step.strong]
    texts += [*step.criteria, *step.subjects]
    return frozenset(word for text in texts for word in words(text) if len(word) <= 60 and stem(word))


def _named(rows, some):
    """Those of `rows` named in `some`; all of them where naming them would be longer."""
    return rows.filter(word__in=some) if len(some) <= 5000 else rows


def _forms(word):
    return sorted(deletions(word)) if len(word) >= SHORTEST_SLIP and not word.isdigit() else ()
