"""No rollover: what was not achieved is refined, replaced, let go, or (untried) carried on once (A18, A19)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from actionsteps.wording import Wording
from coaching import actions
from coaching.lacks import Lacking, lacks_of
from coaching.meeting import Meeting
from coaching.models import Focus
from coaching.validators import ROLLOVER_MESSAGE
from schools.refusal import Refused
from tests.coaching.weeks import GREET, PAUSE, SHOW, agree, at_four, hold, key, outcomes, save, write
from tests.factories import CorrectionFactory, CycleFactory, FocusFactory, OutcomeFactory

FIRST, SECOND, THIRD, FOURTH = date(2025, 9, 11), date(2025, 9, 18), date(2025, 9, 25), date(2025, 10, 2)
NOW = at_four(SECOND)


@pytest.fixture
def old(pair):
    """Last week's one focus."""
    return hold(pair, GREET, day=FIRST).foci.get()


@pytest.fixture
def begun(pair, old):
    """This week's draft, with one blank focus."""
    return actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)


def say(draft, old, result):
    outcomes(draft, draft.mentorship.mentor, NOW, **{f"focus_{old.pk}": result})


def forced(draft):
    return [lack.code for lack in lacks_of(Meeting.load(draft)) if lack.forced]


def set_now(draft):
    return actions.set_week(draft, by=draft.mentorship.mentor, at=NOW)


@pytest.mark.parametrize("result", ["partly", "not_yet", "no_chance"])
def test_refine_starts_a_successor_of_the_same_line_in_the_blank_box(pair, old, begun, result):
    say(begun, old, result)

    new = actions.refine(old, into=begun, key=key(), by=pair.mentor, at=NOW)

    old.outcome.refresh_from_db()
    assert begun.foci.get() == new
    assert (new.wording, new.refined_from, new.line, new.turn) == (GREET, old, old, 2)
    assert old.outcome.decision == "refine"


def test_refine_twice_is_the_same_successor(pair, old, begun):
    say(begun, old, "partly")

    made = {actions.refine(old, into=begun, key=key(), by=pair.mentor, at=NOW).pk for _ in range(2)}

    assert made == {begun.foci.get().pk}


@pytest.mark.parametrize(
    "again",
    [
        GREET,
        Wording("greet each pupil, at the door.", GREET.steps, GREET.so_that),
        Wording("GREET EACH PUPIL AT THE DOOR", tuple(step.upper() for step in GREET.steps), GREET.so_that + "!"),
    ],
)
def test_same_wording_again_is_refused_whether_refined_or_written_anew(pair, old, begun, again):
    say(begun, old, "partly")
    refined = actions.refine(old, into=begun, key=key(), by=pair.mentor, at=NOW)
    agree(refined, again, by=pair.mentor, at=NOW)
    by_refining = forced(begun)
    actions.undecide(old, into=begun, by=pair.mentor, at=NOW)
    actions.let_go(old, reason="We write it anew", into=begun, by=pair.mentor, at=NOW)
    anew = actions.add_focus(begun, key=key(), by=pair.mentor, at=NOW)
    agree(anew, again, by=pair.mentor, at=NOW)

    by_writing = forced(begun)

    assert (by_refining, by_writing) == (["rolled_over"], ["rolled_over"])
    with pytest.raises(Lacking):
        set_now(begun)


def test_refined_wording_is_accepted_and_shows_its_line(pair, old, begun):
    say(begun, old, "partly")
    new = actions.refine(old, into=begun, key=key(), by=pair.mentor, at=NOW)
    smaller = Wording(GREET.key_action, ("Stand in the doorway with 8C",), GREET.so_that)
    agree(new, smaller, by=pair.mentor, at=NOW)

    set_now(begun)

    new = Focus.objects.get(pk=new.pk)
    assert (new.turn, new.line_id, new.refined_from_id) == (2, old.pk, old.pk)
    assert [focus.turn for focus in old.turns.order_by("turn")] == [1, 2]


@pytest.mark.parametrize("weeks_between", [0, 1, 2])
def test_let_go_wording_stays_refused_in_later_weeks(pair, weeks_between):
    hold(pair, GREET, day=date(2025, 9, 4))
    hold(pair, day=FIRST, result="not_yet")
    for number in range(weeks_between):
        hold(
            pair,
            Wording(f"Circulate in row {number}", ("Stop at each desk",), "pupils ask"),
            day=(SECOND, THIRD)[number],
        )
    now = at_four(FOURTH)
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=now)
    agree(draft.foci.get(), GREET, by=pair.mentor, at=now)
    for focus in Focus.objects.filter(cycle__reviewed_at=None, cycle__set_at__isnull=False):
        outcomes(draft, pair.mentor, now, **{f"focus_{focus.pk}": "achieved"})

    with pytest.raises(Lacking) as lacking:
        actions.set_week(draft, by=pair.mentor, at=now)

    assert [lack.code for lack in lacking.value.lacks] == ["rolled_over"]


def test_wording_that_was_achieved_since_is_free_again(pair):
    cycle = CycleFactory(mentorship=pair, week_of=date(2025, 6, 2), reviewed=True, set_at=at_four(date(2025, 6, 5)))
    left = FocusFactory(cycle=cycle, key_action=GREET.key_action, steps=GREET.steps, so_that=GREET.so_that)
    OutcomeFactory(focus=left, result="not_yet", decision="let_go", let_go_reason="Too soon")
    later = CycleFactory(mentorship=pair, week_of=date(2025, 6, 16), reviewed=True, set_at=at_four(date(2025, 6, 19)))
    OutcomeFactory(
        focus=FocusFactory(cycle=later, key_action=GREET.key_action, steps=GREET.steps, so_that=GREET.so_that)
    )

    week = hold(pair, GREET, day=FIRST)

    assert week.is_live


def test_corrected_outcome_counts_as_corrected(pair):
    cycle = CycleFactory(mentorship=pair, week_of=date(2025, 6, 2), reviewed=True, set_at=at_four(date(2025, 6, 5)))
    focus = FocusFactory(cycle=cycle, key_action=GREET.key_action, steps=GREET.steps, so_that=GREET.so_that)
    CorrectionFactory(outcome=OutcomeFactory(focus=focus), result="not_yet")
    hold(pair, PAUSE, day=FIRST)
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)
    agree(draft.foci.get(), GREET, by=pair.mentor, at=NOW)
    say(draft, Focus.objects.get(cycle__reviewed_at=None, cycle__set_at__isnull=False), "achieved")

    with pytest.raises(Lacking) as lacking:
        set_now(draft)

    assert [lack.code for lack in lacking.value.lacks] == ["rolled_over"]


def test_wording_from_before_a_rewording_is_refused_too(pair, old):
    changed = Wording("Stand at the door", ("Smile",), "pupils settle")
    actions.reword_focus(old, wording=changed, achievable=True, key=key(), by=pair.mentor, at=NOW)
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)
    say(draft, old, "not_yet")
    actions.let_go(old, reason="Something else first", into=draft, by=pair.mentor, at=NOW)
    agree(draft.foci.get(), GREET, by=pair.mentor, at=NOW)

    with pytest.raises(Lacking) as lacking:
        set_now(draft)

    assert [lack.code for lack in lacking.value.lacks] == ["rolled_over"]


def test_wording_left_in_another_school_or_by_another_ect_is_no_matter(pair, other_pair):
    hold(other_pair, GREET, day=FIRST)
    hold(other_pair, day=SECOND, result="not_yet")

    assert hold(pair, GREET, day=SECOND).is_live


def test_reworded_into_what_was_left_is_refused(pair):
    hold(pair, GREET, day=FIRST)
    week = hold(pair, PAUSE, day=SECOND, result="partly")

    with pytest.raises(ValidationError, match=ROLLOVER_MESSAGE):
        actions.reword_focus(week.foci.get(), wording=GREET, achievable=True, key=key(), by=pair.mentor, at=NOW)


def test_replace_starts_an_empty_focus_in_its_place(pair, old, begun):
    say(begun, old, "not_yet")

    new = actions.replace(old, into=begun, key=key(), by=pair.mentor, at=NOW)
    lacking = forced(begun)
    agree(new, PAUSE, by=pair.mentor, at=NOW)
    set_now(begun)

    new.refresh_from_db()
    assert lacking == ["key_action", "steps", "so_that"]
    assert (new.replaces_id, new.turn, new.line_id) == (old.pk, 1, new.pk)


def test_let_go_needs_a_reason(pair, old, begun):
    say(begun, old, "not_yet")

    with pytest.raises(ValidationError) as refused:
        actions.let_go(old, reason="  ", into=begun, by=pair.mentor, at=NOW)

    old.outcome.refresh_from_db()
    assert (refused.value.code, old.outcome.decision) == ("no_reason", "")


@pytest.mark.parametrize("verb", ["refine", "replace", "carry_on"])
def test_nothing_is_decided_about_a_focus_without_an_outcome_or_an_achieved_one(pair, old, begun, verb):
    act = getattr(actions, verb)

    with pytest.raises(Refused, match="Say first what became of it"):
        act(old, into=begun, key=key(), by=pair.mentor, at=NOW)
    say(begun, old, "achieved")
    with pytest.raises(Refused, match="It was achieved"):
        act(old, into=begun, key=key(), by=pair.mentor, at=NOW)


def test_second_decision_is_refused_until_the_first_is_undone(pair, old, begun):
    say(begun, old, "no_chance")
    actions.carry_on(old, into=begun, key=key(), by=pair.mentor, at=NOW)

    with pytest.raises(Refused, match="Undo that first"):
        actions.replace(old, into=begun, key=key(), by=pair.mentor, at=NOW)
    actions.undecide(old, into=begun, by=pair.mentor, at=NOW)
    new = actions.replace(old, into=begun, key=key(), by=pair.mentor, at=NOW)

    assert list(begun.foci.all()) == [new]


def test_undo_keeps_a_successor_that_was_changed_as_a_focus_of_its_own(pair, old, begun):
    say(begun, old, "partly")
    new = actions.refine(old, into=begun, key=key(), by=pair.mentor, at=NOW)
    write(new, SHOW, by=pair.mentor, at=NOW)

    actions.undecide(old, into=begun, by=pair.mentor, at=NOW)

    new = begun.foci.get()
    assert (new.wording, new.refined_from, new.turn, new.line) == (SHOW, None, 1, None)
    assert "decision" in forced(begun)


@pytest.mark.parametrize("result", ["partly", "not_yet"])
def test_only_what_there_was_no_chance_to_try_carries_on(pair, old, begun, result):
    say(begun, old, result)

    with pytest.raises(Refused, match="no chance to try"):
        actions.carry_on(old, into=begun, key=key(), by=pair.mentor, at=NOW)


def test_carried_on_focus_keeps_its_wording_and_asks_whether_it_is_achievable(pair, old, begun):
    say(begun, old, "no_chance")
    new = actions.carry_on(old, into=begun, key=key(), by=pair.mentor, at=NOW)
    before = forced(begun)

    saved = actions.save_fields(begun, typed={f"focus-{new.pk}-so_that": "another thing"}, by=pair.mentor, at=NOW)
    with pytest.raises(Refused):
        actions.add_step(new, key=key(), by=pair.mentor, at=NOW)
    agree(new, by=pair.mentor, at=NOW)
    set_now(begun)

    new.refresh_from_db()
    assert before == ["achievable"]
    assert list(saved.errors) == [f"focus-{new.pk}-so_that"]
    assert (new.carried_on, new.turn, new.wording) == (True, 2, GREET)


def test_carrying_on_twice_running_is_refused(pair, old, begun):
    say(begun, old, "no_chance")
    new = actions.carry_on(old, into=begun, key=key(), by=pair.mentor, at=NOW)
    agree(new, by=pair.mentor, at=NOW)
    set_now(begun)
    third = actions.start_week(pair, key=key(), by=pair.mentor, at=at_four(THIRD))
    say(third, new, "no_chance")

    with pytest.raises(Refused, match="carried on once already"):
        actions.carry_on(new, into=third, key=key(), by=pair.mentor, at=at_four(THIRD))


@pytest.mark.parametrize("result", ["achieved", "partly", ""])
def test_outcome_that_a_decision_rests_on_is_kept_until_it_is_undone(pair, old, begun, result):
    say(begun, old, "no_chance")
    actions.carry_on(old, into=begun, key=key(), by=pair.mentor, at=NOW)
    name = f"outcome-{old.pk}-result"

    saved = actions.save_fields(begun, typed={name: result}, by=pair.mentor, at=NOW)

    old.outcome.refresh_from_db()
    assert list(saved.errors) == [name]
    assert (old.outcome.result, old.outcome.decision) == ("no_chance", "carry_on")


def test_three_not_achieved_are_refined_into_three(pair):
    week = hold(pair, GREET, PAUSE, SHOW, day=FIRST)
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)
    for focus in week.foci.all():
        say(draft, focus, "partly")
        actions.refine(focus, into=draft, key=key(), by=pair.mentor, at=NOW)

    with pytest.raises(ValidationError, match="Three foci is the most"):
        actions.add_focus(draft, key=key(), by=pair.mentor, at=NOW)

    assert sorted(focus.turn for focus in draft.foci.all()) == [2, 2, 2]


def test_park_of_a_successor_asks_for_the_decision_again(pair, old, begun):
    say(begun, old, "partly")
    new = actions.refine(old, into=begun, key=key(), by=pair.mentor, at=NOW)

    actions.park(new, key=key(), by=pair.mentor, at=NOW)

    old.outcome.refresh_from_db()
    assert (old.outcome.decision, begun.foci.count()) == ("", 0)


def test_database_allows_one_successor(pair, old, begun):
    FocusFactory(cycle=begun, refined_from=old, line=old, turn=2)

    with pytest.raises(IntegrityError), transaction.atomic():
        FocusFactory(cycle=begun, refined_from=old, line=old, turn=2)


def test_let_go_reason_is_asked_for_again_when_it_was_emptied(pair, old, begun):
    say(begun, old, "not_yet")
    actions.let_go(old, reason="Too soon", into=begun, by=pair.mentor, at=NOW)
    save(begun, pair.mentor, NOW, **{f"outcome-{old.pk}-let_go_reason": ""})

    assert "let_go_reason" in forced(begun)
