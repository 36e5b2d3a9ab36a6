"""A photo, drawn again: only what is seen of it is kept, not where or when it was taken, nor by whose phone.

Photos of pupils' work come from phones. Whatever else the file held (its EXIF and GPS, XMP, comments, a thumbnail,
colour profiles, bytes after its end) is not copied, so a file that is two kinds at once comes out as a picture alone.
"""

import io
import struct
import threading
import warnings
import zlib

from django.core.exceptions import ValidationError
from PIL import Image, UnidentifiedImageError

LONGEST_SIDE = 2400
QUALITY = 85
MEGA = 1_000_000
# Pixels of a picture, by what its decoder and what comes after hold of it at once: at most some 240 MB. A JPEG from a
# camera is halved while it is read; one that comes in several scans is held whole.
MOST_PIXELS = {"JPEG": 64 * MEGA, "JPEG in scans": 20 * MEGA, "PNG": 20 * MEGA, "WEBP": 12 * MEGA}
# A progressive JPEG has about ten; each costs time for the whole picture, however few bytes it has.
MOST_SCANS = 100
# One picture at a time in each process: what they take of memory doesn't add up.
_one = threading.BoundedSemaphore(1)

# How a camera was held (EXIF's orientation) → what sets the picture upright.
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

KINDS = {"JPEG": ("image/jpeg", ".jpg"), "PNG": ("image/png", ".png")}
DAMAGED = "This picture is damaged or not all there. Take or save it again, and add that."
TOO_MANY_PIXELS = "This picture has too many pixels. Save it at a smaller size, or as a JPEG, and add that."
# What Pillow raises for files that are not what they say; MemoryError where a header promises the moon.
BROKEN = (
    UnidentifiedImageError,
    OSError,
    struct.error,
    zlib.error,
    ValueError,
    SyntaxError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    MemoryError,
    EOFError,
)


def format_of(head):
    """Which of the three formats a file that begins like this claims to be; "" for none."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return ""


def redrawn(file, form, *, most_bytes):
    """(a new file, its content type, its ending) of the picture in `file`; `ValidationError` where there is none.

    At most 2,400 pixels a side, upright. A PNG stays one, for drawn lines, unless it would be larger than
    `most_bytes`; all else becomes a JPEG.
    """
    most = MOST_PIXELS[form]
    if form == "JPEG":
        if _scans(file) > MOST_SCANS:
            raise ValidationError(DAMAGED, code="damaged")
        if not _is_one_scan(file):
            most = MOST_PIXELS["JPEG in scans"]
    with _one:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                picture = _picture(file, form, most)
        except Image.DecompressionBombError:
            raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels") from None
        except BROKEN:
            raise ValidationError(DAMAGED, code="damaged") from None
        if form == "PNG":
            out = _written(picture, "PNG")
            if out.tell() <= most_bytes:
                return out, *KINDS["PNG"]
        return _written(_on_white(picture), "JPEG"), *KINDS["JPEG"]


def _picture(file, form, most):
    """What is seen in a file: a picture of plain pixels, upright and not too large, that remembers nothing else."""
    file.seek(0)
    with Image.open(file, formats=[form]) as image:
        width, height = image.size
        if width * height > most:
            raise ValidationError(TOO_MANY_PIXELS, code="too_many_pixels")
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        turn = image.getexif().get(0x0112)
        # First to pixels that can be averaged: of a palette or of black and white, thin lines would be lost.
        picture = _plain(image)
    if max(picture.size) > LONGEST_SIDE:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
    picture.info = {}
    if turn in UPRIGHT:
        picture = picture.transpose(UPRIGHT[turn])
    return picture


def _plain(image):
    """The picture in grey, in colour, or in colour and see-through."""
    if image.mode.startswith("I"):
        # Grey in 65,536 shades, as some scanners write it.
        return image.convert("I").point(lambda shade: shade / 256).convert("L")
    clear = image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info
    mode = "RGBA" if clear else "L" if image.mode in ("1", "L") else "RGB"
    return image if image.mode == mode else image.convert(mode)


def _on_white(picture):
    if picture.mode != "RGBA":
        return picture
    white = Image.new("RGB", picture.size, "white")
    white.paste(picture, mask=picture.getchannel("A"))
    return white


def _written(picture, form):
    out = io.BytesIO()
    options = {"quality": QUALITY, "optimize": False} if form == "JPEG" else {"compress_level": 6}
    picture.save(out, form, **options)
    return out


def _scans(file):
    """How many scans the JPEG in `file` has, counted in pieces; its thumbnail's among them."""
    file.seek(0)
    count, last = 0, b""
    while piece := file.read(64 * 1024):
        count += (last + piece).count(b"\xff\xda")
        last = piece[-1:]
    return count


def _is_one_scan(file):
    """Whether the JPEG in `file` has its whole picture in one scan, as from a camera; no, where that is unclear."""
    file.seek(2)
    components = None
    while len(start := file.read(4)) == 4 and start[0] == 0xFF:
        marker, length = start[1], int.from_bytes(start[2:], "big")
        body = file.read(min(length - 2, 32)) if length >= 2 else b""
        if marker in (0xC0, 0xC1) and len(body) > 5:
            components = body[5]
        elif marker == 0xDA:
            return body[:1] == bytes([components or 0])
        file.seek(max(length - 2 - len(body), 0), 1)
    return False
