"""What may be attached to an entry of the log: told by its content, made harmless, and named anew. No database.

`cleaned(file, name)` is the one way in. Of an image a new one is drawn; a PDF or an office document is kept as it is,
once it is seen to be what it says and nothing more. What this promises and what not: docs/decisions.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError

from evidence.files import images, office, pdf
from evidence.files.names import safe_name
from evidence.files.words import TOO_LARGE, sized

MOST_BYTES = 10 * 1024 * 1024
MOST_FILES = 6
# The content types that files are kept and given out as: ours, never what was sent with them.
KINDS = (
    *(kind for kind, _ in images.KINDS.values()),
    pdf.KIND[0],
    *(kind for kind, _ in office.KINDS.values()),
    *office.OPEN_KINDS,
)

# What a browser offers to choose; what counts is the content.
ACCEPT = "image/jpeg,image/png,image/webp,.pdf,.docx,.pptx,.xlsx,.odt,.odp,.ods"

# The first bytes of what is known and yet not taken → what to do instead.
OFFICE_OF_OLD = (
    "This is an old Word, Excel or PowerPoint file, or one with a password. Save it as .docx, .xlsx or .pptx "
    "without a password, or as a PDF, and add that."
)
HEIC = (
    "Photos in the HEIC format can’t be read here. On an iPhone, set Camera, Formats to “Most Compatible”, or save "
    "the photo as a JPEG, and add that."
)
KNOWN_OTHERS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OFFICE_OF_OLD),
    (b"{\\rtf", "Rich text (.rtf) is not taken. Save it as .docx or as a PDF, and add that."),
    (b"GIF8", "GIF pictures are not taken. Save it as a JPEG or PNG, and add that."),
    (b"BM", "This kind of picture is not taken. Save it as a JPEG or PNG, and add that."),
    (b"II*\0", "TIFF pictures are not taken. Save it as a JPEG, PNG or PDF, and add that."),
    (b"MM\0*", "TIFF pictures are not taken. Save it as a JPEG, PNG or PDF, and add that."),
)
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
OTHER = (
    "This is not a file that can be added. Add a photo (JPEG, PNG or WebP), a PDF, or an office document (.docx, "
    ".pptx, .xlsx, .odt, .odp, .ods)."
)


@dataclass(frozen=True)
class Clean:
    """A file that may be kept: its bytes (a file open at its start), its kind, its size, and what it is called."""

    file: Any
    kind: str
    size: int
    name: str


def cleaned(file, name):
    """The `Clean` of an uploaded file (seekable, in binary); `ValidationError` says what is wrong and what to do.

    Memory stays bounded whatever the file is: see the limits in each module.
    """
    size = size_of(file)
    if size == 0:
        raise ValidationError("This file is empty.", code="empty")
    if size > MOST_BYTES:
        raise ValidationError(TOO_LARGE.format(most=sized(MOST_BYTES)), code="too_large")
    file.seek(0)
    head = file.read(32)
    file.seek(0)
    if form := images.format_of(head):
        file, kind, ending = images.redrawn(file, form, most_bytes=MOST_BYTES)
        size = size_of(file)
    elif head.startswith(b"%PDF-"):
        kind, ending = pdf.checked(file, size)
    elif head.startswith(b"PK\x03\x04"):
        kind, ending = office.checked(file, size)
    else:
        raise ValidationError(_why_not(head), code="other_kind")
    file.seek(0)
    return Clean(file=file, kind=kind, size=size, name=safe_name(name, ending))


def size_of(file):
    """How many bytes a seekable file really has."""
    file.seek(0, 2)
    return file.tell()


def _why_not(head):
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return HEIC
    return next((words for start, words in KNOWN_OTHERS if head.startswith(start)), OTHER)
