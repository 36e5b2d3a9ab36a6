"""A week with everything its page shows, in a fixed number of queries."""

from dataclasses import dataclass, field
from functools import cached_property

from coaching.house import Prompts, house_of, prompts_of
from coaching.lines import is_stuck, stories_of
from coaching.models import Cycle, Focus, Parked, Revisit
from coaching.origin import sources_of
from coaching.revisits import revisit_of
from coaching.rows import evidence_since, foci_of, later_list, week_before
from coaching.rules import present_answer
from evidence.models import Evidence

# Typed into a focus's box beside its wording: a focus that holds any of these is not blank.
NOTES = ("why_now_note", "no_evidence_reason", "plan_lesson", "script", "follow_up", "why_now", "ready")


def in_order(rows):
    """Rows that are only added, oldest first: sorted here, as to ask for an order costs more CPU than to read them."""
    return sorted(rows, key=lambda row: (row.at, row.pk))


def tick_of(step):
    """The tick of a step, done or taken off again; None where there never was one. Reads `tick`: select it."""
    return getattr(step, "tick", None)


def outcome_of(focus):
    """The outcome of a focus, or None. Reads `outcome`: select it."""
    return getattr(focus, "outcome", None)


def result_given(focus):
    """The outcome of a focus as it was given; "" while nobody has said. Reads `outcome`: select it."""
    outcome = outcome_of(focus)
    return outcome.result if outcome else ""


def result_of(focus):
    """What became of a focus as it stands now: the last correction, else the outcome; "" while nobody has said.

    Reads `outcome` and its `corrections`: load them.
    """
    outcome = outcome_of(focus)
    if outcome is None:
        return ""
    corrections = in_order(outcome.corrections.all())
    return corrections[-1].result if corrections else outcome.result


@dataclass
class Meeting:
    """One week, its foci by rank, the week before with its foci, the evidence since then and the later list.

    `last` is, for a draft, the ECT's latest set week at the school, whoever mentored then; `last.is_live` while it
    waits to be reviewed. `evidence` is for drafts and live weeks, `later` for drafts. `revisit` is what the week
    asks, if anything, about an achieved focus, `revisited`.
    """

    cycle: Cycle
    foci: list[Focus]
    last: Cycle | None = None
    last_foci: list[Focus] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    later: list[Parked] = field(default_factory=list)
    revisit: Revisit | None = None
    revisited: Focus | None = None

    @classmethod
    def load(cls, cycle):
        """The `Meeting` of `cycle`, whose mentorship and people are loaded. Eight queries at most."""
        last = week_before(cycle)
        revisit = revisit_of(cycle)
        asked = [revisit.focus_id] if revisit else []
        rows = foci_of(cycle, [cycle.pk] + ([last.pk] if last else []), asked=asked)
        rows.sort(key=lambda focus: (focus.rank, focus.position))
        foci = [focus for focus in rows if focus.cycle_id == cycle.pk]
        last_foci = [focus for focus in rows if last and focus.cycle_id == last.pk]
        for focus in foci:
            focus.cycle = cycle
        for focus in last_foci:
            focus.cycle = last
        _tie(foci, rows)
        meeting = cls(cycle=cycle, foci=foci, last=last, last_foci=last_foci, revisit=revisit)
        if revisit:
            meeting.revisited = next(focus for focus in rows if focus.pk == revisit.focus_id)
        if not cycle.is_reviewed:
            meeting.evidence = evidence_since(cycle, last)
        if cycle.is_draft:
            meeting.later = later_list(school_id=cycle.school_id, ect_id=cycle.ect_id)
        return meeting

    @cached_property
    def _wordings(self):
        return {focus.pk: focus.wording for focus in [*self.foci, *self.last_foci, *self.earlier]}

    @property
    def earlier(self):
        """The focus that the week asks about, where it is none of last week's."""
        if self.revisited is None or any(focus.pk == self.revisited.pk for focus in self.last_foci):
            return []
        return [self.revisited]

    def wording(self, focus):
        """The wording of one of its foci, worked out once."""
        return self._wordings[focus.pk]

    @cached_property
    def house(self):
        """What the school has settled about its foci. Reads the week's school and its `bank_settings`: select them."""
        return house_of(self.cycle.school)

    @cached_property
    def prompts(self):
        """The prompts that this week reads under."""
        return prompts_of(self.cycle)

    @cached_property
    def last_prompts(self):
        """The prompts that the week before was set under."""
        return prompts_of(self.last)

    def prompts_then(self, focus):
        """The prompts that an earlier focus was set under."""
        return Prompts(**focus.its_prompts) if focus in self.earlier else self.last_prompts

    @cached_property
    def _sources(self):
        return sources_of(self.foci)

    def source(self, focus):
        """The wording of the bank step that one of this week's foci started from, as it was chosen; or None."""
        return self._sources.get(focus.pk)

    @cached_property
    def _stories(self):
        return stories_of([focus for focus in [*self.foci, *self.last_foci] if self._is_stuck(focus)])

    def _is_stuck(self, focus):
        if focus.is_withdrawn or not self.cycle.is_draft:
            return False
        return is_stuck(focus, result_given(focus))

    def story(self, focus):
        """The `Story` of the line of a focus where it was refined twice or not achieved again (A20), else None. One
        query in all, where there is one to tell."""
        return self._stories.get(focus.line_id) if self._is_stuck(focus) else None

    def answer(self, focus):
        """The `Achievable` answer to the present wording of a focus, or None: then it is to be asked (A15, A27)."""
        return present_answer(self.wording(focus), in_order(focus.achievable_answers.all()))

    @cached_property
    def written(self):
        """The foci that hold anything; a box nobody typed in is removed when the week is set."""
        return [focus for focus in self.foci if not is_untouched(focus)]

    @cached_property
    def to_review(self):
        """Last week's foci that an outcome is owed for; none once last week was reviewed."""
        if self.last is None or not self.last.is_live:
            return []
        return [focus for focus in self.last_foci if not focus.is_withdrawn]

    @cached_property
    def not_achieved(self):
        """Last week's foci about which something is to be decided, or was."""
        return [
            focus
            for focus in self.last_foci
            if not focus.is_withdrawn and outcome_of(focus) and outcome_of(focus).not_achieved
        ]

    def successor(self, focus):
        """The focus of this week that a focus of last week was refined into or carries on as, or None."""
        return next((new for new in self.foci if new.refined_from_id == focus.pk), None)

    def replacement(self, focus):
        """The focus of this week that stands in the place of a focus of last week, or None."""
        return next((new for new in self.foci if new.replaces_id == focus.pk), None)


def is_untouched(focus):
    """Whether nobody put anything into a focus's box. Reads steps, citations and rehearsals: prefetch them."""
    if focus.refined_from_id or focus.replaces_id or focus.plan_on or focus.follow_up_on:
        return False
    texts = [focus.key_action, focus.so_that, *(getattr(focus, name) for name in NOTES)]
    texts += [step.text for step in focus.steps.all()]
    texts += [text for rehearsal in focus.rehearsals.all() for text in (rehearsal.rehearsed, rehearsal.changed)]
    return not any(text.strip() for text in texts) and not focus.citations.all()


def _tie(foci, rows):
    """Give each focus of this week the loaded focus it came from."""
    known = {focus.pk: focus for focus in rows}
    for focus in foci:
        for name in ("refined_from", "replaces"):
            if earlier := known.get(getattr(focus, f"{name}_id")):
                setattr(focus, name, earlier)
