"""What happens in the bank."""

from actionsteps.actions.bringing import bring_in, clear_uploads, keep_upload, plan_of
from actionsteps.actions.keeping import change_step, discard_step, favour, publish_step, retire_step, write_step
from actionsteps.actions.own import (
    add_area,
    change_area,
    count_uses,
    keep_usual_words,
    retire_area,
    settle_bank,
    settle_schools,
)
from actionsteps.actions.proposals import accept_proposal, decline_proposal, offer_to_trust, propose, withdraw_proposal
from actionsteps.actions.searches import note_sought
from actionsteps.actions.words import learn, relearn

__all__ = [
    "accept_proposal",
    "add_area",
    "bring_in",
    "change_area",
    "change_step",
    "clear_uploads",
    "count_uses",
    "decline_proposal",
    "discard_step",
    "favour",
    "keep_upload",
    "keep_usual_words",
    "learn",
    "note_sought",
    "offer_to_trust",
    "plan_of",
    "propose",
    "publish_step",
    "relearn",
    "retire_area",
    "retire_step",
    "settle_bank",
    "settle_schools",
    "withdraw_proposal",
    "write_step",
]
