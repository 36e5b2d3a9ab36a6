"""What leaders were asked, in the world in which everybody knocks at every address."""

import uuid

from config.access_people import LEADER
from tests.factories import NOW
from tests.sides import AskedFactory


class HelpWorld:
    """`subjects`: the arguments of a route by what its row is about; `typed()`: what a good POST to a route holds."""

    def __init__(self, people, pair, focus):
        self.leader = people[LEADER]
        sent = {"focus": focus, "leader": self.leader, "by": pair.mentor}
        self.subjects = {
            "a question": [AskedFactory(**sent).pk],
            "a question withdrawn": [AskedFactory(**sent, withdrawn_at=NOW).pk],
        }

    def typed(self):
        return {
            "coaching:ask_for_help": {
                "leader": self.leader.pk,
                "question": "Who could watch with me?",
                "key": str(uuid.UUID(int=21)),
            },
            "coaching:asked": {"reply": "I will, on Thursday"},
        }
