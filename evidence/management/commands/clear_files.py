"""Deletes attached files that no entry knows of; for a weekly timer."""

from datetime import timedelta
from itertools import islice

from django.core.management.base import BaseCommand
from django.utils import timezone

from evidence import store
from evidence.models import Attachment

# A file is there before its row: what was put there just now may be about to get one.
YOUNG = timedelta(days=1)
BATCH = 500


class Command(BaseCommand):
    help = (
        "Deletes the private files that belong to no entry and are older than a day: what a crash left behind, or a "
        "restored backup. With --dry-run it only counts. Says too how many entries have lost their file. Safe to run "
        "at any time, and more than once."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count, and delete nothing")

    def handle(self, *, dry_run, **options):
        count, before = 0, timezone.now() - YOUNG
        found = store.places()
        while batch := dict(islice(found, BATCH)):
            kept = Attachment.objects.filter(stored_as__in=batch, erased_at=None)
            known = set(kept.values_list("stored_as", flat=True))
            for place, put_at in batch.items():
                if place not in known and put_at < before:
                    count += 1
                    if not dry_run:
                        store.remove(place)
        self.stdout.write(f"{count} files without an entry{'.' if dry_run else ' deleted.'}")
        rows = Attachment.objects.filter(erased_at=None).values_list("stored_as", flat=True)
        lost = sum(not store.is_there(place) for place in rows.iterator())
        self.stdout.write(f"{lost} entries without their file.")
