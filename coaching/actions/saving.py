"""Saving what was typed: each field only if nobody else changed it since the page was drawn."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction

from actionsteps.wording import text_digest
from coaching import rules
from coaching.actions.locks import locked_focus_of_week, locked_live_week, locked_week, outcome_for
from coaching.actions.weeks import validate_citations
from coaching.models import Cycle, Decision, Focus, Rehearsal, Result, Step
from coaching.rows import later_list
from coaching.stored import HANDED_OVER, address_of, plain, stored_text, value_of
from coaching.validators import validate_meeting_days
from schools.reading_on import why_not_when_left

BLANK = text_digest("")


@dataclass
class Saved:
    """What became of each address: its new digest, the other text that stands there, or what is wrong with it.

    `refused` says why nothing at all was saved; `gone` holds what was typed into what is no longer there.
    """

    digests: dict = field(default_factory=dict)
    conflicts: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)
    gone: dict = field(default_factory=dict)
    refused: str = ""

    @property
    def is_whole(self):
        """Whether everything that was typed is stored."""
        return not (self.conflicts or self.errors or self.gone or self.refused)


@transaction.atomic
def save_fields(cycle, *, typed, drawn=None, by, at):
    """Save the fields of a draft, or what may come later of a live week; returns a `Saved`, and raises nothing.

    `typed` and `drawn` go by address; `drawn` holds the digest of the text each was drawn with (left out: drawn
    blank). Without `drawn` at all, what is stored is overwritten: for whoever has just read it. Outcome addresses are
    those of the week to review: last week's on a draft, its own on a live week.
    """
    week = locked_week(cycle.pk)
    saved = Saved()
    texts = {name: plain(text) for name, text in typed.items()}
    saved.refused = rules.why_not_fill_in(week, by, mentor_id=week.mentor_id_now)
    if saved.refused:
        return saved
    typist = Typist(week, texts, drawn, saved, by, at)
    if not week.is_draft and typist.changes_what_is_set():
        saved.refused = rules.IS_SET
        return saved
    typist.save()
    return saved


@transaction.atomic
def write_script(focus, *, text, drawn, by, at):
    """Save the script of a live focus, by the ECT or their mentor (A26); returns a `Saved`.

    Raises `Refused` if `by` may not.
    """
    focus = locked_focus_of_week(focus)
    reason = rules.why_not_script(focus, by, mentor_id=focus.cycle.mentor_id_now)
    rules.refuse_if(reason or why_not_when_left(by, focus.cycle))
    name = f"focus-{focus.pk}-script"
    saved = Saved()
    typist = Typist(focus.cycle, {name: plain(text)}, {name: drawn}, saved, by, at)
    typist.save()
    return saved


class Typist:
    """One saving: the rows that the addresses name, and what is written into them."""

    def __init__(self, week, texts, drawn, saved, by, at):
        self.week, self.texts, self.drawn, self.saved, self.by, self.at = week, texts, drawn, saved, by, at
        self.addresses = {name: address for name in texts if (address := address_of(name))}
        self.rows = self._rows()
        self.changed = {}

    def _rows(self):
        """By kind and id, every row that an address names and that is this week's. A query for each kind there is."""
        wanted = {}
        for address in self.addresses.values():
            wanted.setdefault(address.kind, set()).add(address.pk)
        rows = {("cycle", 0): self.week}
        focus_ids = wanted.get("focus")
        if focus_ids or "step" in wanted:
            foci = Focus.objects.filter(cycle=self.week)
            rows |= {("focus", focus.pk): focus for focus in foci}
        if "step" in wanted:
            steps = Step.objects.filter(focus__cycle=self.week, retired_at=None, pk__in=wanted["step"])
            rows |= {("step", step.pk): step for step in steps}
        if "rehearsal" in wanted:
            rounds = Rehearsal.objects.filter(focus__cycle=self.week, pk__in=wanted["rehearsal"])
            rows |= {("rehearsal", rehearsal.pk): rehearsal for rehearsal in rounds}
        if "parked" in wanted:
            waiting = later_list(school_id=self.week.school_id, ect_id=self.week.ect_id)
            rows |= {("parked", parked.pk): parked for parked in waiting if parked.pk in wanted["parked"]}
        if "outcome" in wanted:
            rows |= self._outcomes(wanted["outcome"])
        return rows

    def _outcomes(self, wanted):
        week = self.week if self.week.is_live else locked_live_week(self.week)
        if week is None:
            # Closed without a decision: what is asked still is the reason for letting go.
            week = (
                Cycle.objects.of_ect(school_id=self.week.school_id, ect_id=self.week.ect_id)
                .set()
                .select_related("mentorship")
                .order_by("-set_at", "-pk")
                .first()
            )
        found = {}
        foci = Focus.objects.filter(cycle=week, withdrawn_at=None, pk__in=wanted) if week else Focus.objects.none()
        for focus in foci.select_related("outcome"):
            focus.cycle = week
            outcome = outcome_for(focus, by=self.by, at=self.at)
            outcome.focus = focus
            found["outcome", focus.pk] = outcome
        return found

    def changes_what_is_set(self):
        """Whether something was typed that ended when the week was set: a page from before."""
        return any(not address.is_later and self._differs(name, address) for name, address in self.addresses.items())

    def _differs(self, name, address):
        row = self.rows.get((address.kind, address.pk))
        return row is None or stored_text(row, address.field) != self.texts[name]

    def save(self):
        self._days()
        for name, address in self.addresses.items():
            row = self.rows.get((address.kind, address.pk))
            if row is None:
                if self.texts[name].strip():
                    self.saved.gone[name] = self.texts[name]
            elif name not in self.saved.errors:
                self._take(name, address, row)
        for (kind, pk), fields in self.changed.items():
            self._write(kind, self.rows[kind, pk], fields)

    def _take(self, name, address, row):
        text, stored = self.texts[name], plain(stored_text(row, address.field))
        if text == stored:
            self.saved.digests[name] = text_digest(stored)
            return
        if self.drawn is not None and self.drawn.get(name, BLANK) != text_digest(stored):
            self.saved.conflicts[name] = stored
            return
        try:
            self._set(address, row, text)
        except ValidationError as error:
            self.saved.errors[name] = error.messages[0]
            return
        self.changed.setdefault((address.kind, address.pk), set()).add(address.field)
        self.saved.digests[name] = text_digest(stored_text(row, address.field))

    def _set(self, address, row, text):
        if address.is_wording:
            focus = row if address.kind == "focus" else self.rows["focus", row.focus_id]
            if reason := rules.why_not_rewrite(focus):
                raise ValidationError(reason, code="carried_on")
        if address.kind == "outcome":
            self._check_outcome(address, row, text)
            if address.field == "result":
                row.handed_over = text == HANDED_OVER
                text = "" if row.handed_over else text
        setattr(row, address.field, value_of(address, text))

    def _check_outcome(self, address, outcome, text):
        week = outcome.focus.cycle
        if week.is_reviewed and address.field != "let_go_reason":
            raise ValidationError(rules.IS_REVIEWED, code="reviewed")
        if address.field != "result":
            return
        if text == HANDED_OVER and (reason := rules.why_not_hand_over(week, self.by)):
            raise ValidationError(reason, code="not_handed_over")
        undone = text in ("", HANDED_OVER, Result.ACHIEVED)
        if outcome.decision == Decision.LET_GO and undone:
            outcome.decision = ""
        elif outcome.decision and (undone or (outcome.decision == Decision.CARRY_ON and text != Result.NO_CHANCE)):
            raise ValidationError(
                f"You decided: {outcome.get_decision_display().lower()}. Undo that first.", code="decided"
            )

    def _write(self, kind, row, fields):
        if kind == "outcome":
            fields |= {"handed_over", "decision"} if "result" in fields else set()
            if "result" in fields:
                row.by, row.at = self.by, self.at
                fields |= {"by", "at"}
            if row.pk is None:
                row.save()
                return
        row.save(update_fields=sorted(fields))

    def _days(self):
        """The two days of the week are looked at together: the next meeting is after this one."""
        names = [name for name in ("meets_on", "next_meeting_on") if name in self.texts]
        if not names or all(self.texts[name] == stored_text(self.week, name) for name in names):
            return
        days = {"meets_on": self.week.meets_on, "next_meeting_on": self.week.next_meeting_on}
        for name in names:
            try:
                days[name] = value_of(self.addresses[name], self.texts[name])
            except ValidationError as error:
                self.saved.errors[name] = error.messages[0]
                return
        try:
            validate_meeting_days(**days, week_of=self.week.week_of)
            if days["meets_on"] != self.week.meets_on:
                validate_citations(self.week, days["meets_on"])
        except ValidationError as error:
            self.saved.errors[names[-1]] = error.messages[0]
            # Neither is stored without the other.
            for name in names[:-1]:
                self.saved.errors[name] = error.messages[0]
