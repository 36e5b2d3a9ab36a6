"""The check of a wording: what it finds, what it leaves alone, and how often it is right about "vague"."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionsteps.precision import CODES, LOOKED_AT, STEPS_LOOKED_AT, check, check_text, has_purpose, is_vague
from actionsteps.wording import Wording

HERE = Path(__file__).parent


def _rows(name):
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


EXAMPLES = _rows("wording_examples.jsonl")
TEXTS = _rows("vagueness.jsonl")

CLEAR_STEPS = (
    "Identify what pupils should remember",
    "Break instructions into two or three small steps that focus on it",
    "Check for understanding across the whole class",
    "Script this in the lesson plan",
)
CURLY = str.maketrans({"'": "’"})
STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def codes(findings):
    return [finding.code for finding in findings]


def found(findings):
    return [(finding.code, finding.part, finding.words) for finding in findings]


def test_check_is_right_about_the_developers_examples():
    right = sum(is_vague(check_text(row["text"])) == (row["label"] == "vague") for row in EXAMPLES)

    assert right / len(EXAMPLES) >= 0.95


def test_check_is_right_in_each_group_of_texts():
    right, total = Counter(), Counter()
    for row in TEXTS:
        total[row["source"]] += 1
        right[row["source"]] += is_vague(check_text(row["text"])) == (row["label"] == "vague")

    assert sorted(total) == ["long vague", "published precise", "published vague", "short precise"]
    assert min(right[group] / total[group] for group in total) >= 0.95


def test_words_of_a_long_text_weigh_beside_its_acts():
    around = "so that pupils are more confident, more engaged and better able to make good progress in every lesson"

    assert is_vague(check_text(f"Plan your questions {around}"))
    assert not is_vague(check_text(f"Plan three questions and write each of them on a card {around}"))
    assert not is_vague(check_text("Plan your questions"))


@given(
    st.sampled_from([row["text"] for row in EXAMPLES + TEXTS]),
    st.sampled_from(["upper", "lower", "title", "curly", "straight", "stop", "no stop", "spaces"]),
)
def test_check_says_the_same_of_the_same_words(text, change):
    changed = {
        "upper": text.upper(),
        "lower": text.lower(),
        "title": text.title(),
        "curly": text.translate(STRAIGHT).translate(CURLY),
        "straight": text.translate(STRAIGHT),
        "stop": text.rstrip(". ") + ".",
        "no stop": text.rstrip(". "),
        "spaces": f"  {text}\n",
    }[change]

    assert is_vague(check_text(changed)) == is_vague(check_text(text))


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=3).map(tuple), st.text(max_size=40))
def test_findings_name_words_that_are_there(key_action, steps, so_that):
    wording = Wording(key_action, steps, so_that)

    for finding in check(wording):
        part = wording.steps[finding.step] if finding.part == "steps" else getattr(wording, finding.part)
        assert part[finding.start : finding.end] == finding.words
        assert finding.code in CODES
        assert finding.why
        assert finding.suggestion


@pytest.mark.parametrize(
    "wording",
    [
        Wording("Make sure your explanations are clear", CLEAR_STEPS, "pupils know what they are meant to do"),
        Wording(
            "Read challenging texts aloud with fluency, intonation and expression",
            (),
            "pupils hear the rhythm, phrasing and prosody of skilled reading",
        ),
        Wording("Raise your hand when you want silence", (), "pupils stop talking at once"),
        Wording("Improve your questioning", ("Ask, then wait three seconds", "Name a pupil"), "all pupils think"),
        Wording(),
        Wording("", ("", " "), ""),
    ],
)
def test_check_is_quiet_when_all_is_well(wording):
    assert check(wording) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Improve questioning", [("vague_verb", "key_action", "Improve")]),
        ("Work on your presence", [("vague_verb", "key_action", "Work on")]),
        ("Be more consistent", [("vague_verb", "key_action", "Be more consistent")]),
        ("Circulate more", [("vague_adverb", "key_action", "more")]),
        ("Pupils will be engaged", [("outcome_as_action", "key_action", "Pupils will be")]),
        ("Questioning", [("nothing_to_see", "key_action", "Questioning")]),
        ("Plan lessons", [("vague_verb", "key_action", "Plan lessons")]),
    ],
)
def test_check_finds_what_is_vague(text, expected):
    assert found(check(Wording(text))) == expected


def test_check_is_not_quieted_by_vague_steps():
    findings = check(Wording("Improve behaviour", ("Be more assertive", "Improve your presence")))

    assert found(findings) == [
        ("vague_verb", "key_action", "Improve"),
        ("vague_step", "steps", "Be more assertive"),
        ("vague_step", "steps", "Improve"),
    ]


def test_check_finds_a_vague_step_below_a_precise_action():
    findings = check(Wording("Ask three questions before the task", ("Script them", "Be more confident")))

    assert [(finding.code, finding.step) for finding in findings] == [("vague_step", 1)]
    assert is_vague(findings) is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Stand at the back of the room and ring two parents on Friday about homework",
            ["ring two parents on Friday about homework"],
        ),
        ("Stand at the door and greet pupils by name", []),
        ("Ask the question to the whole class, then wait three seconds before a name", []),
        ("Plan three questions for the lesson and script them in the plan", []),
    ],
)
def test_check_finds_several_actions_in_one(text, expected):
    findings = check(Wording(text))

    assert [finding.words for finding in findings if finding.code == "several_actions"] == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("Script the first question", []),
        ("Ask three questions", ["how_repeats_what"]),
        ("Asking questions of three pupils.", ["how_repeats_what"]),
    ],
)
def test_check_finds_a_how_that_repeats_the_what(step, expected):
    assert codes(check(Wording("Ask three pupils questions", (step,)))) == expected


@pytest.mark.parametrize(
    ("so_that", "expected"),
    [
        ("pupils start at once", []),
        ("everyone has an answer", []),
        ("you know which pupils are stuck", []),
        ("to check whether pupils follow", []),
        ("Amira and Leo finish", []),
        ("you feel more confident", ["about_the_teacher"]),
        ("so that I finish on time", ["about_the_teacher"]),
        ("the lesson runs to time", ["about_the_teacher"]),
        ("", []),
    ],
)
def test_check_finds_a_purpose_about_the_teacher(so_that, expected):
    assert codes(check(Wording("Ask three questions before the task", (), so_that))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Greet pupils at the door this half term", ["this half term"]),
        ("Always greet pupils at the door", ["Always"]),
        ("Greet pupils at the door in every lesson", ["in every lesson"]),
        ("Greet Year 9 at the door on Friday", []),
        ("Ask “Is this always true?” after the first answer", []),
        ("Write the long-term plan on the board", []),
    ],
)
def test_check_finds_what_is_too_big_for_a_week(text, expected):
    assert [finding.words for finding in check(Wording(text)) if finding.code == "too_big"] == expected


def test_check_finds_what_is_too_long():
    long = "Ask pupils to write one word " + "and to say it aloud " * 5

    findings = check(Wording(long, ("Script it", long), "pupils learn"))

    assert [(finding.part, finding.step) for finding in findings if finding.code == "too_long"] == [
        ("key_action", None),
        ("steps", 1),
    ]


def test_check_finds_too_many_steps():
    steps = tuple(f"Script line {number}" for number in range(1, 8))

    assert codes(check(Wording("Ask three questions before the task", steps))) == ["too_long"]


def test_findings_offer_a_way_to_say_it():
    (finding,) = check(Wording("Improve questioning"))

    assert finding.suggestion == "For example: “Ask, wait three seconds, then name a pupil.”"


@pytest.mark.parametrize(
    "text",
    [
        "Ask why so that pupils think",
        "Ask why so pupils think",
        "Ask one question to check whether pupils follow",
        "Ask why in order to hear reasons",
        "Stand by the door to make sure all enter in silence",
    ],
)
def test_has_purpose_takes_it_however_it_is_said(text):
    assert has_purpose(text) is True


def test_has_purpose_is_false_without_one():
    assert has_purpose("Point to the board") is False


def test_check_says_of_a_long_text_that_it_is_long_and_reads_no_further():
    long = Wording("Ask, then wait. " * 2000, ("Wait for three seconds. " * 500,) * 200, "pupils think. " * 500)

    findings = check(long)

    assert {(finding.part, finding.step) for finding in findings if finding.code == "too_long"} == {
        ("key_action", None),
        *(("steps", step) for step in range(STEPS_LOOKED_AT)),
        ("so_that", None),
    }
    assert max(finding.end for finding in findings) <= max(LOOKED_AT.values())


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("Questioning is an area to look at", True),
        ("The next step is to build upon this", True),
        ("You have already made a good start", True),
        ("In order to help pupils, think about your questioning", True),
        ("Ms Osei to script the first question", False),
        ("Mr Patel should aim to be more assertive", True),
        ("Things are not going to plan", True),
        ("In order to help pupils, script three questions", False),
    ],
)
def test_check_tells_how_things_are_from_what_is_to_be_done(text, vague):
    assert is_vague(check_text(text)) is vague
