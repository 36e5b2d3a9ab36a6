"""What a form sent that every form sends."""

import uuid


def posted_key(request):
    """The key that was drawn with the form; a new one where it is missing or broken."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()
