"""The journey: all weeks of an ECT at a school, newest first, with outcomes and lines of refinement."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from coaching.journey import weeks_of
from coaching.models import Decision, NoFocus, Result
from schools.models import Role
from tests.factories import (
    MONDAY,
    NOW,
    CorrectionFactory,
    CycleFactory,
    FocusFactory,
    MembershipFactory,
    MentorshipFactory,
    OutcomeFactory,
    RewordingFactory,
    TickFactory,
)


def journey_at(pair):
    return reverse("coaching:journey", args=[pair.school_id, pair.ect_id])


def plain(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def past_week(pair, weeks_ago, **fields):
    return CycleFactory(mentorship=pair, week_of=MONDAY - timedelta(weeks=weeks_ago), reviewed=True, **fields)


@pytest.fixture
def line(pair):
    """A focus that was partly achieved, and what it was refined into the week after."""
    first = FocusFactory(
        cycle=past_week(pair, 2),
        key_action="Say instructions once",
        steps=("Number them",),
        so_that="pupils start at once",
    )
    OutcomeFactory(focus=first, result=Result.PARTLY, effect="Nine asked again", decision=Decision.REFINE)
    second = FocusFactory(
        cycle=past_week(pair, 1),
        refined_from=first,
        key_action="Say instructions once",
        steps=("Number them on the board", "Ask one pupil to say number two"),
        so_that="pupils start at once",
    )
    OutcomeFactory(focus=second, effect="All but one began")
    return first, second


def shown(pair, **kwargs):
    """The weeks of the pair's journey."""
    return weeks_of(school_id=pair.school_id, ect_id=pair.ect_id, **kwargs)[0]


def test_journey_newest_first_with_the_outcomes(pair, line, signed_in):
    words = plain(signed_in(pair.ect).get(journey_at(pair)).content.decode())

    newest, oldest = words.index("Week of 8 September 2025"), words.index("Week of 1 September 2025")
    assert newest < words.index("Effect on pupils: All but one began") < oldest
    assert oldest < words.index("Effect on pupils: Nine asked again")
    assert "Refined at the next meeting" in words[oldest:]


def test_journey_line_shows_what_it_was_and_what_changed(pair, line):
    [second, first] = [week.foci[0] for week in shown(pair)]

    assert (second.turn, second.was, second.was_result) == (
        "Refined, meeting 2",
        "Say instructions once by numbering them so that pupils start at once",
        "partly",
    )
    assert second.difference == [
        "Say instructions once",
        "Number them <ins>on the board</ins>",
        "<ins>Ask one pupil to say number two</ins>",
        "pupils start at once",
    ]
    assert (first.turn, first.was, first.difference) == ("", "", [])


def test_journey_difference_is_escaped(pair, line):
    first, second = line
    first.key_action, second.key_action = "Say <b>it</b>", "Say <i>it</i> once"
    first.save()
    second.save()

    [newer, _] = shown(pair)

    assert newer.foci[0].difference[0] == ("Say <del>&lt;b&gt;it&lt;/b&gt;</del> <ins>&lt;i&gt;it&lt;/i&gt; once</ins>")


def test_journey_line_whose_beginning_is_on_the_next_page_still_shows_it(pair, line):
    [week] = shown(pair)[:1]
    for weeks_ago in range(-9, 1):
        past_week(pair, weeks_ago)

    [latest] = weeks_of(school_id=pair.school_id, ect_id=pair.ect_id, before=date(2025, 9, 9))[0][:1]

    assert latest.foci[0].was == week.foci[0].was != ""


def test_journey_no_chance_carried_on_and_let_go_and_handed_over(pair):
    week = past_week(pair, 2)
    untried = FocusFactory(cycle=week)
    OutcomeFactory(focus=untried, result=Result.NO_CHANCE, effect="", decision=Decision.CARRY_ON)
    left = FocusFactory(cycle=week)
    OutcomeFactory(focus=left, result=Result.NOT_YET, decision=Decision.LET_GO, let_go_reason="The unit is over")
    passed_on = FocusFactory(cycle=week)
    OutcomeFactory(focus=passed_on, result="", effect="", handed_over=True)
    FocusFactory(cycle=past_week(pair, 1), refined_from=untried, carried_on=True)

    newer, older = shown(pair)

    assert newer.foci[0].turn == "Carried on unchanged, meeting 2"
    assert newer.foci[0].difference == []
    assert [(focus.result, focus.became) for focus in older.foci] == [
        ("No chance to try", "Carried on unchanged: there was no chance to try it"),
        ("Not yet", "Let go: The unit is over"),
        ("", "Handed over to the next mentor"),
    ]


def test_journey_correction_counts_and_is_signed(pair, line):
    _, second = line
    CorrectionFactory(outcome=second.outcome, result=Result.PARTLY, note="Only with 8L")

    focus = shown(pair)[0].foci[0]

    assert (focus.result, focus.corrections) == (
        "Partly",
        [{"value": "partly", "result": "Partly", "note": "Only with 8L", "signed": "Maya Mentor, Thu 18 Sep, 15:42"}],
    )


def test_journey_live_week_shows_ticks_and_keeps_the_outcome_of_the_draft_to_itself(pair, live):
    focus = live.foci.get()
    TickFactory(step=focus.steps.first())
    OutcomeFactory(focus=focus, result=Result.NOT_YET, effect="Not said yet")
    RewordingFactory(focus=focus, reason="Simpler for 8L")

    [week] = shown(pair)

    assert (week.is_live, week.foci[0].ticks, week.foci[0].result, week.foci[0].effect) == (
        True,
        "1 of 4 steps ticked",
        "",
        "",
    )
    assert (
        week.foci[0].rewordings[0]["was"]
        == "Give clear instructions by writing them down so that pupils know what to do"
    )
    assert week.foci[0].rewordings[0]["reason"] == "Simpler for 8L"


def test_journey_withdrawn_focus_and_week_without_one(pair, signed_in):
    week = past_week(pair, 1)
    FocusFactory(cycle=week, withdrawn_at=NOW, withdrawn_by=pair.mentor, withdrawn_reason="The class was split")
    past_week(pair, 2, no_focus_reason=NoFocus.FIRST_MEETING, no_focus_note="We met")

    words = plain(signed_in(pair.mentor).get(journey_at(pair)).content.decode())

    assert "Taken out The class was split" in words
    assert "No focus this week. First meeting: We met" in words


def test_journey_draft_is_no_part_of_it(pair, draft):
    assert shown(pair) == []


def test_journey_ten_weeks_a_page_by_key(pair, signed_in):
    for weeks_ago in range(1, 24):
        past_week(pair, weeks_ago)
    client, where = signed_in(pair.ect), journey_at(pair)

    seen, pages = [], 0
    while where:
        page = client.get(where).content.decode()
        seen += re.findall(r"Week of ([^<]+)<", page)
        following = re.search(r'rel="next" href="(\?[^"]+)"', page)
        where = journey_at(pair) + following[1] if following else ""
        pages += 1

    days = [MONDAY - timedelta(weeks=weeks_ago) for weeks_ago in range(1, 24)]
    assert pages == 3
    assert seen == [f"{day.day} {day:%B %Y}" for day in days]


def test_journey_beyond_the_first_week_says_so(pair, line, signed_in):
    page = signed_in(pair.ect).get(journey_at(pair), {"before": "2020-01-06"}).content.decode()

    assert "There is nothing earlier." in page
    assert "Newest weeks" in page


def test_journey_before_what_is_no_day_is_not_found(pair, signed_in):
    assert signed_in(pair.ect).get(journey_at(pair), {"before": "yesterday"}).status_code == 404


def test_journey_new_mentor_sees_the_weeks_of_the_one_before(pair, former_mentor, line, signed_in):
    week = line[0].cycle
    week.mentorship = former_mentor.mentorships_as_mentor.get()
    week.save()

    words = plain(signed_in(pair.mentor).get(journey_at(pair)).content.decode())
    refused = signed_in(former_mentor).get(journey_at(pair))

    assert "with Freda Former" in words
    assert refused.status_code == 404


def test_journey_ends_at_the_school_gate(pair, line, signed_in):
    elsewhere = MentorshipFactory(mentor=pair.mentor, ect=pair.ect, ended=True)
    FocusFactory(cycle=CycleFactory(mentorship=elsewhere, week_of=MONDAY, reviewed=True), key_action="Elsewhere")

    words = plain(signed_in(pair.ect).get(journey_at(pair)).content.decode())
    there = plain(signed_in(pair.ect).get(journey_at(elsewhere)).content.decode())

    assert "Elsewhere" not in words
    assert "Elsewhere" in there
    assert signed_in(pair.mentor).get(journey_at(elsewhere)).status_code == 404


@pytest.mark.parametrize("who", ["other_mentor", "other_ect", "leader", "trust_leader", "other_leader", "superuser"])
def test_journey_is_nobody_elses(request, pair, line, signed_in, who):
    assert signed_in(request.getfixturevalue(who)).get(journey_at(pair)).status_code == 404


def test_journey_of_an_ect_who_was_never_there(school, ect, signed_in):
    newcomer = MembershipFactory(role=Role.ECT, school=school).user

    response = signed_in(newcomer).get(reverse("coaching:journey", args=[school.pk, newcomer.pk]))

    assert response.status_code == 404
