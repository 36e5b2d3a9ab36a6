"""Merge two (A32): one focus with both lists of steps, one key action, the evidence of both."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from coaching import actions
from coaching.models import Focus
from coaching.rules import Refused
from coaching.validators import LIMIT_MESSAGE
from tests.coaching.weeks import key
from tests.factories import (
    NOW,
    AchievableFactory,
    CitationFactory,
    EvidenceFactory,
    FocusFactory,
    OutcomeFactory,
    RehearsalFactory,
)
from tests.posting import address, drawn, press, text_of

STEPS = ("Write each line", "Say why", "Cover it up")


@pytest.fixture
def two(draft):
    """A draft with two foci: the first the better, both with steps."""
    first = draft.foci.get()
    Focus.objects.filter(pk=first.pk).update(key_action="Show how you would start", so_that="pupils begin at once")
    first.steps.update(text="Write the first line live")
    second = FocusFactory(
        cycle=draft, rank=2, position=2, key_action="Think aloud", so_that="pupils hear how", steps=STEPS
    )
    return Focus.objects.get(pk=first.pk), second


def steps_of(focus):
    return list(focus.steps.order_by("position"))


def merge(two, *, by, keep=None, with_key=None, **words):
    first, second = two
    keep = [step.pk for focus in two for step in steps_of(focus)] if keep is None else keep
    words = {"key_action": "Show how you start", "so_that": "pupils begin with an idea"} | words
    return actions.merge_foci(
        first.cycle,
        (first.pk, second.pk),
        keep=keep,
        from_bank_of=first.pk,
        key=with_key or key(),
        by=by,
        at=NOW,
        **words,
    )


def test_merge_takes_the_steps_and_what_hangs_on_both(two, mentor):
    first, second = two
    shared = EvidenceFactory(school=first.school, ect=first.cycle.ect)
    for focus in two:
        CitationFactory(focus=focus, evidence=shared)
        RehearsalFactory(focus=focus, round=1)
    CitationFactory(focus=second)
    Focus.objects.filter(pk=second.pk).update(script="Watch me", plan_lesson="8C, period 3", why_now="unlocks")
    Focus.objects.filter(pk=first.pk).update(script="Eyes here")
    kept = [*steps_of(first), *steps_of(second)[:2]]

    made = merge(two, by=mentor, keep=[step.pk for step in kept])

    assert list(first.cycle.foci.all()) == [first]
    assert made.wording.steps == ("Write the first line live", "Write each line", "Say why")
    assert [step.pk for step in steps_of(made)] == [step.pk for step in kept]
    assert (made.key_action, made.so_that) == ("Show how you start", "pupils begin with an idea")
    assert (made.citations.count(), [one.round for one in made.rehearsals.order_by("round")]) == (2, [1, 2])
    assert (made.script, made.plan_lesson, made.why_now) == ("Eyes here\nWatch me", "8C, period 3", "unlocks")
    assert (made.rank, made.position) == (1, first.position)


def test_merge_asks_again_whether_it_is_achievable(two, mentor, signed_in):
    for focus in two:
        AchievableFactory(focus=focus, digest=focus.wording.digest)

    made = merge(two, by=mentor)

    page = text_of(signed_in(mentor).get(address(made.cycle)))
    assert "The wording has changed since this was answered: answer again." in page


def test_merge_twice_by_a_double_click_is_once_and_other_words_are_a_stale_tab(two, mentor):
    one_key = key()

    made = merge(two, by=mentor, with_key=one_key)

    assert merge(two, by=mentor, with_key=one_key) == made
    with pytest.raises(Refused):
        merge(two, by=mentor, with_key=one_key, key_action="Something else")
    with pytest.raises(Refused):
        merge(two, by=mentor)
    assert Focus.objects.count() == 1


def test_merge_keeps_the_line_and_the_better_place(two, live, mentor):
    old = live.foci.get()
    OutcomeFactory(focus=old, result="partly", decision="refine")
    first, second = two
    Focus.objects.filter(pk=second.pk).update(refined_from=old, line=old, turn=2)

    made = merge((first, Focus.objects.get(pk=second.pk)), by=mentor)

    assert (made.pk, made.refined_from, made.turn) == (second.pk, old, 2)
    assert (made.rank, made.position) == (1, first.position)
    old.outcome.refresh_from_db()
    assert old.outcome.decision == "refine"


@pytest.fixture
def both_refined(two, live):
    """Both foci follow one of the last foci."""
    for focus in two:
        old = FocusFactory(cycle=live)
        OutcomeFactory(focus=old, result="partly", decision="refine")
        Focus.objects.filter(pk=focus.pk).update(refined_from=old, line=old, turn=2)
    return two


def test_merge_of_two_that_follow_says_what_to_do_first(both_refined, mentor, signed_in):
    first, second = both_refined
    with pytest.raises(Refused, match="undo what you decided about one of them"):
        merge(both_refined, by=mentor)

    path = reverse("coaching:merge_foci", args=[first.cycle_id]) + f"?a={first.pk}&b={second.pk}"
    page = text_of(signed_in(mentor).get(path))

    assert "undo what you decided about one of them" in page
    assert Focus.objects.filter(pk=second.pk).exists()


def test_merge_of_one_that_carries_on_unchanged_is_refused(two, live, mentor):
    old = live.foci.get()
    Focus.objects.filter(pk=two[1].pk).update(refined_from=old, line=old, turn=2, carried_on=True)

    with pytest.raises(Refused, match="carries on unchanged"):
        merge(two, by=mentor)


def test_merge_of_more_steps_than_a_focus_holds_says_how_many_to_leave_out(two, mentor, signed_in):
    first, second = two
    for number in range(19):
        second.steps.create(school=second.school, position=10 + number, text=f"Step number {number}")
    with pytest.raises(ValidationError, match="at most 20 steps"):
        merge(two, by=mentor)
    client, path = signed_in(mentor), reverse("coaching:merge_foci", args=[first.cycle_id])
    asked = client.get(f"{path}?a={first.pk}&b={second.pk}")
    page = drawn(asked, path)

    answer = press(client, path, page=page, **{f"key_action-{first.pk}": "Show how you start, aloud"})

    assert "leave out 3 or more" in text_of(asked)
    assert answer.status_code == 422
    assert drawn(answer, path).fields[f"key_action-{first.pk}"] == ["Show how you start, aloud"]
    kept = page.fields["keep"][:5]
    assert press(client, path, page=page, keep=kept).status_code == 302
    assert [str(step.pk) for step in steps_of(Focus.objects.get())] == kept


def test_merge_ticks_a_step_that_stands_in_both_once(two, mentor, signed_in):
    first, second = two
    first.steps.create(school=first.school, position=2, text="say why.")
    path = reverse("coaching:merge_foci", args=[first.cycle_id])

    answer = signed_in(mentor).get(f"{path}?a={first.pk}&b={second.pk}")

    assert "Say why focus 2, the same again" in text_of(answer)
    assert len(drawn(answer, path).fields["keep"]) == 4


def test_merge_by_the_pages_saves_what_was_typed_first(two, mentor, signed_in):
    first, second = two
    client = signed_in(mentor)

    to_merge = press(
        client, address(first.cycle), f"merge:{first.pk}", **{f"focus-{second.pk}-key_action": "Say it aloud"}
    )
    path = to_merge.url.split("?")[0]
    page = drawn(client.get(to_merge.url), path)
    answer = press(client, path, page=page, key_action=second.pk)

    assert to_merge.url == f"/weeks/{first.cycle_id}/merge/?a={first.pk}"
    made = Focus.objects.get()
    assert answer.url == f"{address(first.cycle)}#focus-{made.pk}"
    assert (made.key_action, made.so_that) == ("Say it aloud", "pupils begin at once")
    assert made.wording.steps == ("Write the first line live", *STEPS)


def test_merging_is_offered_before_the_second_focus_is_typed(two, mentor, signed_in):
    """The page that was drawn then is the one on which it is typed."""
    first, second = two
    actions.remove_focus(second, by=mentor, at=NOW)
    blank = actions.add_focus(first.cycle, key=key(), by=mentor, at=NOW)

    buttons = drawn(signed_in(mentor).get(address(first.cycle)), address(first.cycle)).buttons

    assert {f"merge:{first.pk}", f"merge:{blank.pk}"} <= set(buttons)


def test_merge_of_three_asks_which_two(two, draft, mentor, signed_in):
    third = FocusFactory(cycle=draft, rank=3, position=3, key_action="Greet each pupil")
    path = reverse("coaching:merge_foci", args=[draft.pk])
    client = signed_in(mentor)

    with_third = text_of(client.get(f"{path}?a={third.pk}"))
    everyone = text_of(client.get(path))

    assert "Which two?" in with_third
    assert "“Show how you would start” and “Think aloud”" not in with_third
    assert "“Show how you would start” and “Think aloud”" in everyone


def test_limit_leads_to_merging(two, draft, mentor, signed_in):
    FocusFactory(cycle=draft, rank=3, position=3)

    answer = press(signed_in(mentor), address(draft), "add_focus")

    page = answer.content.decode()
    assert (answer.status_code, LIMIT_MESSAGE in page) == (422, True)
    assert f'href="/weeks/{draft.pk}/merge/"' in page


def test_merge_without_two_foci_says_so(draft, mentor, signed_in):
    page = text_of(signed_in(mentor).get(reverse("coaching:merge_foci", args=[draft.pk]) + "?a=x&b=99"))

    assert "There are no two foci to merge." in page


def test_merge_without_a_pick_is_asked_again(two, mentor, signed_in):
    path = reverse("coaching:merge_foci", args=[two[0].cycle_id])
    client = signed_in(mentor)
    page = drawn(client.get(f"{path}?a={two[0].pk}&b={two[1].pk}"), path)

    answer = press(client, path, page=page, key_action=None)

    assert (answer.status_code, "Pick a key action" in text_of(answer)) == (422, True)
    assert Focus.objects.count() == 2
