"""What a focus reads as now: the parts of the meeting page that change while its fields are typed in."""

from coaching import parts
from coaching.dates import long_day, minute
from coaching.drawing import digits, ticks


def reads(meeting, focus, number):
    """The sentence of a focus, its line, whether it is achievable, and its plan as practice shows it; ready values.

    Reads its steps, its answers, and last week's foci where it follows one of them: load them.
    """
    wording = meeting.wording(focus)
    when = [focus.plan_lesson, long_day(focus.plan_on) if focus.plan_on else ""]
    return {
        "id": digits(focus.pk),
        "number": digits(number),
        "sentence": parts.sentence(wording),
        "achievable": _achievable(meeting, focus, wording),
        "was": _was(meeting, focus, wording),
        "planned": ", ".join(filter(None, when)),
        "script_said": focus.script,
    }


def _was(meeting, focus, wording):
    """What a follow-up stands in the place of, and what changed (A19); None for a focus that follows nothing."""
    known = {old.pk: old for old in meeting.last_foci}
    if old := known.get(focus.refined_from_id):
        was = meeting.wording(old)
        difference = None if focus.carried_on else was.difference(wording)
        runs = [] if difference is None or difference.is_empty else _flat(difference)
        words = "Carried on unchanged: there was no chance to try it." if focus.carried_on else "Last time it read:"
        same = not runs and not focus.carried_on
        return {"words": words, "sentence": parts.sentence(was), "changes": runs, "same": same}
    if old := known.get(focus.replaces_id):
        shown = parts.sentence(meeting.wording(old))
        return {"words": "In the place of:", "sentence": shown, "changes": [], "same": False}
    return None


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


def _flat(difference):
    """The runs of all parts in reading order."""
    return [*difference.key_action, *(run for step in difference.steps for run in step), *difference.so_that]
