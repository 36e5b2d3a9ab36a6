"""Erases an attached file that must not be kept, such as a photo with a pupil's face, whoever has read it."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from evidence import actions
from evidence.models import Attachment


class Command(BaseCommand):
    help = (
        "Erase one attached file, by the last number of its address (/evidence/12/files/34/ → 34): what it held and "
        "what it was called. The entry stays, and says that a file was taken out. For when its author, who can "
        "do this too, isn't there to do it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=int, help="the last number of the file's address")

    def handle(self, *, file, **options):
        attachment = Attachment.objects.filter(pk=file).first()
        if attachment is None:
            raise CommandError("There is no such file.")
        actions.erase_file(attachment, at=timezone.now())
        self.stdout.write("Erased.")
