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


@pytest.fixture
def world(pair, n):
    """The pair with `n` of everything, among `n` - 1 other pairs of the same mentor that have as much."""
    weeks = filled(pair, n)
    for _ in range(n - 1):
        filled(MentorshipFactory(school=pair.school, mentor=pair.mentor, ect=UserFactory()), n)
    return weeks


def test_pages_of_a_pair(world, pair, costs_of):
    reviewed, live, draft = world
    focus, old = live.foci.order_by("pk").last().pk, reviewed.foci.order_by("pk").last().pk
    journey = reverse("coaching:journey", args=[pair.school_id, pair.ect_id])
    pages = [
        ("mentor", "/", 7),
        ("ect", "/", 8),
        ("leader", "/", 8),
        ("mentor", journey, 8),
        ("ect", journey, 8),
        ("mentor", reverse("coaching:meeting", args=[reviewed.pk]), 11),
        # The live week names the day of the next meeting by the calendar; the draft tells the story of a line that was
        # refined and not achieved again.
        ("mentor", reverse("coaching:meeting", args=[live.pk]), 12),
        ("mentor", reverse("coaching:meeting", args=[draft.pk]), 12),
        ("ect", reverse("coaching:meeting", args=[live.pk]), 12),
        ("mentor", reverse("coaching:close_week", args=[live.pk]), 11),
        ("mentor", reverse("coaching:reword_focus", args=[focus]), 5),
        ("mentor", reverse("coaching:withdraw_focus", args=[focus]), 4),
        ("mentor", reverse("coaching:propose_focus", args=[focus]), 5),
        ("mentor", reverse("coaching:use_for_other", args=[focus]), 5),
        ("mentor", reverse("coaching:correct_outcome", args=[old]), 4),
    ]

    assert costs_of(pages) == pages


def test_pages_of_foci_from_the_bank(world, n, costs_of):
    """Steps of the bank under every focus of the draft, each of which reads otherwise by now; and `n` favourites."""
    draft = world[2]
    for focus in draft.foci.all():
        step = ActionStepFactory(version=2)
        VersionFactory(step=step, number=1)
        Focus.objects.filter(pk=focus.pk).update(bank_step=step, bank_version=1, refined_from=None, turn=1)
        FavouriteFactory(user=draft.mentorship.mentor, step=step)
    find = reverse("coaching:find_step", args=[draft.pk, draft.foci.order_by("pk").last().pk])
    pages = [
        # The dearest there is: a line's story, and a bank step that reads otherwise by now.
        ("mentor", reverse("coaching:meeting", args=[draft.pk]), 12),
        ("mentor", find, 8),
        ("mentor", find + "?q=board", 7),
    ]

    assert costs_of(pages) == pages


def test_home_of_an_ect_whose_week_is_done_with(pair, n, ect, costs):
    for number in range(n):
        full_focus(CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(weeks=number), reviewed=True), n)

    costs(ect, "/", 8)


def test_home_of_a_trust_leader(pair, n, trust_leader, costs):
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


def test_journey_of_many_weeks_costs_no_more(pair, ect, n, costs):
    for number in range(7 * n):
        full_focus(CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(weeks=number), reviewed=True), n)

    costs(ect, reverse("coaching:journey", args=[pair.school_id, pair.ect_id]), 8)


def test_kept(mentor, n, costs):
    for _ in range(n):
        KeptFormFactory(user=mentor, kept_at=NOW)

    # Three of them note in the session whether anything is kept.
    costs(mentor, reverse("kept"), 6)
