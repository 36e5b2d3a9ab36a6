"""Files as people bring them, made of a few bytes in code: clean ones of every kind, and what the others build on."""

import io
import struct
import zipfile
import zlib

from PIL import Image, TiffImagePlugin

GPS_PLACE = (TiffImagePlugin.IFDRational(53), TiffImagePlugin.IFDRational(28), TiffImagePlugin.IFDRational(41))
CAMERA = "Acme Phone 12"


def picture(width=60, height=40, mode="RGB"):
    """A picture with something in it: a dark left half."""
    image = Image.new(mode, (width, height), "white")
    image.paste("black", (0, 0, width // 2, height))
    return image


def saved(image, form, **options):
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def exif(orientation=1):
    """What a phone writes into a photo: who made it, how it was held, where it was taken."""
    found = Image.Exif()
    found[0x010F] = CAMERA
    found[0x0112] = orientation
    gps = found.get_ifd(0x8825)
    gps[1], gps[2] = "N", GPS_PLACE
    return found


def jpeg(width=60, height=40, *, orientation=1, **options):
    return saved(picture(width, height), "JPEG", exif=exif(orientation), **options)


def png(width=60, height=40, **options):
    return saved(picture(width, height), "PNG", **options)


def webp(width=60, height=40):
    return saved(picture(width, height), "WEBP", exif=exif())


def chunk(kind, data):
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_says(width, height, *, rows=1):
    """A PNG whose header promises a size, whatever comes after it."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * ((width * 3 + 1) * rows))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def pdf(*extra, catalog=b"", after=b"", before=b""):
    """A PDF of one empty page, with further objects; `catalog` stands in its catalogue."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
        *extra,
    ]
    out, places = before + b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return out + after


def stream(data, dictionary=b""):
    """The body of a PDF's object with a packed stream."""
    packed = zlib.compress(data)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), dictionary, packed)


def archive(members, *, packed=zipfile.ZIP_DEFLATED, comment=b""):
    """A zip of (name, content) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as file:
        file.comment = comment
        for name, content in members:
            file.writestr(name, content, compress_type=zipfile.ZIP_STORED if name == "mimetype" else packed)
    return out.getvalue()


_OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": ("word/document.xml", f"{_OFFICE}.wordprocessingml.document"),
    "pptx": ("ppt/presentation.xml", f"{_OFFICE}.presentationml.presentation"),
    "xlsx": ("xl/workbook.xml", f"{_OFFICE}.spreadsheetml.sheet"),
}
OPEN = {"odt": "text", "odp": "presentation", "ods": "spreadsheet"}
RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
TEXT = '<?xml version="1.0" encoding="UTF-8"?><text>Do now: label the water cycle</text>'


def office_members(kind="docx", *extra, types=None, text=TEXT):
    """The members of an Open XML document of a kind."""
    main, own = MAIN[kind]
    types = types or (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{main}" ContentType="{own}.main+xml"/></Types>'
    )
    return [("[Content_Types].xml", types), ("_rels/.rels", RELATIONS), (main, text), *extra]


def office(kind="docx", *extra, **parts):
    return archive(office_members(kind, *extra, **parts))


def open_members(kind="odt", *extra, manifest="<manifest/>", text=TEXT):
    """The members of an OpenDocument file of a kind."""
    return [
        ("mimetype", f"application/vnd.oasis.opendocument.{OPEN[kind]}"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", text),
        *extra,
    ]


def open_document(kind="odt", *extra, **parts):
    return archive(open_members(kind, *extra, **parts))


# What is taken: the name somebody gave it, its content, and the kind it is kept as.
CLEAN = {
    "a photo": ("Books.JPG", jpeg(), "image/jpeg"),
    "a large photo": ("Books.jpeg", jpeg(4000, 3000), "image/jpeg"),
    "a progressive photo": ("Books.jpg", jpeg(progressive=True), "image/jpeg"),
    "a photo in grey": ("Books.jpg", saved(picture(mode="L"), "JPEG"), "image/jpeg"),
    "a photo for print": ("Books.jpg", saved(picture(mode="RGB").convert("CMYK"), "JPEG"), "image/jpeg"),
    "a drawing": ("Board.png", png(), "image/png"),
    "a see-through drawing": ("Board.png", saved(picture(mode="RGBA"), "PNG"), "image/png"),
    "a drawing of few colours": ("Board.png", saved(picture().convert("P"), "PNG"), "image/png"),
    "a drawing in black and white": ("Board.png", saved(picture(mode="1"), "PNG"), "image/png"),
    "a scan in many greys": ("Scan.png", saved(Image.new("I;16", (60, 40), 30000), "PNG"), "image/png"),
    "a picture from the web": ("Page.webp", webp(), "image/jpeg"),
    "a PDF": ("Plan.pdf", pdf(), "application/pdf"),
    "a PDF with a link": (
        "Plan.pdf",
        pdf(b"<< /Type /Action /S /URI /URI (https://example.org/) >>", catalog=b"/OpenAction [3 0 R /Fit]"),
        "application/pdf",
    ),
    "a PDF of packed objects": (
        "Plan.pdf",
        pdf(stream(b"5 0 << /Type /Font >>", b"/Type /ObjStm /N 1 /First 4"), after=b"\r\n"),
        "application/pdf",
    ),
    "a Word document": ("Plan.docx", office("docx"), MAIN["docx"][1]),
    "a PowerPoint": ("Lesson 3.pptx", office("pptx"), MAIN["pptx"][1]),
    "a PowerPoint with a chart": (
        "Lesson 3.pptx",
        office("pptx", ("ppt/embeddings/Microsoft_Excel_Sheet.xlsx", office("xlsx"))),
        MAIN["pptx"][1],
    ),
    "an Excel sheet": ("Marks.xlsx", office("xlsx"), MAIN["xlsx"][1]),
    "an OpenDocument text": ("Plan.odt", open_document("odt"), "application/vnd.oasis.opendocument.text"),
    "an OpenDocument presentation": (
        "Lesson.odp",
        open_document("odp"),
        "application/vnd.oasis.opendocument.presentation",
    ),
    "an OpenDocument sheet": ("Marks.ods", open_document("ods"), "application/vnd.oasis.opendocument.spreadsheet"),
}
