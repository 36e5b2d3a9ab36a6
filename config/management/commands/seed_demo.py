"""Fills an empty database with the demo and says who can sign in."""

from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.demo.seed import people, seed
from schools.models import User


class Command(BaseCommand):
    help = (
        "Fill an empty database with believable demo data, relative to today: three schools of a trust, ten ECTs, a "
        "term of weeks in every state. A database that holds anybody is left as it is. Refused unless DEBUG is on."
    )

    def add_arguments(self, parser):
        parser.add_argument("--today", type=date.fromisoformat, help="the day to take for today, like 2026-01-02")

    def handle(self, *, today, verbosity, **options):
        if not settings.DEBUG:
            raise CommandError("The demo's people have a password that everybody knows: only with DEBUG on.")
        facts = people()
        if not User.objects.exists():
            seed(today=today or timezone.localdate())
        elif not User.objects.filter(email=facts["trust_leaders"][0]["email"]).exists():
            self.stdout.write("There are people in this database already, so the demo's were left out.")
            return
        if verbosity:
            self.stdout.write(self.sign_ins(facts))

    def sign_ins(self, facts):
        """Who can sign in, a line each."""
        school = facts["schools"][0]
        lines = [
            ("mentor", school["mentors"][0][1]),
            ("ECT", school["ects"][0][1]),
            ("leader", school["leaders"][0][1]),
            ("leader who mentors", facts["schools"][1]["leaders"][0][1]),
            ("trust leader", facts["trust_leaders"][0]["email"]),
        ]
        listed = "\n".join(f"  {role:<19} {email}" for role, email in lines)
        return f"Sign in with the password {facts['password']} as\n{listed}\n"
