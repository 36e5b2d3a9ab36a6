"""Deletes forms kept for more than a day; for a daily timer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from config import keeping


class Command(BaseCommand):
    help = (
        "Deletes what was kept for people whose web session had ended and who did not come back for it within a day. "
        "Nobody is shown it after that in any case. Safe to run at any time, and more than once."
    )

    def handle(self, **options):
        count = keeping.clear(at=timezone.now())
        self.stdout.write(f"{count} kept forms deleted.")
