"""The page on which two foci of a draft become one, as ready values. No query of its own: prefetch `steps`."""

from actionsteps.normal import normal_step
from coaching import parts
from coaching.rules import why_not_merge
from coaching.validators import MOST_STEPS


def merge_page(foci, asked, form, prompts):
    """What the page shows: the pairs to choose from while there is none, else both foci side by side.

    `foci` are those of the draft in order of rank, `asked` the ids in the address, `form` what was typed or None. Of
    one id and two foci, the pair is clear.
    """
    written = [focus for focus in foci if not focus.wording.is_blank or focus.pk in asked]
    named = [focus for focus in written if focus.pk in asked]
    if len(named) == 1 and len(written) == 2:
        named = written
    if len(named) == 2:
        reason = why_not_merge(*named)
        return {"refused": reason, "pairs": [], "both": [] if reason else _both(named, form, prompts)} | (
            {} if reason else _steps(named, form)
        )
    # One is settled: with which other?
    first = named[0] if named else None
    pairs = [
        {
            "href": f"?a={a.pk}&b={b.pk}",
            "text": f"“{parts.named(a.wording, a.rank)}” and “{parts.named(b.wording, b.rank)}”",
        }
        for number, a in enumerate(written)
        for b in written[number + 1 :]
        if first is None or first in (a, b)
    ]
    return {"refused": "" if pairs else "There are no two foci to merge.", "pairs": pairs, "both": []}


def _both(pair, form, prompts):
    """For each field the texts of both, with which is picked: until one is, that of higher leverage, if it has any."""
    labels = prompts.labels
    first = {
        name: next((one for one in pair if getattr(one, name).strip()), pair[0]).pk
        for name in ("key_action", "so_that")
    }
    return [
        {
            "name": name,
            "label": label,
            "choices": [
                {
                    "pk": focus.pk,
                    "number": number,
                    "text": form.texts.get((name, focus.pk), "") if form else getattr(focus, name),
                    "picked": (form.picked[name] if form else first[name]) == focus.pk,
                }
                for number, focus in enumerate(pair, 1)
            ],
        }
        for name, label in (("key_action", labels["do"]), ("so_that", labels["so"]))
    ]


def _steps(pair, form):
    """Both lists of steps in order; of two that read the same only the first is ticked."""
    steps, seen = [], set()
    for number, focus in enumerate(pair, 1):
        for step in focus.live_steps:
            if focus.one_step or not step.text.strip():
                continue
            form_of = normal_step(step.text)
            again = form_of in seen
            seen.add(form_of)
            keep = step.pk in form.keep if form else not again
            steps.append({"pk": step.pk, "text": step.text, "number": number, "again": again, "keep": keep})
    over = sum(step["keep"] for step in steps) - MOST_STEPS
    words = f"A focus holds at most {MOST_STEPS} steps: leave out {over} or more." if over > 0 else ""
    return {"steps": steps, "over": words, "pair": [(focus.pk, focus.wording.digest) for focus in pair]}
