"""Writes one person's whole record into a file, for somebody who asks for it by law and can't sign in any more."""

import uuid
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from coaching.record_taken import as_data, as_page
from coaching.whole_record import whole_record
from schools.accessing import record_access
from schools.models import AccessKind, Mentorship, User
from schools.refusal import Refused


class Command(BaseCommand):
    help = (
        "Write the whole record of a person into a file that ends in .html or .json, also after they have left. Who "
        "had it written, and why, is noted first in the access record of each of their schools: the pair reads it."
    )

    def add_arguments(self, parser):
        parser.add_argument("email", help="whose record")
        parser.add_argument("file", help="where to, such as /root/record.html")
        parser.add_argument("--by", required=True, help="your own e-mail address in So That")
        parser.add_argument("--why", required=True, help="in a line; the pair reads it")

    def handle(self, *, email, file, by, why, **options):
        to = Path(file)
        written = {".html": as_page, ".json": as_data}.get(to.suffix)
        if written is None:
            raise CommandError("The file ends in .html or .json.")
        user, who = (User.objects.filter(email=one.strip().lower()).first() for one in (email, by))
        if user is None or who is None:
            raise CommandError(f"Nobody has the address {by if user else email}.")
        try:
            to.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            raise CommandError(f"{to} is there already: name another file.") from None
        except OSError as error:
            raise CommandError(f"{to} can’t be written: {error.strerror}.") from None
        at, key = timezone.now(), uuid.uuid4()
        schools = sorted(set(Mentorship.objects.filter(ect=user).values_list("school", flat=True)))
        try:
            with transaction.atomic():
                for school_id in schools:
                    record_access(
                        school_id=school_id, ect_id=user.pk, kind=AccessKind.TAKEN, why=why, key=key, by=who, at=at
                    )
        except Refused as refused:
            to.unlink()
            raise CommandError(str(refused)) from None
        to.write_bytes(written(whole_record(user, at=at, always=True)))
        places = f"{len(schools)} school{'' if len(schools) == 1 else 's'}"
        self.stdout.write(f"Written to {to}. It is noted in the access record of {places}.")
