"""What people see and press of the week."""

from coaching.views.advice import put_aside
from coaching.views.autosave import autosave, parse_wording
from coaching.views.bank import find_step
from coaching.views.checks import check_focus, check_week, keep_focus, merge_foci
from coaching.views.ect import journey, tick_step, write_script
from coaching.views.help import ask_for_help, asked, asked_here, asked_of_me, withdraw_question
from coaching.views.home import home, lift_pause, pause_pair, start_week
from coaching.views.live import close_week, correct_outcome, propose_focus, reword_focus, use_for_other, withdraw_focus
from coaching.views.mails import calendar, mails, renew_calendar, stop_mails
from coaching.views.meeting import meeting
from coaching.views.notes import write_line, write_note
from coaching.views.records import (
    access_record,
    earlier_record,
    earlier_records,
    offer_record,
    own_record,
    take_back_record,
    take_record,
)
from coaching.views.revisits import answer_still
from coaching.views.slips import slip
from coaching.views.starters import change_starter, find_starter, retire_starter, start_for_other, starters
from coaching.views.supported import supported_foci

__all__ = [
    "access_record",
    "answer_still",
    "ask_for_help",
    "asked",
    "asked_here",
    "asked_of_me",
    "autosave",
    "calendar",
    "change_starter",
    "check_focus",
    "check_week",
    "close_week",
    "correct_outcome",
    "earlier_record",
    "earlier_records",
    "find_starter",
    "find_step",
    "home",
    "journey",
    "keep_focus",
    "lift_pause",
    "mails",
    "meeting",
    "merge_foci",
    "offer_record",
    "own_record",
    "parse_wording",
    "pause_pair",
    "propose_focus",
    "put_aside",
    "retire_starter",
    "renew_calendar",
    "reword_focus",
    "slip",
    "start_for_other",
    "start_week",
    "starters",
    "stop_mails",
    "supported_foci",
    "take_back_record",
    "take_record",
    "tick_step",
    "use_for_other",
    "withdraw_focus",
    "withdraw_question",
    "write_line",
    "write_note",
    "write_script",
]
