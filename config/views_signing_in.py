"""How a person signs in: one page for all of it. What allauth does has its own views; these are what it lacks."""

from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.forms import DisconnectForm
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.socialaccount.providers.google import views as google
from allauth.socialaccount.providers.microsoft import views as microsoft
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from requests import RequestException

from config import ways
from config.forms import LeadersSignInForm
from schools.refusal import Refused
from schools.views.doors import school_or_404
from schools.ways_in import ask_of_leaders

WORDS = "Leaders see how every pair is getting on. Who doesn’t have what you ask for sets it up at their next sign-in."


@require_safe
def signing_in(request):
    """How the person signs in, where they are signed in, and what their school still asks of them."""
    owed = ways.owed(request)
    steps = authenticators_for(request.user)
    accounts = accounts_for(request.user)
    context = {
        "owed": owed,
        "totp": next((step for step in steps if step.type == Authenticator.Type.TOTP), None),
        "passkeys": [_passkey(step) for step in steps if step.type == Authenticator.Type.WEBAUTHN],
        "codes": next((_left(step) for step in steps if step.type == Authenticator.Type.RECOVERY_CODES), None),
        "accounts": [_account(request, account) for account in accounts],
        # Who shows the account that is linked already has shown what is asked; who hasn't, links none.
        "to_link": list(_providers(request, accounts, linked=owed == "sso" and bool(accounts))),
        "through": bool(accounts),
        "sessions": [_session(request, row) for row in sessions_for(request.user)],
    }
    return TemplateResponse(request, "config/signing_in.html", context)


def _providers(request, accounts, *, linked):
    """The providers that may be linked or, `linked`, signed in through: name, and where the form goes."""
    has = {account.provider for account in accounts}
    back = reverse("signing_in")
    for provider in get_social_adapter().list_providers(request):
        if linked and provider.sub_id in has:
            yield {"name": provider.name, "action": provider.get_login_url(request, next=back)}
        if not linked and provider.sub_id not in has:
            yield {"name": provider.name, "action": provider.get_login_url(request, process="connect", next=back)}


def _account(request, account):
    try:
        name = account.get_provider(request).name
    except SocialApp.DoesNotExist:  # linked once, no longer offered
        name = account.provider
    return {"pk": account.pk, "name": name, "email": account.extra_data.get("email", "")}


def _passkey(step):
    return {"pk": step.pk, "name": step.wrap().name, "used": step.last_used_at}


def _left(step):
    return len(step.wrap().get_unused_codes())


def _session(request, row):
    here = row.session_key == request.session.session_key
    return {"browser": row.user_agent, "began": row.created_at, "seen": row.last_seen_at, "here": here}


def authenticators_for(user):
    """The second steps of a person, the oldest first. One query."""
    return list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))


def accounts_for(user):
    """The accounts of providers that a person has linked. One query."""
    return list(SocialAccount.objects.filter(user=user).order_by("pk"))


def sessions_for(user):
    """Where a person is signed in now, the newest first. One query."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return list(UserSession.objects.filter(user=user, session_key__in=live).order_by("-created_at"))


def ended_sessions_for(user):
    """End all sessions of a person."""
    for row in UserSession.objects.filter(user=user):
        row.end()


@require_POST
def sign_out_everywhere(request):
    """End all sessions of the person, this one too."""
    ended_sessions_for(request.user)
    logout(request)
    messages.success(request, "You are signed out everywhere.")
    return redirect("account_login")


@require_POST
def unlink_account(request, account_id):
    """Unlink an account of a provider, unless nothing else would be left to sign in with, or the school asks for it."""
    account_or_404(request, account_id)
    return _unlink(request, account_id)


@reauthentication_required(app="allauth.socialaccount")
def _unlink(request, account_id):
    form = DisconnectForm({"account": account_id}, request=request)
    if not form.is_valid():
        raise PermissionDenied(" ".join(message for messages in form.errors.values() for message in messages))
    form.save()
    return redirect("signing_in")


def account_or_404(request, account_id):
    """An account that the person has linked."""
    return get_object_or_404(SocialAccount, pk=account_id, user=request.user)


@require_safe
def totp_qr(request):
    """The secret that is being set up, for the camera of an app: a picture of our own, as the policy wants it."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = get_mfa_adapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(picture, content_type="image/svg+xml")


@require_http_methods(["GET", "POST"])
def leaders_sign_in(request, school_id):
    """What a school asks of its leaders when they sign in. Who asks for something has it themselves."""
    school = school_or_404(request, school_id)
    form = LeadersSignInForm(request.POST or None, initial={"leaders_sign_in": school.leaders_sign_in})
    if request.method == "POST" and form.is_valid():
        wanted, shown = form.cleaned_data["leaders_sign_in"], ways.shown_by(request)
        try:
            ask_of_leaders(school, wanted=wanted, shown=shown, by=request.user)
        except Refused as refused:
            form.add_error("leaders_sign_in", str(refused))
        else:
            messages.success(request, "Saved. It holds from each leader’s next sign-in on.")
            return redirect("schools:people", school.pk)
    status = 422 if form.errors else 200
    context = {"form": form, "school": school, "title": "How leaders sign in", "kicker": school.name, "button": "Save"}
    return TemplateResponse(request, "schools/form.html", {**context, "words": WORDS}, status=status)


class OpenIDConnect(OpenIDConnectOAuth2Adapter):
    """Believes a token by its signature alone, by the keys that the provider publishes, whichever way it came."""

    def get_access_token_data(self, *args, **kwargs):
        data = super().get_access_token_data(*args, **kwargs)
        self.did_fetch_access_token = False
        return data


def oidc_login(request, provider_id):
    return OAuth2LoginView.adapter_view(OpenIDConnect(request, provider_id))(request)


def oidc_callback(request, provider_id):
    return OAuth2CallbackView.adapter_view(OpenIDConnect(request, provider_id))(request)


def of_provider(view):
    """A view of allauth's for a provider: 404 where the settings name none, a page that says so where none answers."""

    @require_http_methods(["GET", "POST"])
    @login_not_required
    @wraps(view)
    def asked(request, **kwargs):
        try:
            return view(request, **kwargs)
        except SocialApp.DoesNotExist:
            raise Http404 from None
        except RequestException:
            return TemplateResponse(request, "socialaccount/authentication_error.html", status=502)

    return asked


PROVIDER_VIEWS = {
    "microsoft_login": of_provider(microsoft.oauth2_login),
    "microsoft_callback": of_provider(microsoft.oauth2_callback),
    "google_login": of_provider(google.oauth2_login),
    "google_callback": of_provider(google.oauth2_callback),
    "openid_connect_login": of_provider(oidc_login),
    "openid_connect_callback": of_provider(oidc_callback),
}
