"""For somebody who lost their phone and their recovery codes."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand, CommandError

from config.views_signing_in import ended_sessions_for
from schools.models import User


class Command(BaseCommand):
    help = (
        "Forgets the passkeys, the codes and the recovery codes of somebody who lost them, and signs them out "
        "everywhere. They sign in with their password then. Make sure first that it is they who ask."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError("Nobody has this e-mail address.")
        Authenticator.objects.filter(user=user).delete()
        ended_sessions_for(user)
        self.stdout.write(f"{user.email} signs in with their password alone now, and is signed out everywhere.")
