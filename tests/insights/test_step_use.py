"""How a bank's step is used at a school: counts and changed words, never whose, and not before there are enough."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coaching.models import Result
from insights.models import Counted
from schools.models import Mentorship, Role
from tests.bank import AreaFactory
from tests.coaching.test_choosing import POINT, in_bank
from tests.factories import (
    NOW,
    CycleFactory,
    FocusFactory,
    MembershipFactory,
    MentorshipFactory,
    OutcomeFactory,
    SchoolFactory,
    UserFactory,
)
from tests.people import client_of

WEEK = timedelta(days=7)
PART = {"HX-Request": "true", "HX-Target": "use"}
WITHHELD = "How often it is used is told once enough ECTs have worked on it: five, not counting any one mentor’s."


@pytest.fixture
def step(db, clock):
    return in_bank()


def where(step):
    return reverse("insights:step_use", args=[step.pk])


def page_of(user, step):
    return client_of(user).get(where(step), headers=PART).text


def use(step, school, *numbers, at=NOW, alone=False, **people):
    """Reviewed weeks of other pairs, each with a focus that adapted the step by a number, and a second one."""
    for number in numbers:
        pair = MentorshipFactory(school=school, starts_on=(NOW - 30 * WEEK).date(), **people)
        week = CycleFactory(mentorship=pair, set_at=at, reviewed=True, reviewed_at=at)
        focus = FocusFactory(
            cycle=week,
            key_action=f"{POINT.key_action} number {number}",
            steps=POINT.steps,
            so_that=POINT.so_that,
            bank_step=step,
            bank_version=1,
            origin="adapted",
        )
        OutcomeFactory(focus=focus, result=Result.PARTLY if number % 3 else Result.ACHIEVED)
        if not alone:
            OutcomeFactory(focus=FocusFactory(cycle=week, origin="bespoke"), result=Result.NOT_YET)


def test_use_is_told_by_whole_weeks_once_six_ects_worked_on_it(leader, step, school, clock):
    use(step, school, *range(6))
    assert WITHHELD in page_of(leader, step)

    clock.move_to(NOW + WEEK)
    page = page_of(leader, step)
    use(step, school, *range(6, 12), at=NOW + WEEK)

    told = "In 6 foci that were reviewed, this school year and last; adapted in 6 of them, achieved by the next meeting"
    assert f"{told} in 2 of 6." in page
    assert page_of(leader, step) == page
    step.refresh_from_db()
    assert step.uses == 6


def test_what_few_work_on_waits_for_more_and_comes_out_once(leader, step, school, clock):
    other = in_bank()
    for weeks, numbers in enumerate([range(3), range(3, 5), range(5, 6)]):
        use(step, school, *numbers, at=NOW + weeks * WEEK)
        use(other, school, *range(6), at=NOW + weeks * WEEK)
        clock.move_to(NOW + (weeks + 1) * WEEK)
        pages = [page_of(leader, one) for one in (step, other)]

        assert f"In {6 * weeks + 6} foci" in pages[1]
        assert ("In 6 foci" in pages[0]) == (weeks == 2)
        assert (WITHHELD in pages[0]) == (weeks < 2)
    [of_year] = Counted.objects.get(school=school).waiting.values()
    assert of_year == {}


def test_five_of_whom_one_mentor_has_two_are_too_few(leader, step, school, clock):
    mentor = UserFactory()
    use(step, school, *range(4))
    use(step, school, 4, 5, mentor=mentor)
    clock.move_to(NOW + WEEK)

    assert WITHHELD in page_of(leader, step)


def test_a_step_that_everybody_worked_on_and_nothing_else_is_not_told(leader, step, school, clock):
    use(step, school, *range(7), alone=True)
    clock.move_to(NOW + WEEK)

    assert WITHHELD in page_of(leader, step)


def test_small_schools_of_a_trust_are_told_together_to_its_leader(leader, trust_leader, step, school, clock):
    """When a half term ends, and to nobody of one of them; another trust's use is nobody's here."""
    for one in (school, SchoolFactory(trust=school.trust), SchoolFactory()):
        use(step, one, *range(3))
    clock.move_to(NOW + 7 * WEEK)

    page = page_of(trust_leader, step)

    assert "In 6 foci that were reviewed" in page
    assert "at your schools" in page
    assert WITHHELD in page_of(leader, step)


def test_how_mentors_adapt_it_is_shown_by_five_at_once_without_a_name(leader, step, school, clock):
    use(step, school, *range(5))
    assert "<ins>" not in page_of(leader, step)
    clock.move_to(NOW + WEEK)
    five = page_of(leader, step)
    use(step, school, *range(5, 9), at=NOW + WEEK)
    clock.move_to(NOW + 2 * WEEK)

    assert five.count("<ins>number") == 5
    assert page_of(leader, step) == five
    use(step, school, 9, at=NOW + 2 * WEEK)
    clock.move_to(NOW + 3 * WEEK)
    ten = page_of(leader, step)
    assert ten.count("<ins>number") == 10
    people = [(pair.mentor.name, pair.ect.name) for pair in Mentorship.objects.filter(school=school)]
    assert [name for names in people for name in names if name in ten] == []


def test_how_mentors_adapt_it_needs_five_others_for_one_of_them(mentor, step, school, clock):
    use(step, school, *range(4))
    use(step, school, 4, 5, mentor=mentor)
    clock.move_to(NOW + WEEK)

    page = page_of(mentor, step)

    assert "<ins>" not in page


def test_what_waits_at_the_end_of_a_school_year_is_left_out(leader, step, school, clock):
    in_july = NOW + 43 * WEEK
    use(step, school, *range(4), at=in_july)
    use(step, school, *range(4, 7), at=NOW + 52 * WEEK)
    clock.move_to(NOW + 53 * WEEK)

    page = page_of(leader, step)

    assert WITHHELD in page
    assert "<ins>" not in page


@pytest.mark.parametrize("number", [6, 18])
def test_step_use_costs_the_same_however_often_it_is_used(
    signed_in, leader, step, school, clock, number, django_assert_num_queries
):
    use(step, school, *range(number))
    clock.move_to(NOW + WEEK)
    client = signed_in(leader)
    client.get(where(step))

    with django_assert_num_queries(9):
        page = client.get(where(step)).text
    assert page.count("<ins>number") == number


def test_step_that_nobody_used_costs_less(signed_in, leader, step, school, django_assert_num_queries):
    client = signed_in(leader)
    client.get(where(step))

    with django_assert_num_queries(7):
        assert WITHHELD in client.get(where(step)).text


def test_htmx_gets_the_part_alone_and_the_steps_page_asks_for_it(signed_in, mentor, pair, step):
    client = signed_in(mentor)

    part = client.get(where(step), headers=PART).content.decode()

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
