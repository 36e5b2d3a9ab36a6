"""An office document is kept as it is, if its inside is what such documents have: no macros, no programs, no bomb.

All six kinds are zip archives of XML. Each archive is looked into member by member; nothing is written out, and what is
unpacked goes through in pieces and has a limit for all members together, archives within it included (PowerPoint keeps
the numbers of a chart as one).
"""

import re
import struct
import tempfile
import zipfile
import zlib
from dataclasses import dataclass, field
from xml.parsers import expat

from django.core.exceptions import ValidationError

PDF_INSTEAD = "Save it as a PDF, and add that."
DAMAGED = "This document is damaged or not all there. Save it again, or as a PDF, and add that."
NO_DOCUMENT = "This is a folder of files (zip), not a document. Add the files one by one."
LOCKED = "This document has a password. Save it without one, and add that."
MACROS = f"This document holds macros or a program. {PDF_INSTEAD}"
OBJECT = f"This document holds an object of another program. {PDF_INSTEAD}"
BOMB = f"This document unpacks to far more than a document holds. {PDF_INSTEAD}"
TWO_KINDS = f"This document holds something that is not part of it. {PDF_INSTEAD}"
UNUSUAL = f"This document is built in an unusual way that can’t be checked here. {PDF_INSTEAD}"

MOST_MEMBERS = 3000
MOST_UNPACKED = 100 * 1024 * 1024
# An archive within the document, and none within that.
DEEPEST = 1
PIECE = 64 * 1024
# Of one tag of XML, and of the two lists that say what a document is.
LONGEST_TAG = 4 * 1024 * 1024
LONGEST_LIST = 2 * 1024 * 1024

OPEN_XML = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
# What the main part of a document calls itself → content type and ending of the document.
KINDS = {
    f"{_OFFICE}.wordprocessingml.document.main+xml": (f"{_OFFICE}.wordprocessingml.document", ".docx"),
    f"{_OFFICE}.presentationml.presentation.main+xml": (f"{_OFFICE}.presentationml.presentation", ".pptx"),
    f"{_OFFICE}.spreadsheetml.sheet.main+xml": (f"{_OFFICE}.spreadsheetml.sheet", ".xlsx"),
}
_OPEN = "application/vnd.oasis.opendocument"
OPEN_KINDS = {
    f"{_OPEN}.text": ".odt",
    f"{_OPEN}.presentation": ".odp",
    f"{_OPEN}.spreadsheet": ".ods",
}
MACRO_NAMES = re.compile(
    r"(^|/)(vba[^/]*$|activex/|basic/|scripts/|macrosheets/|[^/]*\.(exe|dll|js|vbs|jse|wsf|hta|bat|cmd|com|scr|ps1|jar|class"
    r"|lnk|msi|swf|x?html?|svgz|php)$)",
    re.IGNORECASE,
)
# What zipfile raises for archives that are not what they say.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
    RuntimeError,
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe")


@dataclass
class _Look:
    """What one look into a document may still unpack, and what it found."""

    left: int = MOST_UNPACKED
    types: set = field(default_factory=set)


def checked(file, size):
    """(content type, ending) of the office document in `file`, of `size` bytes; `ValidationError` says what is not."""
    return _checked(file, size, _Look(), depth=0)


def _checked(file, size, look, *, depth):
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_outside(archive, size)
            _refuse_listing(archive, look)
            return _kind_of(archive, look, depth=depth)
    except BROKEN:
        raise ValidationError(DAMAGED, code="damaged") from None


def _refuse_outside(archive, size):
    """Nothing stands before, after or beside the archive."""
    # An archive ends with this mark and eighteen bytes, unless a comment follows.
    archive.fp.seek(-22, 2)
    if archive.fp.read(4) != b"PK\x05\x06":
        raise ValidationError(TWO_KINDS, code="two_kinds")
    infos = archive.infolist()
    first = min((info.header_offset for info in infos), default=0)
    packed = sum(info.compress_size + 30 + len(info.orig_filename) for info in infos)
    # Beside what is listed: extra fields, what streaming writers put after each member, and the list itself.
    if first != 0 or size - packed > 4096 + sum(700 + 3 * len(info.orig_filename) + len(info.extra) for info in infos):
        raise ValidationError(TWO_KINDS, code="two_kinds")


def _refuse_listing(archive, look):
    """What can be told from the list of members alone."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MOST_MEMBERS:
        raise ValidationError(BOMB, code="bomb")
    if any(info.flag_bits & 0x1 for info in infos):
        raise ValidationError(LOCKED, code="locked")
    if len({name.lower() for name in names}) != len(names) or any(map(_leads_out, names)):
        raise ValidationError(UNUSUAL, code="unusual")
    if any(info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for info in infos):
        raise ValidationError(UNUSUAL, code="unusual")
    if any(MACRO_NAMES.search(name) for name in names):
        raise ValidationError(MACROS, code="macros")
    # A member never unpacks to more than it says here: what comes after that is not read.
    look.left -= sum(info.file_size for info in infos)
    if look.left < 0:
        raise ValidationError(BOMB, code="bomb")


def _leads_out(name):
    return name.startswith(("/", "\\")) or "\\" in name or ":" in name or ".." in name.split("/")


def _kind_of(archive, look, *, depth):
    names = set(archive.namelist())
    first = archive.infolist()[0].filename if names else ""
    if first == "mimetype" and (archive.getinfo(first).file_size < 200):
        kind = archive.read(first).decode("ascii", "replace")
        ending = OPEN_KINDS.get(kind)
        if ending is None or not {"content.xml", "META-INF/manifest.xml"} <= names:
            raise ValidationError(NO_DOCUMENT, code="other_kind")
        _look_into(archive, look, depth=depth)
        return kind, ending
    if OPEN_XML not in names or "_rels/.rels" not in names:
        raise ValidationError(NO_DOCUMENT, code="other_kind")
    _look_into(archive, look, depth=depth)
    if any("macro" in kind.lower() for kind in look.types):
        raise ValidationError(MACROS, code="macros")
    found = [KINDS[kind] for kind in KINDS if kind in look.types]
    if len(found) != 1:
        raise ValidationError(NO_DOCUMENT, code="other_kind")
    return found[0]


def _look_into(archive, look, *, depth):
    """Read every member to its end, which compares it with its checksum; XML is parsed, archives are looked into."""
    look.types = set()
    inner = []
    for info in archive.infolist():
        if info.is_dir():
            continue
        with archive.open(info) as member:
            start = member.read(len(OLE))
            if start == OLE:
                raise ValidationError(OBJECT, code="object")
            if start.startswith(PROGRAMS):
                raise ValidationError(MACROS, code="macros")
            if start.startswith(b"PK\x03\x04"):
                inner.append(info)
            elif info.filename.lower().endswith((".xml", ".rels")) and info.file_size:
                _parse(start, member, info, look.types)
            while member.read(PIECE):
                pass
    types = look.types
    for info in inner:
        _look_inside(archive, info, look, depth=depth + 1)
    look.types = types


def _look_inside(archive, info, look, *, depth):
    """An archive within the document: a document itself, under the same limits, and within nothing deeper."""
    if depth > DEEPEST:
        raise ValidationError(BOMB, code="bomb")
    with tempfile.TemporaryFile() as copy:
        with archive.open(info) as member:
            while piece := member.read(PIECE):
                copy.write(piece)
        _checked(copy, info.file_size, look, depth=depth)


def _parse(start, member, info, types):
    """Read XML through to its end; one that defines entities is refused at its first word.

    Of the two lists that say what a document is, `types` gathers the content types.
    """
    parser, fed = expat.ParserCreate(), 0
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if info.filename in (OPEN_XML, "META-INF/manifest.xml"):
        if info.file_size > LONGEST_LIST:
            raise ValidationError(BOMB, code="bomb")
        parser.StartElementHandler = _gatherer(types)
    try:
        piece = start
        while piece:
            parser.Parse(piece)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > LONGEST_TAG:
                raise ValidationError(BOMB, code="bomb")
            piece = member.read(PIECE)
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise ValidationError(DAMAGED, code="damaged") from None


def _refuse_doctype(*_):
    raise ValidationError(UNUSUAL, code="unusual")


def _gatherer(types):
    def gather(name, attributes):
        if kind := attributes.get("ContentType"):
            types.add(kind)
        if name.rpartition(":")[2] == "encryption-data":
            raise ValidationError(LOCKED, code="locked")

    return gather
