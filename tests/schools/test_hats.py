"""What a person is, where."""

from schools.hats import Hats, hats_of
from schools.models import Role
from tests.factories import NOW, MembershipFactory, MentorshipFactory


def test_hats_are_those_of_live_roles_and_pairs(school, leader_mentor):
    MembershipFactory(user=leader_mentor, role=Role.ECT, ended_at=NOW)

    assert hats_of(leader_mentor) == Hats(
        leader_mentor.pk, mentor_at=frozenset({school.pk}), leader_at=frozenset({school.pk})
    )


def test_hats_come_from_a_pair_alone_too(school):
    pair = MentorshipFactory(school=school)
    ended = MentorshipFactory(ended=True)

    assert hats_of(pair.ect) == Hats(pair.ect.pk, ect_at=frozenset({school.pk}))
    assert hats_of(pair.mentor).mentor_at == {school.pk}
    assert hats_of(ended.mentor).schools == frozenset()


def test_hats_of_a_trust_leader_are_of_the_trust(school, trust_leader, django_assert_num_queries):
    with django_assert_num_queries(2):
        hats = hats_of(trust_leader)

    assert hats == Hats(trust_leader.pk, trust_leader_at=frozenset({school.trust_id}))
