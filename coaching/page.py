"""The meeting page: everything its form shows of a draft or a live week, as ready values. No query of its own."""

from dataclasses import dataclass, field, replace

from django.utils import timezone

from coaching import fields, parts
from coaching.before import Lines, lines_of
from coaching.checks import WeekChecks
from coaching.dates import long_day
from coaching.drawing import Pen, digits, entry, folded, joined, select, ticks
from coaching.forms import NewEvidence
from coaching.house import prompts_of
from coaching.lacks import ACTIONS, LAST_WEEK, PLAN, PRACTICE, PRAISE, PROBE, has_outcome, lacks_of
from coaching.lines import next_up, parked_words
from coaching.meeting import in_order, is_untouched, outcome_of
from coaching.models import Decision
from coaching.notes import note_of
from coaching.reads import reads
from coaching.revisits import shown_to_mentor
from coaching.rules import why_not_carry_on, why_not_propose, why_not_rewrite
from coaching.slips import seen_since
from coaching.stored import HANDED_OVER, as_text, stored_text
from evidence.mix import mix_of

STAGES = ((PRAISE, "Praise"), (PROBE, "Probe"), (ACTIONS, "Precise actions"), (PLAN, "Plan"), (PRACTICE, "Practice"))
NOTHING = "Nothing written yet."
DECIDED = {
    Decision.REFINE: "You refine it.",
    Decision.REPLACE: "You replace it.",
    Decision.LET_GO: "You let it go.",
    Decision.CARRY_ON: "You carry it on unchanged.",
}


@dataclass
class Problem:
    """What stands at the top of a page that could not do what was asked: reasons, and links to the fields."""

    heading: str
    reasons: list = field(default_factory=list)
    links: list = field(default_factory=list)
    texts: list = field(default_factory=list)

    def link(self, name, text):
        self.links.append({"href": f"#{name}", "text": text})


class MeetingPage:
    """The page of one `Meeting` for its mentor; `pen` draws its fields, `evidence` is what was typed and not logged.

    `others`: they mentor another ECT too. `due`: when the foci of a live week are (`coaching.due`).
    """

    url: str  # and the other addresses of `parts.addresses_of`

    def __init__(self, meeting, user, *, key, pen=None, evidence=None, problem=None, others=False, due=""):
        self.meeting, self.user, self.pen = meeting, user, pen or Pen()
        self.typed_evidence = evidence or {}
        self.cycle = meeting.cycle
        self.key, self.problem, self.due = key, problem, due
        self.is_draft = self.cycle.is_draft
        self.house, self.mentors_others = meeting.house, others
        self.ect = self.cycle.ect.name
        self.ect_first = self.cycle.ect.first_name
        self.whose = parts.possessive(self.ect)
        self.kicker = parts.kicker(self.cycle)
        self.assessed = parts.assessed_line(self.cycle.mentorship, is_ect=False)
        self.checks = WeekChecks(meeting)
        self.__dict__.update(parts.addresses_of(self.cycle))
        self._lacks()

    # What is lacking

    def _lacks(self):
        everything = lacks_of(self.meeting, passed_over=False)
        passed_over = bool(self.cycle.passed_over_reason.strip())
        self.asked = [lack for lack in everything if lack.forced]
        self.listed = [] if passed_over else [lack for lack in everything if not lack.forced]
        self.rail, self.lack_lines = [], {}
        # Nothing is lacking there only because nothing can be there yet.
        waiting = () if self.meeting.written or self.cycle.no_focus_reason else (PLAN, PRACTICE)
        for stage in (LAST_WEEK, *(code for code, _ in STAGES)):
            mine = [lack for lack in everything if lack.stage == stage]
            self.lack_lines[stage] = parts.lack_line(stage, mine, passed_over, waits=stage in waiting)
        for number, (code, name) in enumerate(STAGES, 1):
            count = sum(lack.stage == code for lack in self.asked + self.listed)
            done = code not in waiting and not any(lack.stage == code for lack in everything)
            note = "Complete" if done else f"{count} still to do" if count else "Passed over"
            note = parts.WAITS if code in waiting else note
            self.rail.append({"code": code, "number": digits(number), "name": name, "done": done, "note": note})

    # The week's own fields

    def _own(self, name, **kwargs):
        return self.pen.field(name, fields.CYCLE[name], as_text(getattr(self.cycle, name)), **kwargs)

    def __getitem__(self, name):
        """`{{ page.praise }}`: the week's own field of that name, drawn."""
        if name in fields.CYCLE:
            return self._own(name)
        raise KeyError(name)

    @property
    def is_open(self):
        return self.cycle.opened_at is not None

    @property
    def times_open(self):
        return any(name in self.pen.errors or name in self.pen.conflicts for name in ("meets_on", "started_at"))

    @property
    def no_focus_open(self):
        return bool(self.cycle.no_focus_reason or self.cycle.no_focus_note) or not self.meeting.foci

    @property
    def praised(self):
        return self.cycle.praise or NOTHING

    @property
    def said(self):
        return self.cycle.probe_answer or NOTHING

    def prepare(self):
        """Draw all that the whole page shows; a part of it that is sent alone needs no more than it names."""
        meeting = self.meeting
        self.evidence = parts.evidence_list(meeting.evidence, self.user)
        self.evidence_count = digits(len(meeting.evidence))
        self.mix = mix_of(meeting.evidence).sentence
        self.foci = [self.focus(focus, number) for number, focus in enumerate(meeting.foci, 1)]
        self.last = self._last() if self.is_draft and meeting.to_review else None
        self.last_results = self.results()
        self.note = note_of(self.cycle)
        self.start_praise, self.start_probe = self.starts()
        self.undone = [self.decide(focus, number) for number, focus in self.owed()] if self.is_draft else []
        self.later = [self._parked(parked) for parked in meeting.later]
        self.still = shown_to_mentor(meeting)
        self.next_up = next_up(meeting)
        return self

    def starts(self):
        """What praise and the probe question may start from: lines of last week's foci (A110), openings (A88)."""
        lines = lines_of(self.meeting) if self.is_draft else Lines()
        return [
            {"kind": kind, "field": field, "name": name, "lines": shown, "href": f"{self.url}starters/{kind}/"}
            for kind, field, name, shown in (
                ("praise", "praise", "praise", lines.praise),
                ("probe", "probe_question", "probe", lines.probe),
            )
        ]

    # Last week

    def _last(self):
        last = self.meeting.last
        other = last.mentorship.mentor_id != self.user.pk
        return {
            "set_on": long_day(last.meets_on),
            "mentor": last.mentorship.mentor.name if other else "",
            "ect": self.ect_first,
            "foci": [self.last_focus(focus, number) for number, focus in enumerate(self.meeting.last_foci, 1)],
        }

    def last_focus(self, focus, number):
        """A focus of the week to review: what was to be done, what was ticked, and the outcome to give."""
        steps, wording = parts.steps_of(focus), self.meeting.wording(focus)
        shown = {
            "id": digits(focus.pk),
            "sentence": parts.sentence(wording, prompts_of(focus.cycle)),
            "steps": steps,
            "script": focus.script,
        }
        shown |= {"ticks": parts.ticks_line(steps, self.ect_first), "withdrawn": ""}
        if focus.is_withdrawn:
            return shown | {"withdrawn": focus.withdrawn_reason or "It was withdrawn."}
        shown["since"] = seen_since(focus, self.user)
        outcome, place = outcome_of(focus), f"outcome-{focus.pk}"
        what = fields.OUTCOME["result"]
        if focus.cycle.mentorship.mentor_id != self.user.pk:
            what = replace(what, choices=(*what.choices, (HANDED_OVER, parts.LABELS[HANDED_OVER])))
        what = replace(what, label=f"What became of “{parts.named(wording, number)}”?")
        return shown | {
            "result": self.pen.field(f"{place}-result", what, stored_text(outcome, "result")),
            "effect": self.pen.field(f"{place}-effect", fields.OUTCOME["effect"], stored_text(outcome, "effect")),
        }

    def results(self):
        """Last week's outcomes as praise shows them (A2)."""
        shown = []
        for focus in self.meeting.last_foci:
            result = stored_text(outcome_of(focus), "result")
            if focus.is_withdrawn or not result:
                continue
            shown.append(
                {
                    "text": self.meeting.wording(focus).key_action,
                    "result": parts.LABELS[result],
                    "tag": parts.TAGS[result],
                    "ticks": parts.ticks_line(parts.steps_of(focus), self.ect_first),
                    "effect": outcome_of(focus).effect,
                }
            )
        return shown

    def owed(self):
        """Last week's foci about which something may be to decide, with their numbers: those to review, else those
        that were left."""
        wanted = self.meeting.to_review or self.meeting.not_achieved
        return list(enumerate(wanted, 1))

    @property
    def outcomes_wait(self):
        """Whether it is still to be said what became of a focus of last week."""
        return any(not has_outcome(focus) for focus in self.meeting.to_review)

    def decide(self, focus, number):
        """A focus of last week at the top of precise actions: what is to be done about it, or was decided (A18). While
        it isn't known to be left not achieved the style sheet hides it: its field is there for when it is."""
        outcome, wording = outcome_of(focus), self.meeting.wording(focus)
        result, decision = stored_text(outcome, "result"), outcome.decision if outcome else ""
        successor = self.meeting.successor(focus) or self.meeting.replacement(focus)
        left = bool(outcome and outcome.not_achieved)
        state = decision if decision == Decision.LET_GO else "done" if decision else "open" if left else "none"
        place, reason = f"outcome-{focus.pk}-let_go_reason", stored_text(outcome, "let_go_reason")
        return {
            "id": digits(focus.pk),
            "said": parts.named(wording, number),
            "sentence": parts.sentence(wording, self.meeting.last_prompts),
            "result": parts.LABELS.get(result, ""),
            "tag": parts.TAGS.get(result, ""),
            "words": DECIDED.get(decision, ""),
            "state": state,
            "is_left": left,
            "open": state == "open",
            "may_undo": bool(decision),
            "may_carry_on": not why_not_carry_on(focus),
            "successor": digits(successor.pk) if successor else "",
            "story": None if successor else self.meeting.story(focus),
            "let_go_open": bool(place in self.pen.errors or place in self.pen.conflicts),
            "let_go_reason": self.pen.field(place, fields.OUTCOME["let_go_reason"], reason),
        }

    # This week's foci

    def focus(self, focus, number):
        """Everything the page shows of one focus: its card, its plan, its practice."""
        shown = reads(self.meeting, focus, number) | {"is_first": number == 1}
        shown |= {"turn": parts.turn_of(focus), "withdrawn": focus.withdrawn_reason if focus.is_withdrawn else ""}
        shown["is_withdrawn"] = focus.is_withdrawn
        shown["story"] = self.meeting.story(focus)
        shown["check"] = self.checks.of(focus)
        shown["may_merge"] = self.is_draft and not focus.carried_on and len(self.meeting.foci) > 1
        shown["may_propose"] = not why_not_propose(focus, self.user, mentor_id=self.user.pk)
        shown["may_use"] = self.mentors_others and not self.meeting.wording(focus).is_blank
        if self.is_draft:
            shown |= self._inputs(focus, number)
        else:
            shown["steps"] = parts.steps_of(focus)
        shown |= {group: joined(self._of(focus, name) for name in names) for group, names in fields.GROUPS.items()}
        follow_up = (f"focus-{focus.pk}-follow_up", f"focus-{focus.pk}-follow_up_on")
        shown["follow_up_open"] = bool(
            focus.follow_up or focus.follow_up_on or any(name in self.pen.errors for name in follow_up)
        )
        shown |= parts.coached_by(focus, shown["origin"]["step"])
        shown["rounds"] = [self._round(focus, rehearsal) for rehearsal in focus.rounds]
        return shown | self._evidence_of(focus)

    def _of(self, focus, name, **kwargs):
        return self.pen.field(f"focus-{focus.pk}-{name}", fields.FOCUS[name], as_text(getattr(focus, name)), **kwargs)

    def _inputs(self, focus, number):
        """What and how and what for, to be typed."""
        place = f"focus-{focus.pk}"
        fixed = " readonly" if why_not_rewrite(focus) else ""
        was = self.meeting.wording(focus.refined_from) if focus.refined_from_id and self._knows(focus) else None
        steps, labels = focus.live_steps, self.house.prompts.labels
        paste = f'{fixed} data-paste="/wording/parse/"'
        blank = not focus.so_that.strip() and not any(step.text.strip() for step in steps)
        return {
            "key_action": self._of(
                focus, "key_action", label=labels["do"], extra=paste, after=self._diff(was, place, "key_action")
            ),
            "so_that": self._of(
                focus, "so_that", label=labels["so"], extra=fixed, after=self._diff(was, place, "so_that")
            ),
            "one_step": "" if fixed else self._of(focus, "one_step"),
            "by": labels["by"],
            "fixed": bool(fixed),
            "bank_open": self.house.bank_only and not focus.refined_from_id and self.meeting.wording(focus).is_blank,
            "bank": f"/weeks/{self.cycle.pk}/foci/{focus.pk}/bank/" if self.house.has_bank and not fixed else "",
            "is_blank": is_untouched(focus),
            "can_split": bool(blank and focus.key_action and parts.splits(focus.key_action)),
            "steps": joined(
                self.pen.step(step.pk, fields.STEP["text"], step.text, row, number, bool(fixed))
                for row, step in enumerate(steps, 1)
            ),
        }

    def _knows(self, focus):
        """Whether the focus it was refined from is one of last week's or the one asked about, and so loaded."""
        return any(old.pk == focus.refined_from_id for old in [*self.meeting.last_foci, *self.meeting.earlier])

    def _diff(self, was, place, name):
        """Where the script shows what changed in a refined field, as it is typed."""
        return self.pen.difference(f"{place}-{name}", getattr(was, name)) if was else ""

    def _evidence_of(self, focus):
        """The evidence that may be cited, what is, and a box for new evidence (A7)."""
        cited = [citation.evidence for citation in in_order(focus.citations.all())]
        known = {row.pk for row in self.meeting.evidence}
        rows = [*self.meeting.evidence, *(row for row in cited if row.pk not in known)]
        chosen = {row.pk for row in cited}
        fixed = ""
        if not self.is_draft:
            # What was cited when the week was set stays cited.
            fixed, rows, chosen = parts.evidence_list(cited, self.user), [r for r in rows if r.pk not in chosen], set()
        place = f"new-evidence-{focus.pk}"
        typed = self.typed_evidence.get(focus.pk)
        draft = typed or NewEvidence(seen_on=min(self.cycle.meets_on, timezone.localdate()).isoformat())
        boxes = [select(f"{place}-source", fields.EVIDENCE["source"], draft.source, draft.errors.get("source", ""))]
        boxes += [
            entry(f"{place}-{name}", fields.EVIDENCE[name], getattr(draft, name), draft.errors.get(name, ""))
            for name in ("seen_on", "seen", "meaning")
        ]
        return {
            "cited": fixed,
            "cites": " ".join(str(pk) for pk in sorted(chosen)),
            "cite": self._to_cite(focus, rows, chosen),
            "new_evidence": joined(boxes),
            "evidence_open": typed is not None,
        }

    def _to_cite(self, focus, rows, chosen):
        """A box to tick for each entry; of many, what is not ticked beyond the first few is folded."""
        _, rest = parts.of_many(rows)
        rest = [row for row in rest if row.pk not in chosen]
        names = {row.pk: parts.evidence_name(row) for row in rows}
        hidden = [(row.pk, names.pop(row.pk)) for row in rest]
        name = f"cite-{focus.pk}"
        return joined([ticks(name, names.items(), chosen), folded(ticks(name, hidden, ()), len(hidden))])

    def _round(self, focus, rehearsal):
        place = f"rehearsal-{rehearsal.pk}"
        return {"id": digits(rehearsal.pk), "number": digits(rehearsal.round)} | {
            name: self.pen.field(f"{place}-{name}", what, getattr(rehearsal, name))
            for name, what in fields.REHEARSAL.items()
        }

    def _parked(self, parked):
        place = f"parked-{parked.pk}-why"
        asks = not parked.why or place in self.pen.errors or place in self.pen.conflicts
        return {
            "id": digits(parked.pk),
            "said": parts.named(parked.wording, parked.pk),
            "sentence": parts.sentence(parked.wording, self.house.prompts),
            "words": parked_words(parked),
            "why": self.pen.field(place, fields.PARKED["why"], parked.why) if asks else "",
        }
