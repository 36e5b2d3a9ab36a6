"""What a focus reads as now: the parts of the meeting page that change while its fields are typed in."""

from functools import lru_cache

from actionsteps.difference import SAME
from actionsteps.precision import check
from coaching import parts
from coaching.dates import long_day, minute
from coaching.drawing import digits, marked, ticks
from coaching.models.focus import Origin
from coaching.origin import origin_of


def reads(meeting, focus, number):
    """The sentence of a focus, its line, its origin, advice, whether it is achievable, its plan as practice shows it.

    Reads its steps, its answers, and last week's foci where it follows one of them: load them.
    """
    wording = meeting.wording(focus)
    when = [focus.plan_lesson, long_day(focus.plan_on) if focus.plan_on else ""]
    return {
        "id": digits(focus.pk),
        "number": digits(number),
        "sentence": parts.sentence(wording, meeting.prompts),
        "achievable": _achievable(meeting, focus, wording),
        "was": _was(meeting, focus, wording),
        "origin": _origin(meeting, focus, wording),
        **advised(wording, focus.dismissed),
        "planned": ", ".join(filter(None, when)),
        "script_said": focus.script,
    }


def _was(meeting, focus, wording):
    """What a follow-up stands in the place of, and what changed (A19); None for a focus that follows nothing."""
    known = {old.pk: old for old in [*meeting.last_foci, *meeting.earlier]}
    if old := known.get(focus.refined_from_id):
        was, prompts = meeting.wording(old), meeting.prompts_then(old)
        difference = None if focus.carried_on else was.difference(wording)
        changes = "" if difference is None or difference.is_empty else flat(difference)
        words = "Carried on unchanged: there was no chance to try it." if focus.carried_on else "Last time it read:"
        same = not changes and not focus.carried_on
        return {"words": words, "sentence": parts.sentence(was, prompts), "changes": changes, "same": same}
    if old := known.get(focus.replaces_id):
        shown = parts.sentence(meeting.wording(old), meeting.last_prompts)
        return {"words": "In the place of:", "sentence": shown, "changes": "", "same": False}
    return None


ORIGINS = {
    Origin.BANKED: "From the bank",
    Origin.ADAPTED: "From the bank, adapted",
    Origin.BESPOKE: "Your own",
}


def _origin(meeting, focus, wording):
    """Where a focus comes from, and what was changed of the step it started from (A51)."""
    if wording.is_blank:
        return {"words": "", "step": "", "changes": ""}
    source = meeting.source(focus)
    origin = origin_of(wording, source)
    changes = changed(source.difference(wording)) if origin == Origin.ADAPTED else ""
    return {
        "words": ORIGINS[origin],
        "step": focus.bank_step_id if origin != Origin.BESPOKE else "",
        "changes": changes,
    }


PARTS = {"key_action": "The key action", "steps": "Step {}", "so_that": "The so that"}


# A page reads each of its wordings again after every button: what was found in it is remembered.
_found = lru_cache(maxsize=512)(check)


def advised(wording, dismissed=()):
    """What the check says of a wording: the part, its words, why, what to try (A5); and of how much of it nothing is
    said, as it was put aside."""
    findings = _found(wording)
    shown = [
        {
            "code": finding.code,
            "part": PARTS[finding.part].format((finding.step or 0) + 1),
            "words": finding.words,
            "why": finding.why,
            "try": finding.suggestion,
        }
        for finding in findings
        if finding.code not in dismissed
    ]
    return {"advice": shown, "aside": len(findings) - len(shown)}


def _achievable(meeting, focus, wording):
    answer = meeting.answer(focus)
    shown = {"yes": "false", "no": "false", "words": "", "smaller": ""}
    if answer is None:
        if focus.achievable_answers.all() and not wording.is_blank:
            shown["words"] = "The wording has changed since this was answered: answer again."
        return shown
    shown["yes" if answer.answer else "no"] = "true"
    shown["words"] = f"{'Yes' if answer.answer else 'No'}, answered {minute(answer.at)}."
    if not answer.answer:
        steps = [(step.pk, step.text) for step in focus.live_steps if step.text.strip()]
        if len(steps) > 1 and not focus.one_step:
            shown["smaller"] = ticks(f"keep-{focus.pk}", steps, ())
        else:
            shown["words"] += " Reword it to something smaller, or park it."
    return shown


def flat(difference):
    """All parts, marked, in reading order."""
    return marked([*difference.key_action, *(run for step in difference.steps for run in step), *difference.so_that])


def changed(difference):
    """The parts that differ, marked, in reading order: what stayed as it was is left out."""
    every = (difference.key_action, *difference.steps, difference.so_that)
    return marked(run for runs in every if any(run.kind != SAME for run in runs) for run in runs)
