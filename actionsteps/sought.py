"""What a mentor looked for in vain: a school's leaders may see the words, so that the bank can have what is missed."""

from django.utils import timezone

from actionsteps.actions import note_sought

KEY = "sought"


def note_if_in_vain(request, query, steps, *, school_id):
    """Note `query` for a school where the person mentors (None: nowhere) if no steps were found for it. No query where
    some were. A leader's own search is not noted: it would tell them how often others looked for the same."""
    if query.strip() and not steps and school_id:
        before = request.session.get(KEY, "")
        words = note_sought(query, school_id=school_id, by=request.user, before=before, at=timezone.now())
        if words != before:
            request.session[KEY] = words
