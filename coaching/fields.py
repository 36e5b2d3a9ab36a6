"""The fields of the meeting page as data: what each is called, its help, and how it is drawn and read.

An address names one field on the page, in the post and in its id: `praise`, `focus-12-so_that`, `step-40-text`,
`outcome-9-result`, `rehearsal-3-changed`. With each travels `drawn-<address>`, the digest of the text it was drawn
with, so that a stale tab never overwrites.
"""

from dataclasses import dataclass

from coaching.models import NoFocus, Result, WhyNow
from coaching.models.focus import Ready
from coaching.stored import address_of
from evidence.models import Source

TEXT, DATE, MOMENT, MINUTES, PICK, TICK = "text", "date", "moment", "minutes", "pick", "tick"


@dataclass(frozen=True)
class Field:
    """One field: its label, the help under it (A70), its kind, its height in rows, and the choices of a pick."""

    label: str
    help: str = ""
    kind: str = TEXT
    rows: int = 2
    choices: tuple = ()
    prompt: str = ""


CYCLE = {
    "meets_on": Field("Held on", "The day of this meeting.", DATE),
    "started_at": Field("Started at", "When you sat down together.", MOMENT),
    "minutes": Field("Minutes", "How long it took.", MINUTES),
    "praise": Field("What went well", "One thing you saw or heard them do, as exactly as you can."),
    "praise_effect": Field("Its effect on pupils", "What pupils did because of it."),
    "probe_question": Field("Your question", "An open question about what you saw: what, when, how did you know?"),
    "probe_answer": Field("Their answer", "In their own words, as near as you can."),
    "no_focus_reason": Field(
        "Why is there no focus before the next meeting?",
        "A week may go without one. Leave this if there is a focus.",
        PICK,
        choices=tuple(NoFocus.choices),
    ),
    "no_focus_note": Field("Anything to add", "For “another reason”, say which."),
    "passed_over_reason": Field(
        "Pass over what is left, with one reason",
        "Only if you will not fill it in. It covers everything above that does not have to be done.",
    ),
    "next_meeting_on": Field("Next meeting", "The day on which the foci are due.", DATE),
}
FOCUS = {
    "key_action": Field(
        "Do this",
        "What they will do differently: something another person could see. Aim for twelve words.",
        prompt="do",
    ),
    "one_step": Field("This is already one small step", "", TICK),
    "so_that": Field("so that", "What pupils will do, know or show because of it. One line is enough.", prompt="so"),
    "written_together": Field("We wrote this together", "", TICK),
    "why_now": Field(
        "Why does this matter most now?",
        "Pick the strongest reason.",
        PICK,
        choices=tuple(WhyNow.choices),
    ),
    "why_now_note": Field("More about why", "Only if it helps.", rows=1),
    "no_evidence_reason": Field("No evidence for it? Say why", "Leave this if you tick or add evidence.", rows=1),
    "plan_lesson": Field("Lesson or class", "Where they will try it first, such as 8C, period 3.", rows=1),
    "plan_on": Field("On", "The day of that lesson.", DATE),
    "script": Field("Script", "The very words they will say. They can write it too, during the week.", rows=3),
    "follow_up": Field("Follow-up", "Such as: drop in for ten minutes, period 3.", rows=1),
    "follow_up_on": Field("Follow-up on", "The day you will do that.", DATE),
    "ready": Field("Ready to try it?", "Ask them, after the last round.", PICK, choices=tuple(Ready.choices)),
}
# Of a focus, what may be filled in while the week is live too, by where it stands on the page.
GROUPS = {
    "together": ("written_together",),
    "why": ("why_now", "why_now_note"),
    "no_evidence": ("no_evidence_reason",),
    "plan": ("plan_lesson", "plan_on", "script"),
    "following_up": ("follow_up", "follow_up_on"),
    "readiness": ("ready",),
}
STEP = {"text": Field("Step", "", rows=1)}
OUTCOME = {
    "result": Field("What became of it?", "", PICK, choices=tuple(Result.choices)),
    "effect": Field("Its effect on pupils", "What you or they noticed pupils do. You can leave this."),
    "let_go_reason": Field("Reason for letting it go", "Only if you let it go.", rows=1),
}
REHEARSAL = {
    "rehearsed": Field("What was rehearsed", "What they said and did, with you as the class."),
    "changed": Field("What changed after feedback", "What will be different in the next round."),
}
# Sent with a button only, never autosaved: it becomes a row of the log.
EVIDENCE = {
    "source": Field("Source", "", PICK, choices=tuple(Source.choices)),
    "seen_on": Field("Seen or heard on", "Not after this meeting.", DATE),
    "seen": Field("What was seen or said", "Only what a camera would have caught."),
    "meaning": Field("What it may mean", "Kept apart from what was seen.", rows=1),
}

PARKED = {"why": Field("Why does it wait?", "You can leave this. Your ECT reads it.", rows=1)}

_TABLES = {
    "cycle": CYCLE,
    "focus": FOCUS,
    "step": STEP,
    "outcome": OUTCOME,
    "rehearsal": REHEARSAL,
    "parked": PARKED,
}


def field_at(name):
    """The field that `name` addresses, or None where it addresses none."""
    address = address_of(name)
    return _TABLES[address.kind][address.field] if address else None
