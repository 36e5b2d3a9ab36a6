"""Fit what each word weighs (`actionsteps/leanings.tsv`) on the labelled texts of the tests.

    .venv/bin/python bench/wording_lean.py [--rounds]

`--rounds` writes nothing: each of the last rounds is left out in turn, and judged by what the others teach. Logistic
regression over the words of long texts, held back towards 0; no package is needed. Takes half a minute.
"""

import json
import math
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from actionsteps import lean, precision  # noqa: E402 - the project is on the path only now
from actionsteps.acts import fold, words_of  # noqa: E402
from actionsteps.phrases import QUOTED  # noqa: E402
from actionsteps.wording import parse  # noqa: E402

TEXTS = ROOT / "tests" / "actionsteps"
LEFT_OUT = [f"round {number}" for number in range(8, 40)]
# How much a text counts against the wish for small weights, and a real published one among ours.
COUNTS, PUBLISHED = 0.3, 3
ROUNDS, STEP = 400, 0.05
# A word that fewer texts hold says nothing; a smaller weight is none.
SEEN_IN, LEAST = 2, 0.04


def main():
    rows = []
    for name, times in (("vagueness.jsonl", 1), ("wording_examples.jsonl", PUBLISHED)):
        for line in (TEXTS / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found = marks_of(row["text"])
            if found:
                rows.append((row["text"], found, row["label"] == "vague", row.get("half", ""), times))
    if "--rounds" in sys.argv:
        leave_out(rows)
    else:
        lean.write_table(*fit(rows))


def marks_of(text):
    """What counts of a text, taken apart as the check does; nothing if it is short."""
    wording = parse(text)
    folded = fold(" ".join((wording.key_action, *wording.steps, wording.so_that)))
    words = words_of(folded)
    return lean.marks(words, QUOTED.search(folded) is not None) if len(words) >= lean.LONG else set()


def fit(rows):
    """What each word weighs, and where a text without any stands."""
    held = Counter(mark for _, marks, *_ in rows for mark in marks)
    known = sorted(mark for mark, count in held.items() if count >= SEEN_IN)
    place = {mark: index for index, mark in enumerate(known)}
    texts = [
        ([place[mark] for mark in sorted(marks) if mark in place], vague, times) for _, marks, vague, _, times in rows
    ]
    weights, start = [0.0] * len(known), 0.0
    # Adam: each weight goes its own pace, so that rare words arrive too.
    first, second = [0.0] * (len(known) + 1), [0.0] * (len(known) + 1)
    for turn in range(1, ROUNDS + 1):
        slope = [*weights, 0.0]
        for marks, vague, times in texts:
            leaning = start + sum(weights[index] for index in marks)
            pull = COUNTS * times * (1 / (1 + math.exp(-leaning)) - vague)
            slope[-1] += pull
            for index in marks:
                slope[index] += pull
        for index, steep in enumerate(slope):
            first[index] = 0.9 * first[index] + 0.1 * steep
            second[index] = 0.99 * second[index] + 0.01 * steep * steep
            ahead = first[index] / (1 - 0.9**turn) / (math.sqrt(second[index] / (1 - 0.99**turn)) + 1e-8)
            if index < len(weights):
                weights[index] -= STEP * ahead
            else:
                start -= STEP * ahead
    return {mark: weights[place[mark]] for mark in known if abs(weights[place[mark]]) >= LEAST}, start


def leave_out(rows):
    right, total = Counter(), Counter()
    print("| left out | long precise | long vague |\n|---|--:|--:|")
    for left_out in [name for name in LEFT_OUT if any(row[3] == name for row in rows)]:
        weights, start = fit([row for row in rows if row[3] != left_out])
        lean.table = lambda taught={**weights, "(none)": start}: taught
        for text, _, vague, half, _ in rows:
            if half == left_out:
                label = "long vague" if vague else "long precise"
                total[label, half] += 1
                right[label, half] += precision.is_vague(precision.check_text(text)) == vague
        cells = (f"{right[label, left_out]} of {total[label, left_out]}" for label in ("long precise", "long vague"))
        print(f"| {left_out} | {' | '.join(cells)} |")
    for label in ("long precise", "long vague"):
        ours = [sum(count for (kind, _), count in counts.items() if kind == label) for counts in (right, total)]
        print(f"{label}: {ours[0] / ours[1]:.1%}")


if __name__ == "__main__":
    main()
