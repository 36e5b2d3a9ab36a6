"""The bank at work, a page of its own and a part of the overview: what is used of it at a school or a trust."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from schools.models import Mentorship, Role
from tests.bank import ActionStepFactory, ProposalFactory, SoughtFactory
from tests.factories import MembershipFactory, TrustFactory, UserFactory
from tests.insights.programme import programme
from tests.people import client_of

FIRST = date(2025, 10, 6)
NOW = datetime(2025, 12, 11, 15, 40, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def made(db):
    steps = [ActionStepFactory(key_action=f"Wait for silence {n}") for n in range(2)]
    with time_machine.travel(NOW, tick=False):
        yield programme([12, 6], 9, first=FIRST, seed=3, steps=steps)


@pytest.fixture
def pages(made):
    """(client, address of the overview) of a school's leader and of the trust's."""
    leader, trust_leader = UserFactory(), UserFactory()
    MembershipFactory(user=leader, school=made.schools[0], role=Role.LEADER)
    MembershipFactory(user=trust_leader, of_trust=True, trust=made.trust)
    where = [f"/overview/schools/{made.schools[0].pk}/", f"/overview/trusts/{made.trust.pk}/"]
    return list(zip(map(client_of, (leader, trust_leader)), where, strict=True))


def test_bank_at_work_is_loaded_in_place_on_the_overview(pages):
    for client, where in pages:
        address = f"{where}bank/?span=2025"
        assert f'hx-get="{address}"' in client.get(where).text

        whole = client.get(address).text
        part = client.get(address, headers={"HX-Request": "true", "HX-Target": "bank"})

        assert part.text.strip() in whole
        assert "<html" in whole
        assert "<html" not in part.text
        assert "Wait for silence" in part.text


def test_bank_at_work_counts_what_a_place_keeps(made, pages):
    school, other = made.schools
    for place in ({"school": school}, {"school": other}, {"trust": made.trust}):
        ActionStepFactory(**place)
    ActionStepFactory(school=school, review_on=date(2025, 12, 1))
    ActionStepFactory(school=school, published_at=None)
    ProposalFactory(school=school)
    ProposalFactory(school=other, trust=made.trust)

    kept = [client.get(f"{where}bank/").context["bank"] for client, where in pages]

    assert [(one.published, one.due, one.proposals) for one in kept] == [(2, 1, 1), (4, 1, 2)]


def test_what_was_looked_for_is_told_over_five_pairs_and_once_its_month_is_over(made, pages):
    """Of two pairs it would be one mentor's word about one ECT; of a month that runs, what one meeting looked for."""
    for words, month, mentors in (("late homework", 11, 3), ("exit tickets", 11, 2), ("calling over", 12, 3)):
        SoughtFactory(school=made.schools[0], words=words, month=date(2025, month, 1), mentors=mentors)
    SoughtFactory(school=made.schools[1], words="exit tickets", month=date(2025, 11, 1), mentors=1)

    told = [client.get(f"{where}bank/").context["bank"].sought for client, where in pages]
    Mentorship.objects.filter(school=made.schools[0]).exclude(pk__in=[pair.pk for pair in made.pairs[:4]]).update(
        ended_at=NOW, ended_by=made.pairs[0].mentor
    )
    left = pages[0][0].get(f"{pages[0][1]}bank/").context["bank"].sought

    assert told == [["late homework"], ["exit tickets", "late homework"]]
    assert left == []


@pytest.mark.parametrize("which", [0, 1], ids=["school", "trust"])
def test_bank_at_work_costs_as_many_queries_for_three_times_as_much(made, pages, which, django_assert_num_queries):
    client, where = pages[which]
    client.get(where)
    with django_assert_num_queries(8):
        client.get(f"{where}bank/")
    steps = [ActionStepFactory() for _ in range(3)]
    for school in [*made.schools, *programme([5, 5], 4, first=FIRST, seed=9, steps=steps).schools]:
        SoughtFactory(school=school, month=date(2025, 11, 1), mentors=5)
        school.trust = made.trust
        school.save()
    client.get(where)

    with django_assert_num_queries(8):
        client.get(f"{where}bank/")


def test_trust_without_a_school_has_its_pages(db):
    trust, leader = TrustFactory(), UserFactory()
    MembershipFactory(user=leader, of_trust=True, trust=trust)
    client = client_of(leader)

    pages = [client.get(f"/overview/trusts/{trust.pk}/{part}") for part in ("", "bank/", "overview.csv")]

    assert [page.status_code for page in pages] == [200] * 3
