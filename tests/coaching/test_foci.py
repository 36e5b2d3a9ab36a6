"""The foci of a draft: three at most, their order, the later list, making one smaller (A16, A28–A33)."""

import uuid
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from actionsteps.wording import Wording
from coaching import actions
from coaching.models import Cycle, Focus, Parked
from coaching.validators import LIMIT_MESSAGE
from schools.refusal import Refused
from tests.coaching.weeks import GREET, PAUSE, SHOW, agree, hold, key, save, write
from tests.factories import MONDAY, NOW, CycleFactory, FocusFactory, MentorshipFactory, ParkedFactory


@pytest.fixture
def begun(pair):
    """A draft with one blank focus, as start_week makes it."""
    return actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)


def fill(draft, *wordings):
    """Write these foci into a draft, and return them."""
    by = draft.mentorship.mentor
    foci = [draft.foci.get()]
    foci += [actions.add_focus(draft, key=key(), by=by, at=NOW) for _ in wordings[1:]]
    return [write(focus, wording, by=by, at=NOW) for focus, wording in zip(foci, wordings, strict=True)]


def test_add_focus_takes_the_first_free_place_and_the_last_rank(pair, begun):
    _one, two, _three = fill(begun, GREET, PAUSE, SHOW)
    actions.remove_focus(two, by=pair.mentor, at=NOW)

    focus = actions.add_focus(begun, key=key(), by=pair.mentor, at=NOW)

    assert (focus.position, focus.rank, focus.steps.count(), focus.school_id) == (2, 3, 1, begun.school_id)


def test_add_focus_past_three_says_why_and_what_to_do(pair, begun):
    fill(begun, GREET, PAUSE, SHOW)

    with pytest.raises(ValidationError) as refused:
        actions.add_focus(begun, key=key(), by=pair.mentor, at=NOW)

    assert (refused.value.messages, refused.value.code) == ([LIMIT_MESSAGE], "too_many_foci")
    assert begun.foci.count() == 3


def test_limit_message_names_the_reason_and_the_three_ways_out():
    assert [word in LIMIT_MESSAGE for word in ("cognitive load", "Park one", "replace one", "merge two")] == [True] * 4


def test_one_key_action_with_four_steps_is_one_focus(pair, begun):
    four = Wording("Make explanations clear", ("Identify", "Break", "Check", "Script"), "pupils know what to do")

    focus = write(begun.foci.get(), four, by=pair.mentor, at=NOW)

    assert (begun.foci.count(), focus.steps.count()) == (1, 4)


def test_add_focus_with_the_same_key_is_the_same_focus(pair, begun):
    again = key()

    foci = [actions.add_focus(begun, key=again, by=pair.mentor, at=NOW) for _ in range(3)]

    assert (len({focus.pk for focus in foci}), begun.foci.count()) == (1, 2)


def test_key_used_in_another_week_is_a_stale_tab(pair, begun, other_pair):
    again = key()
    actions.add_focus(begun, key=again, by=pair.mentor, at=NOW)
    other = CycleFactory(mentorship=MentorshipFactory(mentor=pair.mentor, school=pair.school))

    with pytest.raises(Refused):
        actions.add_focus(other, key=again, by=pair.mentor, at=NOW)


def test_add_focus_to_a_set_week_is_refused(pair):
    week = CycleFactory(mentorship=pair, is_set=True)

    with pytest.raises(Refused):
        actions.add_focus(week, key=key(), by=pair.mentor, at=NOW)


def test_add_focus_by_anybody_else_is_refused(pair, begun, other_mentor, leader):
    for user in (pair.ect, other_mentor, leader):
        with pytest.raises(Refused):
            actions.add_focus(begun, key=key(), by=user, at=NOW)

    assert begun.foci.count() == 1


def test_add_focus_after_the_mentorship_ended_is_refused(pair, begun):
    pair.ended_at, pair.ended_by = NOW, pair.mentor
    pair.save()

    with pytest.raises(Refused):
        actions.add_focus(begun, key=key(), by=pair.mentor, at=NOW)


def test_promote_puts_a_focus_first_and_keeps_the_order_of_the_others(pair, begun):
    one, two, three = fill(begun, GREET, PAUSE, SHOW)

    actions.promote(three, by=pair.mentor, at=NOW)

    assert [focus.pk for focus in begun.foci.order_by("rank")] == [three.pk, one.pk, two.pk]
    assert [focus.position for focus in begun.foci.order_by("pk")] == [1, 2, 3]


def test_remove_focus_of_another_week_is_refused(pair, begun):
    live = FocusFactory(cycle=CycleFactory(mentorship=pair, week_of=MONDAY, is_set=True))

    with pytest.raises(Refused):
        actions.remove_focus(live, by=pair.mentor, at=NOW)


def test_park_moves_the_wording_to_the_later_list(pair, begun):
    one, two = fill(begun, GREET, PAUSE)
    again = key()

    parked = [actions.park(two, key=again, by=pair.mentor, at=NOW) for _ in range(2)]

    assert (parked[0].pk, parked[0].wording, parked[0].ect_id) == (parked[1].pk, PAUSE, pair.ect_id)
    assert list(begun.foci.all()) == [one]


def test_park_of_a_blank_focus_says_so(pair, begun):
    with pytest.raises(ValidationError) as refused:
        actions.park(begun.foci.get(), key=key(), by=pair.mentor, at=NOW)

    assert refused.value.code == "blank"


def test_bring_back_fills_the_blank_box_once(pair, begun):
    parked = ParkedFactory(school=pair.school, ect=pair.ect, steps=["Stand at the door"])
    again = key()

    foci = [actions.bring_back(parked, into=begun, key=again, by=pair.mentor, at=NOW) for _ in range(2)]
    with pytest.raises(Refused):
        actions.bring_back(parked, into=begun, key=key(), by=pair.mentor, at=NOW)

    parked.refresh_from_db()
    assert ({focus.pk for focus in foci}, begun.foci.get().wording) == ({begun.foci.get().pk}, parked.wording)
    assert (parked.brought_back_at, parked.brought_back_by) == (NOW, pair.mentor)


def test_bring_back_past_three_is_refused_and_leaves_it_on_the_list(pair, begun):
    fill(begun, GREET, PAUSE, SHOW)
    parked = ParkedFactory(school=pair.school, ect=pair.ect)

    with pytest.raises(ValidationError, match="Three foci is the most"):
        actions.bring_back(parked, into=begun, key=key(), by=pair.mentor, at=NOW)

    parked.refresh_from_db()
    assert parked.brought_back_at is None


def test_later_list_of_another_ect_is_out_of_reach(pair, begun, other_pair):
    parked = ParkedFactory(school=pair.school, ect=other_pair.ect)

    for act in (actions.bring_back, actions.drop_parked):
        extra = {"key": key()} if act is actions.bring_back else {}
        with pytest.raises(Refused):
            act(parked, into=begun, by=pair.mentor, at=NOW, **extra)

    assert Parked.objects.filter(brought_back_at=None, dropped_at=None).count() == 1


def test_drop_parked_marks_it_and_may_be_said_twice(pair, begun):
    parked = ParkedFactory(school=pair.school, ect=pair.ect)

    for _ in range(2):
        actions.drop_parked(parked, into=begun, by=pair.mentor, at=NOW)

    parked.refresh_from_db()
    assert (parked.dropped_at, parked.dropped_by) == (NOW, pair.mentor)
    with pytest.raises(Refused):
        actions.bring_back(parked, into=begun, key=key(), by=pair.mentor, at=NOW)


def test_make_smaller_keeps_the_ticked_steps_and_parks_the_rest_next_in_line(pair, begun):
    (focus,) = fill(begun, GREET)
    first, second = focus.steps.order_by("position")
    again = key()

    parked = [actions.make_smaller(focus, keep={first.pk}, key=again, by=pair.mentor, at=NOW) for _ in range(2)][1]

    assert [step.text for step in focus.steps.all()] == [first.text]
    assert (parked.wording.steps, parked.next_in_line, parked.came_from) == ((second.text,), True, focus)


@pytest.mark.parametrize(("kept", "code"), [((), "none_kept"), ((0, 1), "all_kept")])
def test_make_smaller_needs_some_steps_in_and_some_out(pair, begun, kept, code):
    (focus,) = fill(begun, GREET)
    ids = list(focus.steps.order_by("position").values_list("pk", flat=True))

    with pytest.raises(ValidationError) as refused:
        actions.make_smaller(focus, keep={ids[place] for place in kept}, key=key(), by=pair.mentor, at=NOW)

    assert refused.value.code == code


def test_steps_are_added_once_a_key_and_a_box_keeps_one(pair, begun):
    focus = begun.foci.get()
    again = key()
    added = {actions.add_step(focus, key=again, by=pair.mentor, at=NOW).pk for _ in range(2)}

    for step in focus.steps.all():
        actions.remove_step(step, by=pair.mentor, at=NOW)

    assert len(added) == 1
    assert list(focus.steps.values_list("text", "position")) == [("", 1)]


def test_discard_week_leaves_nothing_and_undoes_what_it_decided(pair):
    week = hold(pair, GREET, PAUSE, day=MONDAY)
    greet, pause = week.foci.order_by("rank")
    draft = actions.start_week(pair, key=key(), by=pair.mentor, at=NOW)
    results = {f"outcome-{focus.pk}-result": "not_yet" for focus in (greet, pause)}
    save(draft, pair.mentor, NOW, **results)
    actions.refine(greet, into=draft, key=key(), by=pair.mentor, at=NOW)
    actions.let_go(pause, reason="Too soon", into=draft, by=pair.mentor, at=NOW)

    actions.discard_week(draft, by=pair.mentor, at=NOW)

    assert Cycle.objects.draft().count() == 0
    assert sorted(focus.outcome.decision for focus in Focus.objects.all()) == ["", ""]


def test_open_to_ect_and_shut_again(pair, begun):
    opened = actions.open_to_ect(begun, opened=True, by=pair.mentor, at=NOW)
    shut = actions.open_to_ect(begun, opened=False, by=pair.mentor, at=NOW)

    assert (opened.opened_at, opened.opened_by) == (NOW, pair.mentor)
    assert (shut.opened_at, shut.opened_by) == (None, None)


class Presses(TestCase):
    """Whatever is pressed, and however often each press arrives, a week holds what pressing each once makes."""

    @settings(max_examples=15)
    @given(st.lists(st.tuples(st.integers(0, 4), st.integers(1, 3)), max_size=8))
    def test_same_key_again_makes_nothing_more(self, presses):
        draft = CycleFactory()
        keys = [uuid.uuid5(uuid.NAMESPACE_URL, f"{draft.pk}-{number}") for number in range(5)]

        for number, times in presses:
            for _ in range(times):
                with suppress(ValidationError):
                    actions.add_focus(draft, key=keys[number], by=draft.mentorship.mentor, at=NOW)

        pressed = {keys[number] for number, _ in presses}
        made = set(draft.foci.values_list("key", flat=True))
        assert made <= pressed
        assert len(made) == draft.foci.count() == min(3, len(pressed))


def test_agree_helper_is_what_a_page_posts(pair, begun):
    focus = agree(begun.foci.get(), GREET, by=pair.mentor, at=NOW)

    assert (focus.wording, focus.achievable_answers.get().digest) == (GREET, GREET.digest)
