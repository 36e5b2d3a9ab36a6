"""A world with something of everything about one ECT, in which every text of every row is a word of its own.

Where a word turns up says which row's field was shown: what a record holds against what pages show, what is left after
erasing.
"""

import re
from datetime import timedelta
from itertools import count

from django.apps import apps
from django.db import models

from coaching.models import Decision, Result
from evidence.models import Source
from tests.bank import ProposalFactory
from tests.factories import (
    MONDAY,
    NOW,
    AchievableFactory,
    CitationFactory,
    CorrectionFactory,
    CycleFactory,
    EvidenceFactory,
    FocusFactory,
    KeptFormFactory,
    OutcomeFactory,
    ParkedFactory,
    RehearsalFactory,
    RewordingFactory,
    StepFactory,
    TickFactory,
)
from tests.joining import InvitationFactory, RosterFactory
from tests.promised import AccessRecordFactory, EarlierRecordFactory
from tests.sides import (
    AskedFactory,
    AttachmentFactory,
    CheckFactory,
    MeetingNoteFactory,
    PrivateNoteFactory,
    ReplyFactory,
    RevisitFactory,
    StepLineFactory,
)

WORD = re.compile(r"zq\d+q")
WEEK = timedelta(days=7)
OURS = ("schools", "actionsteps", "evidence", "coaching")
# Not prose: what a person is signed in by, what stands for a row, where a file lies.
NOT_PROSE = {"password", "urn", "digest", "kind", "stored_as", "path", "reference", "form", "word", "stem"}


def full_week(cycle, **fields):
    """A focus with something of everything that hangs on one."""
    focus = FocusFactory(cycle=cycle, steps=("a", "b"), **fields)
    for step in focus.steps.all():
        TickFactory(step=step)
        StepLineFactory(step=step)
    gone = StepFactory(focus=focus, retired_at=NOW, retired_by=cycle.mentorship.mentor)
    StepLineFactory(step=gone)
    AchievableFactory(focus=focus)
    RehearsalFactory(focus=focus)
    RewordingFactory(focus=focus)
    CitationFactory(focus=focus, at=NOW - WEEK, evidence__seen_on=cycle.meets_on, evidence__cited_at=NOW)
    no = CheckFactory(
        focus=focus, clear=False, reason="x", suggested={"key_action": "x", "steps": ["x"], "so_that": "x"}
    )
    ReplyFactory(check_of=no)
    return focus


def full_world(pair, *, leader):
    """Rows about the ECT of `pair`, from everybody; returns the weeks: reviewed, live, draft."""
    ect, mentor, school = pair.ect, pair.mentor, pair.school
    of_ect = {"school": school, "ect": ect}
    reviewed = CycleFactory(mentorship=pair, week_of=MONDAY - 2 * WEEK, reviewed=True, minutes=40)
    live = CycleFactory(mentorship=pair, week_of=MONDAY - WEEK, is_set=True)
    draft = CycleFactory(mentorship=pair, opened=True)
    first = full_week(reviewed)
    partly = OutcomeFactory(focus=first, result=Result.PARTLY, decision=Decision.REFINE)
    CorrectionFactory(outcome=partly)
    achieved = full_week(reviewed)
    OutcomeFactory(focus=achieved, result=Result.ACHIEVED)
    let_go = full_week(reviewed)
    OutcomeFactory(focus=let_go, result=Result.NOT_YET, decision=Decision.LET_GO, let_go_reason="x")
    RevisitFactory(focus=achieved, asked_in=live, ect_says=True, mentor_says=False)
    second = full_week(live, refined_from=first)
    OutcomeFactory(focus=second, result=Result.NOT_YET, decision=Decision.REFINE)
    full_week(live, withdrawn_at=NOW, withdrawn_by=mentor, withdrawn_reason="x")
    full_week(draft)
    AskedFactory(focus=first, leader=leader, steps=["x"], reply="x", replied_at=NOW)
    AskedFactory(focus=second, leader=leader, withdrawn_at=NOW, reply="")
    MeetingNoteFactory(**of_ect, sent_at=NOW, cycle=reviewed)
    MeetingNoteFactory(**of_ect, sent_at=NOW)
    ParkedFactory(**of_ect, by=mentor, steps=["x"], why="x")
    shared = EvidenceFactory(**of_ect, gathered_by=mentor, shared_at=NOW, shared_by=mentor)
    for entry in (
        shared,
        EvidenceFactory(**of_ect, gathered_by=mentor),
        EvidenceFactory(**of_ect, gathered_by=leader),
        EvidenceFactory(**of_ect, gathered_by=ect, source=Source.REFLECTION),
    ):
        AttachmentFactory(evidence=entry)
    PrivateNoteFactory(school=school, author=ect)
    PrivateNoteFactory(school=school, author=mentor, ect=ect)
    PrivateNoteFactory(school=school, author=leader, ect=ect)
    KeptFormFactory(user=ect)
    KeptFormFactory(user=mentor, path=f"/weeks/{live.pk}/")
    RosterFactory(school=school, by=leader)
    InvitationFactory(user=ect, school=school, made_by=leader)
    EarlierRecordFactory(**of_ect)
    AccessRecordFactory(**of_ect, by=leader)
    ProposalFactory(school=school, by=mentor)
    return reviewed, live, draft


def marked():
    """Put a word of its own into each text of each row of the product's; {word: "app.Model.field"}."""
    numbers, where = count(100), {}

    def word(label):
        made = f"zq{next(numbers)}q"
        where[made] = label
        return made

    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            fields = [field for field in texts_of(model) if field.name not in NOT_PROSE]
            for row in model._base_manager.order_by("pk"):
                new = {}
                for field in fields:
                    new[field.name] = _marked(
                        field, getattr(row, field.name), f"{model._meta.label}.{field.name}", word
                    )
                if new:
                    model._base_manager.filter(pk=row.pk).update(**new)
    return where


def _marked(field, old, label, word):
    if isinstance(field, models.JSONField):
        return _filled(old, label, word)
    if isinstance(field, models.EmailField):
        return f"{word(label)}@x.example"
    return f"https://x.example/{word(label)}" if isinstance(field, models.URLField) else word(label)


def _filled(value, label, word):
    """JSON with every text in it a word."""
    if isinstance(value, list):
        return [_filled(one, label, word) for one in value]
    if isinstance(value, dict):
        return {name: _filled(one, label, word) for name, one in value.items()}
    return word(label) if isinstance(value, str) and value else value


def texts_of(model):
    """The columns of a model that hold text or JSON, but for a choice from a list."""
    kinds = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.GenericIPAddressField)
    return [field for field in model._meta.concrete_fields if isinstance(field, kinds) and not field.choices]


def words_in(text):
    return set(WORD.findall(text))
