"""What the ECT said of the foci, and two foci to merge, in the world in which everybody knocks at every address."""

import uuid

from tests.factories import FocusFactory
from tests.sides import CheckFactory


class CheckWorld:
    """A no that waits on the live focus, and a second focus in the draft. `typed()`: what a good POST holds."""

    def __init__(self, draft, focus):
        self.focus = focus
        CheckFactory(focus=focus, achievable=False, reason="Two of my classes are on a trip")
        first = draft.foci.get()
        self.pair = (first, FocusFactory(cycle=draft, key_action="Greet each pupil at the door"))

    def typed(self):
        key = str(uuid.UUID(int=13))
        first, second = self.pair
        words = {"key_action": "Greet each pupil by name", "so_that": "pupils settle at once"}
        return {
            "coaching:check_week": {
                f"wording-{focus.pk}": focus.wording.digest for focus in (self.focus, first, second)
            }
            | {"key": key},
            "coaching:check_focus": {"do": "yes", "digest": self.focus.wording.digest, "key": key},
            "coaching:keep_focus": {"reason": "Try it with the two classes that are here"},
            "coaching:merge_foci": {"a": first.pk, "b": second.pk, "key": key}
            | {f"{name}-{first.pk}": text for name, text in words.items()}
            | dict.fromkeys(words, first.pk),
        }
