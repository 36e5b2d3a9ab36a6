"""What was logged between the meetings: by the mentor, the ECT, and a leader on a walk through the school."""

import tomllib
import uuid
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone

from actionsteps.models import Area
from config.demo.story import SPACE
from evidence import actions
from evidence.models import Source
from schools.calendar import is_holiday
from schools.models import Mentorship

FACTS = Path(__file__).parent / "log.toml"
LOOKED_BACK = 200


def log_demo(cast, *, today):
    """Log it all for those of the demo's pairs that there are, on school days before `today`, in order."""
    facts = tomllib.loads(FACTS.read_text())
    live = Mentorship.objects.live().with_people()
    pairs = {pair.ect.name: pair for pair in live.filter(ect__in=cast.users.values())}
    days = school_days(cast.terms, before=today)
    areas = {area.name: area for area in Area.objects.filter(school=None, trust=None)}
    for number, told in enumerate(facts["entry"]):
        if told["ect"] in pairs:
            _entry(told, pairs[told["ect"]], at=_moment(days[told["ago"] - 1], number), areas=areas)
    for number, told in enumerate(facts["walk"]):
        walked = [pairs[name] for name in told["ects"] if name in pairs]
        if walked:
            at = _moment(days[told["ago"] - 1], number)
            _walk(told, walked, leader=cast.users[told["leader"]], at=at, areas=areas)


def school_days(terms, *, before):
    """The school days before a day, the latest first."""
    days = (before - timedelta(days=number) for number in range(1, LOOKED_BACK))
    return [day for day in days if day.weekday() < 5 and not is_holiday(day, terms)]


def _moment(day, number):
    """After school, a minute or more later for each."""
    return timezone.make_aware(datetime.combine(day, time(15, 50))) + timedelta(minutes=2 * number)


def _facts(told, at, areas):
    area = areas[told["area"]] if "area" in told else None
    return {
        "seen_on": timezone.localdate(at),
        "seen": told["seen"],
        "meaning": told.get("meaning", ""),
        "area": area,
        "class_name": told.get("class", ""),
    }


def _entry(told, pair, *, at, areas):
    is_own = told.get("by") == "ect"
    logged = actions.log_evidence(
        school=pair.school,
        ect=pair.ect,
        source=Source.REFLECTION if is_own else told["source"],
        **_facts(told, at, areas),
        key=uuid.uuid5(SPACE, f"log {told['ect']} {told['seen']}"),
        by=pair.ect if is_own else pair.mentor,
        at=at,
    )
    if told.get("shared"):
        actions.share_entry(logged, by=pair.mentor, at=at + timedelta(minutes=1))


def _walk(told, walked, *, leader, at, areas):
    logged = actions.log_walk(
        school=walked[0].school,
        ects=[pair.ect for pair in walked],
        source=Source.LEARNING_WALK,
        **_facts(told, at, areas),
        key=uuid.uuid5(SPACE, f"walk {told['seen']}"),
        by=leader,
        at=at,
    )
    for entry in logged:
        if entry.ect.name in told.get("shared", ()):
            actions.share_entry(entry, by=leader, at=at + timedelta(minutes=1))
