"""What a person is, where: read once for a request, asked by rules."""

from dataclasses import dataclass

from schools.models import Membership, Mentorship, Role
from schools.prepared import prepared


@dataclass(frozen=True)
class Hats:
    """The ids of the schools (and trusts) where a person is mentor, ECT, leader, trust leader."""

    user_id: int
    mentor_at: frozenset[int] = frozenset()
    ect_at: frozenset[int] = frozenset()
    leader_at: frozenset[int] = frozenset()
    trust_leader_at: frozenset[int] = frozenset()

    @property
    def schools(self):
        return self.mentor_at | self.ect_at | self.leader_at


def hats_of(user):
    """The `Hats` of `user`, by memberships and mentorships that have not ended. Two queries."""
    worn = [(role, school or trust) for role, school, trust in _roles(user=user.pk)]
    worn += [(Role.MENTOR if mentor == user.pk else Role.ECT, school) for school, mentor in _pairs(user=user.pk)]
    return hats_worn(user.pk, worn)


def hats_worn(user_id, worn):
    """The `Hats` of who has these roles, each (role, id of the school or trust)."""
    places: dict[str, set[int]] = {role: set() for role in Role.values}
    for role, place in worn:
        places[role].add(place)
    return Hats(
        user_id,
        mentor_at=frozenset(places[Role.MENTOR]),
        ect_at=frozenset(places[Role.ECT]),
        leader_at=frozenset(places[Role.LEADER]),
        trust_leader_at=frozenset(places[Role.TRUST_LEADER]),
    )


@prepared
def _roles(*, user):
    return Membership.objects.live().filter(user=user).values_list("role", "school", "trust")


@prepared
def _pairs(*, user):
    pairs = Mentorship.objects.live()
    return pairs.filter(mentor=user).union(pairs.filter(ect=user)).values_list("school", "mentor")
