"""How a bank's step is used at a school: counts and changed words, never whose, and only over enough people."""

import pytest
from django.urls import reverse

from actionsteps.actions import count_use
from schools.models import Role
from tests.bank import AreaFactory, UseFactory
from tests.coaching.test_choosing import POINT, in_bank
from tests.factories import CycleFactory, FocusFactory, MembershipFactory, MentorshipFactory, SchoolFactory

FEW = "is shown once five mentors have done so"
WITHHELD = "How often it is used here is shown once five ECTs have worked on it."


@pytest.fixture
def step(db, clock):
    return in_bank()


def where(step):
    return reverse("coaching:step_use", args=[step.pk])


def adapted(step, school, number, *, mentor=None, achieved=False):
    """A set focus of another pair, which adapted the step; counted as setting and reviewing it would."""
    people = {"mentor": mentor} if mentor else {}
    week = CycleFactory(mentorship=MentorshipFactory(school=school, **people), is_set=True)
    count_use(step.pk, school_id=school.pk, foci=1, reviewed=1, achieved=int(achieved))
    return FocusFactory(
        cycle=week,
        key_action=f"{POINT.key_action} {number}",
        steps=POINT.steps,
        so_that=POINT.so_that,
        bank_step=step,
        bank_version=1,
        origin="adapted",
    )


def test_counts_foci_and_outcomes_over_five_ects(signed_in, leader, step):
    school = leader.memberships.get().school
    for number in range(5):
        adapted(step, school, number, achieved=number < 3)

    page = signed_in(leader).get(where(step)).content.decode()

    assert "In 5 foci so far, achieved by the next meeting in 3 of the 5 reviewed." in page


def test_use_by_few_ects_is_not_shown(signed_in, leader, step):
    school = leader.memberships.get().school
    for number in range(4):
        adapted(step, school, number, achieved=True)

    page = signed_in(leader).get(where(step)).content.decode()

    assert WITHHELD in page
    assert "4 foci" not in page
    assert "achieved" not in page


def test_step_that_nobody_used(signed_in, leader, step):
    assert WITHHELD in signed_in(leader).get(where(step)).content.decode()


def test_another_schools_use_is_not_counted(signed_in, leader, step):
    UseFactory(step=step, school=SchoolFactory(), foci=40)

    assert WITHHELD in signed_in(leader).get(where(step)).content.decode()


def test_trust_leader_sees_the_use_of_their_schools_together(signed_in, trust_leader, step, school):
    for one in (school, SchoolFactory(trust=school.trust)):
        for number in range(3):
            adapted(step, one, number)
    UseFactory(step=step, foci=40)

    page = signed_in(trust_leader).get(where(step)).content.decode()

    assert "In 6 foci so far, achieved by the next meeting in 0 of the 6 reviewed." in page
    assert "at your schools" in page


def test_how_mentors_adapt_it_is_shown_without_a_name(signed_in, leader, step):
    school = leader.memberships.get().school
    foci = [adapted(step, school, f"number {number}") for number in range(5)]

    page = signed_in(leader).get(where(step)).content.decode()

    assert page.count("<ins>number") == 5
    for focus in foci:
        pair = focus.cycle.mentorship
        assert [name for name in (pair.mentor.name, pair.ect.name) if name in page] == []


def test_how_few_mentors_adapt_it_is_not_shown(signed_in, leader, step):
    school = leader.memberships.get().school
    first = adapted(step, school, "word 0")
    for number in range(1, 6):
        adapted(step, school, f"word {number}", mentor=first.cycle.mentorship.mentor)

    page = signed_in(leader).get(where(step)).content.decode()

    assert FEW in page
    assert "word" not in page


@pytest.mark.parametrize("number", [5, 12])
def test_step_use_costs_the_same_however_often_it_is_used(signed_in, leader, step, number, django_assert_num_queries):
    school = leader.memberships.get().school
    for place in range(number):
        adapted(step, school, f"word {place}")
    client = signed_in(leader)
    client.get(where(step))

    with django_assert_num_queries(10):
        assert client.get(where(step)).status_code == 200


def test_htmx_gets_the_part_alone_and_the_steps_page_asks_for_it(signed_in, mentor, pair, step):
    client = signed_in(mentor)

    part = client.get(where(step), headers={"HX-Request": "true", "HX-Target": "use"}).content.decode()

    assert part.strip().startswith('<div id="use">')
    assert f'hx-get="{where(step)}"' in client.get(reverse("actionsteps:action_step", args=[step.pk])).content.decode()


def test_ect_gets_no_figures(signed_in, ect, pair, step):
    client = signed_in(ect)

    assert client.get(where(step)).status_code == 404
    assert where(step) not in client.get(reverse("actionsteps:action_step", args=[step.pk])).content.decode()


def test_step_of_another_school_is_not_there(signed_in, mentor, pair):
    elsewhere = SchoolFactory()
    theirs = in_bank(school=elsewhere, area=AreaFactory(school=elsewhere))
    MembershipFactory(school=elsewhere, role=Role.LEADER)

    assert signed_in(mentor).get(where(theirs)).status_code == 404
