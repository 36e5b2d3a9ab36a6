"""What happens to people, pairs and pauses."""

import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from schools import actions
from schools.models import Mentorship, PauseKind, Role
from schools.refusal import Refused
from tests.factories import MONDAY, NOW, MembershipFactory, MentorshipFactory, PauseFactory, SchoolFactory, UserFactory


def facts_of(row, *names):
    return tuple(getattr(row, name) for name in names)


def test_give_role_by_a_leader_lasts_until_it_is_ended(school, leader):
    user = UserFactory()

    membership = actions.give_role(user, role=Role.MENTOR, school=school, by=leader, at=NOW)

    assert facts_of(membership, "user", "role", "school", "created_at", "ended_at") == (
        user,
        Role.MENTOR,
        school,
        NOW,
        None,
    )


def test_give_role_again_returns_the_live_one(school, leader, mentor):
    again = actions.give_role(mentor, role=Role.MENTOR, school=school, by=leader, at=NOW)

    assert again == mentor.memberships.get()


@pytest.mark.parametrize("who", ["mentor", "ect", "other_leader", "nobody_yet"])
def test_give_role_is_refused_to_who_does_not_manage_the_school(request, school, who):
    by = request.getfixturevalue(who)

    with pytest.raises(Refused, match="People are set up by a leader of the school"):
        actions.give_role(UserFactory(), role=Role.ECT, school=school, by=by, at=NOW)


@pytest.mark.parametrize("who", ["leader", "trust_leader", "superuser"])
def test_give_role_is_open_to_who_manages_the_school(request, school, who):
    by = request.getfixturevalue(who)

    assert actions.give_role(UserFactory(), role=Role.ECT, school=school, by=by, at=NOW).role == Role.ECT


def test_give_role_refuses_a_trust_leader_of_a_school(school, superuser):
    with pytest.raises(ValidationError, match="A trust leader belongs to a trust"):
        actions.give_role(UserFactory(), role=Role.TRUST_LEADER, school=school, by=superuser, at=NOW)


def test_give_role_at_a_trust_is_not_for_a_schools_leader(school, leader):
    with pytest.raises(Refused):
        actions.give_role(leader, role=Role.TRUST_LEADER, trust=school.trust, by=leader, at=NOW)


def test_a_school_without_a_trust_is_managed_by_no_trust_leader(trust_leader):
    school = SchoolFactory(trust=None)

    assert not actions.manages(trust_leader, school=school)


def test_end_role_ends_it_from_that_minute(leader, mentor):
    membership = actions.end_role(mentor.memberships.get(), by=leader, at=NOW)

    assert membership.ended_at == NOW


def test_end_role_is_refused_twice(leader, mentor):
    membership = actions.end_role(mentor.memberships.get(), by=leader, at=NOW)

    with pytest.raises(Refused, match="ended already"):
        actions.end_role(membership, by=leader, at=NOW)


@pytest.mark.parametrize("who", ["mentor", "ect"])
def test_end_role_is_refused_while_a_pair_rests_on_it(request, pair, leader, who):
    membership = request.getfixturevalue(who).memberships.get()

    with pytest.raises(Refused, match="They are in a pair here"):
        actions.end_role(membership, by=leader, at=NOW)


def test_end_role_of_a_mentor_who_also_leads_leaves_the_pair(leader, leader_mentor):
    membership = leader_mentor.memberships.get(role=Role.MENTOR)

    assert actions.end_role(membership, by=leader, at=NOW).ended_at == NOW


def test_pair_makes_a_live_mentorship(school, mentor, ect, leader):
    pair = actions.pair(school=school, mentor=mentor, ect=ect, starts_on=MONDAY, by=leader, at=NOW)

    assert pair.is_live
    assert facts_of(pair, "school", "mentor", "ect", "starts_on", "rhythm", "weekday", "stand_in") == (
        school,
        mentor,
        ect,
        MONDAY,
        "weekly",
        3,
        False,
    )


def test_pair_with_a_leader_as_the_mentor_is_fine(school, ect, leader):
    assert actions.pair(school=school, mentor=leader, ect=ect, starts_on=MONDAY, by=leader, at=NOW).mentor == leader


def test_pair_needs_both_to_be_of_the_school(school, mentor, ect, leader):
    elsewhere = MembershipFactory(role=Role.ECT).user

    with pytest.raises(Refused, match="not an ECT of this school"):
        actions.pair(school=school, mentor=mentor, ect=elsewhere, starts_on=MONDAY, by=leader, at=NOW)
    with pytest.raises(Refused, match="not a mentor or a leader of this school"):
        actions.pair(school=school, mentor=elsewhere, ect=ect, starts_on=MONDAY, by=leader, at=NOW)


def test_pair_is_refused_to_a_mentor(school, mentor, ect):
    with pytest.raises(Refused, match="People are set up by a leader"):
        actions.pair(school=school, mentor=mentor, ect=ect, starts_on=MONDAY, by=mentor, at=NOW)


def test_pair_with_an_ect_who_has_a_mentor_says_what_to_do(school, pair, other_mentor, leader):
    with pytest.raises(ValidationError, match="This ECT has a mentor at this school already"):
        actions.pair(school=school, mentor=other_mentor, ect=pair.ect, starts_on=MONDAY, by=leader, at=NOW)


def test_pair_of_the_same_ect_at_another_school_is_fine(pair, superuser):
    elsewhere = SchoolFactory()
    mentor = MembershipFactory(school=elsewhere).user
    MembershipFactory(school=elsewhere, user=pair.ect, role=Role.ECT)

    second = actions.pair(school=elsewhere, mentor=mentor, ect=pair.ect, starts_on=MONDAY, by=superuser, at=NOW)

    assert list(Mentorship.objects.live().filter(ect=pair.ect).order_by("pk")) == [pair, second]


def test_end_mentorship_notes_when_and_by_whom(pair, leader):
    ended = actions.end_mentorship(pair, by=leader, at=NOW)

    assert facts_of(ended, "ended_at", "ended_by", "is_live") == (NOW, leader, False)
    assert list(Mentorship.objects.live()) == []


def test_end_mentorship_is_refused_twice_and_keeps_the_first_time(pair, leader):
    actions.end_mentorship(pair, by=leader, at=NOW)

    with pytest.raises(Refused, match="ended already"):
        actions.end_mentorship(pair, by=leader, at=NOW + timedelta(days=1))

    pair.refresh_from_db()
    assert pair.ended_at == NOW


def test_change_mentor_ends_the_old_and_starts_the_new_at_once(school, pair, other_mentor, leader):
    pair.rhythm, pair.weekday = "fortnightly", 1
    pair.save()

    new = actions.change_mentor(pair, mentor=other_mentor, by=leader, at=NOW)

    pair.refresh_from_db()
    assert pair.ended_at == NOW
    assert facts_of(new, "school", "mentor", "ect", "starts_on", "rhythm", "weekday") == (
        school,
        other_mentor,
        pair.ect,
        NOW.date(),
        "fortnightly",
        1,
    )


def test_change_mentor_to_a_stranger_changes_nothing(pair, leader):
    with pytest.raises(Refused):
        actions.change_mentor(pair, mentor=UserFactory(), by=leader, at=NOW)

    pair.refresh_from_db()
    assert pair.is_live


def pause(pair, **given):
    facts = {"kind": PauseKind.NO_MEETING, "starts_on": MONDAY, "ends_on": MONDAY + timedelta(days=6)}
    return actions.pause_pair(pair, **{**facts, "key": uuid.uuid4(), "by": pair.mentor, "at": NOW, **given})


def test_pause_pair_by_its_mentor_asks_no_reason(pair):
    made = pause(pair)

    assert facts_of(made, "school", "mentorship", "kind", "made_by", "made_at") == (
        pair.school,
        pair,
        PauseKind.NO_MEETING,
        pair.mentor,
        NOW,
    )


def test_pause_pair_with_the_same_key_gives_the_same_pause(pair):
    key = uuid.uuid4()

    assert pause(pair, key=key) == pause(pair, key=key)
    assert pair.pauses.count() == 1


def test_pause_pair_with_a_used_key_for_something_else_is_a_stale_page(pair):
    key = uuid.uuid4()
    pause(pair, key=key)

    with pytest.raises(Refused, match="older than what it would change"):
        pause(pair, key=key, kind=PauseKind.AWAY)


def test_pause_pair_is_open_to_a_leader_and_nobody_else(pair, leader, other_mentor):
    assert pause(pair, by=leader).made_by == leader
    for by in (pair.ect, other_mentor):
        with pytest.raises(Refused, match="The mentor says when there is no meeting"):
            pause(pair, by=by)


def test_pause_pair_of_an_ended_mentorship_is_refused(leader):
    with pytest.raises(Refused, match="This mentorship has ended"):
        pause(MentorshipFactory(ended=True))


def test_pause_pair_that_ends_before_it_starts_is_invalid(pair):
    with pytest.raises(ValidationError):
        pause(pair, ends_on=date(2025, 9, 1))


def test_lift_pause_notes_when_and_by_whom(pair):
    lifted = actions.lift_pause(PauseFactory(mentorship=pair), by=pair.mentor, at=NOW)

    assert facts_of(lifted, "lifted_at", "lifted_by") == (NOW, pair.mentor)


def test_lift_pause_is_refused_twice_and_to_others(pair):
    paused = PauseFactory(mentorship=pair)

    with pytest.raises(Refused, match="The mentor says"):
        actions.lift_pause(paused, by=pair.ect, at=NOW)
    actions.lift_pause(paused, by=pair.mentor, at=NOW)
    with pytest.raises(Refused, match="lifted already"):
        actions.lift_pause(paused, by=pair.mentor, at=NOW)
