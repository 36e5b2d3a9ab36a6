"""The journey: all weeks of an ECT at a school, newest first, each focus with its outcome and its line (A19)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from actionsteps.wording import Wording
from coaching.checks import is_agreed, said_of, state_of, told_checks
from coaching.dates import day_of, long_day, minute, week_name
from coaching.drawing import marked
from coaching.house import Prompts, prompts_of
from coaching.meeting import outcome_of
from coaching.models import Correction, Cycle, Decision, Focus, NoFocus, Rewording, Step
from coaching.pairs import addresses
from coaching.parts import LABELS, TAGS
from coaching.revisits import WEEKS as WEEKS_LATER
from coaching.revisits import still_happening
from schools.prepared import prepared

WEEKS = 10


@dataclass(frozen=True)
class PastFocus:
    """A focus with what became of it."""

    sentence: object
    result: str
    tag: str
    effect: str
    became: str
    ticks: str
    turn: str
    was: str
    was_result: str
    difference: list
    still: str
    withdrawn: str
    is_withdrawn: bool
    corrections: list
    rewordings: list
    state: str


@dataclass(frozen=True)
class PastWeek:
    """A week with its foci; `no_focus` says why there is none, `erased` on which day its words went."""

    pk: int
    name: str
    met: str
    href: str
    mentor: str
    is_live: bool
    praise: str
    praise_effect: str
    no_focus: str
    is_agreed: bool
    erased: str
    foci: list


def weeks_of(*, school_id, ect_id, before=None):
    """Ten `PastWeek`s, newest first, of those before the Monday `before`, and the Monday to go on from (or "").

    Five queries for any number of weeks, foci and corrections. Nothing is counted, and a page deep down costs what
    the first one does: it starts from its key.
    """
    # The first page starts from the last day there is.
    weeks = _weeks_before(school=school_id, ect=ect_id, before=before or date.max)
    more = weeks[WEEKS - 1].week_of.isoformat() if len(weeks) > WEEKS else ""
    weeks = weeks[:WEEKS]
    foci = _foci(weeks)
    week = addresses("meeting")
    return [_week(one, week(one.pk), foci[one.pk]) for one in weeks], more


@prepared
def _weeks_before(*, school, ect, before):
    weeks = Cycle.objects.set().of_ect(school_id=school, ect_id=ect).filter(week_of__lt=before)
    return weeks.annotate(mentor=F("mentorship__mentor__name")).order_by("-week_of", "-pk")[: WEEKS + 1]


def _week(cycle, href, foci):
    note = f": {cycle.no_focus_note}" if cycle.no_focus_note else ""
    return PastWeek(
        pk=cycle.pk,
        name=week_name(cycle.week_of),
        met=f"{long_day(cycle.meets_on)}{f', {cycle.minutes} minutes' if cycle.minutes else ''}",
        href=href,
        mentor=cycle.mentor,
        is_live=cycle.is_live,
        praise=cycle.praise,
        praise_effect=cycle.praise_effect,
        no_focus=f"{NoFocus(cycle.no_focus_reason).label}{note}" if cycle.no_focus_reason else "",
        is_agreed=is_agreed([focus.state for focus in foci if not focus.is_withdrawn]),
        erased=week_name(day_of(cycle.erased_at)) if cycle.erased_at else "",
        foci=foci,
    )


def _foci(weeks):
    """By week, its `PastFocus`es in order of rank. Four queries."""
    foci = _foci_of(weeks=[week.pk for week in weeks])
    ids = [focus.pk for focus in foci]
    # What a focus was refined from may stand on the next page: its steps come along.
    before = [focus.refined_from_id for focus in foci if focus.refined_from_id]
    steps, corrections, rewordings = defaultdict(list), defaultdict(list), defaultdict(list)
    for focus_id, text, done in _steps_of(foci={*ids, *before}):
        steps[focus_id].append((text, done))
    for focus_id, result, note, name, at in _corrections_of(foci=ids):
        signed = f"{name}, {minute(at)}"
        corrections[focus_id].append({"value": result, "result": LABELS[result], "note": note, "signed": signed})
    for rewording in _rewordings_of(foci=ids):
        rewordings[rewording.focus_id].append(rewording)
    reviewed = {week.pk for week in weeks if week.is_reviewed}
    prompts = {week.pk: prompts_of(week) for week in weeks}
    shown = defaultdict(list)
    for focus in foci:
        # Until its week is reviewed an outcome is part of the next week's draft.
        outcome = outcome_of(focus) if focus.cycle_id in reviewed else None
        shown[focus.cycle_id].append(
            _focus(focus, prompts[focus.cycle_id], steps, outcome, corrections[focus.pk], rewordings[focus.pk])
        )
    return shown


@prepared
def _foci_of(*, weeks):
    return (
        Focus.objects.filter(cycle_id__in=weeks)
        .select_related("outcome")
        .annotate(
            # Of what it was refined from, no more than is shown: whole rows cost half as much again.
            was_key_action=F("refined_from__key_action"),
            was_one_step=F("refined_from__one_step"),
            was_so_that=F("refined_from__so_that"),
            was_result=F("refined_from__outcome__result"),
            was_prompts=F("refined_from__cycle__prompts"),
            still_in_round=still_happening(),
            checks_told=told_checks(),
        )
        .order_by("rank", "position")
    )


@prepared
def _steps_of(*, foci):
    steps = Step.objects.filter(focus_id__in=foci, retired_at=None).order_by("position", "pk")
    return steps.values_list("focus_id", "text", "tick__done")


@prepared
def _corrections_of(*, foci):
    corrections = Correction.objects.filter(outcome__focus_id__in=foci).order_by("at", "pk")
    return corrections.values_list("outcome__focus_id", "result", "note", "by__name", "at")


@prepared
def _rewordings_of(*, foci):
    return Rewording.objects.filter(focus_id__in=foci).order_by("at", "pk")


def _focus(focus, prompts, steps, outcome, corrections, rewordings):
    own, was = steps[focus.pk], None
    wording = _wording(focus.key_action, own, focus.one_step, focus.so_that)
    if focus.refined_from_id:
        was = _wording(focus.was_key_action, steps[focus.refined_from_id], focus.was_one_step, focus.was_so_that)
    result = corrections[-1]["value"] if corrections else outcome.result if outcome else ""
    return PastFocus(
        sentence=prompts.parts(wording),
        result=LABELS[result] if result else "",
        tag=TAGS[result] if result else "",
        effect=outcome.effect if outcome else "",
        became=_became(outcome),
        ticks=_ticks(own),
        turn=_turn(focus),
        was=Prompts(**focus.was_prompts).parts(was).text if was else "",
        was_result=LABELS[focus.was_result].lower() if focus.was_result else "",
        # Where it was erased meanwhile, nothing is known to have changed.
        difference=difference_lines(was.difference(wording))
        if was and not was.is_blank and not focus.carried_on
        else [],
        still=f"Still happening after {WEEKS_LATER[focus.still_in_round]} weeks" if focus.still_in_round else "",
        withdrawn=focus.withdrawn_reason,
        is_withdrawn=focus.is_withdrawn,
        corrections=corrections,
        rewordings=[
            {"was": prompts.parts(one.wording).text, "when": minute(one.at), "reason": one.reason} for one in rewordings
        ],
        state=state_of(said_of(focus.checks_told), wording),
    )


def _wording(key_action, steps, one_step, so_that):
    """The wording of a focus whose live steps were read beside it."""
    return Wording(key_action, () if one_step else tuple(text for text, _ in steps), so_that)


def difference_lines(difference):
    """A `Difference` as lines of HTML, a line for each part."""
    return [marked(runs) for runs in (difference.key_action, *difference.steps, difference.so_that) if runs]


def _ticks(steps):
    done = sum(1 for _, done in steps if done)
    return f"{done} of {len(steps)} {'step' if len(steps) == 1 else 'steps'} ticked" if steps else ""


def _turn(focus):
    if focus.turn == 1:
        return ""
    return f"Carried on unchanged, meeting {focus.turn}" if focus.carried_on else f"Refined, meeting {focus.turn}"


DECIDED = {
    Decision.REFINE: "Refined at the next meeting",
    Decision.REPLACE: "Replaced at the next meeting",
    Decision.CARRY_ON: "Carried on unchanged: there was no chance to try it",
    Decision.LET_GO: "Let go",
}


def _became(outcome):
    """What was decided about a focus that was not achieved, in words; "" where nothing had to be."""
    if outcome is None:
        return ""
    if outcome.handed_over:
        return "Handed over to the next mentor"
    words = DECIDED.get(outcome.decision, "")
    return f"{words}: {outcome.let_go_reason}" if words and outcome.let_go_reason else words
