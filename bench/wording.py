"""How often the check is right about "vague": precision and recall for each group of a list of labelled texts.

    .venv/bin/python bench/wording.py [FILE …]

FILE is JSON lines with `text` and `label` (vague or precise) and, if it likes, `source` and `half`: by default the
texts that the tests hold. No database and no settings are needed.
"""

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from actionsteps.precision import check_text, is_vague  # noqa: E402 - the project is on the path only now

TEXTS = ROOT / "tests" / "actionsteps"
DEFAULT = (TEXTS / "wording_examples.jsonl", TEXTS / "vagueness.jsonl")


def main(paths):
    for path in paths or DEFAULT:
        print(path)
        report([json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()])


def report(rows):
    groups, wrong, spent = defaultdict(list), [], []
    for row in rows:
        start = time.perf_counter()
        found = "vague" if is_vague(check_text(row["text"])) else "precise"
        spent.append(time.perf_counter() - start)
        for group in (
            ("all", ""),
            (f"labelled {row['label']}", ""),
            (row.get("source", "no source"), row.get("half", "")),
        ):
            groups[group].append((row["label"], found))
        if found != row["label"]:
            wrong.append(row)
    print(f"{'group':58} {'half':9} {'right':>9} {'share':>6} {'precision':>9} {'recall':>7}")
    for (name, half), verdicts in groups.items():
        right = sum(label == found for label, found in verdicts)
        hits = verdicts.count(("vague", "vague"))
        precision = _share(hits, sum(found == "vague" for _, found in verdicts))
        recall = _share(hits, sum(label == "vague" for label, _ in verdicts))
        counted = f"{right}/{len(verdicts)}"
        print(f"{name[:58]:58} {half:9} {counted:>9} {_share(right, len(verdicts)):>6} {precision:>9} {recall:>7}")
    for row in wrong:
        print(f"  {row['label']}, taken for the other: {row['text']}")
    spent.sort()
    print(f"median {1000 * spent[len(spent) // 2]:.1f} ms, slowest {1000 * spent[-1]:.1f} ms\n")


def _share(part, whole):
    return f"{part / whole:.0%}" if whole else "–"


if __name__ == "__main__":
    main(sys.argv[1:])
