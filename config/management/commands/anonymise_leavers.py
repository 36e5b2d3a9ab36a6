"""Erases leavers whose school no longer keeps what was said of them; for a monthly timer, after a look."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from config.erasing import counts_of, erase, leavers_due
from schools.refusal import Refused


class Command(BaseCommand):
    help = (
        "Shows who left a school longer ago than it keeps coaching (People and pairs, “How long coaching is kept”), "
        "and how much is there of each. With --do-it it is erased: every word said of them at that school and, once no "
        "school keeps anything of them, their name, address and ways in. Counts stay. There is no way back."
    )

    def add_arguments(self, parser):
        parser.add_argument("--do-it", action="store_true", help="erase, rather than show what would be")

    def handle(self, *, do_it, **options):
        at = timezone.now()
        found, back = leavers_due(at=at), 0
        for due in found:
            places = ", ".join(sorted({str(role.school or role.trust) for role in due.roles}))
            who = f"{due.user.name} <{due.user.email}>" if not do_it else f"person {due.user.pk}"
            what = "the person and every word" if due.whole else "every word said there"
            self.stdout.write(f"{who}, left {places}: {what}: {', '.join(counts_of(due)) or 'nothing written'}")
            try:
                if do_it:
                    erase(due, at=at)
            except Refused as refused:
                self.stdout.write(f"person {due.user.pk}: {refused}")
                back += 1
        said = "erased" if do_it else "would be erased. To erase them: --do-it"
        number = len(found) - back
        self.stdout.write(f"{number} {'leaver' if number == 1 else 'leavers'} {said}.")
