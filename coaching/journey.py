"""The journey: all weeks of an ECT at a school, newest first, each focus with its outcome and its line (A19)."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from actionsteps.wording import Wording
from coaching.dates import long_day, minute, week_name
from coaching.models import Correction, Cycle, Decision, Focus, NoFocus, Result, Rewording, Step
from coaching.pairs import addresses

WEEKS = 10
TAGS = {Result.ACHIEVED: "tag--done", Result.PARTLY: "tag--now", Result.NOT_YET: "tag--warn", Result.NO_CHANCE: "tag--wait"}


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
    was: object
    was_result: str
    difference: object
    withdrawn: str
    is_withdrawn: bool
    corrections: list
    rewordings: list


@dataclass(frozen=True)
class PastWeek:
    """A week with its foci; `no_focus` says why there is none."""

    pk: int
    name: str
    met: str
    href: str
    mentor: str
    is_live: bool
    praise: str
    praise_effect: str
    no_focus: str
    foci: list


def weeks_of(*, school_id, ect_id, before=None):
    """Ten `PastWeek`s, newest first, of those before the Monday `before`, and the Monday to go on from (or "").

    Five queries for any number of weeks, foci and corrections. Nothing is counted, and a page deep down costs what
    the first one does: it starts from its key.
    """
    weeks = Cycle.objects.set().of_ect(school_id=school_id, ect_id=ect_id)
    if before is not None:
        weeks = weeks.filter(week_of__lt=before)
    weeks = list(weeks.select_related("mentorship__mentor").order_by("-week_of", "-pk")[: WEEKS + 1])
    more = weeks[WEEKS - 1].week_of.isoformat() if len(weeks) > WEEKS else ""
    weeks = weeks[:WEEKS]
    foci = _foci(weeks)
    week = addresses("meeting")
    return [_week(one, week(one.pk), foci[one.pk]) for one in weeks], more


def _week(cycle, href, foci):
    note = f": {cycle.no_focus_note}" if cycle.no_focus_note else ""
    return PastWeek(
        pk=cycle.pk,
        name=week_name(cycle.week_of),
        met=f"{long_day(cycle.meets_on)}{f', {cycle.minutes} minutes' if cycle.minutes else ''}",
        href=href,
        mentor=cycle.mentorship.mentor.name,
        is_live=cycle.is_live,
        praise=cycle.praise,
        praise_effect=cycle.praise_effect,
        no_focus=f"{NoFocus(cycle.no_focus_reason).label}{note}" if cycle.no_focus_reason else "",
        foci=foci,
    )


def _foci(weeks):
    """By week, its `PastFocus`es in order of rank. Four queries."""
    foci = list(
        Focus.objects.filter(cycle_id__in=[week.pk for week in weeks])
        .select_related("outcome", "refined_from__outcome", "replaces")
        .order_by("rank", "position")
    )
    ids = [focus.pk for focus in foci]
    # What a focus was refined from may stand on the next page: its steps come along.
    before = [focus.refined_from_id for focus in foci if focus.refined_from_id]
    steps = defaultdict(list)
    for step in Step.objects.filter(focus_id__in={*ids, *before}).select_related("tick").order_by("position", "pk"):
        steps[step.focus_id].append(step)
    corrections, rewordings = defaultdict(list), defaultdict(list)
    for correction in Correction.objects.filter(outcome__focus_id__in=ids).select_related("by", "outcome").order_by("at", "pk"):
        corrections[correction.outcome.focus_id].append(correction)
    for rewording in Rewording.objects.filter(focus_id__in=ids).order_by("at", "pk"):
        rewordings[rewording.focus_id].append(rewording)
    successors = {focus.refined_from_id or focus.replaces_id: focus for focus in foci}
    shown = defaultdict(list)
    for focus in foci:
        shown[focus.cycle_id].append(
            _focus(focus, steps, corrections[focus.pk], rewordings[focus.pk], successors.get(focus.pk))
        )
    return shown


def _focus(focus, steps, corrections, rewordings, successor):
    outcome = getattr(focus, "outcome", None)
    kept = [step for step in steps[focus.pk] if step.retired_at is None]
    wording = focus.wording_of(kept)
    before = focus.refined_from
    was = before.wording_of([step for step in steps[before.pk] if step.retired_at is None]) if before else None
    result = corrections[-1].result if corrections else outcome.result if outcome else ""
    return PastFocus(
        sentence=wording.parts(),
        result=Result(result).label if result else "",
        tag=TAGS.get(result, ""),
        effect=outcome.effect if outcome else "",
        became=_became(outcome, successor),
        ticks=_ticks(kept),
        turn=_turn(focus),
        was=was.parts() if was else None,
        was_result=_result_of(before),
        difference=was.difference(wording) if was and not focus.carried_on else None,
        withdrawn=focus.withdrawn_reason,
        is_withdrawn=focus.is_withdrawn,
        corrections=[
            {"result": Result(one.result).label, "note": one.note, "signed": f"{one.by.name}, {minute(one.at)}"}
            for one in corrections
        ],
        rewordings=[
            {
                "was": Wording(one.key_action, tuple(one.steps), one.so_that).parts(),
                "when": minute(one.at),
                "reason": one.reason,
            }
            for one in rewordings
        ],
    )


def _result_of(focus):
    outcome = getattr(focus, "outcome", None) if focus else None
    return Result(outcome.result).label.lower() if outcome and outcome.result else ""


def _ticks(steps):
    done = sum(1 for step in steps if getattr(step, "tick", None) is not None and step.tick.done)
    return f"{done} of {len(steps)} {'step' if len(steps) == 1 else 'steps'} ticked" if steps else ""


def _turn(focus):
    if focus.turn == 1:
        return ""
    return f"Carried on unchanged, meeting {focus.turn}" if focus.carried_on else f"Refined, meeting {focus.turn}"


def _became(outcome, successor):
    """What was decided about a focus that was not achieved, in a sentence; "" where nothing had to be."""
    if outcome is None:
        return ""
    if outcome.handed_over:
        return "Handed over to the next mentor"
    if outcome.decision == Decision.LET_GO:
        return f"Let go: {outcome.let_go_reason}" if outcome.let_go_reason else "Let go"
    words = {
        Decision.REFINE: "Refined at the next meeting",
        Decision.REPLACE: "Replaced at the next meeting",
        Decision.CARRY_ON: "Carried on unchanged: there was no chance to try it",
    }
    # While the next week is only a draft, what it makes of this one is the mentor's own.
    return words.get(outcome.decision, "") if successor is not None or outcome.decision else ""


def address_of(mentorship):
    """Where the journey of a mentorship's ECT stands."""
    return reverse("coaching:journey", args=[mentorship.school_id, mentorship.ect_id])
