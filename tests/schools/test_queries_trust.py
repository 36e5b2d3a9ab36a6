"""What a trust's page costs, with one and with three schools and people of each kind."""

import pytest

from schools.models import Role
from tests.factories import MembershipFactory, MentorshipFactory, SchoolFactory


@pytest.mark.parametrize("number", [1, 3])
def test_schools_of_a_trust(school, trust_leader, signed_in, number, django_assert_num_queries):
    for _ in range(number):
        there = SchoolFactory(trust=school.trust)
        for _ in range(number):
            pair = MentorshipFactory(school=there)
            MembershipFactory(user=pair.ect, role=Role.ECT, school=there)
    client = signed_in(trust_leader)
    client.get("/")

    # Two for who asks, two for their hats, the trust, its schools with all that is counted.
    with django_assert_num_queries(6):
        assert len(client.get(f"/trusts/{school.trust_id}/").context["schools"]) == number + 1
