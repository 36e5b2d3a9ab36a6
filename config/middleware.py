"""Closed by default, and nothing personal left in a browser's cache."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.utils.cache import add_never_cache_headers


class SignInFirst(LoginRequiredMiddleware):
    """Every view asks for signing in unless it says `login_not_required`."""


class NoStore:
    """Answers to somebody signed in are kept by no cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
            response["Cache-Control"] = "no-store, private"
        return response
