"""A week as it is read: by the ECT, and by the mentor once it has been reviewed. No query of its own."""

from coaching import fields, parts
from coaching.checks import WeekChecks
from coaching.dates import day_of, long_day, minute, short_day, week_name
from coaching.meeting import in_order, outcome_of
from coaching.models import Decision, NoFocus
from coaching.models.focus import Origin, Ready, WhyNow
from coaching.notes import note_of
from coaching.origin import origin_of
from coaching.revisits import shown_to_reader
from coaching.rules import why_not_propose
from coaching.slips import is_since, seen_since
from coaching.stored import stored_text

STATES = {"draft": ("tag--wait", "Draft"), "set": ("tag--now", "Set"), "reviewed": ("tag--done", "Reviewed")}
AGREED = ("tag--done", "Agreed")
BECAME = {
    Decision.REFINE: "It was refined.",
    Decision.REPLACE: "It was replaced.",
    Decision.CARRY_ON: "It was carried on unchanged.",
}


def record(meeting, user, *, due=""):
    """Everything the page of a `Meeting` shows to somebody who reads it; `due`: `coaching.due`."""
    cycle = meeting.cycle
    is_ect = user.pk == cycle.ect_id
    state = "draft" if cycle.is_draft else "set" if cycle.is_live else "reviewed"
    tag, name = STATES[state]
    checks = WeekChecks(meeting, is_ect=is_ect)
    if cycle.is_live and checks.is_agreed:
        tag, name = AGREED
    foci = [
        _focus(meeting, focus, number, user, checks, may_correct=cycle.is_reviewed and not is_ect)
        for number, focus in enumerate(meeting.written if cycle.is_draft else meeting.foci, 1)
    ]
    return parts.addresses_of(cycle) | {
        "assessed": parts.assessed_line(cycle.mentorship, is_ect=is_ect),
        "title": "Your weekly meeting" if is_ect else f"{parts.possessive(cycle.ect.name)} weekly meeting",
        "kicker": parts.kicker(cycle),
        "tag": tag,
        "state": name,
        "words": _words(cycle),
        "due": due,
        "foci": foci,
        "checks": checks,
        "check_at": f"/weeks/{cycle.pk}/check/",
        "no_focus": _no_focus(cycle),
        "stages": list(_stages(cycle, note_of(cycle), "You" if is_ect else cycle.ect.first_name)),
        "still": shown_to_reader(meeting, user),
    }


def _words(cycle):
    if cycle.is_draft:
        return "Your mentor is still writing this; it may change until the week is set."
    by = cycle.mentorship.mentor.name
    took = f" The meeting took {cycle.minutes} minutes." if cycle.minutes else ""
    erased = f" What was written in it was erased on {week_name(day_of(cycle.erased_at))}." if cycle.erased_at else ""
    return f"Set by {by}, {minute(cycle.set_at)}.{took}{erased}"


def _no_focus(cycle):
    if not cycle.no_focus_reason:
        return "There is no focus yet." if cycle.is_draft else "This week had no focus."
    note = f" {cycle.no_focus_note}" if cycle.no_focus_note else ""
    return f"No focus: {NoFocus(cycle.no_focus_reason).label.lower()}.{note}"


def _rows(pairs):
    return [{"label": label, "text": text} for label, text in pairs if text]


# In the mentor's form these are "your question" and "their answer"; a record has readers of both sides.
_LABELS = {"probe_question": "Question", "probe_answer": "Answer"}


def _stages(cycle, note, who):
    for code, name, names, told, what in (
        ("praise", "Praise", ("praise", "praise_effect"), note.went_well, "what went well"),
        ("probe", "Probe", ("probe_question", "probe_answer"), note.to_discuss, "what to talk about"),
    ):
        rows = _rows([(f"{who} wrote before: {what}", told)])
        rows += _rows((_LABELS.get(name, fields.CYCLE[name].label), getattr(cycle, name)) for name in names)
        if rows:
            yield {"code": code, "name": name, "rows": rows}
    if cycle.passed_over_reason and not cycle.is_draft:
        yield {
            "code": "passed-over",
            "name": "Passed over",
            "rows": _rows([("Reason", cycle.passed_over_reason)]),
        }


def _focus(meeting, focus, number, user, checks, *, may_correct):
    # Until its week is reviewed an outcome is part of the next week's draft.
    wording, outcome = meeting.wording(focus), outcome_of(focus) if meeting.cycle.is_reviewed else None
    result = stored_text(outcome, "result")
    is_set = not meeting.cycle.is_draft
    cited = in_order(focus.citations.all())
    cited = [citation.evidence for citation in cited if not is_since(citation, meeting.cycle)]
    # Evidence is the ECT's to read once it is shared, or cited in a week that was set.
    cited = [row for row in cited if is_set or row.is_read_by_ect]
    corrections = in_order(outcome.corrections.all()) if outcome and meeting.cycle.is_reviewed else ()
    links = [{"href": f"/foci/{focus.pk}/correct/", "text": "Put the outcome right"}] if may_correct and result else []
    if may_correct and not why_not_propose(focus, user, mentor_id=user.pk):
        links.append({"href": f"/foci/{focus.pk}/propose/", "text": "Propose for the bank"})
    return {
        "id": focus.pk,
        "number": number,
        "turn": parts.turn_of(focus),
        "together": focus.written_together,
        "check": checks.of(focus),
        "may_check": checks.may_check(focus),
        "sentence": parts.sentence(wording, meeting.prompts),
        "withdrawn": (focus.withdrawn_reason or "It was withdrawn.") if focus.is_withdrawn else "",
        "steps": parts.steps_of(focus) if is_set else [],
        "criteria": parts.coached_by(focus, origin_of(wording, meeting.source(focus)) != Origin.BESPOKE)["criteria"],
        "result": parts.LABELS.get(result, ""),
        "result_tag": parts.TAGS.get(result, ""),
        "became": _became(outcome),
        "effect": outcome.effect if outcome else "",
        "corrections": [
            {
                "result": parts.LABELS[row.result],
                "tag": parts.TAGS[row.result],
                "note": row.note,
                "by": row.by.name,
                "at": minute(row.at),
            }
            for row in corrections
        ],
        "rows": _rows(_details(focus)),
        "evidence": parts.evidence_list(cited, user),
        "since": seen_since(focus, user),
        "rewordings": [
            {"sentence": parts.sentence(row.wording, meeting.prompts), "at": minute(row.at), "reason": row.reason}
            for row in (in_order(focus.rewordings.all()) if is_set else ())
        ],
        "links": links,
    }


def _became(outcome):
    if outcome is None or not outcome.decision:
        return ""
    if outcome.decision == Decision.LET_GO:
        return f"It was let go: {outcome.let_go_reason}"
    return BECAME[outcome.decision]


def _details(focus):
    why = WhyNow(focus.why_now).label if focus.why_now else ""
    yield "Why now", ". ".join(filter(None, [why, focus.why_now_note]))
    yield "Lesson", ", ".join(filter(None, [focus.plan_lesson, focus.plan_on and long_day(focus.plan_on)]))
    yield "Script", focus.script
    yield "Follow-up", ", ".join(filter(None, [focus.follow_up, focus.follow_up_on and short_day(focus.follow_up_on)]))
    for rehearsal in focus.rounds:
        texts = [rehearsal.rehearsed, rehearsal.changed and f"Changed: {rehearsal.changed}"]
        yield f"Practice, round {rehearsal.round}", "\n".join(filter(None, texts))
    yield "Ready", Ready(focus.ready).label if focus.ready else ""
