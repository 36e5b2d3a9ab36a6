"""The ECT's words and the openings, in the world in which everybody knocks at every address."""

import uuid

from actionsteps.wording import text_digest

BLANK = text_digest("")


class BeforeWorld:
    """`typed()`: what a good POST to a route holds."""

    def __init__(self, live, reviewed):
        self.steps = [step.pk for week in (live, reviewed) for focus in week.foci.all() for step in focus.steps.all()]

    def typed(self):
        lines = {f"line-{pk}": "Worked with 9B" for pk in self.steps}
        return {
            "coaching:write_line": lines,
            "coaching:write_note": {
                "key": str(uuid.UUID(int=11)),
                "went_well": "Year 8 started without me",
                "drawn-went_well": BLANK,
                "do": "send",
            },
        }
