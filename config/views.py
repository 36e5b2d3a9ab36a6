"""Pages that belong to no app: who is signed in, what was kept, and how the product says no."""

from urllib.parse import parse_qsl

from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config import access, keeping
from config.access_promise import AFTER_LEAVING, KEPT_FOR
from config.middleware import sign_in_again, wants_json
from schools.models import Membership, Mentorship, School
from schools.reading_on import reads_at

NOT_YOURS = "You can see this, but it isn’t yours to do."
TOO_LONG = "This page had been open too long, or you have signed in again since it was opened."
SOMEBODY_ELSE = "Somebody else is signed in now. What was typed here is kept for the person who typed it."


@require_safe
@never_cache
@login_not_required
def whoami(request):
    """Who is signed in, for a page that was drawn before: the same word for the same person, and a fresh token."""
    return JsonResponse({"person": keeping.person_token(request.user), "csrf": get_token(request)})


@require_safe
def kept(request):
    """What was typed after the web session had ended, to put into its page or to throw away."""
    forms = [_shown(form) for form in keeping.kept_for(request.user, at=timezone.now())]
    request.session["kept"] = bool(forms)
    return TemplateResponse(request, "config/kept.html", {"forms": forms})


@require_safe
@login_not_required
def privacy(request):
    """Who sees what, from the table that the access tests hold the product to (A106)."""
    rows = [(what, list(zip(access.READERS, cells, strict=True))) for what, cells in access.WHO_SEES_WHAT.items()]
    context = {"readers": access.READERS, "rows": rows, "after": access.AFTER_A_MENTORSHIP, "no": access.NO}
    context |= {"leaving": AFTER_LEAVING, "kept_for": KEPT_FOR, "schools": [], "journeys": []}
    if request.user.is_authenticated:
        context |= {"schools": schools_for(request.user), "journeys": own_places_for(request.user)}
    return TemplateResponse(request, "config/privacy.html", context)


def schools_for(user):
    """The schools where `user` has a role now, by name: each says for how long it keeps. One query."""
    here = Membership.objects.live().filter(user=user, school__isnull=False).values("school")
    return School.objects.filter(pk__in=here).order_by("name", "pk")


def own_places_for(user):
    """Where `user` reads their own coaching as the ECT: for each school its id and name. One query."""
    pairs = Mentorship.objects.filter(reads_at(user), ect=user)
    return sorted(set(pairs.values_list("school", "school__name")), key=lambda place: place[1])


@require_POST
def throw_away(request, pk):
    keeping.forget(request.user, pk)
    return redirect("kept")


def _shown(form):
    pairs = parse_qsl(form.body, keep_blank_values=True)
    return {
        "pk": form.pk,
        "path": form.path,
        "at": keeping.moment_of(form),
        "texts": keeping.texts_of(pairs),
        "pairs": pairs,
        "prefix": f"{form.pk}-",
        "label": "Put it into the meeting" if _is_meeting(form.path) else "Send it again",
    }


def _is_meeting(path):
    try:
        return resolve(path).view_name == "coaching:meeting"
    except Resolver404:
        return False


def permission_denied(request, exception=None):
    """A 403 with the reason and with what was typed, so that neither is lost."""
    reason = str(exception or "") or NOT_YOURS
    if wants_json(request):
        return JsonResponse({"reason": reason}, status=403)
    return _refusal(request, reason, texts=keeping.texts_of(keeping.pairs_of(request.POST)))


def not_found(request, exception=None):
    """A 404, with what was typed into a page that is not its writer's any more: the text is, still."""
    is_theirs = keeping.is_kept(request) and request.user.is_authenticated
    texts = keeping.texts_of(keeping.pairs_of(request.POST)) if is_theirs else []
    return TemplateResponse(request, "404.html", {"texts": texts}, status=404).render()


def csrf_failure(request, reason=""):
    """A form whose token is not of this session: its text is shown, or kept; its own person may send it again."""
    if wants_json(request):
        return sign_in_again()
    if not request.user.is_authenticated:
        if keeping.keep(request, at=timezone.now()):
            return redirect("kept")
        return _refusal(request, TOO_LONG)
    if request.path == reverse("account_login"):
        return redirect("coaching:home")
    owner = keeping.person_of(request.POST.get("person", ""))
    if owner is not None and owner != request.user:
        keeping.keep(request, at=timezone.now())
        return _refusal(request, SOMEBODY_ELSE)
    pairs = keeping.pairs_of(request.POST)
    # Sent again only with proof that this person's own page sent it: anybody's page can send somebody a form.
    return _refusal(request, TOO_LONG, texts=keeping.texts_of(pairs), again=pairs if owner else [])


def _refusal(request, reason, *, texts=(), again=()):
    heading = "Not saved yet" if again else "That isn’t possible"
    context = {"heading": heading, "reason": reason, "texts": texts, "again": again, "path": request.path}
    return TemplateResponse(request, "403.html", context, status=403).render()
