"""Erases one person who asked for it, before their school's time is up."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.erasing import counts_of, due_person, erase
from schools.models import User
from schools.refusal import Refused


class Command(BaseCommand):
    help = (
        "Shows how much is there of one person who has left, by their e-mail address. With --do-it it is erased: every "
        "word said of them, their name, address and ways in. Counts stay, and what they wrote about others stays those "
        "others’. There is no way back: have them take their record away first (export_record)."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--do-it", action="store_true", help="erase, rather than show what would be")

    def handle(self, *, email, do_it, **options):
        user = User.objects.filter(email=email.strip().lower()).first()
        if user is None:
            raise CommandError("Nobody has this address.")
        try:
            due = due_person(user)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        said = ", ".join(counts_of(due)) or "nothing written"
        if not do_it:
            self.stdout.write(f"{user.name}: {said}. To erase all of it: --do-it")
            return
        try:
            erase(due, at=timezone.now())
        except Refused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Erased: person {user.pk}: {said}.")
