"""Counts the weeks that are over at every school; the overview does it for its own, if this has not."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from insights.actions import count_weeks
from schools.models import School


class Command(BaseCommand):
    help = "Count the weeks that are over, for the overviews. For a timer, early on Mondays; it may run again."

    def handle(self, **options):
        count_weeks(list(School.objects.only("pk", "trust_id")), at=timezone.now())
