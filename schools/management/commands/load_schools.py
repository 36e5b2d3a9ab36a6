"""Loads a trust's schools from the official extract; shows first what it would do."""

from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from schools.gias import ExtractError, load_schools, read_extract


class Command(BaseCommand):
    help = "Load a trust's schools from the official extract; shows what it would do, and does it with --write."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the extract, as downloaded (edubasealldata….csv)")
        parser.add_argument("--trust", required=True, help="the trust's name as the extract has it")
        parser.add_argument("--write", action="store_true", help="write what was shown")

    def handle(self, **options):
        try:
            with options["file"].open(encoding="cp1252", errors="replace", newline="") as file:
                fates = load_schools(read_extract(file), trust=options["trust"], write=options["write"])
        except (OSError, ExtractError) as error:
            raise CommandError(str(error)) from None
        if not fates:
            raise CommandError(
                f"No open school of “{options['trust']}” is in the extract: check how it spells the trust."
            )
        for urn, name, fate in fates:
            self.stdout.write(f"{urn}  {fate:<16} {name}")
        counts = Counter(fate for _, _, fate in fates)
        self.stdout.write(", ".join(f"{number} {fate}" for fate, number in counts.items()) + ".")
        if not options["write"]:
            self.stdout.write("Nothing is written yet: say --write to do it.")
