"""Closed by default; nothing personal left in a browser's cache; nothing typed lost when a web session ends."""

import re

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils import timezone

from config import keeping, ways


class SignInFirst(LoginRequiredMiddleware):
    """Every view asks for signing in unless it says `login_not_required`.

    A script is told so (401), for its page to stay; a page's form is kept for the person it was drawn for.
    """

    def handle_no_permission(self, request, view_func):
        if wants_json(request):
            return sign_in_again()
        if request.method not in ("GET", "HEAD"):
            kept = keeping.keep(request, at=timezone.now())
            where = reverse("kept") if kept else resolve_url("coaching:home")
            return ended(request, redirect_to_login(where), kept=kept)
        return ended(request, super().handle_no_permission(request, view_func))


def ended(request, response, *, kept=False):
    """The way to the sign-in page, which says so where a session has ended: the browser still carries its cookie, or
    something was `kept` that was typed in it."""
    if kept or request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        response["Location"] += "&ended="
    return response


class SessionEnds:
    """A session ends twelve hours after signing in, used or not; an hour without use ends it by its own age.

    That it is in use is noted every five minutes: between them a page writes nothing.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if SESSION_KEY in request.session:
            now = timezone.now()
            began = request.session.setdefault("began", now.timestamp())
            if now.timestamp() - began >= settings.SESSION_LONGEST:
                logout(request)
            elif now.timestamp() - request.session.get("seen", 0) >= settings.SESSION_NOTED_EVERY:
                request.session["seen"] = now.timestamp()
                UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=now)
        return self.get_response(request)


class SetUpFirst:
    """A leader whose school asks for more than was shown sets that up before anything else."""

    # Where it is set up; a provider's own addresses are open to everybody.
    OPEN = re.compile(r"signing_in|sign_out_everywhere|totp_qr|account_(logout|reauthenticate|change_password)|mfa_\w+")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not request.user.is_authenticated or not getattr(view_func, "login_required", True):
            return None
        if self.OPEN.fullmatch(request.resolver_match.view_name or "") or not ways.owed(request):
            return None
        if wants_json(request):
            return sign_in_again()
        if keeping.keep(request, at=timezone.now()):
            request.session["kept"] = True
        return redirect("signing_in")


class NumbersOfRows:
    """An address with a number that no row can have names nothing: a database turns such a number down."""

    LARGEST = 2**63 - 1

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if any(type(value) is int and value > self.LARGEST for value in view_kwargs.values()):
            raise Http404


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
