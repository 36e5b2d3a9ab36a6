"""A photo of an exercise book and a lesson plan beside two entries of the demo's log, drawn here; private notes."""

import tomllib
import uuid
from datetime import datetime, time, timedelta
from io import BytesIO
from math import sin
from pathlib import Path

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from config.demo.story import SPACE
from evidence import actions
from evidence.models import Evidence
from schools.models import Mentorship

FACTS = Path(__file__).parent / "attached.toml"
PAPER, LINE, MARGIN, INK, PRINT = "#fbf8ee", "#c9d6e3", "#e2a0a0", "#27408b", "#222222"
SIZE = (900, 1200)


def attach_demo(cast, *, today):
    """Attach what attached.toml says, for those of the demo's people that there are, on the evening before `today`."""
    facts = tomllib.loads(FACTS.read_text())
    at = timezone.make_aware(datetime.combine(today - timedelta(days=1), time(18, 40)))
    for told in facts["file"]:
        entry = Evidence.objects.filter(ect__name=told["ect"], seen__startswith=told["seen"], cited_at=None).first()
        if entry is not None:
            actions.attach_file(
                entry,
                file=DRAWN[told["draw"]](told["heading"], told.get("lines", [])),
                name=told["name"],
                key=uuid.uuid5(SPACE, f"file {told['name']}"),
                by=entry.created_by,
                at=at,
            )
    pairs = {pair.ect.name: pair for pair in Mentorship.objects.live().with_people()}
    for number, told in enumerate(facts["note"]):
        if pair := pairs.get(told["ect"]):
            is_mentors = told["by"] == "mentor"
            actions.write_note(
                school_id=pair.school_id,
                ect_id=pair.ect_id if is_mentors else None,
                text=told["text"],
                key=uuid.uuid5(SPACE, f"private note {number}"),
                by=pair.mentor if is_mentors else pair.ect,
                at=at + timedelta(minutes=number),
            )


def exercise_book(heading, lines):
    """A page as a phone would see it: lined paper, a heading, a pupil's handwriting that can't be read. A JPEG."""
    page = Image.new("RGB", SIZE, PAPER)
    draw = ImageDraw.Draw(page)
    for y in range(140, SIZE[1], 44):
        draw.line((0, y, SIZE[0], y), fill=LINE, width=2)
    draw.line((110, 0, 110, SIZE[1]), fill=MARGIN, width=3)
    draw.text((140, 92), heading, fill=INK, font=ImageFont.load_default(34))
    draw.line((140, 132, 140 + 17 * len(heading), 132), fill=INK, width=3)
    for row in range(1, 13):
        _scribble(draw, y=140 + 44 * row - 12, words=3 + row * 7 % 4, seed=row)
    return _saved(page, "JPEG")


def lesson_plan(heading, lines):
    """A printed page with a heading and some lines. A PDF."""
    page = Image.new("RGB", SIZE, "white")
    draw = ImageDraw.Draw(page)
    draw.text((80, 80), heading, fill=PRINT, font=ImageFont.load_default(40))
    for number, line in enumerate(lines):
        draw.text((80, 170 + 52 * number), line, fill=PRINT, font=ImageFont.load_default(28))
    return _saved(page, "PDF")


DRAWN = {"book": exercise_book, "plan": lesson_plan}


def _scribble(draw, *, y, words, seed):
    x = 140
    for word in range(words):
        length = 60 + (seed * 37 + word * 53) % 90
        points = [
            (x + step, y + 9 * sin(step / 5 + seed) * (1 + (step * seed) % 3) / 3) for step in range(0, length, 3)
        ]
        draw.line(points, fill=INK, width=3)
        x += length + 24


def _saved(page, form):
    out = BytesIO()
    page.save(out, form)
    return out
