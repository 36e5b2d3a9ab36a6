"""People, pairs and invitations in the world in which everybody knocks at every address."""

import uuid

from config.access import LEADER, MENTOR, OTHER_MENTOR
from schools import enrol, inviting
from schools.models import Role
from schools.tables import as_csv, read_table
from tests.access_bank import Again
from tests.factories import NOW, MembershipFactory, MentorshipFactory, PauseFactory, UserFactory
from tests.joining import InvitationFactory

LIST = as_csv(["Name", "Email", "Role"], [["Jo Green", "jo@x.example", "ECT"]])


class JoiningWorld:
    """`subjects` and `typed()`, as for the bank's world."""

    def __init__(self, people):
        school = people[MENTOR].memberships.get().school
        by_leader = {"by": people[LEADER], "at": NOW}
        self.roster = enrol.keep_roster(read_table(LIST), name="people.csv", school=school, **by_leader)
        self.alone = MembershipFactory(role=Role.ECT, school=school, user=UserFactory(name="Ola Alone")).user
        self.mentor = people[OTHER_MENTOR]
        ect = MembershipFactory(role=Role.ECT, school=school).user
        pair = MentorshipFactory(school=school, mentor=self.mentor, ect=ect)
        guest = MembershipFactory(role=Role.MENTOR, school=school, user=UserFactory(password=None)).user
        invitation = InvitationFactory(user=guest, school=school, made_by=people[LEADER])
        self.subjects = {
            "the school’s people": [school.pk],
            "the trust’s people": [school.trust_id],
            "somebody of the school": [school.pk, self.alone.pk],
            "a pair to set up": [pair.pk],
            "a pause of theirs": [pair.pk, PauseFactory(mentorship=pair).pk],
            "the leader’s roster": [self.roster.pk],
            "an invitation": [inviting.token_of(invitation)],
        }

    def typed(self):
        when = {"weekday": "1", "time": "15:40", "rhythm": "weekly"}
        return {
            "schools:add_person": {"name": "Jo Green", "email": "jo@x.example", "roles": ["ect"]},
            "schools:change_person": {"name": "Ola Alone", "roles": ["ect", "mentor"]},
            "schools:add_pair": {
                **when,
                "ect": self.alone.pk,
                "mentor": self.mentor.pk,
                "starts_on": "2025-09-22",
            },
            "schools:change_pair": {**when, "mentor": self.mentor.pk},
            "schools:pause_meetings": {"what": "away", "key": str(uuid.UUID(int=9))},
            "schools:bring_people": {"file": Again("people.csv", LIST)},
            "schools:bring_trusts_people": {"file": Again("people.csv", LIST)},
            "schools:confirm_people": {"shown": enrol.plan_of(self.roster).digest},
            "schools:wear_hat": {"hat": f"mentor-{self.roster.school_id}"},
            "schools:invitation": {"password": "three plain words"},
        }
