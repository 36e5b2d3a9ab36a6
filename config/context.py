"""What every page's frame shows."""

from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from config.keeping import person_token
from schools import worn
from schools.models import Role


def chrome(request):
    """The frame: where one can go, who one is, as whom and where one acts. No query: signing in, and the home page,
    note in the session what it needs.

    `person_token` is what a form carries, for what it holds to be kept if the web session ends.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"chrome": {"nav": [], "person": "", "hat": "", "others": [], "kept": ""}, "person_token": ""}
    kept, hats, hat = reverse("kept"), worn.noted(request.session), worn.hat_on(request)
    return {
        "chrome": {
            "nav": [_item(request, label, href) for label, href in _places(hats, user, hat)],
            "person": user.name,
            "hat": hat.words if hat else "",
            "others": [(other.key, other.words) for other in hats if other != hat],
            "kept": kept if request.session.get("kept") and request.path != kept else "",
        },
        "person_token": SimpleLazyObject(lambda: person_token(user)),
    }


def _places(hats, user, hat):
    yield "Home", reverse("coaching:home")
    if hat and hat.role == Role.ECT:
        yield "Journey", reverse("coaching:journey", args=[hat.place_id, user.pk])
    if any(one.lasts for one in hats):
        yield "Bank", reverse("actionsteps:bank")
    if hat and hat.role == Role.LEADER:
        yield "Overview", reverse("insights:school_overview", args=[hat.place_id])
        yield "People", reverse("schools:people", args=[hat.place_id])
    if hat and hat.role == Role.TRUST_LEADER:
        yield "Overview", reverse("insights:trust_overview", args=[hat.place_id])
        yield "Schools", reverse("schools:trust_schools", args=[hat.place_id])
    if user.is_staff:
        yield "Support", reverse("admin:index")


def _item(request, label, href):
    return {"label": label, "href": href, "current": request.path == href}
