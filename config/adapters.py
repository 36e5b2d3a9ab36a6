"""How signing in differs from allauth's own way."""

import base64
import hashlib
import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialApp
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from config import keeping, ways
from config.browsers import browser_of
from schools import worn
from schools.letters import write_to

log = logging.getLogger(__name__)

# The page that follows says it by itself.
UNSAID = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
# What a person is written to about, lest somebody else did it.
CHANGES = {
    "account/email/password_changed": "Your password was changed.",
    "account/email/password_set": "A password was set.",
    "account/email/password_reset": "Your password was changed, by a link sent to this address.",
    "mfa/email/totp_activated": "Codes from an app were switched on.",
    "mfa/email/totp_deactivated": "Codes from an app were switched off.",
    "mfa/email/recovery_codes_generated": "New recovery codes were made; the old ones don’t work any more.",
    "mfa/email/webauthn_added": "A passkey was added.",
    "mfa/email/webauthn_removed": "A passkey was removed.",
    "socialaccount/email/account_connected": "An account for single sign-on was linked.",
    "socialaccount/email/account_disconnected": "An account for single sign-on was unlinked.",
}
LINKED_ALREADY = "Your school asks you to sign in through the account that is linked already."


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs themselves up; what was kept for somebody is the first thing they see."""

    def is_open_for_signup(self, request):
        return False

    def post_login(self, request, user, **kwargs):
        """Note in the session what the frame of every page shows, so that no page asks for it again; since when it
        is; and what the person's school still asks of them."""
        at = timezone.now()
        worn.note(request.session, worn.hats_of(user))
        request.session["kept"] = keeping.kept_for(user, at=at).exists()
        request.session["began"] = request.session["seen"] = at.timestamp()
        # Who has just signed in isn't asked for the same once more before setting something up.
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [{**row, "reauthenticated": True} for row in records]
        request.session.pop("owed", None)
        ways.owed(request)
        response = super().post_login(request, user, **kwargs)
        self._forget_where(request)
        return response

    def _forget_where(self, request):
        """Of where somebody signed in, only the kind of browser is kept: it is what they know it again by."""
        rows = UserSession.objects.filter(session_key=request.session.session_key)
        rows.update(ip="0.0.0.0", user_agent=browser_of(self.get_http_user_agent(request)))  # noqa: S104 no address

    def get_login_redirect_url(self, request):
        return reverse("kept") if request.session.get("kept") else super().get_login_redirect_url(request)

    def add_message(self, request, level, message_template=None, *args, **kwargs):
        if message_template not in UNSAID:
            super().add_message(request, level, message_template, *args, **kwargs)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell a person by e-mail that how they sign in has changed. A mail server that fails holds nothing up."""
        if template_prefix not in CHANGES:
            return
        page = self.request.build_absolute_uri(reverse("signing_in"))
        context = {"changed": CHANGES[template_prefix], "page": page, "at": timezone.localtime()}
        body = render_to_string("account/email/changed.txt", context)
        write_to(user, "How you sign in to So That has changed", body)


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on for who is known here: found by the provider's id, linked only by the person themself.

    Never by an e-mail address: who can set one at a provider could be anybody.
    """

    def is_open_for_signup(self, request, sociallogin):
        return False

    def can_authenticate_by_email(self, login, email):
        return False

    def list_apps(self, request, provider=None, client_id=None):
        """The providers of the settings; the database holds none, and is not asked."""
        found = []
        for kind, config in settings.SOCIALACCOUNT_PROVIDERS.items():
            for fields in config.get("APPS", ()):
                app = SocialApp(provider=kind, **fields)
                if provider in (None, kind, app.provider_id) and client_id in (None, app.client_id):
                    found.append(app)
        return found

    def populate_user(self, request, sociallogin, data):
        """Of what a provider tells, only the address is kept, for its person to know the account by."""
        sociallogin.account.extra_data = {"email": data.get("email") or data.get("username") or ""}
        return sociallogin.user

    def pre_social_login(self, request, sociallogin):
        """Who has only shown a password links no second account in place of the one that their school asks for."""
        if sociallogin.state.get("process") == "connect" and request.user.is_authenticated:
            linked = SocialAccount.objects.filter(user=request.user).exclude(pk=sociallogin.account.pk)
            if ways.owed(request) == "sso" and linked.exists():
                messages.error(request, LINKED_ALREADY)
                raise ImmediateHttpResponse(redirect("signing_in"))

    def get_connect_redirect_url(self, request, socialaccount):
        """Back to the page of signing in. Who has just linked an account has shown it."""
        if socialaccount.pk and socialaccount.user_id == request.user.pk:
            shown = {"provider": socialaccount.provider, "uid": socialaccount.uid, "reauthenticated": True}
            record_authentication(request, request.user, "socialaccount", **shown)
        return reverse("signing_in")

    def validate_disconnect(self, account, accounts):
        if len(accounts) == 1 and "sso" in ways.asked_of(account.user):
            raise self.validation_error("asked_for")

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "asked_for": "Your school asks you to sign in through this account. Link another one first.",
        "no_password": "Choose a password first: without this account you could not sign in.",
    }

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """For who runs the installation: what kind of thing went wrong, and nothing of what was sent."""
        log.warning("Signing in through %s failed: %s %s", provider.sub_id, error, type(exception).__name__)


class MFAAdapter(DefaultMFAAdapter):
    """Second steps, whose secrets are kept encrypted."""

    def encrypt(self, text):
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user, type):
        """What a passkey is called unless its person says otherwise."""
        return f"Passkey of {timezone.localdate():%-d %B %Y}"

    def _get_site_name(self):
        return "So That"


def _fernet():
    """By the secret key, and by those before it."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    hashed = [hashlib.sha256(b"config.adapters.mfa" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in hashed])
