"""A whole record as files to take away: one for people, one for programs, both in an archive with what was attached."""

import json
import tempfile
import zipfile
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.html import format_html

from coaching.record_shown import shown_record
from coaching.whole_record import path_of
from evidence import store
from evidence.models import Attachment

PIECE = 64 * 1024
LOOK = Path(__file__).with_name("record_file.css").read_text()


def as_page(record):
    """The record for people: one file that needs nothing beside it, and runs nothing."""
    look = format_html("<style>{}</style>", LOOK)
    return render_to_string("coaching/record_file.html", {"record": shown_record(record), "look": look}).encode()


def as_data(record):
    """The record for programs (docs/record.md)."""
    return json.dumps(record, ensure_ascii=False, indent=1).encode()


def as_archive(record, attachments):
    """Both, and the attached files, in an archive, piece by piece. A file that has gone meanwhile is left out."""
    with tempfile.TemporaryFile() as taken:
        with zipfile.ZipFile(taken, "w") as archive:
            archive.writestr("record.html", as_page(record), zipfile.ZIP_DEFLATED)
            archive.writestr("record.json", as_data(record), zipfile.ZIP_DEFLATED)
            for file in attachments:
                try:
                    with store.opened(file.stored_as) as held:
                        archive.writestr(path_of(file), held.read())
                except FileNotFoundError:
                    continue
        taken.seek(0)
        while piece := taken.read(PIECE):
            yield piece


def attachments_of(user, record):
    """The attached files that `user` reads as the ECT, of the evidence in their record. One query."""
    ids = [int(entry["id"][1:]) for school in record["schools"] for entry in school["evidence"]]
    return list(Attachment.objects.filter(evidence__ect=user, evidence_id__in=ids, erased_at=None).order_by("pk"))
