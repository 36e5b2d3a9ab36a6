"""`Meeting.load`: everything a week's page shows, in a fixed number of queries."""

from datetime import date

import pytest

from coaching import actions
from coaching.lacks import lacks_of
from coaching.meeting import Meeting, result_of, tick_of
from coaching.models import Cycle
from tests.coaching.weeks import GREET, PAUSE, SHOW, at_four, hold, key, outcomes
from tests.factories import (
    NOW,
    AchievableFactory,
    CitationFactory,
    CorrectionFactory,
    CycleFactory,
    EvidenceFactory,
    FocusFactory,
    OutcomeFactory,
    ParkedFactory,
    RehearsalFactory,
    RewordingFactory,
    TickFactory,
)

EIGHT = 8


def fresh(cycle):
    return Cycle.objects.select_related("mentorship__mentor", "ect", "school__bank_settings", "revisit").get(
        pk=cycle.pk
    )


def fill(cycle, count):
    """`count` of everything that a week's page may show."""
    for _ in range(count):
        focus = FocusFactory(cycle=cycle, steps=())
        for step in ("One", "Two")[: count + 1]:
            TickFactory(step=focus.steps.create(school=focus.school, position=1, text=step))
        AchievableFactory(focus=focus)
        CitationFactory(focus=focus)
        RehearsalFactory(focus=focus)
        if not cycle.is_draft:
            RewordingFactory(focus=focus)
            CorrectionFactory(outcome=OutcomeFactory(focus=focus))
        EvidenceFactory(school=cycle.school, ect=cycle.ect, seen_on=cycle.meets_on)
        ParkedFactory(school=cycle.school, ect=cycle.ect)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("state", ["draft", "is_set", "reviewed"])
def test_load_and_everything_it_promises_takes_eight_queries(pair, state, count, django_assert_num_queries):
    last = CycleFactory(mentorship=pair, week_of=date(2025, 9, 8), reviewed=True, set_at=at_four(date(2025, 9, 11)))
    fill(last, count)
    cycle = CycleFactory(mentorship=pair, **({} if state == "draft" else {state: True}))
    fill(cycle, count)
    cycle = fresh(cycle)

    with django_assert_num_queries(EIGHT):
        meeting = Meeting.load(cycle)
        lacks_of(meeting)
        for focus in [*meeting.foci, *meeting.last_foci]:
            [tick_of(step) for step in focus.live_steps]
            [citation.evidence.gathered_by.name for citation in focus.citations.all()]
            meeting.wording(focus)
            meeting.answer(focus)
            list(focus.rehearsals.all())
            assert focus.cycle.school_id
            if state == "reviewed":
                assert result_of(focus)

    assert (len(meeting.foci), len(meeting.last_foci), meeting.last) == (count, count, last)
    assert len(meeting.evidence) == (0 if state == "reviewed" else count * 4)
    assert len(meeting.later) == (count * 2 if state == "draft" else 0)


def test_load_finds_the_week_before_whoever_mentored_then(pair, school, former_mentor):
    earlier = hold(pair, GREET, day=date(2025, 9, 4))
    last = hold(pair, PAUSE, day=date(2025, 9, 11))
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)

    assert Meeting.load(fresh(draft)).last == last
    assert Meeting.load(fresh(last)).last == earlier
    assert Meeting.load(fresh(earlier)).last is None


def test_load_ties_a_successor_to_what_it_was(pair, django_assert_num_queries):
    old = hold(pair, GREET, SHOW, day=date(2025, 9, 11)).foci.get(rank=1)
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)
    outcomes(draft, pair.mentor, NOW, **{f"focus_{old.pk}": "partly"})
    new = actions.refine(old, into=draft, key=key(), by=pair.mentor, at=NOW)
    meeting = Meeting.load(fresh(draft))

    with django_assert_num_queries(0):
        successor = meeting.successor(meeting.last_foci[0])
        was = successor.refined_from.wording

    assert (successor, was, meeting.not_achieved) == (new, GREET, [old])


def test_later_list_shows_what_is_next_in_line_first(pair, draft):
    older = ParkedFactory(school=pair.school, ect=pair.ect, at=at_four(date(2025, 9, 1)), next_in_line=True)
    newer = ParkedFactory(school=pair.school, ect=pair.ect, at=at_four(date(2025, 9, 2)))
    ParkedFactory(school=pair.school, ect=pair.ect, dropped_at=NOW, dropped_by=pair.mentor)
    ParkedFactory(school=pair.school)

    assert Meeting.load(fresh(draft)).later == [older, newer]
