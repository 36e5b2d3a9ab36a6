"""Load the starter bank, or bring it up to date."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from actionsteps.actions.starter import load_starter_bank


class Command(BaseCommand):
    help = "Makes the starter bank what this version ships. Safe to run again: what schools and trusts wrote stays."

    def handle(self, **options):
        new, changed, retired = load_starter_bank(at=timezone.now())
        self.stdout.write(f"Starter bank: {new} new, {changed} changed, {retired} retired.")
