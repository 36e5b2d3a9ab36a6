"""Closed by default; nothing personal left in a browser's cache; nothing typed lost when a web session ends."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils import timezone

from config import keeping


class SignInFirst(LoginRequiredMiddleware):
    """Every view asks for signing in unless it says `login_not_required`.

    A script is told so (401), for its page to stay; a page's form is kept for the person it was drawn for.
    """

    def handle_no_permission(self, request, view_func):
        if wants_json(request):
            return sign_in_again()
        if request.method not in ("GET", "HEAD"):
            kept = keeping.keep(request, at=timezone.now())
            return redirect_to_login(reverse("kept") if kept else resolve_url("coaching:home"))
        return super().handle_no_permission(request, view_func)


def wants_json(request):
    """Whether a script asks: it can't follow a redirect to a page meant for a person."""
    accept = request.headers.get("Accept", "")
    return (
        "X-Requested-With" in request.headers
        or "HX-Request" in request.headers
        or ("application/json" in accept and "text/html" not in accept)
    )


def sign_in_again():
    """What a script gets that has no session, or a token from before signing in again."""
    return JsonResponse({"signin": resolve_url("account_login")}, status=401)


class NoStore:
    """Answers to somebody signed in are kept by no cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "no-store, private"
        return response


class ForgetKept:
    """What was kept and is sent again is forgotten once its page took it, which it says by a redirect."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method == "POST" and isinstance(response, HttpResponseRedirect) and request.user.is_authenticated:
            pk = request.POST.get("kept", "")
            if pk.isdecimal() and len(pk) < 19:
                keeping.forget(request.user, int(pk))
                if not keeping.kept_for(request.user, at=timezone.now()).exists():
                    request.session.pop("kept", None)
        return response
