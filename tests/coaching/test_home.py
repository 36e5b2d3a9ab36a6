"""Where everybody arrives: a mentor's pairs, an ECT's foci, a leader's list of meetings."""

import re
import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from coaching.models import Cycle
from coaching.pairs import activity_of, mentorships_of, pairs_of
from schools.models import Mentorship, Pause, PauseKind, Rhythm, Role
from tests.factories import (
    MONDAY,
    NOW,
    ClosedDayFactory,
    CycleFactory,
    FocusFactory,
    MembershipFactory,
    MentorshipFactory,
    OutcomeFactory,
    PauseFactory,
    SchoolFactory,
    TermFactory,
    TickFactory,
    UserFactory,
)

TODAY = NOW.date()
HOME = "/"


def page_of(client):
    response = client.get(HOME)
    assert response.status_code == 200
    return response.content.decode()


def plain(page):
    """The words of a page, tags and line breaks left out."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def card_of(pair):
    """The only card of the pair's mentor."""
    [card] = pairs_of(mentorships_of(pair.mentor), today=TODAY)
    return card


def test_home_somebody_without_a_role_reads_who_can_help(nobody_yet, signed_in):
    page = page_of(signed_in(nobody_yet))

    assert "nobody has given you a place here yet" in page
    assert nobody_yet.email in page


def test_home_mentor_new_pair_waits_for_the_first_meeting(pair, signed_in):
    card = card_of(pair)
    page = page_of(signed_in(pair.mentor))

    assert card.meeting == "Next meeting today"
    assert card.waits == ["The first meeting is still to come"]
    assert f'action="{reverse("coaching:start_week", args=[pair.pk])}"' in page


def test_home_mentor_live_week_says_what_was_ticked_and_what_is_owed(pair, live):
    steps = list(live.foci.get().steps.all())
    TickFactory(step=steps[0])
    TickFactory(step=steps[1])
    TickFactory(step=steps[2], done=False)

    card = card_of(pair)

    assert card.waits == [
        "Last week’s outcomes: 0 of 1 given",
        "2 of 4 steps ticked since it was set on Thu 18 Sep, 15:42",
    ]
    assert card.is_waiting is True
    assert card.live == reverse("coaching:meeting", args=[live.pk])


def test_home_mentor_draft_leads_on_to_the_meeting(pair, live, draft, signed_in):
    OutcomeFactory(focus=live.foci.get())

    card = card_of(pair)
    page = page_of(signed_in(pair.mentor))

    assert card.waits[:2] == ["Draft begun Thu 18 Sep, 15:42", "Last week’s outcomes: 1 of 1 given"]
    assert f'href="{reverse("coaching:meeting", args=[draft.pk])}"' in page
    assert "Start this week’s meeting" not in page


def test_home_mentor_week_before_its_day_owes_nothing_yet(pair, live):
    live.next_meeting_on = TODAY + timedelta(days=1)
    live.save()

    card = card_of(pair)

    assert card.meeting == "Next meeting tomorrow"
    assert card.waits == ["0 of 4 steps ticked since it was set on Thu 18 Sep, 15:42"]
    assert card.is_waiting is False


def test_home_mentor_withdrawn_focus_is_not_counted(pair, live):
    FocusFactory(cycle=live, withdrawn_at=NOW, withdrawn_by=pair.mentor, withdrawn_reason="Too much")

    assert card_of(pair).waits[0] == "Last week’s outcomes: 0 of 1 given"


def test_home_mentor_missed_meeting_is_said_calmly(pair, live):
    live.next_meeting_on = TODAY - timedelta(days=2)
    live.save()

    assert card_of(pair).meeting == "The meeting was planned for Tuesday 16 September"


def test_home_mentor_nothing_nags_in_half_term(pair, live, clock):
    clock.move_to(NOW.replace(month=10, day=29))
    live.next_meeting_on = date(2025, 10, 23)
    live.save()

    [card] = pairs_of(mentorships_of(pair.mentor), today=date(2025, 10, 29))

    assert card.meeting == "Next meeting Thursday 6 November"
    assert card.waits == ["0 of 4 steps ticked since it was set on Thu 18 Sep, 15:42"]
    assert card.is_waiting is False


@pytest.mark.parametrize(
    ("kind", "ends_on", "pause", "meeting"),
    [
        (
            PauseKind.NO_MEETING,
            MONDAY + timedelta(days=6),
            "No meeting in the week of 15 September 2025",
            "Next meeting Thursday 25 September",
        ),
        (PauseKind.AWAY, date(2025, 10, 1), "ECT away until Wednesday 1 October", "Next meeting Thursday 2 October"),
        (PauseKind.AWAY, None, "ECT away", "The meetings go on when the ECT is back"),
    ],
)
def test_home_mentor_pause_is_shown_and_nothing_is_owed(pair, live, kind, ends_on, pause, meeting):
    PauseFactory(mentorship=pair, kind=kind, ends_on=ends_on)

    card = card_of(pair)

    assert (card.pause, card.meeting) == (pause, meeting)
    assert card.waits == ["0 of 4 steps ticked since it was set on Thu 18 Sep, 15:42"]
    assert card.is_waiting is False


def test_home_mentor_pause_that_is_over_excuses_its_meeting(pair, live):
    live.meets_on, live.next_meeting_on = date(2025, 9, 4), date(2025, 9, 11)
    live.save()
    PauseFactory(mentorship=pair, starts_on=MONDAY - timedelta(days=7), ends_on=MONDAY - timedelta(days=1))

    card = card_of(pair)

    assert (card.pause, card.meeting) == ("", "Next meeting today")


def test_home_mentor_lifted_pause_counts_no_more(pair, live):
    PauseFactory(mentorship=pair, lifted_at=NOW, lifted_by=pair.mentor)

    assert card_of(pair).pause == ""


def test_home_mentor_closed_week_looks_ahead_by_the_rhythm(pair):
    pair.rhythm = Rhythm.FORTNIGHTLY
    pair.save()
    CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(days=7), reviewed=True)

    card = card_of(pair)

    assert card.meeting == "Next meeting Thursday 25 September"
    assert card.waits == ["No week is set"]


def test_home_mentor_week_without_a_focus_says_so(pair):
    CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(days=7), is_set=True)

    assert card_of(pair).waits == ["Set without a focus on Thu 18 Sep, 15:42"]


def test_home_mentor_sees_no_pair_that_ended_nor_anybody_elses(pair, former_mentor, other_pair, signed_in):
    assert mentorships_of(former_mentor) == []
    assert "You mentor nobody at Harbour Academy yet." in page_of(signed_in(former_mentor))
    assert other_pair.ect.name not in page_of(signed_in(pair.mentor))


def test_start_week_opens_the_draft_and_again_the_same_one(pair, signed_in):
    client = signed_in(pair.mentor)
    where = reverse("coaching:start_week", args=[pair.pk])
    key = uuid.uuid4()

    first = client.post(where, {"key": key})
    second = client.post(where, {"key": uuid.uuid4()})

    draft = Cycle.objects.get()
    assert (draft.key, draft.meets_on, draft.week_of) == (key, TODAY, MONDAY)
    assert first.url == second.url == reverse("coaching:meeting", args=[draft.pk])


def test_start_week_the_ect_is_refused_with_the_reason(pair, signed_in):
    response = signed_in(pair.ect).post(reverse("coaching:start_week", args=[pair.pk]), {"key": uuid.uuid4()})

    assert response.status_code == 403
    assert "Only the ECT’s mentor does this." in response.content.decode()


def test_pause_pair_no_meeting_covers_the_week_it_was_drawn_for(pair, live, signed_in):
    live.next_meeting_on = date(2025, 9, 25)
    live.save()
    client = signed_in(pair.mentor)
    card = card_of(pair)

    response = client.post(card.pause_at, {"kind": "no_meeting", "week_of": card.skip_day, "key": card.key})

    pause = Pause.objects.get()
    assert response.url == HOME
    assert (pause.kind, pause.starts_on, pause.ends_on) == ("no_meeting", date(2025, 9, 22), date(2025, 9, 28))
    assert "No meeting in the week of 22 September 2025" in page_of(client)


def test_pause_pair_away_until_a_day_and_lifted_again(pair, signed_in):
    client = signed_in(pair.mentor)
    where = reverse("coaching:pause_pair", args=[pair.pk])

    client.post(where, {"kind": "away", "until": "2025-09-29", "key": uuid.uuid4()})
    pause = Pause.objects.get()
    shown = page_of(client)
    client.post(reverse("coaching:lift_pause", args=[pause.pk]))

    pause.refresh_from_db()
    assert (pause.starts_on, pause.ends_on) == (TODAY, date(2025, 9, 28))
    assert "ECT away until Sunday 28 September" in shown
    assert pause.lifted_by == pair.mentor
    assert "ECT away until" not in page_of(client)


def test_pause_pair_a_day_gone_by_is_asked_again(pair, signed_in):
    client = signed_in(pair.mentor)

    response = client.post(
        reverse("coaching:pause_pair", args=[pair.pk]), {"kind": "away", "until": "2025-09-01"}, follow=True
    )

    assert "Enter a day after today." in response.content.decode()
    assert not Pause.objects.exists()


def test_home_leader_sees_activity_and_no_coaching_text(leader, pair, live, other_pair, signed_in):
    page = page_of(signed_in(leader))
    words = plain(page)

    assert "Eddie Ect Planned Thu 18 Sep Thu 11 Sep Maya Mentor Thursdays, every week" in words
    assert "Olive Another Planned Thu 18 Sep Not yet Oscar Other Thursdays, every week" in words
    assert live.foci.get().key_action not in page
    assert "steps ticked" not in page


@pytest.mark.parametrize(
    ("next_on", "paused", "state", "shown"),
    [
        (date(2025, 9, 25), False, "Planned", "Thu 25 Sep"),
        (date(2025, 9, 16), False, "Overdue", "Tue 16 Sep"),
        (date(2025, 9, 16), True, "Paused", "Thu 25 Sep"),
    ],
)
def test_activity_states(school, pair, live, next_on, paused, state, shown):
    live.next_meeting_on = next_on
    live.save()
    if paused:
        PauseFactory(mentorship=pair)

    [activity] = activity_of([school], today=TODAY)

    assert (activity.state, activity.next) == (state, shown)


def test_activity_in_the_holidays_nothing_is_overdue(school, pair, live):
    [activity] = activity_of([school], today=date(2025, 10, 29))

    assert activity.state == "Holiday"


def test_home_leader_of_a_school_without_pairs(school, leader, signed_in):
    assert "Nobody is being mentored here at the moment." in page_of(signed_in(leader))


def test_home_trust_leader_counts_by_school_and_looks_into_one(school, trust_leader, pair, live, signed_in):
    second = SchoolFactory(name="Quay School", trust=school.trust)
    SchoolFactory(name="Elsewhere School")
    client = signed_in(trust_leader)

    words = plain(page_of(client))
    one = plain(client.get(HOME, {"school": school.pk}).content.decode())

    assert "Harbour Academy 1 1 0 0 0 Quay School 0 0 0 0 0" in words
    assert "Elsewhere" not in words
    assert "Eddie Ect Planned" in one
    assert "Nobody is being mentored" in client.get(HOME, {"school": second.pk}).content.decode()


def test_home_trust_leader_asks_for_a_school_of_another_trust(school, trust_leader, signed_in):
    SchoolFactory(name="Quay School", trust=school.trust)
    elsewhere = SchoolFactory(name="Elsewhere School")

    words = plain(signed_in(trust_leader).get(HOME, {"school": elsewhere.pk}).content.decode())

    assert "Elsewhere" not in words
    assert "Meetings, by school" in words


def test_home_shows_what_the_hat_that_is_on_has_before_it(school, pair, live, signed_in):
    """On the wall of a leaders' meeting no word of coaching is to be read, and the other way round (A94)."""
    MembershipFactory(user=pair.mentor, role=Role.LEADER, school=school)
    client = signed_in(pair.mentor)

    mentors = page_of(client)
    client.post("/hat/", {"hat": f"leader-{school.pk}"})
    leaders = page_of(client)

    assert re.findall(r"<h1[^>]*>([^<]+)</h1>", mentors + leaders) == ["Your ECTs", "Meetings"]
    assert "steps ticked" in mentors
    assert "steps ticked" not in leaders


def test_home_mentor_at_two_schools_is_told_what_waits_at_the_other(school, pair, live, signed_in):
    away = SchoolFactory(name="Quay School")
    TermFactory(school=away)
    MentorshipFactory(school=away, mentor=pair.mentor, ect=UserFactory(name="Zoe Quay"))
    client = signed_in(pair.mentor)

    here = plain(page_of(client))
    client.post("/hat/", {"hat": f"mentor-{away.pk}"})
    there = plain(page_of(client))

    assert "Eddie Ect" in here
    assert "Zoe Quay" not in here
    assert "1 of your pairs waits at Quay School." in here
    assert "Zoe Quay" in there
    assert "1 of your pairs waits at Harbour Academy." in there


def test_home_mentor_who_is_no_leader_any_more(school, pair, signed_in):
    MembershipFactory(user=pair.mentor, role=Role.LEADER, school=school, ended_at=NOW)

    assert "Meetings at" not in page_of(signed_in(pair.mentor))


def test_home_two_pairs_at_two_schools_each_by_its_own_calendar(pair, live):
    away = SchoolFactory(name="Quay School")
    TermFactory(school=away, half_term_starts_on=MONDAY, half_term_ends_on=MONDAY + timedelta(days=4))
    MentorshipFactory(school=away, mentor=pair.mentor, ect=UserFactory(name="Zoe Quay"))

    cards = pairs_of(mentorships_of(pair.mentor), today=TODAY)

    assert [(card.name, card.meeting) for card in cards] == [
        ("Eddie Ect", "Next meeting today"),
        ("Zoe Quay", "Next meeting Thursday 25 September"),
    ]
    assert Mentorship.objects.live().count() == 2


def test_home_planned_day_that_fell_into_a_holiday_is_overdue_to_nobody(pair, live, signed_in):
    """The dates of half term were put in after the week was set."""
    Cycle.objects.filter(pk=live.pk).update(next_meeting_on=TODAY - timedelta(days=1))
    ClosedDayFactory(school=pair.school, starts_on=TODAY - timedelta(days=2), ends_on=TODAY)

    card, page = card_of(pair), plain(page_of(signed_in(pair.ect)))

    assert card.meeting == "Next meeting Thursday 25 September"
    assert "Next meeting with Maya Mentor: Thursday 25 September" in page
    assert [one.state for one in activity_of([pair.school], today=TODAY)] == ["Holiday"]


def test_home_mentor_is_told_of_days_that_became_holidays(pair, live):
    """Nothing is moved silently."""
    Cycle.objects.filter(pk=live.pk).update(next_meeting_on=date(2025, 9, 25))
    ClosedDayFactory(school=pair.school, starts_on=date(2025, 9, 25), ends_on=date(2025, 9, 25))

    waits = card_of(pair).waits

    assert waits[0] == "Thu 25 Sep is a holiday now: the next meeting is on Thu 2 Oct"


def test_home_mentor_is_told_of_a_draft_s_days_that_became_holidays(pair, draft):
    Cycle.objects.filter(pk=draft.pk).update(meets_on=date(2025, 9, 25), next_meeting_on=date(2025, 10, 2))
    ClosedDayFactory(school=pair.school, starts_on=date(2025, 9, 25), ends_on=date(2025, 10, 2))

    waits = card_of(pair).waits

    assert waits[:2] == [
        "Thu 25 Sep is a holiday now: give this meeting another day",
        "Thu 2 Oct is a holiday now: give the next meeting another day",
    ]
