"""Every page costs a fixed number of queries: the same with one and with three of everything.

The number is literal, so that one more is seen and meant. Two of each are the session and the person.
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from coaching.models import Decision, Focus, Result
from schools.models import Role
from tests.bank import ActionStepFactory, FavouriteFactory, VersionFactory
from tests.factories import (
    MONDAY,
    NOW,
    AchievableFactory,
    CitationFactory,
    CorrectionFactory,
    CycleFactory,
    FocusFactory,
    KeptFormFactory,
    MembershipFactory,
    MentorshipFactory,
    OutcomeFactory,
    ParkedFactory,
    PauseFactory,
    RehearsalFactory,
    RewordingFactory,
    SchoolFactory,
    TermFactory,
    TickFactory,
    UserFactory,
)

STEPS = ("Write each line", "Say why", "Cover it up")


def full_focus(cycle, n, **fields):
    """A focus with `n` of everything that hangs on one."""
    focus = FocusFactory(cycle=cycle, steps=STEPS[:n], **fields)
    for step in focus.steps.all():
        TickFactory(step=step)
    for _ in range(n):
        AchievableFactory(focus=focus)
        CitationFactory(focus=focus, evidence__seen_on=cycle.meets_on)
        RehearsalFactory(focus=focus)
    return focus


def filled(pair, n):
    """A pair with a reviewed week, a live one and a draft, each with `n` foci, all linked, and `n` of the rest."""
    reviewed = CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(weeks=2), reviewed=True)
    live = CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(weeks=1), is_set=True)
    draft = CycleFactory(mentorship=pair)
    for _ in range(n):
        first = full_focus(reviewed, n)
        outcome = OutcomeFactory(focus=first, result=Result.PARTLY, decision=Decision.REFINE)
        second = full_focus(live, n, refined_from=first)
        OutcomeFactory(focus=second, result=Result.NOT_YET, decision=Decision.REFINE)
        full_focus(draft, n, refined_from=second)
        for _ in range(n):
            CorrectionFactory(outcome=outcome)
            RewordingFactory(focus=second)
        ParkedFactory(ect=pair.ect, school=pair.school, by=pair.mentor)
        PauseFactory(mentorship=pair, starts_on=MONDAY - timedelta(days=40), ends_on=MONDAY - timedelta(days=34))
    return reviewed, live, draft


@pytest.fixture(params=[1, 3], ids=["one", "three"])
def n(request):
    return request.param


@pytest.fixture
def world(pair, n):
    """The pair with `n` of everything, among `n` - 1 other pairs of the same mentor that have as much."""
    weeks = filled(pair, n)
    for _ in range(n - 1):
        filled(MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory()), n)
    return weeks


@pytest.fixture
def costs(signed_in, django_assert_num_queries):
    """costs(user, where, queries): the page is answered with exactly so many queries."""

    def costs(user, where, queries):
        client = signed_in(user)
        # A first page may note things in the session once.
        client.get(where)
        with django_assert_num_queries(queries):
            response = client.get(where)
        assert response.status_code == 200

    return costs


def test_home_of_a_mentor(world, mentor, costs):
    costs(mentor, "/", 7)


def test_home_of_an_ect(world, ect, costs):
    costs(ect, "/", 8)


def test_home_of_an_ect_whose_week_is_done_with(pair, n, ect, costs):
    for number in range(n):
        full_focus(CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(weeks=number), reviewed=True), n)

    costs(ect, "/", 8)


def test_home_of_a_leader(world, leader, costs):
    costs(leader, "/", 8)


def test_home_of_a_trust_leader(world, n, trust_leader, costs):
    for _ in range(n):
        school = SchoolFactory(trust=trust_leader.memberships.get().trust)
        TermFactory(school=school)
        filled(MentorshipFactory(school=school), n)

    costs(trust_leader, "/", 7)


def test_home_of_somebody_without_a_role(nobody_yet, costs):
    costs(nobody_yet, "/", 4)


def test_home_of_a_leader_who_mentors(world, mentor, school, costs):
    MembershipFactory(user=mentor, school=school, role=Role.LEADER)

    # What the other hat has before it is not asked for.
    costs(mentor, "/", 7)


@pytest.mark.parametrize("who", ["mentor", "ect"])
def test_journey(request, world, pair, who, costs):
    costs(request.getfixturevalue(who), reverse("coaching:journey", args=[pair.school_id, pair.ect_id]), 8)


def test_journey_of_many_weeks_costs_no_more(world, pair, ect, n, costs):
    for number in range(6 * n):
        full_focus(CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(weeks=3 + number), reviewed=True), n)

    costs(ect, reverse("coaching:journey", args=[pair.school_id, pair.ect_id]), 8)


# The live week names the day of the next meeting by the calendar; the draft tells the story of a line that was refined
# and not achieved again.
@pytest.mark.parametrize(("which", "queries"), [(0, 11), (1, 12), (2, 12)], ids=["reviewed", "live", "draft"])
def test_meeting(world, mentor, which, queries, costs):
    costs(mentor, reverse("coaching:meeting", args=[world[which].pk]), queries)


def test_meeting_that_the_ect_reads(world, ect, costs):
    costs(ect, reverse("coaching:meeting", args=[world[1].pk]), 12)


@pytest.mark.parametrize(("route", "queries"), [("reword_focus", 5), ("withdraw_focus", 4)])
def test_pages_of_a_live_focus(world, mentor, route, queries, costs):
    focus = world[1].foci.order_by("pk").last()

    costs(mentor, reverse(f"coaching:{route}", args=[focus.pk]), queries)


def test_correct_outcome(world, mentor, costs):
    focus = world[0].foci.order_by("pk").last()

    costs(mentor, reverse("coaching:correct_outcome", args=[focus.pk]), 4)


def test_close_week(world, mentor, costs):
    costs(mentor, reverse("coaching:close_week", args=[world[1].pk]), 11)


def test_kept(mentor, n, costs):
    for _ in range(n):
        KeptFormFactory(user=mentor, kept_at=NOW)

    # Three of them note in the session whether anything is kept.
    costs(mentor, reverse("kept"), 6)


@pytest.fixture
def banked(world, n):
    """Steps of the bank under every focus of the draft, each of which reads otherwise by now; and `n` favourites."""
    for focus in world[2].foci.all():
        step = ActionStepFactory(version=2)
        VersionFactory(step=step, number=1)
        Focus.objects.filter(pk=focus.pk).update(bank_step=step, bank_version=1, refined_from=None, turn=1)
        FavouriteFactory(user=world[2].mentorship.mentor, step=step)
    return world[2].foci.order_by("pk").last()


def test_meeting_of_foci_from_the_bank(banked, mentor, costs):
    # The dearest there is: a line's story, and a bank step that reads otherwise by now.
    costs(mentor, reverse("coaching:meeting", args=[banked.cycle_id]), 12)


@pytest.mark.parametrize(("query", "queries"), [("", 8), ("?q=board", 7)], ids=["at hand", "searched"])
def test_find_step(banked, mentor, query, queries, costs):
    costs(mentor, reverse("coaching:find_step", args=[banked.cycle_id, banked.pk]) + query, queries)


@pytest.mark.parametrize(("route", "queries"), [("propose_focus", 5), ("use_for_other", 5)])
def test_pages_that_take_a_focus_further(world, mentor, route, queries, costs):
    focus = world[1].foci.order_by("pk").last()

    costs(mentor, reverse(f"coaching:{route}", args=[focus.pk]), queries)
