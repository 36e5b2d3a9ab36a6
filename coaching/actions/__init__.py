"""What happens in a week. Each action is a verb: keyword-only, `by=`, `at=`, one transaction: lock, ask, write.

Each raises `Refused` with the reason where a rule is against it, and ValidationError where the content is.
"""

from coaching.actions.checking import check_focus, check_week, keep_focus, take_suggested
from coaching.actions.choosing import advise_again, choose, dismiss
from coaching.actions.entries import (
    add_rehearsal,
    add_step,
    cite,
    log_evidence,
    remove_rehearsal,
    remove_step,
    uncite,
)
from coaching.actions.foci import (
    add_focus,
    answer_achievable,
    bring_back,
    carry_on,
    drop_parked,
    let_go,
    make_smaller,
    park,
    promote,
    refine,
    remove_focus,
    replace,
    undecide,
)
from coaching.actions.helping import ask_for_help, reply_to_question, withdraw_question
from coaching.actions.live import reword_focus, tick_step, withdraw_focus, write_script
from coaching.actions.merging import merge_foci
from coaching.actions.noting import send_note, take_back_note, write_line, write_note
from coaching.actions.review import correct_outcome, give_outcome, hand_over
from coaching.actions.revisiting import answer_still, refine_again
from coaching.actions.saving import Saved, save_fields
from coaching.actions.sharing import use_for_other
from coaching.actions.slips import log_slip
from coaching.actions.splitting import split_focus
from coaching.actions.starting import start_for_other, start_from
from coaching.actions.stretching import stretch
from coaching.actions.weeks import close_week, discard_week, move_meeting, open_to_ect, set_week, start_week

__all__ = [
    "Saved",
    "add_focus",
    "add_rehearsal",
    "add_step",
    "advise_again",
    "answer_achievable",
    "answer_still",
    "ask_for_help",
    "bring_back",
    "carry_on",
    "check_focus",
    "check_week",
    "choose",
    "cite",
    "close_week",
    "correct_outcome",
    "discard_week",
    "dismiss",
    "drop_parked",
    "give_outcome",
    "hand_over",
    "keep_focus",
    "let_go",
    "log_evidence",
    "log_slip",
    "make_smaller",
    "merge_foci",
    "move_meeting",
    "open_to_ect",
    "park",
    "promote",
    "refine",
    "refine_again",
    "remove_focus",
    "remove_rehearsal",
    "remove_step",
    "replace",
    "reply_to_question",
    "reword_focus",
    "save_fields",
    "send_note",
    "set_week",
    "split_focus",
    "start_for_other",
    "start_from",
    "start_week",
    "stretch",
    "take_suggested",
    "take_back_note",
    "tick_step",
    "uncite",
    "undecide",
    "use_for_other",
    "withdraw_focus",
    "withdraw_question",
    "write_line",
    "write_note",
    "write_script",
]
