"""What people see and press of the week."""

from coaching.views.autosave import autosave, parse_wording
from coaching.views.bank import find_step, step_use
from coaching.views.checks import check_focus, check_week, keep_focus, merge_foci
from coaching.views.ect import journey, tick_step, write_script
from coaching.views.home import home, lift_pause, pause_pair, start_week
from coaching.views.live import close_week, correct_outcome, propose_focus, reword_focus, use_for_other, withdraw_focus
from coaching.views.meeting import meeting
from coaching.views.notes import write_line, write_note
from coaching.views.slips import slip

__all__ = [
    "autosave",
    "check_focus",
    "check_week",
    "close_week",
    "correct_outcome",
    "find_step",
    "home",
    "journey",
    "keep_focus",
    "lift_pause",
    "meeting",
    "merge_foci",
    "parse_wording",
    "pause_pair",
    "propose_focus",
    "reword_focus",
    "slip",
    "start_week",
    "step_use",
    "tick_step",
    "use_for_other",
    "withdraw_focus",
    "write_line",
    "write_note",
    "write_script",
]
