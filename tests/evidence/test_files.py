"""What may be attached: clean files of every kind are kept; hostile ones refused, each with what to do instead."""

import io
import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from evidence.files import MOST_BYTES, cleaned, images
from tests.hostile import HOSTILE, NAMES
from tests.uploads import CAMERA, CLEAN, jpeg, picture, png, saved, webp


def clean(content, name="Books.jpg"):
    return cleaned(io.BytesIO(content), name)


def opened(content, name="Books.jpg"):
    found = Image.open(clean(content, name).file)
    found.load()
    return found


@pytest.mark.parametrize("what", CLEAN)
def test_clean_file_is_taken_as_what_it_is(what):
    name, content, kind = CLEAN[what]

    found = clean(content, name)

    kept = found.file.read()
    assert (found.kind, found.size) == (kind, len(kept))
    if kind.startswith("image/"):
        assert Image.open(io.BytesIO(kept)).get_format_mimetype() == kind
    else:
        assert kept == content


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_file_is_refused_with_what_to_do(what):
    name, make, code = HOSTILE[what]

    with pytest.raises(ValidationError) as refused:
        clean(make(), name)

    assert refused.value.code == code
    assert " and add that" in refused.value.message or code in ("empty", "too_large", "other_kind")


def test_there_are_sixty_of_them():
    assert len(HOSTILE) + len(NAMES) >= 60


@pytest.mark.parametrize("given", NAMES)
def test_name_steers_nothing(given):
    found = clean(jpeg(), given).name

    assert found == NAMES[given]
    assert len(found) <= 100


@pytest.mark.parametrize("content", [jpeg(), webp(), jpeg(progressive=True)], ids=["JPEG", "WebP", "progressive"])
def test_photo_forgets_where_it_was_taken(content):
    found = opened(content)

    assert dict(found.getexif()) == {}
    assert found.getexif().get_ifd(0x8825) == {}
    assert CAMERA.encode() not in clean(content).file.read()


def test_before_it_forgot_the_photo_said_where():
    found = Image.open(io.BytesIO(jpeg()))

    assert found.getexif()[0x010F] == CAMERA
    assert found.getexif().get_ifd(0x8825)[1] == "N"


def test_nothing_but_the_picture_is_kept():
    said = b"Year 8, Joe and Amina"
    photo = saved(picture(), "JPEG", comment=said, icc_profile=b"profile " + said, xmp=b"<x>" + said + b"</x>")
    drawing = saved(picture(), "PNG", icc_profile=b"profile " + said)
    trailing = jpeg() + b"<?php echo 1; ?>" + said

    for content in (photo, drawing, trailing):
        assert said in content or content == drawing
        kept = clean(content).file.read()
        assert said not in kept
        assert b"<?php" not in kept
        assert set(Image.open(io.BytesIO(kept)).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_photo_is_upright(orientation):
    """The left half is dark; held otherwise, another half is."""
    found = opened(jpeg(60, 40, orientation=orientation)).convert("L")

    assert found.size == ((60, 40) if orientation == 3 else (40, 60))
    dark = {3: (50, 20), 6: (20, 10), 8: (20, 50)}[orientation]
    light = {3: (10, 20), 6: (20, 50), 8: (20, 10)}[orientation]
    assert found.getpixel(dark) < 50
    assert found.getpixel(light) > 200


def test_large_photo_is_made_smaller():
    assert opened(jpeg(4000, 3000)).size == (2400, 1800)
    assert opened(png(2500, 10)).size == (2400, 10)


def test_see_through_picture_from_the_web_stands_on_white():
    clear = saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "WEBP")

    assert opened(clear).convert("L").getpixel((20, 20)) == 255


def test_drawing_that_would_grow_too_large_becomes_a_photo():
    drawing = io.BytesIO(png())

    assert images.redrawn(drawing, "PNG", most_bytes=1_000)[1:] == ("image/png", ".png")
    assert images.redrawn(drawing, "PNG", most_bytes=50)[1:] == ("image/jpeg", ".jpg")


def test_ten_megabytes_are_taken():
    photo = jpeg()

    assert clean(photo + b"\0" * (MOST_BYTES - len(photo))).kind == "image/jpeg"


MEASURE = """
import io, sys
from django.core.exceptions import ValidationError
from evidence.files import cleaned
from tests.hostile import HOSTILE
from tests.uploads import jpeg, picture, saved

made = [make() for _, make, _ in (HOSTILE[what] for what in sys.argv[1:])]
made += [saved(picture(4470, 4470, "RGBA"), "PNG", compress_level=1), jpeg(4470, 4470, progressive=True)]

def peak():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmHWM")).split()[1]) // 1024

# What it took to make them is no part of it: the peak starts again from here.
open("/proc/self/clear_refs", "w").write("5")
before = peak()
for content in made:
    try:
        cleaned(io.BytesIO(content), "a")
    except ValidationError:
        pass
    print(len(content), peak() - before, file=sys.stderr)
print(peak() - before)
"""


WORST = (
    "a photo of 65,500 × 65,500",
    "a drawing with a bomb for a text",
    "a Word document of 120 MB",
    "a Word document that says it is small",
    "a document with twelve bombs",
    "a document of one endless tag",
    "a PDF packed too well",
)


@pytest.mark.long
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the peak is read from /proc")
def test_memory_is_bounded():
    """The worst of the refused and the largest of the taken: some 240 MB, whatever a file promises."""
    run = subprocess.run(
        [sys.executable, "-c", MEASURE, *WORST], capture_output=True, text=True, check=False, timeout=240
    )

    assert run.returncode == 0, run.stderr
    assert int(run.stdout) < 300, run.stderr


def test_limits_hold_together():
    """Bytes for each pixel of the largest picture of each kind, in its decoder and after it."""
    taken = {"JPEG": 3, "JPEG in scans": 10, "PNG": 8, "WEBP": 16}

    assert max(images.MOST_PIXELS[form] * each for form, each in taken.items()) <= 200 * images.MEGA
