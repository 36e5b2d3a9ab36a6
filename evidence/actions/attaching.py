"""A file beside an entry of the log: attached, taken away, erased. Row and file stand or fall together.

The file is there before its row and goes after it: what a crash in between leaves is a file without a row, which
`clear_files` finds, never a row without its file.
"""

import hashlib
import uuid
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction

from evidence import rules, store
from evidence.actions.locks import entry_now, locked_entry
from evidence.files import MOST_FILES, cleaned
from evidence.models import Attachment
from schools.reading_on import why_not_when_left
from schools.refusal import refuse_if

TOO_MANY = f"{MOST_FILES} files are the most for one entry."
PIECE = 64 * 1024


def attach_file(entry, *, file, name, key, by, at):
    """Keep a file beside an entry; the same file of the same form again adds nothing.

    Raises `Refused` if `by` may not, `ValidationError` where the file is not one to keep or there are six already. What
    takes long happens before the transaction.
    """
    _refuse_if_may_not(entry_now(entry), by)
    key = uuid.uuid5(key, f"{entry.pk}:{_digest(file)}")
    clean = cleaned(file, name)
    place = store.put(clean.file)
    try:
        attached = _attach(entry, clean, stored_as=place, key=key, by=by, at=at)
    except BaseException:
        store.remove(place)
        raise
    if attached.stored_as != place:
        store.remove(place)
    return attached


@transaction.atomic
def _attach(entry, clean, *, stored_as, key, by, at):
    entry = locked_entry(entry)
    _refuse_if_may_not(entry, by)
    there = list(entry.attachments.all())
    if again := next((file for file in there if (file.key, file.created_by_id) == (key, by.pk)), None):
        return again
    taken = {file.place for file in there}
    free = next((number for number in range(1, MOST_FILES + 1) if number not in taken), None)
    if free is None:
        raise ValidationError(TOO_MANY, code="too_many")
    return Attachment.objects.create(
        school_id=entry.school_id,
        evidence=entry,
        key=key,
        place=free,
        name=clean.name,
        kind=clean.kind,
        size=clean.size,
        stored_as=stored_as,
        created_at=at,
        created_by=by,
    )


@transaction.atomic
def remove_file(attachment, *, by, at):
    """Take a file away: row and all, or, of an entry that others were shown, what it held and what it was called.
    `Refused` if `by` may not."""
    entry = locked_entry(attachment.evidence)
    refuse_if(rules.why_not_remove_file(entry, by) or why_not_when_left(by, entry))
    if rules.was_shown(entry, by, mentor_id=entry.mentor_id):
        erase_file(attachment, at=at)
        return
    Attachment.objects.filter(pk=attachment.pk).delete()
    transaction.on_commit(partial(store.remove, attachment.stored_as))


@transaction.atomic
def erase_file(attachment, *, at):
    """Delete what a file held and what it was called, whoever has read it; that there was one stays. Again changes
    nothing."""
    attachment = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if attachment.erased_at is None:
        attachment.name, attachment.erased_at = "", at
        attachment.save(update_fields=["name", "erased_at"])
    transaction.on_commit(partial(store.remove, attachment.stored_as))


def _refuse_if_may_not(entry, by):
    refuse_if(rules.why_not_change(entry, by, mentor_id=entry.mentor_id) or why_not_when_left(by, entry))


def _digest(file):
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(PIECE):
        digest.update(piece)
    file.seek(0)
    return digest.hexdigest()
