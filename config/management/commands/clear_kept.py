"""Deletes what is kept for a day, once it is over; for a daily timer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from actionsteps.actions import clear_uploads
from config import keeping
from schools.enrol import clear_rosters


class Command(BaseCommand):
    help = (
        "Deletes what is kept for a day: what was typed by people whose web session had ended and who did not come "
        "back for it, and lists of people and files of steps that were brought and not confirmed. Nobody is shown "
        "any of it after that in any case. Safe to run at any time, and more than once."
    )

    def handle(self, **options):
        at = timezone.now()
        count, rosters, uploads = keeping.clear(at=at), clear_rosters(at=at), clear_uploads(at=at)
        self.stdout.write(f"{count} kept forms, {rosters} lists of people and {uploads} files of steps deleted.")
