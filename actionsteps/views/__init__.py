"""What people see and press of the bank."""

from actionsteps.views.exchange import bring_steps, confirm_steps, take_bank
from actionsteps.views.keeping import (
    change_step,
    discard_step,
    kept_bank,
    offer_step,
    publish_step,
    retire_step,
    write_step,
)
from actionsteps.views.own import add_area, change_area, retire_area, settle_bank, settle_schools, settle_trust
from actionsteps.views.proposals import decline_proposal, proposal, proposals, withdraw_proposal
from actionsteps.views.shelf import action_step, bank, favour_step
from actionsteps.views.wording import check_wording

__all__ = [
    "action_step",
    "add_area",
    "bank",
    "bring_steps",
    "change_area",
    "change_step",
    "check_wording",
    "confirm_steps",
    "decline_proposal",
    "discard_step",
    "favour_step",
    "kept_bank",
    "offer_step",
    "proposal",
    "proposals",
    "publish_step",
    "retire_area",
    "retire_step",
    "settle_bank",
    "settle_schools",
    "settle_trust",
    "take_bank",
    "withdraw_proposal",
    "write_step",
]
