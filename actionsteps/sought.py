"""A search that found nothing: a school's leaders see the words, so that the bank can have what mentors look for."""

from django.utils import timezone

from actionsteps.actions import note_sought

KEY = "sought"


def note_if_in_vain(session, query, steps, *, school_id):
    """Note `query` for a school (None: nowhere) if no steps were found for it. No query where some were."""
    if query.strip() and not steps and school_id:
        session[KEY] = note_sought(query, school_id=school_id, before=session.get(KEY, ""), at=timezone.now())
