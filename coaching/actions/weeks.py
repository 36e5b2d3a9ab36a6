"""What happens to a week as a whole: started, opened, moved, set, closed, discarded."""

import uuid
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from coaching import rules
from coaching.actions.locks import locked_draft, locked_live_week, locked_week
from coaching.actions.places import rerank, take_out, take_place, untie
from coaching.actions.replying import reply_by_setting
from coaching.actions.revisiting import ask_again
from coaching.actions.setting import keep_all_facts, review, tidy, tie_note, wordings_left
from coaching.lacks import LAST_WEEK, Lacking, has_outcome, lack_of_outcome, lacks_of
from coaching.meeting import Meeting
from coaching.models import Citation, Cycle, Decision, Focus, Outcome, Revisit
from coaching.stored import address_of, plain, stored_text
from coaching.validators import validate_meeting_days, validate_seen_by_then, validate_week_reviewed
from evidence import actions as log
from schools.calendar import first_meeting, is_holiday, is_paused, monday, next_meeting
from schools.models import Mentorship
from schools.spells import not_lifted, spells_of


@transaction.atomic
def start_week(mentorship, *, key, week_of=None, meets_on=None, by, at):
    """Start the pair's next week as a draft with one blank focus; the draft there is, or the key's own, is returned.

    The day is that of the pair's rhythm unless `meets_on` says otherwise; `week_of` its Monday. `Refused` if `by`
    may not.
    """
    mentorship = Mentorship.objects.select_for_update(of=("self",)).get(pk=mentorship.pk)
    rules.refuse_if(rules.why_not_start(mentorship, by))
    made = Cycle.objects.filter(created_by=by, key=key).first()
    if made is not None and made.mentorship_id != mentorship.pk:
        raise rules.Refused(rules.STALE)
    if cycle := made or Cycle.objects.draft().filter(mentorship=mentorship).first():
        if cycle.is_draft:
            ask_again(cycle, at=at)
        return cycle
    _let_stranded_drafts_go(mentorship)
    earlier = Cycle.objects.of_ect(school_id=mentorship.school_id, ect_id=mentorship.ect_id).set()
    last = earlier.order_by("-set_at", "-pk").first()
    days = Days(mentorship)
    if meets_on is None and week_of is not None:
        meets_on = monday(week_of) + timedelta(days=mentorship.weekday)
    meets_on = meets_on or days.this_meeting(last, timezone.localdate(at))
    week_of = monday(week_of or meets_on)
    taken = set(earlier.filter(week_of__gte=week_of).values_list("week_of", flat=True))
    while week_of in taken:
        week_of += timedelta(days=7)
    cycle = Cycle.objects.create(
        school_id=mentorship.school_id,
        ect_id=mentorship.ect_id,
        mentorship=mentorship,
        key=key,
        week_of=week_of,
        meets_on=meets_on,
        next_meeting_on=days.meeting_after(meets_on, week_of),
        created_at=at,
        created_by=by,
    )
    take_place(cycle, key=uuid.uuid5(key, "first focus"), by=by, at=at)
    ask_again(cycle, at=at)
    return cycle


class Days:
    """When a pair meets, with its school's terms and closed days and its pauses. One query."""

    def __init__(self, mentorship):
        self.mentorship = mentorship
        spells = spells_of([mentorship.school_id], not_lifted([mentorship.pk]))
        self.terms, self.pauses = spells.terms[mentorship.school_id], spells.pauses[mentorship.pk]

    def this_meeting(self, last, today):
        """The day of the meeting to be prepared now: the one that was confirmed, unless that week has gone by, or the
        day has become one of a holiday or a pause."""
        planned = last.next_meeting_on if last else None
        if planned is not None and planned >= monday(today):
            if not is_holiday(planned, self.terms) and not is_paused(planned, self.pauses):
                return planned
            return first_meeting(self.mentorship, planned, self.terms, self.pauses)
        start = max(today, self.mentorship.starts_on)
        return first_meeting(self.mentorship, start, self.terms, self.pauses)

    def meeting_after(self, meets_on, week_of):
        """The day of the meeting that follows."""
        return next_meeting(self.mentorship, meets_on, self.terms, self.pauses, week_of=week_of)


def _let_stranded_drafts_go(mentorship):
    """A draft of an ended mentorship passes to nobody and blocks nobody: its foci follow no focus any more, and what it
    asked about an achieved one may be asked again."""
    of_ect = Cycle.objects.of_ect(school_id=mentorship.school_id, ect_id=mentorship.ect_id).draft()
    drafts = of_ect.exclude(mentorship=mentorship)
    Revisit.objects.filter(asked_in__in=drafts).delete()
    stranded = Focus.objects.filter(cycle__in=drafts)
    followed = set(stranded.values_list("refined_from_id", flat=True)) | set(
        stranded.values_list("replaces_id", flat=True)
    )
    followed.discard(None)
    if followed:
        Outcome.objects.filter(focus_id__in=followed).update(decision="")
        untie(stranded)


@transaction.atomic
def discard_week(cycle, *, by, at):
    """Throw a draft away, with all that was typed into it; what it decided about last week is undone."""
    cycle = locked_draft(cycle.pk, by)
    last = locked_live_week(cycle)
    if last is None:
        # Closed meanwhile: what this draft decided about it is undone all the same.
        weeks = Cycle.objects.of_ect(school_id=cycle.school_id, ect_id=cycle.ect_id).set()
        last = weeks.order_by("-set_at", "-pk").first()
    for focus in cycle.foci.select_related("refined_from__outcome", "replaces__outcome"):
        take_out(focus)
    if last is not None:
        Outcome.objects.filter(focus__cycle=last, decision=Decision.LET_GO).update(decision="")
    cycle.delete()


@transaction.atomic
def open_to_ect(cycle, *, opened, by, at):
    """Let the ECT read a draft, or no longer."""
    cycle = locked_draft(cycle.pk, by)
    if bool(cycle.opened_at) != opened:
        cycle.opened_at, cycle.opened_by = (at, by) if opened else (None, None)
        cycle.save(update_fields=["opened_at", "opened_by"])
    if opened:
        ask_again(cycle, at=at)
    return cycle


@transaction.atomic
def move_meeting(cycle, *, meets_on, next_meeting_on=None, by, at):
    """Hold a draft's meeting on another day, perhaps of another week: `week_of`, for which it counts, stays.

    The next meeting moves with it by the rhythm where it would no longer be after it.
    """
    cycle = locked_draft(cycle.pk, by)
    if next_meeting_on is None:
        next_meeting_on = cycle.next_meeting_on
        if next_meeting_on is None or next_meeting_on <= meets_on:
            next_meeting_on = Days(cycle.mentorship).meeting_after(meets_on, cycle.week_of)
    validate_meeting_days(meets_on, next_meeting_on, cycle.week_of)
    validate_citations(cycle, meets_on)
    cycle.meets_on, cycle.next_meeting_on = meets_on, next_meeting_on
    cycle.save(update_fields=["meets_on", "next_meeting_on"])
    return cycle


def validate_citations(cycle, meets_on):
    """What a week cites was seen by the day it is held. One query."""
    days = Citation.objects.filter(focus__cycle=cycle).values_list("evidence__seen_on", flat=True)
    for seen_on in days:
        validate_seen_by_then(seen_on, meets_on)


@transaction.atomic
def set_week(cycle, *, by, at):
    """Set a draft: its foci go live, and the week before is reviewed, both or neither (A17, A82).

    Raises `Refused` if `by` may not, `Lacking` with the links while something forced is lacking, ValidationError
    where another week was set meanwhile. What nobody typed in is removed; the facts that figures need are kept.
    """
    cycle = locked_draft(cycle.pk, by)
    last = locked_live_week(cycle)
    weeks = Cycle.objects.select_related("mentorship", "school__bank_settings", "revisit")
    meeting = Meeting.load(weeks.get(pk=cycle.pk))
    taken = Cycle.objects.of_ect(school_id=cycle.school_id, ect_id=cycle.ect_id).set().filter(week_of=cycle.week_of)
    lacks = lacks_of(meeting, left=wordings_left(meeting), week_taken=taken.exists())
    forced = [lack for lack in lacks if lack.forced]
    try:
        validate_week_reviewed(sum(lack.stage == LAST_WEEK for lack in forced))
    except ValidationError as gate:
        raise Lacking(forced, gate.messages) from gate
    if forced:
        raise Lacking(forced)
    cited = [citation.evidence for focus in meeting.written for citation in focus.citations.all()]
    for entry in cited:
        validate_seen_by_then(entry.seen_on, cycle.meets_on)
    if last is not None:
        review(last, by=by, at=at)
    tidy(meeting, by=by, at=at)
    rerank(cycle)
    keep_all_facts(meeting.written)
    reply_by_setting(meeting.written, by=by, at=at)
    others = Cycle.objects.of_ect(school_id=cycle.school_id, ect_id=cycle.ect_id).to_review().exclude(pk=cycle.pk)
    validate_week_reviewed(others.count())
    if meeting.written:
        cycle.no_focus_reason = ""
    cycle.set_at, cycle.set_by = at, by
    cycle.prompts = meeting.house.prompts.stored
    try:
        with transaction.atomic():
            cycle.save(update_fields=["set_at", "set_by", "no_focus_reason", "prompts"])
    except IntegrityError:
        # The partial unique constraint is the backstop of the gate, across mentorships too.
        validate_week_reviewed(1)
    tie_note(cycle)
    log.mark_cited([entry.pk for entry in cited], at=at)
    log.close_entries(school_id=cycle.school_id, ect_id=cycle.ect_id, by=by, at=at)
    return cycle


@transaction.atomic
def close_week(cycle, *, by, at):
    """Review a set week where no next one comes; a second time by the same person changes nothing. Raises `Lacking`
    while a focus has no outcome."""
    cycle = locked_week(cycle.pk)
    if cycle.is_reviewed and cycle.reviewed_by_id == by.pk:
        return cycle
    rules.refuse_if(rules.why_not_review(cycle, by, mentor_id=cycle.mentor_id_now))
    lacks = outcomes_lacking(cycle)
    if lacks:
        raise Lacking(lacks)
    review(cycle, by=by, at=at)
    return cycle


def was_closed_so(cycle, *, typed, by):
    """Whether `by` reviewed this week and its outcomes are those `typed`, by address: a second click. Two queries."""
    outcomes = {row.focus_id: row for row in Outcome.objects.filter(focus__cycle=cycle)}
    for name, text in typed.items():
        address = address_of(name)
        row = outcomes.get(address.pk) if address and address.kind == "outcome" else None
        if row is None or plain(stored_text(row, address.field)) != text:
            return False
    return Cycle.objects.filter(pk=cycle.pk, reviewed_by=by).exists()


def outcomes_lacking(cycle):
    """The outcomes that are owed before a set week is closed, as `Lack`s. One query."""
    foci = cycle.foci.filter(withdrawn_at=None).select_related("outcome").order_by("rank", "position")
    return [lack_of_outcome(focus, number) for number, focus in enumerate(foci, 1) if not has_outcome(focus)]
