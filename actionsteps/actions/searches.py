"""Noting what a search did not find."""

from django.db import transaction
from django.utils.crypto import salted_hmac

from actionsteps.models import Sought
from actionsteps.models.searches import LONGEST
from schools.dates import day_of

# Shorter says nothing: a word half typed.
SHORTEST = 3
MARK = 16


@transaction.atomic
def note_sought(query, *, school_id, by, before="", at):
    """Note that a mentor's search at a school found nothing; returns its words, "" where they say too little to keep.

    `before`: the words noted last in the same web session. Where these only go on from them, they were typed on their
    way here, and are taken back. Nobody's name is kept, and how often one person looks is not counted. Five queries at
    most, two where nobody looked for these words before.
    """
    # PostgreSQL stores no NUL.
    words = " ".join(query.lower().replace("\0", " ").split())[:LONGEST].strip()
    if len(words) < SHORTEST:
        return ""
    if before == words:
        return words
    here = {"school_id": school_id, "month": day_of(at).replace(day=1)}
    if before and words.startswith(before):
        _mark(Sought.objects.select_for_update().filter(**here, words=before).first(), by, was_here=False)
    row = Sought(**here, words=words)
    row.marks, row.mentors = [_mark_of(row, by)], 1
    # One that is there already is locked by it, and changed in nothing.
    Sought.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["school", "month", "words"], update_fields=["words"]
    )
    _mark(Sought.objects.get(**here, words=words), by, was_here=True)
    return words


def _mark_of(row, by):
    return salted_hmac("actionsteps.sought", f"{row.school_id} {row.month} {row.words} {by.pk}").hexdigest()[:MARK]


def _mark(row, by, *, was_here):
    """Add somebody to who looked, or take them out; a row of nobody goes."""
    if row is None:
        return
    mark = _mark_of(row, by)
    marks = [*(other for other in row.marks if other != mark), *[mark] * was_here]
    if not marks:
        row.delete()
    elif marks != row.marks:
        row.marks, row.mentors = marks, len(marks)
        row.save(update_fields=["marks", "mentors"])
