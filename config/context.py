"""What every page's frame shows."""

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from config.keeping import person_token


def chrome(request):
    """The frame: where one can go, who one is and where. No query: signing in noted in the session what it needs.

    `person_token` is what a form carries, for what it holds to be kept if the web session ends.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"chrome": {"nav": [], "person": "", "school": "", "kept": ""}, "person_token": ""}
    kept = reverse("kept")
    return {
        "chrome": {
            "nav": [_item(request, label, href) for label, href in _places(request.session, user)],
            "person": user.name,
            "school": request.session.get("school", ""),
            "kept": kept if request.session.get("kept") and request.path != kept else "",
        },
        "person_token": SimpleLazyObject(lambda: person_token(user)),
    }


def _places(session, user):
    yield "Home", reverse("coaching:home")
    for school_id in session.get("journeys", ()):
        yield "Journey", reverse("coaching:journey", args=[school_id, user.pk])
    if session.get("bank"):
        yield "Bank", reverse("actionsteps:bank")
    if user.is_staff:
        yield "Support", reverse("admin:index")


def _item(request, label, href):
    return {"label": label, "href": href, "current": request.path == href}
