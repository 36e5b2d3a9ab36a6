"""What tests of signing in share: signing in itself, codes from an app, a provider that is set up."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.google import views as google
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import PASSWORD
from tests.oidc import Provider

KINDS = ("openid_connect", "microsoft", "google")
# Well-known, and no secret of anybody's.
TOTP_SECRET = "JBSWY3DPEHPK3PXP"


def sign_in(user, *, password=PASSWORD, client=None, **headers):
    """The answer to an e-mail address and a password."""
    client = client or Client()
    return client.post(reverse("account_login"), {"login": user.email, "password": password}, **headers)


def signed_in_by_password(user, client=None):
    client = client or Client()
    sign_in(user, client=client)
    return client


def code_of(secret, *, steps=0):
    """What an app shows for a secret now (`steps` of half a minute later)."""
    counter = int(timezone.now().timestamp()) // 30 + steps
    return format_hotp_value(hotp_value(secret.replace(" ", ""), counter))


def with_codes(user):
    """`user`, with codes from an app switched on."""
    TOTP.activate(user, TOTP_SECRET)
    return user


def linked(user, *, kind="openid_connect", uid="p-1"):
    """An account of a provider that `user` has linked."""
    provider = "oidc" if kind == "openid_connect" else kind
    return SocialAccount.objects.create(user=user, provider=provider, uid=uid)


def login_url(kind, **query):
    args = ["oidc"] if kind == "openid_connect" else []
    return reverse(f"{kind}_login", args=args, query=query or None)


@pytest.fixture
def provider():
    """A provider of single sign-on that runs on this machine."""
    with Provider() as running:
        yield running


@pytest.fixture
def use_provider(provider, settings, monkeypatch):
    """use_provider(kind): the product's settings name the running provider as its only one."""

    def use(kind):
        settings.SOCIALACCOUNT_PROVIDERS = provider.settings(kind)
        policy = settings.CONTENT_SECURITY_POLICY
        directives = {**policy["DIRECTIVES"], "form-action": ["'self'", provider.url]}
        settings.CONTENT_SECURITY_POLICY = {**policy, "DIRECTIVES": directives}
        monkeypatch.setattr(google.GoogleOAuth2Adapter, "authorize_url", f"{provider.url}/authorize")
        monkeypatch.setattr(google.GoogleOAuth2Adapter, "access_token_url", f"{provider.url}/token")
        monkeypatch.setattr(google, "ID_TOKEN_ISSUER", provider.url)
        return kind

    return use
