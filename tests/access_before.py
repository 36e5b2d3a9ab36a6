"""The ECT's words and the openings, in the world in which everybody knocks at every address."""

import uuid

from actionsteps.wording import text_digest
from coaching.models import Cycle
from config.access import LEADER, LEADER_ELSEWHERE
from tests.sides import StarterFactory

BLANK = text_digest("")
ASKED = "What did you notice at the back?"


class BeforeWorld:
    """`subjects`: the arguments of a route by what its row is about; `typed()`: what a good POST to a route holds."""

    def __init__(self, people, *, draft, live, reviewed, left_behind):
        school = draft.school
        elsewhere = people[LEADER_ELSEWHERE].memberships.get().school
        ours = StarterFactory(school=school, text=ASKED, created_by=people[LEADER])
        theirs = StarterFactory(school=elsewhere, text=ASKED, created_by=people[LEADER_ELSEWHERE])
        Cycle.objects.filter(pk=live.pk).update(praise="You waited for silence")
        self.steps = [step.pk for week in (live, reviewed) for focus in week.foci.all() for step in focus.steps.all()]
        self.subjects = {
            "praise of a draft": [draft.pk, "praise"],
            "praise of a set week": [live.pk, "praise"],
            "praise of a reviewed week": [reviewed.pk, "praise"],
            "praise of a former mentor’s draft": [left_behind.pk, "praise"],
            "the school’s starter": [school.pk, ours.pk],
            "another school’s starter": [elsewhere.pk, theirs.pk],
            "another school’s starter at this one": [school.pk, theirs.pk],
        }

    def typed(self, second):
        """`second` is the mentor's other pair."""
        key = str(uuid.UUID(int=11))
        return {
            "coaching:write_line": {f"line-{pk}": "Worked with 9B" for pk in self.steps},
            "coaching:write_note": {"key": key, "went_well": "8L began alone", "drawn-went_well": BLANK, "do": "send"},
            "coaching:start_for_other": {"key": key, "mentorship": second.pk},
            "coaching:starters": {"key": key, "kind": "praise", "text": "You greeted them all by name: …"},
            "coaching:change_starter": {"text": "What did you hear at the back?", "drawn": text_digest(ASKED)},
            "coaching:retire_starter": {"retired": "1"},
        }
