"""What the advice costs the server as somebody types: CPU of one answer, median and worst, over lengths and oddities.

    .venv/bin/python -m bench.wording_live

The view is called as it stands, form and template included, without middleware. No text makes it dear: of a long one,
only as much is read as shows that it is long.
"""

import json
import statistics
import time
from pathlib import Path

from bench._bank import set_up

set_up()

from django.test import RequestFactory  # noqa: E402
from django.urls import reverse  # noqa: E402

from actionsteps.views import check_wording  # noqa: E402

TEXTS = Path(__file__).resolve().parent.parent / "tests" / "actionsteps"
LENGTHS = (60, 200, 600, 1500, 5000)
# Each is repeated to its length: what a pattern might stumble over.
ODD = (
    "a",
    " ",
    "xk",
    "(",
    "'a 'b ",
    "1 a 2 b 3 c ",
    "asking, ",
    "by asking ",
    ", and then ",
    "ask\n",
    "bring the ",
    "create calm, ",
    "create a calm ",
    "give pupils the ",
    "re-re-",
    "so that pupils ",
    "think very ",
    "when pupils ",
)


def main():
    real = [json.loads(line)["text"] for line in (TEXTS / "vagueness.jsonl").read_text(encoding="utf-8").splitlines()]
    print("| characters in each field | fields | real, median | real, worst | odd, worst |")
    print("|--:|---|--:|--:|--:|")
    for length in LENGTHS:
        for fields, steps in (("key action", 0), ("all, 4 steps", 4), ("all, 20 steps", 20)):
            ours = [_spent(_text(real[place:], length), steps) for place in range(0, 700, 35)]
            odd = [_spent(_repeated(text, length), steps) for text in ODD]
            print(
                f"| {length:,} | {fields} | {statistics.median(ours):.1f} ms | {max(ours):.1f} ms | {max(odd):.1f} ms |"
            )


def _text(texts, length):
    return " ".join(texts[: length // 20 + 1])[:length]


def _repeated(text, length):
    return (text * (length // len(text) + 1))[:length]


def _spent(text, steps):
    """CPU of one answer, in milliseconds: the best of three."""
    data = {"key_action": text}
    if steps:
        data |= {"steps": [f"{place} {text}" for place in range(steps)], "so_that": text}
    best = float("inf")
    for _ in range(3):
        request = RequestFactory().post(reverse("actionsteps:check_wording"), data)
        start = time.process_time()
        check_wording(request).render()
        best = min(best, time.process_time() - start)
    return 1000 * best


if __name__ == "__main__":
    main()
