"""The starter bank is complete, covers what it says, and passes the product's own check."""

import re
from collections import Counter
from pathlib import Path

import pytest

from actionsteps import starter
from actionsteps.precision import check
from actionsteps.starter import SHIPPED_SUBJECTS, BadStarter, coverage, coverage_table, starter_areas
from actionsteps.vocabulary import LADDER, PHASES, STANDARDS

STEPS = starter.starter_steps()
PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "starter-bank.md"

# Words that promise more than a week, say nothing that can be seen, or sound like a grade (design.md, "Words").
UNWANTED = re.compile(
    r"\b(always|every lesson|this half term|improv\w+|develop\w*|work(ing)? on|ensur\w+|be more|secure\w*|grades?|"
    r"progress review|clearly|effectively|consistently|regularly|appropriate\w*)\b",
    re.IGNORECASE,
)
PHASE_OF_YEAR = {year: f"ks{1 + (year > 2) + (year > 6) + (year > 9) + (year > 11)}" for year in range(1, 14)}


def texts(step):
    """Every piece of text of a step, with the part that it stands in."""
    for part in ("key_action", "so_that", "strong", "weak", "practice"):
        yield part, getattr(step, part)
    for part in ("problems", "steps", "criteria", "ladder"):
        for text in getattr(step, part):
            yield part, text


def test_bank_has_at_least_160_steps_with_keys_of_their_own():
    assert len(STEPS) >= 160
    assert [key for key, times in Counter(step.key for step in STEPS).items() if times > 1] == []
    assert [step.key for step in STEPS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", step.key)] == []


@pytest.mark.parametrize("standard", STANDARDS)
def test_each_standard_has_fifteen_steps(standard):
    assert coverage(STEPS)[standard]["all"] >= 15


@pytest.mark.parametrize("column", [*PHASES, "general", *SHIPPED_SUBJECTS])
def test_each_phase_and_subject_is_covered(column):
    assert sum(row[column] for row in coverage(STEPS).values()) >= 7


def test_each_area_maps_to_a_standard_and_has_steps():
    assert set(starter_areas().values()) == set(STANDARDS)
    assert {step.area for step in STEPS} == set(starter_areas())


def test_no_text_is_blank():
    assert [(step.key, part) for step in STEPS for part, text in texts(step) if text != text.strip() or not text] == []


def test_lists_have_as_many_entries_as_they_should():
    assert [step.key for step in STEPS if not 2 <= len(step.steps) <= 4] == []
    assert [step.key for step in STEPS if not 2 <= len(step.criteria) <= 4] == []
    assert [step.key for step in STEPS if not 2 <= len(step.problems) <= 5] == []
    assert [step.key for step in STEPS if len(step.ladder) != len(LADDER)] == []
    assert [step.key for step in STEPS if not step.phases] == []


def test_so_that_is_about_pupils():
    assert [step.key for step in STEPS if not step.so_that.startswith("pupils ")] == []


def test_key_action_is_short():
    assert [step.key for step in STEPS if len(step.key_action.split()) > 13] == []


def test_unwanted_words_are_absent():
    assert [(step.key, text) for step in STEPS for _, text in texts(step) if UNWANTED.search(text)] == []


def test_example_is_from_a_phase_of_the_step():
    shown = {
        step.key: {PHASE_OF_YEAR[int(year)] for year in re.findall(r"\bYear (\d+)", step.strong)}
        | ({"eyfs"} if re.search(r"Reception|Nursery", step.strong) else set())
        for step in STEPS
    }

    assert [step.key for step in STEPS if shown[step.key] - set(step.phases)] == []


def test_check_has_no_finding():
    assert [(step.key, finding.code, finding.words) for step in STEPS for finding in check(step.wording)] == []


def test_no_step_is_a_rewording_of_another():
    alike, one, other = starter.nearest_pair(STEPS)

    assert alike < 0.5, f"{one} and {other}"


def test_explanations_step_has_the_four_steps_of_the_seed():
    """A25."""
    step = next(step for step in STEPS if step.key == "clear-explanations")

    assert step.key_action == "Make sure your explanations are clear"
    assert step.steps == (
        "Identify what pupils should remember",
        "Break instructions into two or three small steps that focus on it",
        "Check for understanding across the whole class",
        "Script this in the lesson plan",
    )


def test_reading_aloud_step_is_in_our_own_words():
    """A64."""
    step = next(step for step in STEPS if step.key == "read-aloud-like-a-storyteller")

    assert step.key_action == "Read a demanding text aloud as a skilled reader would"
    assert step.area == "Literacy and reading"


@pytest.mark.parametrize("problem", ["they call out", "nobody answers my questions", "noisy start"])
def test_problem_in_plain_speech_has_a_step(problem):
    assert [step.key for step in STEPS if problem in step.problems] != []


def test_page_shows_the_coverage_of_the_data():
    """A difference here: `python -m actionsteps.starter > docs/starter-bank.md`."""
    page = PAGE.read_text(encoding="utf-8")

    assert page.split("\n")[2].startswith(f"{len(STEPS)} steps ship")
    assert coverage_table(STEPS) in page


@pytest.fixture
def one_file(tmp_path, monkeypatch):
    """Read the bank from a folder with one file, holding what the test gives it."""
    (tmp_path / "areas.toml").write_text((starter.FOLDER / "areas.toml").read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(starter, "FOLDER", tmp_path)

    def read(text):
        (tmp_path / "1-test.toml").write_text(text, encoding="utf-8")
        return starter.starter_steps.__wrapped__()

    return read


def test_missing_part_is_named_with_its_step(one_file):
    with pytest.raises(BadStarter, match=r"1-test\.toml: greet lacks or misnames area, criteria"):
        one_file('[[step]]\nkey = "greet"\n')


@pytest.mark.parametrize(
    ("part", "written", "said"),
    [
        ("area", '"Fun"', "an area that areas.toml doesn't know: Fun"),
        ("phases", '["ks9"]', "unknown phases: ks9"),
        ("subjects", '["potions"]', "unknown subjects: potions"),
    ],
)
def test_unknown_name_is_refused(one_file, part, written, said):
    parts = dict.fromkeys(["key_action", "so_that", "strong", "weak", "practice"], '"x"')
    parts |= dict.fromkeys(["phases", "subjects", "problems", "steps", "criteria", "ladder"], "[]")
    parts |= {"key": '"greet"', "area": '"Planning"', part: written}

    with pytest.raises(BadStarter, match=f"greet has {said}"):
        one_file("[[step]]\n" + "\n".join(f"{name} = {value}" for name, value in parts.items()))
