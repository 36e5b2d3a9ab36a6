"""What ECTs wrote beside their steps and before a meeting, and what a leader gave mentors to start from."""

import tomllib
import uuid
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from actionsteps.models import Area
from coaching import actions
from coaching.actions import openings
from coaching.actions.saving import BLANK
from coaching.models import Focus
from config.demo.story import SPACE
from schools.models import Mentorship

FACTS = Path(__file__).parent / "words.toml"


def write_demo(cast, *, today):
    """Write it all on the evening before `today`, for those of the demo's pairs that there are."""
    facts = tomllib.loads(FACTS.read_text())
    at = timezone.make_aware(datetime.combine(today - timedelta(days=1), time(19, 20)))
    live = Mentorship.objects.live().with_people()
    pairs = {pair.ect.name: pair for pair in live.filter(ect__in=cast.users.values())}
    for told in facts["line"]:
        _line(told, pairs[told["ect"]], at=at)
    for told in facts["note"]:
        _note(told, pairs[told["ect"]], at=at)
    areas = {area.name: area for area in Area.objects.filter(school=None, trust=None)}
    for number, told in enumerate(facts["starter"]):
        leader = cast.users[told["leader"]]
        openings.add_starter(
            school=cast.school_of[leader.name],
            kind=told["kind"],
            text=told["text"],
            area=areas[told["area"]],
            key=uuid.uuid5(SPACE, f"starter {number}"),
            by=leader,
            at=at,
        )


def _line(told, pair, *, at):
    live = Focus.objects.filter(school=pair.school, cycle__ect=pair.ect, cycle__reviewed_at=None, withdrawn_at=None)
    focus = live.exclude(cycle__set_at=None).order_by("rank", "position")[told["focus"] - 1]
    step = focus.live_steps[told["step"] - 1]
    actions.write_line(step, text=told["text"], drawn=BLANK, by=pair.ect, at=at)


def _note(told, pair, *, at):
    stamp = {"key": uuid.uuid5(SPACE, f"note {told['ect']}"), "by": pair.ect, "at": at}
    typed = {name: told[name] for name in ("went_well", "to_discuss")}
    actions.write_note(pair, typed=typed, drawn={}, **stamp)
    if told["sent"]:
        actions.send_note(pair, **stamp)
