"""Noting what a search did not find."""

from django.db import transaction
from django.db.models import F

from actionsteps.models import Sought
from actionsteps.models.searches import LONGEST
from schools.dates import day_of

# Shorter says nothing: a word half typed.
SHORTEST = 3


@transaction.atomic
def note_sought(query, *, school_id, before="", at):
    """Count a search at a school that found nothing; returns its words, "" where they say too little to be kept.

    `before`: the words noted last in the same web session. Where these only go on from them, they were typed on their
    way here, and are counted as one. Nobody's name is kept. Three queries at most.
    """
    # PostgreSQL stores no NUL.
    words = " ".join(query.lower().replace("\0", " ").split())[:LONGEST].strip()
    if len(words) < SHORTEST:
        return ""
    day, here = day_of(at), Sought.objects.filter(school=school_id)
    if before == words:
        return words
    if before and words.startswith(before):
        here.filter(words=before, times__lte=1).delete()
        here.filter(words=before).update(times=F("times") - 1)
    row, is_new = Sought.objects.get_or_create(
        school_id=school_id, words=words, defaults={"first_on": day, "last_on": day}
    )
    if not is_new:
        here.filter(pk=row.pk).update(times=F("times") + 1, last_on=day)
    return words
