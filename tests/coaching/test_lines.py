"""Lines over the weeks: the story of one that was refined twice, what follows an achieved focus, what waits and why."""

from datetime import timedelta

import pytest

from actionsteps.wording import Wording
from coaching import actions
from coaching.lines import is_stuck, stretch_of, suggestion
from coaching.models import Focus, Parked
from coaching.models.focus import Origin
from coaching.rules import Refused
from tests.bank import ActionStepFactory
from tests.coaching.weeks import GREET, agree, at_four, days_on, hold, key, outcomes
from tests.factories import MONDAY, ParkedFactory
from tests.people import client_of
from tests.posting import address, press

THURSDAY = MONDAY - timedelta(days=11)
SMALLER = Wording("Greet each pupil at the door", ("Stand in the doorway",), "pupils settle at once")
LADDER = ["Pupils queue", "Some greet", "All greet", "Pupils greet each other."]


def refine(pair, wording, *, weeks, result="not_yet"):
    """Hold the next meeting: last week's focus had `result`, and is refined to `wording`."""
    day = days_on(THURSDAY, weeks)
    at = at_four(day)
    draft = actions.start_week(pair, key=key(), meets_on=day, by=pair.mentor, at=at)
    last = Focus.objects.get(cycle__set_at__isnull=False, cycle__reviewed_at=None)
    outcomes(draft, pair.mentor, at, **{f"focus_{last.pk}": result})
    focus = actions.refine(last, into=draft, key=key(), by=pair.mentor, at=at)
    agree(focus, wording, by=pair.mentor, at=at)
    return actions.set_week(draft, by=pair.mentor, at=at)


@pytest.fixture
def twice(pair, clock):
    """A line of three: refined twice, its last turn live."""
    hold(pair, GREET, day=THURSDAY)
    refine(pair, SMALLER, weeks=1)
    return refine(pair, Wording(SMALLER.key_action, ("Say each name",), SMALLER.so_that), weeks=2, result="partly")


@pytest.fixture
def draft(twice, pair, clock):
    day = days_on(THURSDAY, 3)
    clock.move_to(at_four(day))
    return actions.start_week(pair, key=key(), meets_on=day, by=pair.mentor, at=at_four(day))


def page_of(pair, week):
    return client_of(pair.mentor).get(address(week)).content.decode()


@pytest.mark.parametrize(
    ("turn", "result", "expected"),
    [
        (1, "not_yet", False),
        (2, "", False),
        (2, "achieved", False),
        (2, "partly", True),
        (3, "", True),
        (3, "achieved", False),
    ],
)
def test_is_stuck_once_it_was_refined_and_not_achieved_again(turn, result, expected):
    assert is_stuck(Focus(turn=turn), result) is expected


def test_story_is_told_where_the_next_step_is_decided(draft, twice, pair):
    last = twice.foci.get()
    press(client_of(pair.mentor), address(draft), "save", **{f"outcome-{last.pk}-result": "not_yet"})

    page = page_of(pair, draft)

    assert "3 meetings so far, weeks off not counted." in page
    assert page.count("line__turn") == 3
    assert "<del>" in page
    assert "Change the approach, not only the size" in page


def test_story_moves_on_with_the_refined_focus(draft, twice, pair):
    last = twice.foci.get()
    at = at_four(draft.meets_on)
    outcomes(draft, pair.mentor, at, **{f"focus_{last.pk}": "not_yet"})
    actions.refine(last, into=draft, key=key(), by=pair.mentor, at=at)

    page = page_of(pair, draft)

    assert page.count("3 meetings so far") == 1
    assert page.index("3 meetings so far") > page.index("Refined: meeting 4 of this one")


def test_story_costs_one_query_and_only_where_it_is_told(draft, twice, pair, django_assert_num_queries):
    client = client_of(pair.mentor)
    client.get(address(draft))
    last = twice.foci.get()
    with django_assert_num_queries(12):
        client.get(address(draft))
    # The last focus is the third of its line: told already while nobody has said.
    outcomes(draft, pair.mentor, at_four(draft.meets_on), **{f"focus_{last.pk}": "achieved"})

    with django_assert_num_queries(11):
        client.get(address(draft))


@pytest.mark.parametrize(
    ("case", "steps", "results", "says"),
    [
        ("smaller each time", (3, 2, 1), ["partly", "not_yet"], "It has become smaller each time. Change the approach"),
        ("as large as before", (2, 2, 2), ["partly", "not_yet"], "Change the approach, not only the size"),
        ("never tried", (2, 2, 2), ["no_chance", "no_chance", "partly"], "There was seldom a chance to try it."),
    ],
)
def test_suggestion_looks_at_how_it_ran(case, steps, results, says):
    wordings = [Wording("Greet", ("step",) * number, "") for number in steps]

    assert suggestion(wordings, results).startswith(says), case


# After what was achieved


@pytest.fixture
def left_over(pair, clock):
    """A focus that was made smaller before it was set: its second step is next in line."""
    at = at_four(THURSDAY)
    first = actions.start_week(pair, key=key(), meets_on=THURSDAY, by=pair.mentor, at=at)
    focus = agree(first.foci.get(), GREET, by=pair.mentor, at=at)
    keep = {focus.steps.order_by("position").first().pk}
    actions.make_smaller(focus, keep=keep, key=key(), by=pair.mentor, at=at)
    focus = Focus.objects.get(pk=focus.pk)
    actions.answer_achievable(focus, digest=focus.wording.digest, yes=True, by=pair.mentor, at=at)
    actions.set_week(first, by=pair.mentor, at=at)
    day = days_on(THURSDAY, 1)
    clock.move_to(at_four(day))
    return actions.start_week(pair, key=key(), meets_on=day, by=pair.mentor, at=at_four(day)), focus


@pytest.mark.parametrize(("result", "offered"), [("achieved", True), ("partly", False), ("", False)])
def test_next_in_line_is_offered_once_its_focus_is_achieved(left_over, pair, result, offered):
    draft, focus = left_over
    if result:
        outcomes(draft, pair.mentor, at_four(draft.meets_on), **{f"focus_{focus.pk}": result})
    parked = Parked.objects.get()

    page = page_of(pair, draft)

    assert ("After what was achieved" in page) is offered
    assert page.count(f'value="bring_back:{parked.pk}"') == 1 + offered


def test_next_in_line_comes_with_the_outcome_as_it_is_saved(left_over, pair):
    draft, focus = left_over
    sent = {f"outcome-{focus.pk}-result": "achieved"}

    answer = client_of(pair.mentor).post(f"{address(draft)}autosave/", sent)

    assert "Next in line" in answer.json()["html"]["next-up"]


def banked(pair, clock, *, ladder):
    """A banked focus of last week, achieved, and the draft of this one."""
    step = ActionStepFactory(ladder=ladder)
    week = hold(pair, GREET, day=THURSDAY)
    Focus.objects.filter(cycle=week).update(bank_step=step, bank_version=1, origin=Origin.ADAPTED)
    day = days_on(THURSDAY, 1)
    clock.move_to(at_four(day))
    draft = actions.start_week(pair, key=key(), meets_on=day, by=pair.mentor, at=at_four(day))
    focus = week.foci.get()
    outcomes(draft, pair.mentor, at_four(day), **{f"focus_{focus.pk}": "achieved"})
    return draft, focus, step


def test_stretch_of_a_banked_focus_is_offered_and_brought_in(pair, clock):
    draft, focus, step = banked(pair, clock, ladder=LADDER)
    client = client_of(pair.mentor)
    offers = client.get(address(draft)).content.decode()

    press(client, address(draft), f"stretch:{focus.pk}")

    made = draft.foci.get()
    assert "Stretch" in offers
    assert (made.bank_step, made.so_that) == (step, "pupils greet each other")
    assert made.key_action == step.key_action
    assert f'value="stretch:{focus.pk}"' not in client.get(address(draft)).content.decode()


def test_stretch_needs_a_whole_ladder(pair, clock):
    draft, focus, _ = banked(pair, clock, ladder=LADDER[:3])

    assert f'value="stretch:{focus.pk}"' not in page_of(pair, draft)
    with pytest.raises(Refused):
        actions.stretch(focus, into=draft, key=key(), by=pair.mentor, at=at_four(draft.meets_on))


def test_stretch_is_of_an_achieved_focus(pair, clock):
    draft, focus, _ = banked(pair, clock, ladder=LADDER)
    outcomes(draft, pair.mentor, at_four(draft.meets_on), **{f"focus_{focus.pk}": "not_yet"})

    with pytest.raises(Refused, match="Only a focus that was achieved"):
        actions.stretch(focus, into=draft, key=key(), by=pair.mentor, at=at_four(draft.meets_on))


def test_stretch_of_keeps_names_as_they_are():
    step = ActionStepFactory.build(ladder=[*LADDER[:3], "The ECT shows a colleague"])

    assert stretch_of(Focus(bank_step=step, origin=Origin.BANKED)).so_that == "the ECT shows a colleague"
    assert stretch_of(Focus(bank_step=step, origin=Origin.BESPOKE)) is None


def test_a_stretch_is_not_stretched_again():
    step = ActionStepFactory.build(ladder=LADDER)
    reached = Focus(bank_step=step, origin=Origin.ADAPTED, so_that="Pupils greet each other!")

    assert stretch_of(reached) is None


# The later list


def test_why_a_candidate_waits_is_saved_and_read_by_both(left_over, pair):
    draft, _ = left_over
    parked = Parked.objects.get()
    name = f"parked-{parked.pk}-why"
    asks = page_of(pair, draft)

    client_of(pair.mentor).post(f"{address(draft)}autosave/", {name: "8L first, then 10C"})

    parked.refresh_from_db()
    assert f'name="{name}"' in asks
    assert parked.why == "8L first, then 10C"
    for user, where in ((pair.mentor, address(draft)), (pair.ect, "/")):
        page = client_of(user).get(where).content.decode()
        assert "Next in line, from making a focus smaller. Parked on Thu 4 Sep: 8L first, then 10C" in page


def test_why_of_another_s_candidate_is_not_saved(left_over, pair):
    draft, _ = left_over
    other = ParkedFactory()

    answer = client_of(pair.mentor).post(f"{address(draft)}autosave/", {f"parked-{other.pk}-why": "Mine now"})

    other.refresh_from_db()
    assert (answer.status_code, other.why) == (422, "")
