"""Saving what was typed: only what nobody else changed, and nothing typed is lost."""

from datetime import date

import pytest

from actionsteps.wording import text_digest
from coaching import actions
from coaching.models import Focus, Outcome
from coaching.rules import IS_REVIEWED, IS_SET, NOT_MENTOR
from coaching.stored import address_of, stored_text, value_of
from tests.coaching.weeks import GREET, hold, key, outcomes
from tests.factories import (
    MONDAY,
    NOW,
    CitationFactory,
    CycleFactory,
    FocusFactory,
    MentorshipFactory,
    OutcomeFactory,
    RehearsalFactory,
)

BLANK = text_digest("")


def saved_by(cycle, typed, drawn=None, by=None):
    return actions.save_fields(cycle, typed=typed, drawn=drawn, by=by or cycle.mentorship.mentor, at=NOW)


def test_save_writes_each_field_and_answers_with_its_digest(draft):
    focus = draft.foci.get()
    step = focus.steps.get()
    typed = {
        "praise": "You waited\r\nfor silence",
        "minutes": "45",
        "started_at": "2025-09-18T15:05",
        f"focus-{focus.pk}-why_now": "unlocks",
        f"focus-{focus.pk}-plan_on": "2025-09-22",
        f"focus-{focus.pk}-one_step": "1",
        f"step-{step.pk}-text": "Write it down",
    }

    saved = saved_by(draft, typed, dict.fromkeys(typed, BLANK))

    for row in (draft, focus, step):
        row.refresh_from_db()
    assert saved.is_whole
    assert saved.digests == {name: text_digest(text) for name, text in typed.items()}
    assert (draft.praise, draft.minutes) == ("You waited\nfor silence", 45)
    assert (focus.why_now, focus.plan_on, focus.one_step, step.text) == (
        "unlocks",
        date(2025, 9, 22),
        True,
        "Write it down",
    )
    assert stored_text(draft, "started_at") == "2025-09-18T15:05"


def test_stale_tab_never_overwrites_and_is_told_the_other_text(draft):
    saved_by(draft, {"praise": "Hers"}, {"praise": BLANK})

    stale = saved_by(draft, {"praise": "Mine", "probe_question": "Why then?"}, {"praise": BLANK})

    draft.refresh_from_db()
    assert stale.conflicts == {"praise": "Hers"}
    assert (draft.praise, draft.probe_question) == ("Hers", "Why then?")
    assert list(stale.digests) == ["probe_question"]


def test_same_text_from_a_stale_tab_is_no_conflict(draft):
    saved_by(draft, {"praise": "The same"}, {"praise": BLANK})

    again = saved_by(draft, {"praise": "The same"}, {"praise": BLANK})

    assert (again.is_whole, again.digests) == (True, {"praise": text_digest("The same")})


def test_two_fields_saved_at_once_never_conflict(draft):
    first = saved_by(draft, {"praise": "One"}, {"praise": BLANK})
    second = saved_by(draft, {"probe_answer": "Two"}, {"probe_answer": BLANK})

    draft.refresh_from_db()
    assert (first.is_whole, second.is_whole) == (True, True)
    assert (draft.praise, draft.probe_answer) == ("One", "Two")


def test_choosing_mine_overwrites_what_was_shown(draft):
    saved_by(draft, {"praise": "Hers"})

    mine = saved_by(draft, {"praise": "Mine"}, {"praise": text_digest("Hers")})

    draft.refresh_from_db()
    assert (mine.is_whole, draft.praise) == (True, "Mine")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("minutes", "many"),
        ("minutes", "-5"),
        ("minutes", "9999"),
        ("started_at", "yesterday"),
        ("no_focus_reason", "laziness"),
        ("meets_on", "31/31/2025"),
        ("meets_on", ""),
        ("meets_on", "0001-01-01"),
        ("next_meeting_on", "2025-09-18"),
        ("next_meeting_on", "2999-01-01"),
        ("praise", "x" * 20_001),
    ],
)
def test_what_does_not_fit_a_field_is_said_and_the_rest_is_saved(draft, name, text):
    before = stored_text(draft, name)

    saved = saved_by(draft, {name: text, "probe_question": "What next?"})

    draft.refresh_from_db()
    assert list(saved.errors) == [name]
    assert (stored_text(draft, name), draft.probe_question) == (before, "What next?")


def test_nul_is_left_out(draft):
    saved_by(draft, {"praise": "You\x00 waited"})

    draft.refresh_from_db()
    assert draft.praise == "You waited"


def test_days_are_looked_at_together(draft):
    alone = saved_by(draft, {"meets_on": "2025-09-22", "next_meeting_on": "2025-09-21"})
    together = saved_by(draft, {"meets_on": "2025-09-22", "next_meeting_on": "2025-10-02"})

    draft.refresh_from_db()
    assert set(alone.errors) == {"meets_on", "next_meeting_on"}
    assert together.is_whole
    assert (draft.meets_on, draft.next_meeting_on, draft.week_of) == (date(2025, 9, 22), date(2025, 10, 2), MONDAY)


def test_meeting_is_not_moved_before_what_it_cites(draft):
    CitationFactory(focus=draft.foci.get(), evidence__seen_on=date(2025, 9, 17))

    saved = saved_by(draft, {"meets_on": "2025-09-16"})

    assert list(saved.errors) == ["meets_on"]


def test_addresses_of_other_weeks_are_not_touched_and_what_was_typed_comes_back(draft, other_pair):
    other = FocusFactory(cycle=CycleFactory(mentorship=other_pair), key_action="Theirs")
    typed = {
        f"focus-{other.pk}-key_action": "Stolen",
        f"step-{other.steps.get().pk}-text": "Stolen",
        f"rehearsal-{RehearsalFactory(focus=other).pk}-changed": "Stolen",
        f"outcome-{other.pk}-result": "achieved",
        "focus-999999999999999999-key_action": "Nobody’s",
    }

    saved = saved_by(draft, typed)

    other.refresh_from_db()
    assert saved.gone == typed
    assert (other.key_action, other.rehearsals.get().changed, Outcome.objects.count()) == (
        "Theirs",
        "Paused before the second instruction",
        0,
    )


def test_names_that_are_no_address_are_ignored():
    names = [
        "set_at",
        "focus-1-set_at",
        "focus-1-school",
        "step-1-retired_at",
        "focus-x-so_that",
        "outcome-1-by",
        "key",
    ]

    assert [address_of(name) for name in names] == [None] * 7


def test_stale_tab_after_the_week_was_set_saves_nothing_of_what_is_set(pair):
    week = hold(pair, GREET, day=MONDAY)
    focus = week.foci.get()

    refused = saved_by(week, {f"focus-{focus.pk}-key_action": "Other", "praise": "Late"})

    week.refresh_from_db()
    assert (refused.refused, week.praise, focus.wording) == (IS_SET, "", GREET)


def test_what_was_left_is_filled_in_until_the_review(pair):
    week = hold(pair, GREET, day=MONDAY)
    focus = week.foci.get()
    name = f"focus-{focus.pk}-plan_lesson"

    later = saved_by(week, {"praise": "You waited", name: "8C", f"focus-{focus.pk}-key_action": GREET.key_action})
    hold(pair, day=date(2025, 9, 22))
    too_late = saved_by(week, {name: "9A"})

    focus.refresh_from_db()
    assert (later.is_whole, focus.plan_lesson, too_late.refused) == (True, "8C", IS_REVIEWED)


def test_nobody_else_saves(draft, ect, former_mentor, other_mentor):
    refused = [saved_by(draft, {"praise": "Mine"}, by=user).refused for user in (ect, former_mentor, other_mentor)]

    draft.refresh_from_db()
    assert (refused, draft.praise) == ([NOT_MENTOR] * 3, "")


def test_outcomes_are_written_to_last_weeks_foci(pair):
    focus = hold(pair, GREET, day=MONDAY).foci.get()
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)

    saved = saved_by(draft, {f"outcome-{focus.pk}-result": "partly", f"outcome-{focus.pk}-effect": "Half settled"})
    again = saved_by(draft, {f"outcome-{focus.pk}-result": "achieved"}, {f"outcome-{focus.pk}-result": BLANK})

    outcome = Outcome.objects.get()
    assert saved.is_whole
    assert (outcome.result, outcome.effect, outcome.school_id, outcome.by) == (
        "partly",
        "Half settled",
        pair.school_id,
        pair.mentor,
    )
    assert again.conflicts == {f"outcome-{focus.pk}-result": "partly"}


def test_outcome_of_a_reviewed_week_stays(pair):
    focus = hold(pair, GREET, day=MONDAY).foci.get()
    hold(pair, day=date(2025, 9, 22))
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)

    saved = saved_by(draft, {f"outcome-{focus.pk}-result": "not_yet"})

    assert (saved.is_whole, Outcome.objects.get().result) == (False, "achieved")


def test_let_go_ends_when_the_focus_was_achieved_after_all(pair):
    focus = hold(pair, GREET, day=MONDAY).foci.get()
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)
    outcomes(draft, pair.mentor, NOW, **{f"focus_{focus.pk}": "not_yet"})
    actions.let_go(focus, reason="Too soon", into=draft, by=pair.mentor, at=NOW)

    saved_by(draft, {f"outcome-{focus.pk}-result": "achieved"})

    outcome = Outcome.objects.get()
    assert (outcome.result, outcome.decision) == ("achieved", "")


def test_only_a_new_mentor_hands_over(pair):
    focus = hold(pair, GREET, day=MONDAY).foci.get()
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)

    saved = saved_by(draft, {f"outcome-{focus.pk}-result": "handed_over"})

    assert list(saved.errors) == [f"outcome-{focus.pk}-result"]


def test_save_costs_the_same_for_one_field_and_for_many(draft, django_assert_num_queries):
    focus = draft.foci.get()
    mentor = draft.mentorship.mentor
    FocusFactory(cycle=draft)

    # The transaction's savepoint and its release, the lock, the write.
    with django_assert_num_queries(4):
        actions.save_fields(draft, typed={"praise": "One"}, by=mentor, at=NOW)
    with django_assert_num_queries(4):
        actions.save_fields(draft, typed={"praise": "Two", "probe_answer": "Three"}, by=mentor, at=NOW)
    with django_assert_num_queries(5):
        actions.save_fields(draft, typed={f"focus-{focus.pk}-script": "Four"}, by=mentor, at=NOW)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("minutes", "45"),
        ("meets_on", "2025-09-18"),
        ("started_at", "2025-09-18T15:05"),
        ("praise", "a\nb"),
        ("praise", ""),
    ],
)
def test_value_and_text_are_each_others_way_back(draft, name, text):
    draft.__dict__[name] = value_of(address_of(name), text)

    assert stored_text(draft, name) == text


def test_typed_text_never_shows_in_a_row_s_name(pair):
    saved_text = "Never in a log"
    cycle = CycleFactory(mentorship=pair, praise=saved_text)
    focus = FocusFactory(cycle=cycle, key_action=saved_text, so_that=saved_text, steps=(saved_text,))
    outcome = OutcomeFactory(focus=focus, effect=saved_text)

    names = [str(row) for row in (cycle, focus, focus.steps.get(), outcome)]

    assert [name for name in names if saved_text in name] == []


def test_week_of_another_mentorship_of_the_same_mentor_is_its_own(pair, draft):
    other = CycleFactory(mentorship=MentorshipFactory(mentor=pair.mentor, school=pair.school))
    focus = FocusFactory(cycle=other)

    saved = saved_by(draft, {f"focus-{focus.pk}-key_action": "Swapped"})

    assert list(saved.gone) == [f"focus-{focus.pk}-key_action"]
    assert Focus.objects.get(pk=focus.pk).key_action == focus.key_action
