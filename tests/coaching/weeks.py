"""Weeks held through the actions, as a pair would hold them; for tests of what follows from them."""

import uuid
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from actionsteps.wording import Wording
from coaching import actions
from coaching.models import Focus

GREET = Wording("Greet each pupil at the door", ("Stand in the doorway", "Say each name"), "pupils settle at once")
PAUSE = Wording("Pause after each question", ("Count to three",), "more pupils have an answer ready")
SHOW = Wording("Show a worked example", ("Write each line", "Say why"), "pupils start the task unaided")
CALL = Wording("Ask before naming a pupil", ("Ask, wait, then name",), "every pupil thinks of an answer")
LIVE_MARK = Wording("Mark three books in the lesson", ("Take a green pen",), "pupils mend a mistake at once")


def key():
    return uuid.uuid4()


def at_four(day):
    """Four in the afternoon of `day`, in school."""
    return datetime.combine(day, time(16), tzinfo=ZoneInfo("Europe/London"))


def typed_wording(focus, wording):
    """What a post holds after `wording` was typed into a focus's box that has as many step rows."""
    steps = focus.steps.filter(retired_at=None).order_by("position", "pk")
    return {
        f"focus-{focus.pk}-key_action": wording.key_action,
        f"focus-{focus.pk}-so_that": wording.so_that,
        **{f"step-{step.pk}-text": text for step, text in zip(steps, wording.steps, strict=True)},
    }


def write(focus, wording, *, by, at):
    """Type a wording into a focus of a draft, adding and removing steps as it takes."""
    rows = list(focus.steps.order_by("position"))
    for _ in wording.steps[len(rows) :]:
        actions.add_step(focus, key=key(), by=by, at=at)
    for step in rows[max(1, len(wording.steps)) :]:
        actions.remove_step(step, by=by, at=at)
    if not wording.steps:
        actions.save_fields(focus.cycle, typed={f"focus-{focus.pk}-one_step": "1"}, by=by, at=at)
        wording = Wording(wording.key_action, ("",), wording.so_that)
    saved = actions.save_fields(focus.cycle, typed=typed_wording(focus, wording), by=by, at=at)
    assert saved.is_whole
    return Focus.objects.get(pk=focus.pk)


def agree(focus, wording=None, *, by, at):
    """Write a focus and say that it is achievable."""
    if wording is not None:
        focus = write(focus, wording, by=by, at=at)
    actions.answer_achievable(focus, digest=focus.wording.digest, yes=True, by=by, at=at)
    return focus


def save(cycle, by, at, **typed):
    """Save some of the week's own fields."""
    saved = actions.save_fields(cycle, typed=typed, by=by, at=at)
    assert saved.is_whole
    cycle.refresh_from_db()


def outcomes(draft, by, at, **results):
    """Say on a draft what became of last week's foci: `focus_12="partly"`."""
    typed = {f"outcome-{name.removeprefix('focus_')}-result": result for name, result in results.items()}
    saved = actions.save_fields(draft, typed=typed, by=by, at=at)
    assert saved.is_whole


def hold(pair, *wordings, day, result="achieved", by=None):
    """Hold a whole meeting on `day` and set the week with these foci; last week's foci all had `result`.

    What was not achieved is let go. Without wordings, the week has no focus.
    """
    by, at = by or pair.mentor, at_four(day)
    draft = actions.start_week(pair, key=key(), meets_on=day, by=by, at=at)
    for focus in Focus.objects.filter(
        cycle__school=pair.school,
        cycle__ect=pair.ect,
        cycle__set_at__isnull=False,
        cycle__reviewed_at=None,
        withdrawn_at=None,
    ):
        outcomes(draft, by, at, **{f"focus_{focus.pk}": result})
        if result != "achieved":
            actions.let_go(focus, reason="It was too much at once", into=draft, by=by, at=at)
    for number, wording in enumerate(wordings):
        focus = draft.foci.get() if number == 0 else actions.add_focus(draft, key=key(), by=by, at=at)
        agree(focus, wording, by=by, at=at)
    if not wordings:
        save(draft, by, at, no_focus_reason="consolidating")
    return actions.set_week(draft, by=by, at=at)


def days_on(day, weeks):
    return day + timedelta(days=7 * weeks)
