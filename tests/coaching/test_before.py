"""Lines that write themselves for praise and probe (A110): what each is made of, which come first, how they read."""

from datetime import date

import pytest

from coaching.before import Lines, lines_of, said
from coaching.meeting import Meeting
from coaching.models import Cycle, Step
from tests.factories import MONDAY, NOW, CitationFactory, CycleFactory, FocusFactory, OutcomeFactory, TickFactory
from tests.sides import StepLineFactory

GREET = "Greet each pupil at the door"
THREE = ("Stand in the doorway", "Say each name", "Point to the task")


@pytest.fixture
def last(pair):
    return CycleFactory(mentorship=pair, week_of=MONDAY.replace(day=8), is_set=True)


@pytest.fixture
def lines(pair, last):
    draft = CycleFactory(mentorship=pair)
    week = Cycle.objects.select_related("mentorship", "school__bank_settings").get(pk=draft.pk)
    return lambda: lines_of(Meeting.load(week))


def focus_of(last, *steps, ticked=(), lines=None, result="", effect="", key_action=GREET, **fields):
    """A focus of last week with these steps: the numbers of those that were ticked, lines by number, its outcome."""
    focus = FocusFactory(cycle=last, key_action=key_action, steps=steps or THREE, **fields)
    for number, step in enumerate(focus.steps.order_by("position"), 1):
        if number in ticked:
            TickFactory(step=step)
        if text := (lines or {}).get(number):
            StepLineFactory(step=step, text=text)
    if result:
        OutcomeFactory(focus=focus, result=result, effect=effect)
    return focus


def test_first_meeting_has_no_lines(pair):
    draft = CycleFactory(mentorship=pair)

    assert lines_of(Meeting.load(draft)) == Lines()


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"lines": {3: "not with 10C"}, "ticked": (1, 2)},
         "Step 3 went unticked and you wrote “not with 10C”. What was different?"),
        ({"lines": {1: "worked with 9B, not with 10C"}, "ticked": (1, 2, 3)},
         "You ticked step 1 and wrote “worked with 9B, not with 10C”. What made the difference?"),
        ({"lines": {2: "They didn’t wait."}, "ticked": (1, 2, 3)},
         "You ticked step 2 and wrote “They didn’t wait”. What made the difference?"),
        ({"lines": {2: "All of 9B knew."}, "ticked": (1, 2, 3)},
         "You ticked step 2 and wrote “All of 9B knew”. What do you put that down to?"),
        ({"ticked": (1, 3)}, "Step 2 went unticked. What got in the way?"),
        ({"ticked": (3,)}, "Steps 1 and 2 went unticked. What got in the way?"),
        ({}, "None of the three steps was ticked. What got in the way?"),
        ({"ticked": (1,), "result": "achieved"},
         "You achieved “Greet each pupil at the door”, although steps 2 and 3 went unticked. What did you do instead?"),
        ({"result": "achieved"},
         "You achieved “Greet each pupil at the door”, although no step was ticked. What did you do instead?"),
        ({"ticked": (1, 2, 3), "result": "partly"},
         "You got part of the way with “Greet each pupil at the door”. What held, and where did it stop?"),
        ({"ticked": (1, 2, 3), "result": "not_yet"},
         "“Greet each pupil at the door” is not there yet. What would make the next try easier?"),
        ({"result": "no_chance"},
         "There was no chance to try “Greet each pupil at the door”. Where would it fit next?"),
    ],
    ids=str,
)  # fmt: skip
def test_probe_of_one_focus(last, lines, told, expected):
    focus_of(last, **told)

    assert lines().probe == (expected,)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"ticked": (1, 2, 3)}, ("You ticked all three steps.",)),
        ({"ticked": (2,)}, ("You ticked step 2.",)),
        ({"ticked": (1, 3)}, ("You ticked steps 1 and 3.",)),
        ({"ticked": (2,), "lines": {2: "9B smiled back"}},
         ("You tried step 2 and noticed “9B smiled back”.", "You ticked step 2.")),
        ({"ticked": (1, 2, 3), "result": "achieved", "effect": "All sat down at once."},
         ("You achieved “Greet each pupil at the door”. All sat down at once.",)),
        ({"result": "partly", "effect": "9B sat down at once."},
         ("You got part of the way with “Greet each pupil at the door”. 9B sat down at once.",)),
        ({"result": "partly"}, ()),
        ({"lines": {2: "Too busy"}}, ()),
    ],
    ids=str,
)  # fmt: skip
def test_praise_of_one_focus(last, lines, told, expected):
    focus_of(last, **told)

    assert lines().praise == expected


def test_one_small_step_is_called_by_its_words(last, lines):
    focus_of(last, GREET, one_step=True, lines={1: "too loud in there"})

    assert lines().probe == (
        "“Greet each pupil at the door” went unticked and you wrote “too loud in there”. What was different?",
    )


def test_both_of_two_steps(last, lines):
    focus_of(last, "Stand there", "Say each name", ticked=(1, 2))

    assert lines().praise == ("You ticked both steps.",)


def test_two_foci_are_told_apart(last, lines):
    focus_of(last, ticked=(1, 2), lines={3: "not with 10C"})
    focus_of(last, "Count", "Wait", key_action="Pause after each question", ticked=(1,))

    assert lines().probe == (
        "Step 3 of “Greet each pupil at the door” went unticked and you wrote “not with 10C”. What was different?",
        "Step 2 of “Pause after each question” went unticked. What got in the way?",
    )


def test_at_most_three_and_the_ects_own_words_first(last, lines):
    focus_of(last, ticked=(1,), lines={1: "9B yes", 2: "forgot", 3: "10C no"})
    focus_of(last, key_action="Pause after each question", lines={2: "too long"})
    focus_of(last, key_action="Show a worked example", result="partly")

    found = lines().probe

    assert len(found) == 3
    assert [text.partition(" ")[0] for text in found] == ["Step", "Step", "Step"]
    assert all("went unticked and you wrote" in text for text in found)


def test_tick_taken_off_and_blank_line_count_for_nothing(last, lines):
    focus = focus_of(last, "Stand there", lines={1: "  "})
    TickFactory(step=focus.steps.get(), done=False)

    assert lines() == Lines(probe=("“Stand there” went unticked. What got in the way?",))


def test_withdrawn_focus_and_reworded_step_tell_nothing(last, lines, mentor):
    focus_of(last, withdrawn_at=NOW, withdrawn_by=mentor, lines={1: "too hard"})
    focus = focus_of(last, "Stand there", "Say each name", ticked=(1, 2))
    Step.objects.filter(focus=focus, position=1).update(retired_at=NOW, retired_by=mentor)

    assert lines() == Lines(praise=("You ticked “Say each name”.",))


def test_drop_in_says_what_was_seen_and_not(last, lines):
    focus = focus_of(last, ticked=(1, 2, 3))
    seen = "Seen: “Stand in the doorway” – all three minutes. Not seen: “Say each name”. Not seen: “Point to the task”."
    CitationFactory(focus=focus, evidence__seen=seen, evidence__seen_on=date(2025, 9, 16))
    CitationFactory(focus=focus, evidence__seen="Seen: “nothing of the kind”.", evidence__source="other")

    found = lines()

    assert found.praise[0] == "At the drop-in on Tuesday 16 September you did “Stand in the doorway”."
    assert found.probe == (
        "At the drop-in on Tuesday 16 September, not seen: “Say each name” and “Point to the task”. "
        "What was happening then?",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not with 10C.", "“not with 10C”"),
        ("I said “eyes on me”\nand waited", "“I said ‘eyes on me’ and waited”"),
        ('He said "why?"', "“He said 'why?'”"),
        ("Why not?", "“Why not?”"),
        ("word " * 40, "“" + "word " * 23 + "word …”"),
    ],
)
def test_said_stands_within_a_sentence(text, expected):
    assert said(text) == expected
