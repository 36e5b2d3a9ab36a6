"""What a week still lacks, as links: what setting it asks for, and what is listed without being forced (A3, A4)."""

from dataclasses import dataclass

from coaching.meeting import outcome_of
from coaching.models import Decision, Result
from coaching.models.focus import WhyNow
from coaching.origin import origin_of
from coaching.rules import why_not_own

LAST_WEEK, PRAISE, PROBE, ACTIONS, PLAN, PRACTICE, WEEK = (
    "last_week",
    "praise",
    "probe",
    "actions",
    "plan",
    "practice",
    "week",
)

# Every code: the stage it stands in, whether setting the week asks for it, and its words; `{}` is the focus.
CODES = {
    "outcome": (LAST_WEEK, True, "Say what became of {}"),
    "decision": (LAST_WEEK, True, "Refine, replace or let go of {}"),
    "let_go_reason": (LAST_WEEK, True, "Say why you let go of {}"),
    "focus": (ACTIONS, True, "Write a focus, or say why there is none"),
    "key_action": (ACTIONS, True, "Write the key action of {}"),
    "from_bank": (ACTIONS, True, "Start {} from the bank: your school’s foci do"),
    "steps": (ACTIONS, True, "Add a step to {}, or say that it is one small step"),
    "so_that": (ACTIONS, True, "Write the so that of {}"),
    "achievable": (ACTIONS, True, "Answer whether {} is achievable"),
    "not_achievable": (ACTIONS, True, "Make {} smaller: it is not achievable before the next meeting"),
    "rolled_over": (ACTIONS, True, "Change {}: it is word for word what was not achieved before"),
    "next_meeting": (WEEK, True, "Confirm the day of the next meeting"),
    "next_meeting_early": (WEEK, True, "Move the next meeting: it is after this one"),
    "week_taken": (WEEK, True, "Discard this draft: this week has been set already"),
    "praise": (PRAISE, False, "What went well"),
    "praise_effect": (PRAISE, False, "Its effect on pupils"),
    "probe_question": (PROBE, False, "Your question"),
    "probe_answer": (PROBE, False, "Their answer"),
    "evidence": (ACTIONS, False, "Evidence for {}, or why there is none"),
    "why_now": (ACTIONS, False, "Why {} matters most now"),
    "plan": (PLAN, False, "The lesson and the day for {}"),
    "script": (PLAN, False, "The script for {}"),
    "practice": (PRACTICE, False, "What was rehearsed for {}"),
    "ready": (PRACTICE, False, "Whether the ECT is ready to try {}"),
}
LONGEST_NAME = 60


@dataclass(frozen=True)
class Lack:
    """One thing that a week lacks: where, in words, with a link to its field; `forced` if setting asks for it."""

    code: str
    stage: str
    text: str
    href: str
    forced: bool


class Lacking(Exception):
    """What setting a week raises while something forced is lacking: `lacks`, in the order of the page.

    `reasons` are for above the list: that last week has to be reviewed first, where that is so.
    """

    def __init__(self, lacks, reasons=()):
        super().__init__(f"{len(lacks)} lacking")
        self.lacks, self.reasons = lacks, list(reasons)


def lacks_of(meeting, *, left=(), week_taken=False, passed_over=None):
    """What a draft lacks, or a set week (then nothing is forced), in the order of the page.

    `left`, wordings left not achieved in earlier weeks, and `week_taken` are looked up only when the week is set;
    last week's foci are always compared. `passed_over=False` also lists what was passed over with a reason.
    No query: reads what `Meeting.load` loaded.
    """
    lacks = list(_forced(meeting, left, week_taken)) if meeting.cycle.is_draft else []
    if passed_over is None:
        passed_over = bool(meeting.cycle.passed_over_reason.strip())
    if not passed_over:
        lacks += _listed(meeting)
    order = [LAST_WEEK, PRAISE, PROBE, ACTIONS, PLAN, PRACTICE, WEEK]
    return sorted(lacks, key=lambda lack: order.index(lack.stage))


def name_of(focus, number):
    """How a focus is called in a link: its first words, or its number."""
    words = " ".join(focus.key_action.split())
    if not words:
        return f"focus {number}"
    if len(words) > LONGEST_NAME:
        words = words[:LONGEST_NAME].rsplit(" ", 1)[0] + " …"
    return f"“{words}”"


def lack_of_outcome(focus, number):
    """That nobody has said yet what became of a focus."""
    return _lack("outcome", f"#outcome-{focus.pk}-result", focus, number)


def has_outcome(focus):
    """Whether it was said what became of a focus, or that it was handed over. Reads `outcome`: select it."""
    outcome = outcome_of(focus)
    return outcome is not None and bool(outcome.result or outcome.handed_over)


def _lack(code, href, focus=None, number=0):
    stage, forced, words = CODES[code]
    return Lack(code, stage, words.format(name_of(focus, number)) if focus else words, href, forced)


def _forced(meeting, left, week_taken):
    yield from _forced_of_last_week(meeting)
    if not meeting.written and not meeting.cycle.no_focus_reason:
        yield _lack("focus", f"#focus-{meeting.foci[0].pk}-key_action" if meeting.foci else "#no_focus_reason")
    refused = [*left, *(meeting.wording(focus) for focus in _compared(meeting))]
    for number, focus in enumerate(meeting.written, 1):
        yield from _forced_of_focus(meeting, focus, number, refused)
    cycle = meeting.cycle
    if cycle.next_meeting_on is None:
        yield _lack("next_meeting", "#next_meeting_on")
    elif cycle.next_meeting_on <= cycle.meets_on:
        yield _lack("next_meeting_early", "#next_meeting_on")
    if week_taken:
        yield _lack("week_taken", "#discard")


def _forced_of_last_week(meeting):
    for number, focus in enumerate(meeting.to_review, 1):
        if not has_outcome(focus):
            yield lack_of_outcome(focus, number)
    for number, focus in enumerate(meeting.not_achieved, 1):
        outcome = outcome_of(focus)
        if outcome.decision == Decision.LET_GO:
            if not outcome.let_go_reason.strip():
                yield _lack("let_go_reason", f"#outcome-{focus.pk}-let_go_reason", focus, number)
        elif not outcome.decision:
            yield _lack("decision", f"#decide-{focus.pk}", focus, number)


def _compared(meeting):
    """Last week's foci whose wording is refused again: all but the achieved ones (A18)."""
    return [
        focus
        for focus in meeting.last_foci
        if (outcome := outcome_of(focus)) is None or outcome.result != Result.ACHIEVED
    ]


def _forced_of_focus(meeting, focus, number, refused):
    wording = meeting.wording(focus)
    form = wording.normal
    place = f"#focus-{focus.pk}"
    if not form.key_action:
        yield _lack("key_action", f"{place}-key_action", focus, number)
    if form.key_action and why_not_own(focus, meeting.house, origin_of(wording, meeting.source(focus))):
        yield _lack("from_bank", f"#bank-{focus.pk}", focus, number)
    if not form.steps and not focus.one_step:
        first = next(iter(focus.live_steps), None)
        yield _lack("steps", f"#step-{first.pk}-text" if first else f"{place}-one_step", focus, number)
    if not form.so_that:
        yield _lack("so_that", f"{place}-so_that", focus, number)
    if form.key_action:
        answer = meeting.answer(focus)
        if answer is None:
            yield _lack("achievable", f"#achievable-{focus.pk}", focus, number)
        elif not answer.answer:
            yield _lack("not_achievable", f"#achievable-{focus.pk}", focus, number)
    if not focus.carried_on and any(wording.same_as(other) for other in refused):
        yield _lack("rolled_over", f"{place}-key_action", focus, number)


def _listed(meeting):
    cycle = meeting.cycle
    for name in ("praise", "praise_effect", "probe_question", "probe_answer"):
        if not getattr(cycle, name).strip():
            yield _lack(name, f"#{name}")
    for number, focus in enumerate(meeting.written, 1):
        if focus.is_withdrawn:
            continue
        place = f"#focus-{focus.pk}"
        if not focus.citations.all() and not focus.no_evidence_reason.strip():
            yield _lack("evidence", f"{place}-no_evidence_reason", focus, number)
        if focus.why_now not in WhyNow.values:
            yield _lack("why_now", f"{place}-why_now", focus, number)
        if not focus.plan_lesson.strip() or focus.plan_on is None:
            yield _lack("plan", f"{place}-plan_lesson", focus, number)
        if not focus.script.strip():
            yield _lack("script", f"{place}-script", focus, number)
        rounds = focus.rehearsals.all()
        if not any(rehearsal.rehearsed.strip() for rehearsal in rounds):
            yield _lack("practice", f"#practice-{focus.pk}", focus, number)
        if not focus.ready:
            yield _lack("ready", f"{place}-ready", focus, number)
