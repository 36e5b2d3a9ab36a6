"""An ECT's whole record, of every school where they read it: what their own pages show, and their private notes (A107).

Nothing that they may not see on a page: no draft, no outcome before its review, of evidence what was shared, cited or
is their own; nobody else's private notes (A100).
"""

from collections import defaultdict

from django.db.models import Q
from django.utils import timezone

from actionsteps.wording import Wording
from coaching.house import prompts_of
from coaching.meeting import outcome_of, tick_of
from coaching.models import (
    Asked,
    Check,
    Citation,
    Correction,
    Cycle,
    Focus,
    MeetingNote,
    Parked,
    Rehearsal,
    Reply,
    Revisit,
    Rewording,
    Step,
)
from coaching.notes import line_of
from coaching.record_format import FORMAT, VERSION
from coaching.revisits import WEEKS
from evidence.models import Evidence, PrivateNote
from schools.models import Mentorship
from schools.reading_on import reads_at


def whole_record(user, *, at, always=False, files=False):
    """The record of `user` as a dict in the shape of `record_format.RECORD`.

    `always`: also of schools that they left more than sixty days ago, for who asks by law. `files`: with the paths at
    which attached files lie in an archive. Seventeen queries for any number of weeks, schools and notes.
    """
    pairs = Mentorship.objects.filter(Q() if always else reads_at(user), ect=user).with_people()
    pairs = list(pairs.order_by("starts_on", "pk"))
    schools = {pair.school_id: pair.school for pair in pairs}
    parts = _Parts(user, list(schools), files)
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": _moment(at),
        "name": user.name,
        "schools": [
            {
                "name": school.name,
                "urn": school.urn,
                "mentors": [_mentor(pair) for pair in pairs if pair.school_id == pk],
                "weeks": parts.weeks[pk],
                "evidence": parts.evidence[pk],
                "later": parts.later[pk],
                **parts.notes[pk],
            }
            for pk, school in schools.items()
        ],
        "private_notes": [
            {
                "text": note.text,
                "at": _moment(note.changed_at),
                "school": note.school.name,
                "about": note.ect.name if note.ect else "",
            }
            for note in PrivateNote.objects.filter(author=user, erased_at=None)
            .select_related("school", "ect")
            .order_by("created_at", "pk")
        ],
    }


def week_alone(cycle):
    """One set week in the shape of `record_format.WEEK`, with the evidence it rests on in that of ENTRY."""
    parts = _Parts(cycle.ect, [cycle.school_id], files=False, week=cycle.pk)
    week = parts.weeks[cycle.school_id][0]
    cited = {pk for focus in week["foci"] for pk in focus["evidence"]}
    return week, [entry for entry in parts.evidence[cycle.school_id] if entry["id"] in cited]


class _Parts:
    """By school: weeks, evidence, later list and the note that waits."""

    def __init__(self, user, schools, files, week=None):
        self.evidence = self._evidence(user, schools, files)
        self.weeks = self._weeks(user, schools, week)
        self.later, self.notes = defaultdict(list), defaultdict(_blank_note)
        waiting = Parked.objects.filter(ect=user, school__in=schools, brought_back_at=None, dropped_at=None)
        for one in waiting.order_by("at", "pk") if week is None else ():
            self.later[one.school_id].append(_wording(one.wording) | {"why": one.why, "at": _moment(one.at)})
        for note in MeetingNote.objects.filter(ect=user, school__in=schools, cycle=None) if week is None else ():
            self.notes[note.school_id] = _note(note)

    def _evidence(self, user, schools, files):
        rows = Evidence.objects.filter(ect=user, school__in=schools, erased_at=None).read_by_ect()
        rows = rows.select_related("gathered_by", "area").prefetch_related("attachments")
        found = defaultdict(list)
        self.readable = {}
        for row in rows.order_by("seen_on", "pk"):
            self.readable[row.pk] = f"e{row.pk}"
            found[row.school_id].append(_entry(row, files))
        return found

    def _weeks(self, user, schools, week):
        weeks = Cycle.objects.set().filter(ect=user, school__in=schools, erased_at=None)
        weeks = weeks if week is None else weeks.filter(pk=week)
        weeks = list(weeks.select_related("school", "mentorship__mentor", "note").order_by("week_of", "pk"))
        self.prompts = {one.pk: prompts_of(one) for one in weeks}
        self.reviewed = {one.pk for one in weeks if one.is_reviewed}
        of_them = {"cycle__in": weeks}
        foci = list(Focus.objects.filter(**of_them).select_related("outcome").order_by("rank", "position"))
        self.ids = {focus.pk for focus in foci}
        under = {"focus__cycle__in": weeks}
        self.steps = _grouped(Step.objects.filter(**under).select_related("tick", "line"), "position")
        self.rounds = _grouped(Rehearsal.objects.filter(**under), "round")
        self.rewordings = _grouped(Rewording.objects.filter(**under), "at")
        self.checks = _grouped(Check.objects.filter(**under).select_related("by"), "at")
        self.cited = _grouped(Citation.objects.filter(**under), "at")
        self.revisits = _grouped(Revisit.objects.filter(**under, asked_in__set_at__isnull=False), "round")
        self.asked = _grouped(Asked.objects.filter(**under).select_related("by", "leader"), "at")
        self.replies = {one.check_of_id: one for one in Reply.objects.filter(check_of__focus__cycle__in=weeks)}
        self.corrections = defaultdict(list)
        put_right = Correction.objects.filter(outcome__focus__cycle__in=weeks).select_related("by", "outcome")
        for one in put_right.order_by("at", "pk"):
            self.corrections[one.outcome.focus_id].append(one)
        of_week = defaultdict(list)
        for focus in foci:
            of_week[focus.cycle_id].append(self._focus(focus))
        found = defaultdict(list)
        for one in weeks:
            found[one.school_id].append(_week(one, of_week[one.pk]))
        return found

    def _focus(self, focus):
        live = [step for step in self.steps[focus.pk] if step.retired_at is None]
        gone = [step for step in self.steps[focus.pk] if step.retired_at is not None and line_of(step).strip()]
        how = [] if focus.one_step else [step.text for step in live]
        # Until its week is reviewed an outcome is part of the next week's draft.
        outcome = outcome_of(focus) if focus.cycle_id in self.reviewed else None
        wording = Wording(focus.key_action, tuple(text for text in how if text.strip()), focus.so_that)
        return {
            "id": f"f{focus.pk}",
            "key_action": focus.key_action,
            "one_step": focus.one_step,
            "steps": [_step(step) for step in [*live, *gone]],
            "so_that": focus.so_that,
            "sentence": self.prompts[focus.cycle_id].parts(wording).text,
            "origin": focus.origin,
            "why_now": focus.why_now,
            "why_now_note": focus.why_now_note,
            "written_together": focus.written_together,
            "plan_lesson": focus.plan_lesson,
            "plan_on": _day(focus.plan_on),
            "script": focus.script,
            "follow_up": focus.follow_up,
            "follow_up_on": _day(focus.follow_up_on),
            "ready": focus.ready,
            "practice": [
                {"round": one.round, "rehearsed": one.rehearsed, "changed": one.changed}
                for one in self.rounds[focus.pk]
            ],
            "refined_from": f"f{focus.refined_from_id}" if focus.refined_from_id in self.ids else "",
            "carried_on": focus.carried_on,
            "meeting": focus.turn,
            "withdrawn": focus.is_withdrawn,
            "withdrawn_reason": focus.withdrawn_reason if focus.is_withdrawn else "",
            "result": outcome.result if outcome else "",
            "effect": outcome.effect if outcome else "",
            "decision": outcome.decision if outcome else "",
            "let_go_reason": outcome.let_go_reason if outcome and outcome.decision else "",
            "corrections": [
                {"result": one.result, "note": one.note, "at": _moment(one.at), "by": one.by.name}
                for one in (self.corrections[focus.pk] if outcome else ())
            ],
            "rewordings": [
                _wording(one.wording) | {"reason": one.reason, "at": _moment(one.at)}
                for one in self.rewordings[focus.pk]
            ],
            "checks": [self._check(one) for one in self.checks[focus.pk]],
            "still_happening": [
                {"weeks_later": WEEKS[one.round], "ect": one.ect_says, "mentor": one.mentor_says}
                for one in self.revisits[focus.pk]
            ],
            "evidence": [
                self.readable[one.evidence_id] for one in self.cited[focus.pk] if one.evidence_id in self.readable
            ],
            "asked": [_asked(one) for one in self.asked[focus.pk]],
        }

    def _check(self, one):
        reply = self.replies.get(one.pk)
        suggested = one.suggestion
        return {
            "relevant": one.relevant,
            "achievable": one.achievable,
            "clear": one.clear,
            "really_two": one.really_two,
            "reason": one.reason,
            "suggested": _wording(suggested) if suggested else {"key_action": "", "steps": [], "so_that": ""},
            "at": _moment(one.at),
            "by": one.by.name,
            "answer": reply.answer if reply else "",
            "answer_reason": reply.reason if reply else "",
        }


def _grouped(rows, order):
    """Rows by their focus, in order. One query."""
    found = defaultdict(list)
    for row in rows.order_by(order, "pk"):
        found[getattr(row, "focus_id", None)].append(row)
    return found


def _week(cycle, foci):
    note = getattr(cycle, "note", None)
    return {
        "week_of": _day(cycle.week_of),
        "met_on": _day(cycle.meets_on),
        "next_meeting_on": _day(cycle.next_meeting_on),
        "minutes": cycle.minutes or 0,
        "mentor": cycle.mentorship.mentor.name,
        "reviewed": cycle.is_reviewed,
        "prompts": prompts_of(cycle).stored,
        **(_note(note) if note else _blank_note()),
        "praise": cycle.praise,
        "praise_effect": cycle.praise_effect,
        "probe_question": cycle.probe_question,
        "probe_answer": cycle.probe_answer,
        "no_focus": cycle.no_focus_reason,
        "no_focus_note": cycle.no_focus_note if cycle.no_focus_reason else "",
        "passed_over_reason": cycle.passed_over_reason,
        "foci": foci,
    }


def _asked(one):
    return _wording(one.wording) | {
        "question": one.question,
        "by": one.by.name,
        "leader": one.leader.name,
        "at": _moment(one.at),
        "reply": one.reply,
        "withdrawn": one.withdrawn_at is not None,
    }


def _step(step):
    tick = tick_of(step)
    done = tick is not None and tick.done
    return {
        "text": step.text,
        "done": done,
        "done_at": _moment(tick.at) if done else "",
        "reworded": step.retired_at is not None,
        "line": line_of(step),
    }


def _entry(row, files):
    return {
        "id": f"e{row.pk}",
        "source": row.source,
        "seen_on": _day(row.seen_on),
        "seen": row.seen,
        "meaning": row.meaning,
        "class": row.class_name,
        "area": row.area.name if row.area else "",
        "by": row.gathered_by.name,
        "files": [
            {"name": file.name, "kind": file.kind, "size": file.size, "path": path_of(file) if files else ""}
            for file in sorted(row.attachments.all(), key=lambda file: file.place)
            if file.erased_at is None
        ],
    }


def path_of(file):
    """Where a file lies in the archive that is taken away."""
    return f"files/e{file.evidence_id}/{file.place} {file.name}"


def _mentor(pair):
    ended = timezone.localtime(pair.ended_at).date() if pair.ended_at else None
    return {"name": pair.mentor.name, "from": _day(pair.starts_on), "to": _day(ended)}


def _wording(wording):
    return {"key_action": wording.key_action, "steps": list(wording.steps), "so_that": wording.so_that}


def _note(note):
    return {"note_went_well": note.went_well, "note_to_discuss": note.to_discuss}


def _blank_note():
    return {"note_went_well": "", "note_to_discuss": ""}


def _day(day):
    return day.isoformat() if day else ""


def _moment(at):
    return timezone.localtime(at).isoformat(timespec="seconds")
