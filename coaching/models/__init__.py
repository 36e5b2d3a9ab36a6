"""What is always true of the week, its foci, their review and what waits for later."""

from coaching.models.cycle import Cycle, CycleQuerySet, NoFocus
from coaching.models.focus import Achievable, Citation, Focus, Rehearsal, Rewording, Step, Tick, WhyNow
from coaching.models.later import Parked
from coaching.models.review import Correction, Decision, Outcome, Result

__all__ = [
    "Achievable",
    "Citation",
    "Correction",
    "Cycle",
    "CycleQuerySet",
    "Decision",
    "Focus",
    "NoFocus",
    "Outcome",
    "Parked",
    "Rehearsal",
    "Result",
    "Rewording",
    "Step",
    "Tick",
    "WhyNow",
]
