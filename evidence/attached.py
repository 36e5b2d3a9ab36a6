"""Attached files as a page names them."""

from dataclasses import dataclass

from evidence.files import office, pdf
from evidence.files.words import sized
from schools.dates import day_of, short_day

WORDS = {
    "image/jpeg": "photo",
    "image/png": "picture",
    pdf.KIND[0]: "PDF",
    **{kind: ending.lstrip(".") for kind, ending in office.KINDS.values()},
    **{kind: ending.lstrip(".") for kind, ending in office.OPEN_KINDS.items()},
}


@dataclass(frozen=True)
class ShownFile:
    """A file as a page names it; of one that was erased, `href` and `name` are "" and `words` say when."""

    name: str
    words: str
    href: str


def shown_files(attachments):
    """`ShownFile`s of an entry's attachments, in the order of their places. No query if they are loaded."""
    return [
        ShownFile(
            name=file.name,
            words=_gone(file) if file.erased_at else f"{WORDS[file.kind]}, {sized(file.size)}",
            href="" if file.erased_at else f"/evidence/{file.evidence_id}/files/{file.pk}/",
        )
        for file in sorted(attachments, key=lambda file: file.place)
    ]


def _gone(file):
    day = day_of(file.erased_at)
    return f"A file was taken out on {short_day(day)} {day.year}"
