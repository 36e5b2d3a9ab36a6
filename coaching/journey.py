"""The journey: all weeks of an ECT at a school, newest first, each focus with its outcome and its line (A19)."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join

from actionsteps.difference import ADDED, REMOVED, SAME
from actionsteps.wording import Wording
from coaching.dates import long_day, minute, week_name
from coaching.house import prompts_of
from coaching.meeting import outcome_of
from coaching.models import Correction, Cycle, Decision, Focus, NoFocus, Result, Rewording, Step
from coaching.pairs import addresses
from coaching.parts import TAGS

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
        .select_related("outcome", "refined_from__outcome", "refined_from__cycle")
        .order_by("rank", "position")
    )
    ids = [focus.pk for focus in foci]
    # What a focus was refined from may stand on the next page: its steps come along.
    before = [focus.refined_from_id for focus in foci if focus.refined_from_id]
    steps, corrections, rewordings = defaultdict(list), defaultdict(list), defaultdict(list)
    for focus_id, text, done in (
        Step.objects.filter(focus_id__in={*ids, *before}, retired_at=None)
        .order_by("position", "pk")
        .values_list("focus_id", "text", "tick__done")
    ):
        steps[focus_id].append((text, done))
    for correction in (
        Correction.objects.filter(outcome__focus_id__in=ids).select_related("by", "outcome").order_by("at", "pk")
    ):
        corrections[correction.outcome.focus_id].append(correction)
    for rewording in Rewording.objects.filter(focus_id__in=ids).order_by("at", "pk"):
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


def _focus(focus, prompts, steps, outcome, corrections, rewordings):
    before, own = focus.refined_from, steps[focus.pk]
    wording = _wording(focus, own)
    was = _wording(before, steps[before.pk]) if before else None
    result = corrections[-1].result if corrections else outcome.result if outcome else ""
    return PastFocus(
        sentence=prompts.parts(wording),
        result=Result(result).label if result else "",
        tag=TAGS[result] if result else "",
        effect=outcome.effect if outcome else "",
        became=_became(outcome),
        ticks=_ticks(own),
        turn=_turn(focus),
        was=prompts_of(before.cycle).parts(was).text if was else "",
        was_result=_result_of(before),
        difference=difference_lines(was.difference(wording)) if was and not focus.carried_on else [],
        withdrawn=focus.withdrawn_reason,
        is_withdrawn=focus.is_withdrawn,
        corrections=[
            {"result": Result(one.result).label, "note": one.note, "signed": f"{one.by.name}, {minute(one.at)}"}
            for one in corrections
        ],
        rewordings=[
            {"was": prompts.parts(one.wording).text, "when": minute(one.at), "reason": one.reason} for one in rewordings
        ],
    )


def _wording(focus, steps):
    """The wording of a focus whose live steps were read beside it."""
    return Wording(focus.key_action, () if focus.one_step else tuple(text for text, _ in steps), focus.so_that)


def difference_lines(difference):
    """A `Difference` as lines of HTML, a line for each part; what people typed is escaped here."""
    return [_marked(runs) for runs in (difference.key_action, *difference.steps, difference.so_that) if runs]


MARKS = {ADDED: "<ins>{}</ins>", REMOVED: "<del>{}</del>", SAME: "{}"}


def _marked(runs):
    return format_html_join(" ", "{}", ((format_html(MARKS[run.kind], run.text),) for run in runs))


def _result_of(focus):
    """What became of a focus when it was reviewed, in small letters."""
    outcome = outcome_of(focus) if focus else None
    return Result(outcome.result).label.lower() if outcome and outcome.result else ""


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
