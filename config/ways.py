"""What a session has shown of its person, and what their school still asks of them."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator

from schools.models import LeadersSignIn
from schools.ways_in import asked_of

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_step(user):
    """Whether `user` has a second step: signing in then asks for it, each time. One query."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_STEPS).exists()


def came_through_provider(request):
    """Whether this session showed an account of a provider. No query."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "socialaccount" for record in records)


def shown_by(request):
    """Which of what a school may ask of its leaders this session meets: a set of `LeadersSignIn`. One query."""
    shown = {LeadersSignIn.SECOND} if has_second_step(request.user) else set()
    return shown | ({LeadersSignIn.SSO} if came_through_provider(request) else set())


def owed(request):
    """What is asked of the person and was not shown yet: "sso", "second", or "". No query once it is "".

    Asked at signing in; for who owes something, again with each request, so that it ends when it is done.
    """
    known = request.session.get("owed")
    if known == "":
        return ""
    asked = asked_of(request.user)
    left = asked - shown_by(request) if asked else set()
    now = max(left, default="")  # "sso" before "second"
    if now != known:
        request.session["owed"] = str(now)
    return str(now)
