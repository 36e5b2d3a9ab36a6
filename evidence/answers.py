"""What a form that saves as it is typed is told."""

from django.http import JsonResponse
from django.utils import timezone

from actionsteps.wording import text_digest


def saved_answer(*, at, digests, conflicts, errors, **more):
    """The answer to a save, which `saving.js` reads, by the names of the fields: digests of what is stored now, what
    else than the form knew was stored (a text), what stands against any (422). Never an input."""
    answer = {
        "saved": f"{timezone.localtime(at):%H:%M}",
        "digests": digests,
        "conflicts": {name: {"stored": text, "digest": text_digest(text)} for name, text in conflicts.items()},
        "errors": errors,
    }
    return JsonResponse(answer | more, status=422 if errors else 200)
