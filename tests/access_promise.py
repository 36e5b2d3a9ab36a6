"""The whole record, records brought along and the access record, in the world in which everybody knocks."""

import json
import uuid

from coaching.record_format import RECORD, cleaned
from schools import leaving
from schools.models import Mentorship
from tests.access_bank import Again
from tests.factories import NOW
from tests.promised import AccessRecordFactory, EarlierRecordFactory

KEY = str(uuid.UUID(int=13))


def small_record():
    """A record as another school's So That writes it: one week, one focus."""
    held = cleaned(RECORD, {"format": "so-that-record", "version": 1, "name": "Eddie Ect"})
    focus = {"key_action": "Greet each pupil", "steps": [{"text": "Stand at the door"}], "so_that": "pupils settle"}
    week = {"week_of": "2025-06-02", "met_on": "2025-06-05", "mentor": "Mo Moor", "reviewed": True, "foci": [focus]}
    school = {"name": "Moorland School", "urn": "200002", "weeks": [week]}
    return cleaned(RECORD, held | {"schools": [school]})


class PromiseWorld:
    """`subjects` and `typed()` as the others have them."""

    def __init__(self, pair, live):
        of_ect = {"school": pair.school, "ect": pair.ect, "held": small_record()}
        AccessRecordFactory(school=pair.school, ect=pair.ect)
        self.live = live
        self.subjects = {
            "to read": ["html"],
            "for programs": ["json"],
            "with files": ["zip"],
            "a record brought along": [EarlierRecordFactory(**of_ect).pk],
            "a record offered": [EarlierRecordFactory(**of_ect, offered_at=NOW).pk],
        }

    def typed(self):
        """Made anew: a file is read by whoever sends it."""
        file = Again("so-that-record.json", json.dumps(small_record()).encode())
        return {
            "coaching:earlier_records": {"key": KEY, "file": file},
            "read_week": {"key": KEY, "week": self.live.pk, "why": "The mentor can’t open it"},
            "schools:settle_keeping": {"keeps_for_years": 3},
        }


def left_at(pair, *, by, at):
    """The ECT of a pair left the school at a moment that is past."""
    leaving.leave(pair.ect, school=pair.school, by=by, at=at)
    Mentorship.objects.filter(ect=pair.ect, ended_at__gt=at).update(ended_at=at)
