"""The rows that a `Meeting` is made of, each kind by one query whose SQL is made once."""

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from coaching.checks import told_checks
from coaching.models import Achievable, Citation, Correction, Cycle, Focus, Parked, Rehearsal, Rewording, Step
from coaching.origin import told_source
from evidence.models import Evidence
from schools.prepared import attach, prepared


def week_before(cycle):
    """The ECT's latest week at the school that was set before `cycle` was, with its mentor; None for none."""
    of_ect = {"school": cycle.school_id, "ect": cycle.ect_id, "but": cycle.pk}
    found = _set_weeks(**of_ect) if cycle.is_draft else _set_before(**of_ect, at=cycle.set_at)
    return found[0] if found else None


def _weeks_set(school, ect, but):
    weeks = Cycle.objects.of_ect(school_id=school, ect_id=ect).set().exclude(pk=but)
    return weeks.select_related("mentorship__mentor").order_by("-set_at", "-pk")


@prepared
def _set_weeks(*, school, ect, but):
    return _weeks_set(school, ect, but)[:1]


@prepared
def _set_before(*, school, ect, but, at):
    return _weeks_set(school, ect, but).filter(set_at__lt=at)[:1]


def foci_of(cycle, weeks, *, asked=()):
    """The foci of these weeks, and the `asked` about (their ids), with all that the page of `cycle` shows of them.

    Five queries for a draft, six for a live week, seven for a reviewed one; one where there are none.
    """
    foci = _foci(weeks=weeks, asked=list(asked))
    ids = [focus.pk for focus in foci]
    if not ids:
        return foci
    attach(foci, "steps", _steps(foci=ids))
    attach(foci, "achievable_answers", _answers(foci=ids))
    attach(foci, "citations", _citations(foci=ids))
    attach(foci, "rehearsals", _rehearsals(foci=ids))
    if not cycle.is_draft:
        attach(foci, "rewordings", _rewordings(foci=ids))
    if cycle.is_reviewed:
        outcomes = [focus.outcome for focus in foci if hasattr(focus, "outcome")]
        if outcomes:
            attach(outcomes, "corrections", _corrections(outcomes=[outcome.pk for outcome in outcomes]))
    return foci


@prepared
def _foci(*, weeks, asked):
    # Of a focus that the week asks about, the prompts that it was set under come along.
    foci = Focus.objects.filter(Q(cycle_id__in=weeks) | Q(pk__in=asked)).select_related("outcome", "bank_step")
    return foci.annotate(its_prompts=F("cycle__prompts"), checks_told=told_checks(), source_told=told_source())


@prepared
def _steps(*, foci):
    return Step.objects.filter(focus__in=foci).select_related("tick", "line")


@prepared
def _answers(*, foci):
    return Achievable.objects.filter(focus__in=foci)


@prepared
def _citations(*, foci):
    return Citation.objects.filter(focus__in=foci).select_related("evidence__gathered_by", "evidence__area")


@prepared
def _rehearsals(*, foci):
    return Rehearsal.objects.filter(focus__in=foci)


@prepared
def _rewordings(*, foci):
    return Rewording.objects.filter(focus__in=foci).select_related("by")


@prepared
def _corrections(*, outcomes):
    return Correction.objects.filter(outcome__in=outcomes).select_related("by")


def evidence_since(cycle, last):
    """What was logged about the ECT since the last meeting, up to this one, newest first; at most a hundred."""
    of_ect = {"school": cycle.school_id, "ect": cycle.ect_id, "until": cycle.meets_on}
    return _seen_between(**of_ect, since=last.meets_on) if last else _seen_until(**of_ect)


def _seen(school, ect, until):
    rows = Evidence.objects.of_ect(school_id=school, ect_id=ect).filter(seen_on__lte=until)
    return rows.select_related("gathered_by", "area").order_by("-seen_on", "-pk")


@prepared
def _seen_between(*, school, ect, until, since):
    return _seen(school, ect, until).filter(seen_on__gte=since)[:100]


@prepared
def _seen_until(*, school, ect, until):
    return _seen(school, ect, until)[:100]


@prepared
def later_list(*, school_id, ect_id):
    """The candidates that wait: next in line first, then the newest. One query."""
    waiting = Parked.objects.filter(school_id=school_id, ect_id=ect_id, brought_back_at=None, dropped_at=None)
    # Of what was left over, the line that it came from.
    waiting = waiting.annotate(came_line=Coalesce("came_from__line_id", "came_from_id"))
    return waiting.order_by("-next_in_line", "-at", "-pk")
