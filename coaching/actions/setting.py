"""The parts of setting a week: what was left before, reviewing, tidying, the facts that are kept."""

from actionsteps.normal import normal_text
from actionsteps.precision import check
from coaching.actions.places import untie
from coaching.meeting import is_untouched, result_of
from coaching.models import Focus, MeetingNote, Result, Rewording
from coaching.models.focus import Step
from coaching.origin import origin_of, sources_of


def review(cycle, *, by, at):
    """Stamp a set week as reviewed: from now on it is read-only for people."""
    cycle.reviewed_at, cycle.reviewed_by = at, by
    cycle.save(update_fields=["reviewed_at", "reviewed_by"])


def tie_note(cycle):
    """The note that was sent and waits was read in this week, which is being set. An unsent one goes on waiting."""
    waiting = MeetingNote.objects.filter(school=cycle.school_id, ect=cycle.ect_id, cycle=None, sent_at__isnull=False)
    waiting.exclude(went_well="", to_discuss="").update(cycle=cycle)


def tidy(meeting, *, by, at):
    """Remove what nobody typed in; make one small step its own step, which the ECT ticks (A22).

    Steps that were typed and then said to be one are retired, not deleted.
    """
    for focus in meeting.foci:
        if is_untouched(focus):
            untie(Focus.objects.filter(pk=focus.pk))
            focus.delete()
            continue
        blank = [step.pk for step in focus.steps.all() if not step.text.strip()]
        focus.steps.filter(pk__in=blank).delete()
        if focus.one_step:
            focus.steps.filter(retired_at=None).update(retired_at=at, retired_by=by)
            Step.objects.create(school_id=focus.school_id, focus=focus, position=1, text=focus.key_action)


def keep_all_facts(foci):
    """Store what figures need of the foci that are set."""
    sources = sources_of(foci)
    for focus in foci:
        keep_facts(focus, sources.get(focus.pk))


def keep_facts(focus, source):
    """Store what figures need when the text may be gone: how, so that, evidence, origin, findings; and the line."""
    wording = focus.wording
    focus.had_how = bool(wording.normal.steps) or focus.one_step
    focus.had_so_that = bool(wording.normal.so_that)
    focus.had_evidence = bool(focus.citations.all())
    focus.origin = origin_of(wording, source)
    focus.finding_codes = sorted({finding.code for finding in check(wording)})
    if focus.line_id is None:
        focus.line = focus
    focus.save(update_fields=["had_how", "had_so_that", "had_evidence", "origin", "finding_codes", "line"])


def wordings_left(meeting):
    """The wordings that were last left not achieved by the ECT at this school, as far as a focus might repeat one.

    Every earlier wording counts with the latest focus that had it: achieved since, it is free again. A focus counts
    with the wording it was set with and each it was reworded to; foci of the week itself don't. Six queries at most.
    """
    wanted = {normal_text(focus.key_action) for focus in meeting.foci} - {""}
    return left_among(wanted, cycle=meeting.cycle)


def left_among(wanted, *, cycle):
    """As `wordings_left`, for key actions in normal form."""
    earlier = Focus.objects.filter(
        school_id=cycle.school_id, cycle__ect_id=cycle.ect_id, cycle__set_at__isnull=False
    ).exclude(cycle_id=cycle.pk)
    before = Rewording.objects.filter(focus__in=earlier).values_list("focus_id", "key_action")
    pks = {pk for pk, text in [*earlier.values_list("pk", "key_action"), *before] if normal_text(text) in wanted}
    latest = {}
    alike = earlier.filter(pk__in=pks).select_related("outcome", "cycle").order_by("cycle__set_at", "pk")
    for focus in alike.prefetch_related("steps", "rewordings", "outcome__corrections"):
        for wording in [focus.wording, *(rewording.wording for rewording in focus.rewordings.all())]:
            latest[wording.digest] = (wording, result_of(focus))
    return [wording for wording, result in latest.values() if result != Result.ACHIEVED]
