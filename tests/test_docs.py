"""What the documents say of the repository is so."""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
README = (ROOT / "README.md").read_text()


def commands():
    """The commands that `./do help` lists, as `demo`, `test` …"""
    told = subprocess.run([ROOT / "do", "help"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"^  \./do (\w+)", told, re.M)


def test_help_lists_every_command():
    script = (ROOT / "do").read_text()
    known = set(re.findall(r"^do_(\w+)\(\)", script, re.M)) | {"venv", "help"}

    assert set(commands()) == known


def test_readme_names_every_command():
    missing = [name for name in commands() if f"./do {name}" not in README]

    assert missing == []


def test_readme_names_every_decision():
    missing = [path.name for path in DECISIONS if f"docs/decisions/{path.name}" not in README]

    assert missing == []


def test_readme_links_lead_somewhere():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    missing = [link for link in links if not (ROOT / link).exists()]

    assert missing == []


def test_decisions_are_numbered_without_gaps():
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_decisions_say_why_what_and_what_follows():
    found = {
        path.name: re.findall(r"^## (.+)$", path.read_text(), re.M)
        for path in DECISIONS
        if re.findall(r"^## (.+)$", path.read_text(), re.M) != ["Context", "Decision", "Consequences"]
    }

    assert found == {}


def test_decisions_carry_their_number():
    found = [path.name for path in DECISIONS if not path.read_text().startswith(f"# {int(path.name[:4])}. ")]

    assert found == []


def test_changelog_has_a_place_for_what_is_next():
    assert "\n## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text()


def test_every_dependency_has_its_reason():
    declared = re.findall(
        r'^  "[\w\-\[\],]+[^"]*",(.*)$', (ROOT / "pyproject.toml").read_text().split("[tool.")[0], re.M
    )

    assert len(declared) > 20
    assert [line for line in declared if not line.strip().startswith("#")] == []


def test_requirements_name_no_place():
    """They install from whatever index the machine uses."""
    found = [
        path.name
        for path in ROOT.glob("requirements*.txt")
        if re.search(r"https?://|file:|--(extra-)?index|--find", path.read_text())
    ]

    assert found == []


def test_ci_runs_the_test_command_and_nothing_else():
    lines = [line for line in (ROOT / ".ci" / "run").read_text().splitlines() if line and not line.startswith("#")]

    assert lines == ["set -eu", 'cd "$(dirname "$0")/.."', "exec ./do test"]
