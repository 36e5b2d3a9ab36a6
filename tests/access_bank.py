"""The bank's part of the world in which everybody knocks at every address."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from actionsteps import actions
from actionsteps.wording import Wording
from config.access import LEADER, LEADER_ELSEWHERE, MENTOR
from schools.tables import as_csv, read_table
from tests.bank import WRITTEN, ActionStepFactory, AreaFactory
from tests.factories import NOW

HEADINGS = ["Key action", "By", "So that", "Area"]
ROW = [WRITTEN["key_action"], "\n".join(WRITTEN["steps"]), WRITTEN["so_that"], "Questioning"]


class Again(SimpleUploadedFile):
    """A file that is there to read for each of many people."""

    def read(self, *args):
        self.seek(0)
        return super().read(*args)


class BankWorld:
    """`subjects`: the arguments of a route by what its row is about; `typed()`: what a good POST to a route holds."""

    def __init__(self, people):
        school = self.school = people[MENTOR].memberships.get().school
        elsewhere = people[LEADER_ELSEWHERE].memberships.get().school
        self.area = AreaFactory(name="Questioning")
        own_area = AreaFactory(name="Our talk", school=school)
        trust = {"trust": school.trust, "area": self.area}
        ours = {"school": school, "area": self.area}
        step = ActionStepFactory(**ours)
        by_leader = {"by": people[LEADER], "at": NOW}
        proposed = actions.propose(
            school=school,
            wording=Wording(WRITTEN["key_action"], tuple(WRITTEN["steps"]), WRITTEN["so_that"]),
            key=uuid.uuid4(),
            by=people[MENTOR],
            at=NOW,
        )
        offer = actions.offer_to_trust(ActionStepFactory(**ours), key=uuid.uuid4(), **by_leader)
        table = read_table(as_csv(HEADINGS, [ROW]))
        self.upload = actions.keep_upload(table, name="steps.csv", school=school, **by_leader)
        self.subjects = {
            "as csv": ["csv"],
            "as xlsx": ["xlsx"],
            "a national step": [ActionStepFactory(area=self.area).pk],
            "the trust’s step": [ActionStepFactory(**trust).pk],
            "the trust’s draft step": [ActionStepFactory(**trust, draft=True).pk],
            "the school’s step": [step.pk],
            "the school’s draft step": [ActionStepFactory(**ours, draft=True).pk],
            "the school’s retired step": [ActionStepFactory(**ours, retired=True).pk],
            "another school’s step": [ActionStepFactory(school=elsewhere, area=self.area).pk],
            "the school": [school.pk],
            "the school’s bank": ["school", school.pk],
            "the trust’s bank": ["trust", school.trust_id],
            "the school’s area": [own_area.pk],
            "the trust": [school.trust_id],
            "the trust’s area": [AreaFactory(name="The trust’s talk", trust=school.trust).pk],
            "a national area": [self.area.pk],
            "the mentor’s proposal": [proposed.pk],
            "the leader’s offer": [offer.pk],
            "the leader’s upload": [self.upload.pk],
        }

    def typed(self):
        step = {**WRITTEN, "steps": "\n".join(WRITTEN["steps"]), "area": self.area.pk}
        return {
            "actionsteps:check_wording": {"key_action": "Improve questioning"},
            "actionsteps:favour_step": {"wanted": "1"},
            "actionsteps:write_step": {**step, "key": str(uuid.UUID(int=8)), "do": "save"},
            "actionsteps:change_step": {**step, "do": "save"},
            "actionsteps:offer_step": {"note": "", "key": str(uuid.UUID(int=9))},
            "actionsteps:bring_steps": {"file": Again("steps.csv", as_csv(HEADINGS, [ROW]))},
            "actionsteps:confirm_steps": {"shown": actions.plan_of(self.upload).digest},
            "actionsteps:proposal": step,
            "actionsteps:decline_proposal": {"reason": "We have it already"},
            "actionsteps:settle_bank": {"policy": "both"},
            "actionsteps:add_area": {"name": "New talk", "standard": "4", "order": "0"},
            "actionsteps:settle_schools": {"policy": "both", "schools": [self.school.pk]},
            "actionsteps:settle_trust": {"name": "Newer talk", "standard": "4", "order": "0"},
            "actionsteps:change_area": {"name": "Talk", "standard": "4", "order": "0"},
            "actionsteps:retire_area": {"retired": "1"},
        }


def bank_world(people):
    return BankWorld(people)
