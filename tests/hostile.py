"""Files that nobody should have to keep: what each is → its name, a function that makes it, the code of the refusal."""

import io
import struct
import zipfile
import zlib

from tests.uploads import (
    MAIN,
    archive,
    chunk,
    jpeg,
    office,
    office_members,
    open_document,
    open_members,
    pdf,
    picture,
    png,
    png_that_says,
    saved,
    stream,
    webp,
)

MEGABYTE = 1024 * 1024
SCRIPT = b"<script>fetch('/notes/').then(r => r.text()).then(send)</script>"
PAGE = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
PROGRAM = b"MZ\x90\0" + bytes(500)
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
ENTITY_BOMB = f'<?xml version="1.0"?>{LAUGHS}]><text>&j;</text>'
FROM_ELSEWHERE = '<?xml version="1.0"?><!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><t>&x;</t>'
MACRO_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)


def scans(number):
    """A JPEG that repeats its scans, each costing time for the whole picture."""
    whole = jpeg(500, 500, progressive=True)
    at = whole.rindex(b"\xff\xda")
    return whole[:at] + whole[at:-2] * number + b"\xff\xd9"


def tall_jpeg():
    """A small JPEG whose header says that it has 65,500 × 65,500 pixels."""
    whole = jpeg()
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", 65_500, 65_500) + whole[at + 4 :]


def wide_webp():
    """A WebP whose canvas is as large as the format allows."""
    canvas = struct.pack("<I", 0x10) + (16_382).to_bytes(3, "little") * 2
    inner = b"VP8X" + struct.pack("<I", len(canvas)) + canvas + webp()[12:]
    return b"RIFF" + struct.pack("<I", len(inner) + 4) + b"WEBP" + inner


def png_with(*chunks):
    """A PNG with more chunks before its end."""
    whole = png()
    end = whole.rindex(b"IEND") - 4
    return whole[:end] + b"".join(chunks) + whole[end:]


def zeros(size):
    return b"\0" * size


def bomb(members=1, each=120 * MEGABYTE):
    """A Word document of few bytes that unpacks to many."""
    blank = zeros(each)
    return office("docx", *((f"word/media/{number}.bin", blank) for number in range(members)))


def lying_bomb():
    """A Word document whose list says that a member of 20 MB has 100 bytes."""
    out = bytearray(office("docx", ("word/media/1.bin", zeros(20 * MEGABYTE))))
    entry = out.rindex(b"PK\x01\x02")
    out[entry + 24 : entry + 28] = struct.pack("<I", 100)
    return bytes(out)


def overlapping_bomb():
    """A zip in which fifty names lead to the same packed bytes."""
    inside = office_members("docx")
    out = bytearray(archive([*inside, ("word/media/0.bin", zeros(3 * MEGABYTE))]))
    listing = out.index(b"PK\x01\x02")
    start = out.index(b"word/media/0.bin") - 30
    end = out.rindex(b"PK\x05\x06")
    last = out.rindex(b"PK\x01\x02")
    entry = bytes(out[last:end])
    assert struct.unpack("<I", entry[42:46])[0] == start
    more = b"".join(entry.replace(b"media/0.bin", b"media/%02d.bi" % n)[: len(entry)] for n in range(50))
    whole = out[:end] + more
    count = len(inside) + 51
    return bytes(whole) + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(whole) - listing, listing, 0)


def nested_bomb(depth=3):
    """A presentation within a presentation within a presentation, each with a sheet of blanks."""
    inner = office("pptx", ("ppt/media/1.bin", zeros(10 * MEGABYTE)))
    for _ in range(depth - 1):
        inner = office("pptx", ("ppt/embeddings/deck.pptx", inner))
    return inner


def wide_nest():
    """A presentation with twelve charts, each of which unpacks to ten megabytes."""
    sheet = office("xlsx", ("xl/media/1.bin", zeros(10 * MEGABYTE)))
    return office("pptx", *((f"ppt/embeddings/{number}.xlsx", sheet) for number in range(12)))


def locked_zip():
    """A Word document whose members say that they need a password."""
    out = bytearray(office("docx"))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = out.find(mark)
        while place >= 0:
            out[place + at] |= 1
            place = out.find(mark, place + 4)
    return bytes(out)


def twice():
    """A Word document that holds its text twice, for two readers to read differently."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in office_members("docx"):
            file.writestr(name, content)
        file.writestr("WORD/document.xml", "<text>Other words</text>")
    return out.getvalue()


def half(data):
    return data[: len(data) // 2]


def damaged_member():
    """A Word document in which one byte of the text was changed after it was packed."""
    members = [(name, content) for name, content in office_members("docx")]
    out = bytearray(archive(members, packed=zipfile.ZIP_STORED))
    out[out.index(b"water")] ^= 1
    return bytes(out)


def packed_script():
    """A PDF whose script is within a packed stream of objects."""
    script = b"5 0 << /S /JavaScript /JS (app.alert(1)) >>"
    return pdf(stream(script, b"/Type /ObjStm /N 1 /First 4"))


ACTION = b"<< /Type /Action /S /%s >>"

HOSTILE = {
    # Nothing, too much, not all of it.
    "an empty file": ("plan.docx", lambda: b"", "empty"),
    "ten megabytes and a byte": ("books.jpg", lambda: jpeg() + zeros(10 * MEGABYTE + 1 - len(jpeg())), "too_large"),
    "fifteen megabytes of PDF": ("plan.pdf", lambda: pdf() + zeros(15 * MEGABYTE), "too_large"),
    "half a photo": ("books.jpg", lambda: half(jpeg(800, 600)), "damaged"),
    "a photo of three bytes": ("books.jpg", lambda: b"\xff\xd8\xff", "damaged"),
    "half a drawing": ("board.png", lambda: half(png(800, 600)), "damaged"),
    "half a WebP": ("page.webp", lambda: half(webp(800, 600)), "damaged"),
    "half a PDF": ("plan.pdf", lambda: half(pdf()), "damaged"),
    "half a Word document": ("plan.docx", lambda: half(office()), "damaged"),
    "a Word document with a changed byte": ("plan.docx", damaged_member, "damaged"),
    "noise": ("plan.pdf", lambda: bytes(range(7, 256)) * 40, "other_kind"),
    # Something else under a good name.
    "a web page named .jpg": ("books.jpg", lambda: PAGE, "other_kind"),
    "a web page named .pdf": ("plan.pdf", lambda: PAGE, "other_kind"),
    "a web page named .html": ("index.html", lambda: PAGE, "other_kind"),
    "a web page after blank lines": ("books.png", lambda: b"\r\n\r\n" + PAGE, "other_kind"),
    "an SVG with a script": ("board.svg", lambda: SVG, "other_kind"),
    "an SVG named .png": ("board.png", lambda: b'<?xml version="1.0"?>' + SVG, "other_kind"),
    "a script named .docx": ("plan.docx", lambda: b"#!/bin/sh\nrm -rf ~\n", "other_kind"),
    "PHP named .jpg": ("books.jpg", lambda: b"<?php system($_GET['c']); ?>", "other_kind"),
    "a program named .pdf": ("plan.pdf", lambda: PROGRAM, "other_kind"),
    "a Java archive named .docx": (
        "plan.docx",
        lambda: archive([("META-INF/MANIFEST.MF", "Main-Class: A"), ("A.class", b"\xca\xfe\xba\xbe")]),
        "macros",
    ),
    "a folder of files named .docx": ("plan.docx", lambda: archive([("a.txt", "a")]), "other_kind"),
    "an old Word file": ("plan.doc", lambda: OLE, "other_kind"),
    "an old Word file named .docx": ("plan.docx", lambda: OLE, "other_kind"),
    "an iPhone photo in HEIC": ("books.heic", lambda: b"\0\0\0\x18ftypheic" + zeros(300), "other_kind"),
    "a GIF": ("books.gif", lambda: saved(picture(), "GIF"), "other_kind"),
    "a TIFF": ("books.tif", lambda: saved(picture(), "TIFF"), "other_kind"),
    "a bitmap": ("books.bmp", lambda: saved(picture(), "BMP"), "other_kind"),
    "rich text": ("plan.rtf", lambda: b"{\\rtf1 {\\object}}", "other_kind"),
    "a video": ("lesson.mp4", lambda: b"\0\0\0\x18ftypisom" + zeros(300), "other_kind"),
    # Two kinds at once.
    "a GIF that is a Java archive": ("books.gif", lambda: saved(picture(), "GIF") + archive([("a", "")]), "other_kind"),
    "a PDF that begins as a web page": ("plan.pdf", lambda: pdf(before=PAGE), "other_kind"),
    "a PDF that ends as a web page": ("plan.pdf", lambda: pdf(after=PAGE), "two_kinds"),
    "a PDF with a web page in its middle": (
        "plan.pdf",
        lambda: pdf(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(PAGE), PAGE)),
        "two_kinds",
    ),
    "a PDF that is a zip": ("plan.pdf", lambda: pdf(after=archive([("a.txt", "a")])), "two_kinds"),
    "a PDF that holds a zip to its end": (
        "plan.pdf",
        lambda: pdf()[:-7] + archive([("a", "")], comment=b"\nstartxref\n0\n%%EOF\n"),
        "two_kinds",
    ),
    "a Word document after a web page": ("plan.docx", lambda: PAGE + office(), "other_kind"),
    "a Word document before a web page": ("plan.docx", lambda: office() + PAGE, "two_kinds"),
    "a Word document with a page as its comment": (
        "plan.docx",
        lambda: archive(office_members(), comment=PAGE),
        "two_kinds",
    ),
    "a Word document with a page between its members": (
        "plan.docx",
        lambda: hidden_between(PAGE * 300),
        "two_kinds",
    ),
    # Pictures that cost more than they show.
    "a drawing of 50,000 × 50,000": ("board.png", lambda: png_that_says(50_000, 50_000), "too_many_pixels"),
    "a drawing of two thousand million columns": (
        "board.png",
        lambda: png_that_says(2**31 - 1, 1, rows=0),
        "too_many_pixels",
    ),
    "a photo of 65,500 × 65,500": ("books.jpg", tall_jpeg, "too_many_pixels"),
    "a WebP of 16,383 × 16,383": ("page.webp", wide_webp, "too_many_pixels"),
    "a photo of two thousand scans": ("books.jpg", lambda: scans(2000), "damaged"),
    "a drawing of no width": ("board.png", lambda: png_that_says(0, 10), "damaged"),
    "a drawing with a bomb for a text": (
        "board.png",
        lambda: png_with(chunk(b"zTXt", b"Comment\0\0" + zlib.compress(zeros(80 * MEGABYTE)))),
        "damaged",
    ),
    "a drawing whose sums are wrong": ("board.png", lambda: png().replace(b"IDATx", b"IDATy"), "damaged"),
    # Archives that unpack to too much, or hold what a document doesn't.
    "a Word document of 120 MB": ("plan.docx", bomb, "bomb"),
    "a Word document that says it is small": ("plan.docx", lying_bomb, "damaged"),
    "a Word document of fifty times the same": ("plan.docx", overlapping_bomb, "bomb"),
    "a document within one within one": ("deck.pptx", nested_bomb, "bomb"),
    "a document with twelve bombs": ("deck.pptx", wide_nest, "bomb"),
    "a document of four thousand parts": (
        "plan.docx",
        lambda: office("docx", *((f"word/{number}.txt", "") for number in range(4000))),
        "bomb",
    ),
    "a document of one endless tag": (
        "plan.docx",
        lambda: office(text=f'<text a="{" " * (20 * MEGABYTE)}"/>'),
        "bomb",
    ),
    "a Word document of entities": ("plan.docx", lambda: office(text=ENTITY_BOMB), "unusual"),
    "a Word document of entities in UTF-16": (
        "plan.docx",
        lambda: office(text=ENTITY_BOMB.replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")),
        "unusual",
    ),
    "an OpenDocument text that reads other files": (
        "plan.odt",
        lambda: open_document(text=FROM_ELSEWHERE),
        "unusual",
    ),
    "relations that define entities": (
        "plan.docx",
        lambda: archive([*office_members()[:1], ("_rels/.rels", ENTITY_BOMB), *office_members()[2:]]),
        "unusual",
    ),
    "a Word document with macros": ("plan.docx", lambda: office("docx", ("word/vbaProject.bin", "x")), "macros"),
    "a macro document under its own name": ("plan.docm", lambda: office(types=MACRO_TYPES), "macros"),
    "an Excel sheet with macros within a PowerPoint": (
        "deck.pptx",
        lambda: office("pptx", ("ppt/embeddings/s.xlsm", office("xlsx", ("xl/vbaProject.bin", "x")))),
        "macros",
    ),
    "an OpenDocument sheet with macros": (
        "marks.ods",
        lambda: open_document("ods", ("Basic/Standard/Module1.xml", "<m/>")),
        "macros",
    ),
    "a Word document with ActiveX": ("plan.docx", lambda: office("docx", ("word/activeX/a.xml", "<a/>")), "macros"),
    "a Word document with a program": ("plan.docx", lambda: office("docx", ("word/a.bin", PROGRAM)), "macros"),
    "a Word document with an object": ("plan.docx", lambda: office("docx", ("word/embeddings/o.bin", OLE)), "object"),
    "a Word document that unpacks elsewhere": (
        "plan.docx",
        lambda: office("docx", ("../../../etc/cron.d/a", "x")),
        "unusual",
    ),
    "a Word document for a folder of Windows": (
        "plan.docx",
        lambda: office("docx", ("..\\..\\Startup\\a.txt", "x")).replace(b"../..", b"..\\.."),
        "unusual",
    ),
    "a Word document with two texts": ("plan.docx", twice, "unusual"),
    "a Word document that needs a password": ("plan.docx", locked_zip, "locked"),
    "an OpenDocument text that needs a password": (
        "plan.odt",
        lambda: open_document(manifest='<m:manifest xmlns:m="urn:m"><m:encryption-data/></m:manifest>'),
        "locked",
    ),
    "a Word document packed unusually": (
        "plan.docx",
        lambda: archive(office_members(), packed=zipfile.ZIP_LZMA),
        "unusual",
    ),
    "a document that says two kinds": (
        "plan.docx",
        lambda: office(types=TWO_TYPES),
        "other_kind",
    ),
    "an OpenDocument drawing": (
        "board.odg",
        lambda: archive([("mimetype", "application/vnd.oasis.opendocument.graphics"), *open_members()[1:]]),
        "other_kind",
    ),
    "a book": (
        "book.epub",
        lambda: archive([("mimetype", "application/epub+zip"), ("META-INF/container.xml", "<c/>")]),
        "other_kind",
    ),
    # PDFs that do things.
    "a PDF with a script": ("plan.pdf", lambda: pdf(ACTION % b"JavaScript"), "active"),
    "a PDF with a script spelt otherwise": ("plan.pdf", lambda: pdf(ACTION % b"J#61va#53cript"), "active"),
    "a PDF with a packed script": ("plan.pdf", packed_script, "active"),
    "a PDF that starts a program": ("plan.pdf", lambda: pdf(ACTION % b"Launch"), "active"),
    "a PDF with a file in it": ("plan.pdf", lambda: pdf(catalog=b"/Names << /EmbeddedFiles 5 0 R >>"), "active"),
    "a PDF that sends a form": ("plan.pdf", lambda: pdf(ACTION % b"SubmitForm"), "active"),
    "a PDF with a password": ("plan.pdf", lambda: pdf(catalog=b"/Encrypt 5 0 R"), "locked"),
    "a PDF packed too well": (
        "plan.pdf",
        lambda: pdf(stream(zeros(60 * MEGABYTE), b"/Type /ObjStm /N 1 /First 4")),
        "active",
    ),
    "a PDF without an end": ("plan.pdf", lambda: pdf().replace(b"%%EOF", b""), "damaged"),
}
TWO_TYPES = (
    '<?xml version="1.0"?><Types>'
    + "".join(f'<Override PartName="/{main}" ContentType="{kind}.main+xml"/>' for main, kind in MAIN.values())
    + "</Types>"
)


def hidden_between(data):
    """A Word document with bytes between its members that its list doesn't know."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in office_members("docx"):
            file.writestr(name, content)
        file.fp.write(data)
        file.start_dir = file.fp.tell()
    return out.getvalue()


# Names that steer what a reader or a computer takes a file for → what the photo is called here.
NAMES = {
    "../../../etc/passwd": "passwd.jpg",
    "..\\..\\Windows\\win.ini": "win.jpg",
    "/var/www/shell.php": "shell.jpg",
    "C:\\Users\\maya\\Books.jpg": "Books.jpg",
    "books.php.jpg": "books.jpg",
    "books.jpg.exe": "books.jpg",
    "books.html": "books.jpg",
    "books\0.php": "books.jpg",
    "books\r\nSet-Cookie: a=b.jpg": "books Set-Cookie a b.jpg",
    "books\u202egpj.exe": "books gpj.jpg",
    'a"; filename="evil.html': "a filename evil.jpg",
    "<script>alert(1)<.jpg": "script alert(1).jpg",
    "b" * 300 + ".jpg": "b" * 96 + ".jpg",
    "": "File.jpg",
    "...": "File.jpg",
    ".htaccess": "htaccess.jpg",
    "Lesson 12.10.25, v1.2.jpg": "Lesson 12.10.25, v1.2.jpg",
    "CON.jpg": "File.jpg",
    "   .jpg": "File.jpg",
    "Año 7 – ejercicios (b).jpeg": "Año 7 – ejercicios (b).jpg",
    "作业.png": "作业.jpg",
}
