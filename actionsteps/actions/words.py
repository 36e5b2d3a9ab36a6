"""Keeping the table of a bank's words, which the search puts slips right by."""

from collections import Counter

from django.db import transaction
from django.db.models import F

from actionsteps.models import ActionStep, Slip, Word
from actionsteps.stems import deletions, stem, words

SHORTEST_SLIP = 4


@transaction.atomic
def learn(steps):
    """Add the words of `steps`, which are all of one bank, to that bank's words. Four queries, however many steps."""
    steps = list(steps)
    if not steps:
        return
    owner = {"school_id": steps[0].school_id, "trust_id": steps[0].trust_id}
    counts = Counter(word for step in steps for word in _words_of(step))
    rows = Word.objects.filter(**owner)
    known = set(rows.filter(word__in=counts).values_list("word", flat=True)) if len(counts) < 5000 else set(
        rows.values_list("word", flat=True)
    )
    new = Word.objects.bulk_create(
        [
            Word(**owner, word=word, stem=stem(word), steps=number)
            for word, number in counts.items()
            if word not in known
        ],
        batch_size=500,
    )
    Slip.objects.bulk_create(
        [
            Slip(word=row, form=form)
            for row in new
            if len(row.word) >= SHORTEST_SLIP and not row.word.isdigit()
            for form in deletions(row.word)
        ],
        batch_size=500,
    )
    for number in sorted({counts[word] for word in known}):
        some = [word for word in known if counts[word] == number]
        rows.filter(word__in=some).update(steps=F("steps") + number)


@transaction.atomic
def relearn(*, school=None, trust=None):
    """Forget a bank's words and learn those of its published steps: after a load, an import, a night."""
    Word.objects.filter(school=school, trust=trust).delete()
    learn(ActionStep.objects.published().filter(school=school, trust=trust))


def _words_of(step):
    """The words of a step that its stems come from, each once."""
    texts = [step.key_action, *step.steps, step.so_that, *step.problems, step.strong, *step.criteria, *step.subjects]
    return {word for text in texts for word in words(text) if len(word) <= 60 and stem(word)}
