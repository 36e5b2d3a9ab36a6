"""The shared bank: its steps, what they are sorted by, who proposed what, how a school wants it."""

from actionsteps.models.area import Area
from actionsteps.models.keeping import Proposal, ProposalDecision, Upload
from actionsteps.models.searches import Sought
from actionsteps.models.settings import PROMPTS, BankSettings, Policy, prompts_named
from actionsteps.models.step import WRITTEN, ActionStep, ActionStepQuerySet, Facet, FacetKind, Favourite, Version
from actionsteps.models.words import Slip, Word

__all__ = [
    "PROMPTS",
    "WRITTEN",
    "ActionStep",
    "ActionStepQuerySet",
    "Area",
    "BankSettings",
    "Facet",
    "FacetKind",
    "Favourite",
    "Policy",
    "Proposal",
    "ProposalDecision",
    "Slip",
    "Sought",
    "Upload",
    "Version",
    "Word",
    "prompts_named",
]
