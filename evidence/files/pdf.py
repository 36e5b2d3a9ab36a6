"""A PDF is kept as it is, if it is one and nothing else, and brings no script, program or further file.

It is only ever taken away to be read by a reader's own program, which never is told a kind but ours. What makes one do
things has fixed names in the format; here the file is searched for them, also where they are written in another way or
packed. This is a door for what doesn't belong in a log, not a virus scanner.
"""

import re
import zipfile
import zlib

from django.core.exceptions import ValidationError

KIND = ("application/pdf", ".pdf")

DAMAGED = "This PDF is damaged or not all there. Save or print it as a PDF again, and add that."
ACTIVE = "This PDF holds a script, a form that sends, or a file within the file. Print it to a new PDF, and add that."
LOCKED = "This PDF has a password. Save it without one, and add that."
TWO_KINDS = "This PDF holds something that is not a PDF. Print it to a new PDF, and add that."

HEADER = re.compile(rb"%PDF-[12]\.\d[\r\n \t]")
WEB_PAGE = re.compile(rb"<(script|html|body|iframe|object|embed|\?php|!doctype\s+html)\b", re.IGNORECASE)
STREAM = re.compile(rb"(?<!end)stream\r?\n")
# What can stand after the end: line breaks that mail programs add.
AFTER_END = 1024
LONGEST_DICTIONARY = 2048
MOST_UNPACKED = 32 * 1024 * 1024
PIECE = 64 * 1024


def _name(name, after=rb"(?![A-Za-z])"):
    """A pattern for a name of the format, each of whose letters may be written as #4A too."""
    letters = []
    for letter in name:
        high, low = tuple(f"{ord(letter):02x}")
        letters.append(f"(?:{letter}|#{high}[{low}{low.upper()}])")
    return b"/" + "".join(letters).encode() + after


# /JS stands only ever with /JavaScript.
DOES_THINGS = re.compile(
    b"|".join(
        _name(name)
        for name in "JavaScript Launch EmbeddedFile EmbeddedFiles RichMedia SubmitForm ImportData GoToE".split()
    )
    + b"|"
    + _name("XFA", rb"\s*[\[\d]")
)
ENCRYPTED = re.compile(_name("Encrypt"))
PACKED = re.compile(_name("ObjStm"))
PLAINLY = re.compile(_name("FlateDecode"))
FILTERED = re.compile(_name("Filter"))
PREDICTED = re.compile(_name("DecodeParms"))


def checked(file, size):
    """(content type, ending) of the PDF in `file`, of `size` bytes; `ValidationError` says what is wrong with it.

    Holds the file in memory, and of what is packed in it at most 32 MB.
    """
    file.seek(0)
    data = file.read(size)
    if not HEADER.match(data):
        raise ValidationError(DAMAGED, code="damaged")
    end = data.rfind(b"%%EOF", max(0, size - AFTER_END - 5))
    if end < 0 or b"startxref" not in data[max(0, end - AFTER_END) : end]:
        raise ValidationError(DAMAGED, code="damaged")
    if data[end + 5 :].strip(b"\0\r\n\t \x1a") or zipfile.is_zipfile(file) or WEB_PAGE.search(data):
        raise ValidationError(TWO_KINDS, code="two_kinds")
    _refuse_active(data)
    for part in _packed_objects(data):
        _refuse_active(part)
    return KIND


def _refuse_active(text):
    if ENCRYPTED.search(text):
        raise ValidationError(LOCKED, code="locked")
    if DOES_THINGS.search(text):
        raise ValidationError(ACTIVE, code="active")


def _packed_objects(data):
    """What the object streams of a PDF hold, unpacked; one that can't be read here is refused, as it could hide."""
    left = MOST_UNPACKED
    for found in STREAM.finditer(data):
        before = data[max(0, found.start() - LONGEST_DICTIONARY) : found.start()]
        dictionary = before[max(before.rfind(b" obj"), 0) :]
        if not PACKED.search(dictionary) or not FILTERED.search(dictionary):
            continue
        if not PLAINLY.search(dictionary) or PREDICTED.search(dictionary):
            raise ValidationError(ACTIVE, code="active")
        part = _unpacked(memoryview(data)[found.end() :], left)
        left -= len(part)
        yield part


def _unpacked(data, most):
    """The first thing that is packed in `data`, of at most `most` bytes."""
    unpacker, parts, left = zlib.decompressobj(), [], most
    try:
        for start in range(0, len(data), PIECE):
            parts.append(unpacker.decompress(data[start : start + PIECE], left + 1))
            left -= len(parts[-1])
            if left < 0 or unpacker.unconsumed_tail:
                raise ValidationError(ACTIVE, code="active")
            if unpacker.eof:
                return b"".join(parts)
    except zlib.error:
        pass
    raise ValidationError(DAMAGED, code="damaged")
