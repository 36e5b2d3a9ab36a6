"""What is always true of the week, its foci, their review and what waits for later."""

from coaching.models.check import Answer, Check, Reply
from coaching.models.cycle import Cycle, CycleQuerySet, NoFocus
from coaching.models.earlier import EarlierRecord
from coaching.models.ect import MeetingNote, StepLine
from coaching.models.focus import Achievable, Citation, Focus, Rehearsal, Rewording, Step, Tick, WhyNow
from coaching.models.help import Asked
from coaching.models.later import Parked
from coaching.models.reminder import MAILS, QUESTION, CalendarAddress, Digest, MailSettings, Reminder, ReminderKind
from coaching.models.review import Correction, Decision, Outcome, Result, put_right
from coaching.models.revisit import Revisit
from coaching.models.starter import Starter, StarterKind

__all__ = [
    "MAILS",
    "QUESTION",
    "Achievable",
    "Answer",
    "Asked",
    "CalendarAddress",
    "Check",
    "Citation",
    "Correction",
    "Cycle",
    "CycleQuerySet",
    "Decision",
    "Digest",
    "EarlierRecord",
    "Focus",
    "MailSettings",
    "MeetingNote",
    "NoFocus",
    "Outcome",
    "Parked",
    "Rehearsal",
    "Reminder",
    "ReminderKind",
    "Reply",
    "Result",
    "Revisit",
    "Rewording",
    "Starter",
    "StarterKind",
    "Step",
    "StepLine",
    "Tick",
    "WhyNow",
    "put_right",
]
