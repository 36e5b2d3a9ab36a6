"""Store what the bank's search looks up again, after its stems or synonyms changed."""

from django.core.management.base import BaseCommand, CommandError

from actionsteps.actions.stemming import stems_due, store_stems


class Command(BaseCommand):
    help = (
        "Stores the stems of every step of the bank again, if they are due: after stems.py or synonyms.toml changed. "
        "In batches; safe to run again, and after every update."
    )

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say whether it is due; ends with an error if so")
        parser.add_argument("--all", action="store_true", help="even if no word's stem changed")

    def handle(self, *, check, **options):
        due = stems_due()
        if check:
            if due:
                raise CommandError("The bank's stems are due to be stored again: run store_stems.")
            self.stdout.write("The bank's stems are as they should be.")
        elif due or options["all"]:
            self.stdout.write(f"Stems stored again; {store_stems()} steps read differently.")
        else:
            self.stdout.write("Nothing is due.")
