"""Draws docs/week.md from the code."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from coaching.states import draw

PAGE = Path(settings.BASE_DIR) / "docs" / "week.md"


class Command(BaseCommand):
    help = "Write docs/week.md: the states of a week, who acts, and what setting it asks. Asks no database."
    requires_system_checks = []

    def handle(self, **options):
        PAGE.write_text(draw(), encoding="utf-8")
        self.stdout.write(f"Wrote {PAGE.relative_to(settings.BASE_DIR)}.")
