"""What the ECT says of each focus, what the mentor answers, and whether both agree (A34, A35, A56, A67).

Worked out from the rows that came along with the foci: no query of its own.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef

from actionsteps.wording import Wording, text_digest
from coaching import parts
from coaching.dates import minute
from coaching.gathered import gathered, moment, plain_json
from coaching.models import Answer, Check
from coaching.reads import changed

# What a no may be about, in the order it is asked: how the ECT picks it, and how it is said of a focus.
NOS = {
    "relevant": ("It is not relevant to what I teach", "not relevant"),
    "achievable": ("I can’t achieve it before our next meeting", "not achievable"),
    "clear": ("It is not clear to me", "not clear"),
    "really_two": ("It is really two things", "really two things"),
}
# How many foci the ECT said no to, on the mentor's list.
WAITING = {"relevant": "not relevant to", "achievable": "not achievable for", "clear": "not clear to"}
YES, ASKED_BACK, KEPT, UNSAID = "yes", "asked back", "kept", "unsaid"


@dataclass(frozen=True)
class Said:
    """One check with the mentor's reply: `nos` is what the ECT said no to, none for a yes."""

    pk: int
    digest: str
    nos: tuple
    reason: str
    suggestion: Wording | None
    at: datetime
    by_id: int
    by: str
    answer: str
    answer_reason: str
    answered_at: datetime | None
    answered_by: str

    @property
    def is_yes(self):
        return not self.nos

    @property
    def waits(self):
        """Whether it is a no that the mentor has not answered."""
        return bool(self.nos) and not self.answer


def told_checks(focus="pk"):
    """To annotate with as `checks_told`: the checks of a focus, at the path `focus`, for `said_of`. No query more."""
    return gathered(
        Check.objects.filter(focus=OuterRef(focus)),
        "focus",
        pk="pk",
        digest="digest",
        relevant="relevant",
        achievable="achievable",
        clear="clear",
        really_two="really_two",
        reason="reason",
        suggested="suggested",
        at="at",
        by_id="by_id",
        by="by__name",
        answer="reply__answer",
        answer_reason="reply__reason",
        answered_at="reply__at",
        answered_by="reply__by__name",
    )


def said_of(told):
    """The `Said`s in `checks_told` of a focus, in order."""
    return sorted((_said(row) for row in told or ()), key=lambda said: (said.at, said.pk))


def _said(row):
    nos = [name for name in ("relevant", "achievable", "clear") if not row[name]]
    suggested = plain_json(row["suggested"])
    return Said(
        pk=row["pk"],
        digest=row["digest"],
        nos=(*nos, *(["really_two"] if row["really_two"] else [])),
        reason=row["reason"],
        suggestion=Wording(suggested["key_action"], suggested["steps"], suggested["so_that"]) if suggested else None,
        at=moment(row["at"]),
        by_id=row["by_id"],
        by=row["by"],
        answer=row["answer"] or "",
        answer_reason=row["answer_reason"] or "",
        answered_at=moment(row["answered_at"]) if row["answered_at"] else None,
        answered_by=row["answered_by"] or "",
    )


def present_said(said, wording):
    """Of what was said in order, the last that is about `wording` as it stands, or None."""
    return next((one for one in reversed(said) if one.digest == wording.digest), None) if said else None


def state_of(said, wording):
    """How a focus stands with the ECT: YES, ASKED_BACK (the mentor's turn), KEPT (after a no), or UNSAID."""
    last = present_said(said, wording)
    if last is None:
        return UNSAID
    if last.is_yes:
        return YES
    return ASKED_BACK if last.waits else KEPT


def is_agreed(states):
    """Whether the ECT has said yes to every focus there is (A34)."""
    return bool(states) and all(state == YES for state in states)


def list_words(nos, first_name):
    """The line on the mentor's list: "1 focus is not clear to Amira"; "" for none. `nos` of each focus that waits."""
    if not nos:
        return ""
    count = "1 focus is" if len(nos) == 1 else f"{len(nos)} foci are"
    kinds = {no for one in nos for no in one}
    kind = kinds.pop() if len(kinds) == 1 else ""
    if kind == "really_two":
        return f"{count} really two things, says {first_name}"
    return f"{count} {WAITING[kind]} {first_name}" if kind else f"{count} not right for {first_name} yet"


def week_said(foci, first_name):
    """For a mentor's list, of the live foci of a week: the lines about what waits (one or none), and how the week
    stands: "Agreed", "Amira hasn’t said yes yet", or "" where a line says more, or without a focus.

    Each focus is its `checks_told` and its steps as (text, key action, one step, so that). Nothing is worked out for a
    focus of which nothing was said.
    """
    nos, states = [], []
    for told, steps in foci:
        said, wording = said_of(told), None
        if said:
            _, key_action, one_step, so_that = steps[0]
            wording = Wording(key_action, () if one_step else tuple(text for text, *_ in steps), so_that)
        states.append(state_of(said, wording))
        if states[-1] == ASKED_BACK:
            nos.append(present_said(said, wording).nos)
    if not states:
        return [], ""
    if nos:
        return [list_words(nos, first_name)], ""
    return [], "Agreed" if is_agreed(states) else f"{first_name} hasn’t said yes yet"


def digest_of(wordings):
    """One digest of several foci's wordings, by their ids."""
    return text_digest("\n".join(f"{pk}:{wording.digest}" for pk, wording in sorted(wordings.items())))


@dataclass(frozen=True)
class Names:
    """Who is spoken of: the ECT, by id and as the reader says it."""

    ect_id: int
    ect: str
    is_self: bool

    @property
    def who(self):
        return "You" if self.is_self else self.ect


def _words(one, names):
    """ "Amira said: not achievable", "You said yes", "Amira said yes in the meeting, noted by Maya Kowalski"."""
    if one.nos:
        return f"{names.who} said: {', '.join(NOS[no][1] for no in one.nos)}."
    if one.by_id != names.ect_id:
        return f"{names.who} said yes in the meeting, noted by {one.by}."
    return f"{names.who} said yes."


ANSWERS = {
    Answer.ACCEPTED: "{} took this wording.",
    Answer.REWORDED: "{} reworded it.",
    Answer.KEPT: "{} keeps it as it is.",
    Answer.WITHDRAWN: "{} took it out.",
}


def _answer(one):
    if not one.answer:
        return ""
    return " ".join(filter(None, [ANSWERS[one.answer].format(one.answered_by), one.answer_reason]))


class OwnChecks:
    """Whether the ECT said yes to the live foci on their own home, each with its `state` and the `digest` it shows."""

    def __init__(self, foci):
        self.foci = [focus for focus in foci if not focus.is_withdrawn]
        self.is_agreed = is_agreed([focus.state for focus in self.foci])
        self.key = uuid.uuid4()

    @property
    def are_asked(self):
        """Whether a focus is left of which nothing was said: the others have their own line."""
        return any(focus.state == UNSAID for focus in self.foci)

    @property
    def drawn(self):
        """As `WeekChecks.drawn`."""
        return [(f"wording-{focus.pk}", focus.digest) for focus in self.foci]


def own_line(said, wording):
    """What the ECT said last of a focus as it reads now, and the mentor's answer, in a line for their own home."""
    last = present_said(said, wording)
    if last is None:
        return {"words": "", "answer": "", "waits": False}
    return {"words": _words(last, Names(last.by_id, "", is_self=True)), "answer": _answer(last), "waits": last.waits}


def check_shown(said, wording, prompts, names, *, past=()):
    """Everything a page shows of one focus's checks: how it stands, what waits, and all that was said, in order.

    `past` are wordings it had before: what a suggestion changed is shown against the one it was about.
    """
    state = state_of(said, wording)
    last = present_said(said, wording)
    known = {one.digest: one for one in (*past, wording)} if any(one.suggestion for one in said) else {}
    return {
        "state": state,
        "words": _words(last, names) if last else "",
        "waits": _waiting(last, wording, prompts) if last and last.waits else None,
        "answer": _answer(last) if last else "",
        "history": [
            {
                "words": _words(one, names),
                "when": minute(one.at),
                "reason": one.reason,
                "sentence": parts.sentence(one.suggestion, prompts) if one.suggestion else "",
                "changes": changed(known[one.digest].difference(one.suggestion))
                if one.suggestion and one.digest in known
                else "",
                "answer": _answer(one),
                "answered": minute(one.answered_at) if one.answered_at else "",
            }
            for one in said
        ],
    }


def _waiting(one, wording, prompts):
    """A no that the mentor is to answer, with what the ECT suggests instead."""
    suggestion = one.suggestion
    return {
        "pk": one.pk,
        "reason": one.reason,
        "sentence": parts.sentence(suggestion, prompts) if suggestion else "",
        "changes": changed(wording.difference(suggestion)) if suggestion else "",
    }


class WeekChecks:
    """What the ECT said of the foci of a `Meeting`, for a page that the ECT reads (`is_ect`) or their mentor."""

    def __init__(self, meeting, *, is_ect=False):
        cycle = meeting.cycle
        self.meeting, self.is_ect = meeting, is_ect
        self.names = Names(cycle.ect_id, cycle.ect.first_name, is_ect)
        self.said = {focus.pk: said_of(focus.checks_told) for focus in meeting.foci}
        # What may be said yes to: what reads as something and is not withdrawn.
        self.foci = [one for one in meeting.foci if not one.is_withdrawn and meeting.wording(one).key_action.strip()]
        self.states = {one.pk: state_of(self.said[one.pk], meeting.wording(one)) for one in self.foci}

    @property
    def is_agreed(self):
        return is_agreed(self.states.values())

    def may_check(self, focus):
        """Whether this page's reader, the ECT, may say what they think of a focus."""
        return self.is_ect and focus.pk in self.states and not self.meeting.cycle.is_reviewed

    @property
    def may_say_yes(self):
        """Whether a yes to all would add something: not after the review, and not to what the ECT said themselves."""
        if self.meeting.cycle.is_reviewed:
            return False
        open_states = (UNSAID, ASKED_BACK, KEPT) if self.is_ect else (UNSAID,)
        return any(state in open_states for state in self.states.values())

    @property
    def words(self):
        """One line: "Agreed", or what is lacking for it; "" where there is no focus."""
        if not self.states:
            return ""
        if self.is_agreed:
            return "Agreed"
        if UNSAID in self.states.values():
            return f"{'You haven’t' if self.is_ect else f'{self.names.ect} hasn’t'} said yet"
        return f"{self.names.who} said no to {'some of it' if len(self.states) > 1 else 'it'}"

    @property
    def list_line(self):
        """The line on top of the mentor's page: "1 focus is not clear to Amira"."""
        return list_words([self.last(one).nos for one in self._waiting], self.names.ect)

    @property
    def waiting(self):
        """The foci that the mentor is to answer about, as links."""
        return [
            {"href": f"#focus-{one.pk}", "text": parts.named(self.meeting.wording(one), 0)} for one in self._waiting
        ]

    @property
    def _waiting(self):
        return [one for one in self.foci if self.states[one.pk] == ASKED_BACK]

    def last(self, focus):
        """What was said last of the present wording of a focus, or None."""
        return present_said(self.said[focus.pk], self.meeting.wording(focus))

    def of(self, focus):
        """`check_shown` of a focus; None where nothing was said of it."""
        said = self.said[focus.pk]
        if not said:
            return None
        past = () if self.meeting.cycle.is_draft else [one.wording for one in focus.rewordings.all()]
        return check_shown(said, self.meeting.wording(focus), self.meeting.prompts, self.names, past=past)

    @property
    def drawn(self):
        """The wordings that a form for saying yes shows, as names and digests of its hidden fields."""
        return [(f"wording-{one.pk}", self.meeting.wording(one).digest) for one in self.foci]

    @property
    def digest(self):
        """One digest of all that may be said yes to."""
        return digest_of({one.pk: self.meeting.wording(one) for one in self.foci})

    @property
    def key(self):
        """The key of what a form for saying yes makes."""
        return uuid.uuid4()
