"""Starts a school with its first leader, who sets up the rest in the browser."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from schools.inviting import start_school, token_of


class Command(BaseCommand):
    help = "Start a school: it, its trust if it has one, and its first leader, who gets a link to choose a password."

    def add_arguments(self, parser):
        parser.add_argument("--urn", required=True, help="the school's URN, six digits")
        parser.add_argument("--name", required=True, help="the school's name")
        parser.add_argument("--trust", default="", help="the trust's name")
        parser.add_argument("--leads-trust", action="store_true", help="the leader leads the trust too")
        parser.add_argument("--leader", required=True, help="the leader's name")
        parser.add_argument("--email", required=True, help="the leader's e-mail address")
        here = settings.SITE_ADDRESS or "http://localhost:8000"
        parser.add_argument("--site", default=here, help="where this installation is reached; else SITE_ADDRESS")

    def handle(self, **options):
        try:
            invitation = start_school(
                urn=options["urn"],
                name=options["name"],
                trust=options["trust"],
                leads_trust=options["leads_trust"],
                leader=options["leader"],
                email=options["email"].strip().lower(),
                at=timezone.now(),
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        if invitation is None:
            self.stdout.write(f"{options['leader']} can sign in already and leads the school now.")
            return
        path = reverse("schools:invitation", args=[token_of(invitation)])
        self.stdout.write(f"{options['leader']} chooses a password here, until {invitation.expires_at:%d/%m/%Y}:")
        self.stdout.write(options["site"].rstrip("/") + path)
