"""Sends the reminders that are due; for a timer, several times a day."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coaching.sending import batches, send_reminders
from coaching.tasks import remind


class Command(BaseCommand):
    help = (
        "Send the reminders that are due: one e-mail a day at most for each person, none at a weekend, in a holiday or "
        "in a pause. Safe to run at any time, and more than once: nothing is told twice. Only an e-mail that was being "
        "handed over when a machine died is handed over again, under the same Message-ID (decision 27). Run it every "
        "quarter of an hour in the daytime."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--queue", action="store_true", help="leave the sending to the workers (manage.py db_worker)"
        )

    def handle(self, *, queue, **options):
        if not settings.SITE_ADDRESS:
            raise CommandError("Set SITE_ADDRESS to where people reach this site, such as https://so-that.example")
        if queue:
            count = 0
            for batch in batches():
                remind.enqueue(batch)
                count += len(batch)
            self.stdout.write(f"{count} people are left to the workers.")
            return
        done = send_reminders()
        self.stdout.write(f"{done.sent} e-mails sent, {done.again} to be tried again.")
        if done.is_down:
            raise CommandError("The mail server does not answer. The next run goes on where this one stopped.")
