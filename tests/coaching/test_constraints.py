"""What is true always is held by the database: each constraint, broken on purpose, is named in what it answers."""

import uuid
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import IntegrityError, models, transaction

from tests.factories import (
    MONDAY,
    NOW,
    CitationFactory,
    CorrectionFactory,
    CycleFactory,
    EvidenceFactory,
    FocusFactory,
    MentorshipFactory,
    OutcomeFactory,
    ParkedFactory,
    RehearsalFactory,
    RewordingFactory,
    SchoolFactory,
    StepFactory,
    UserFactory,
)
from tests.mailing import DigestFactory, ReminderFactory
from tests.promised import EarlierRecordFactory
from tests.sides import (
    AskedFactory,
    AttachmentFactory,
    CheckFactory,
    MeetingNoteFactory,
    PrivateNoteFactory,
    ReplyFactory,
    RevisitFactory,
    StarterFactory,
)

KEY = uuid.UUID(int=1)
NEXT = date(2025, 9, 22)


def twice(factory, parent=None, **fields):
    """A function that makes two rows which differ in nothing that counts."""

    def make():
        shared = {name: value() for name, value in (parent or {}).items()}
        for _ in range(2):
            factory(**shared, **fields)

    return make


def once(factory, **fields):
    return lambda: factory(**fields)


def asked_oneself():
    user = UserFactory()
    AskedFactory(leader=user, by=user)


def refined(**fields):
    """A function that makes a successor with these fields."""

    def make():
        old = FocusFactory(cycle__is_set=True)
        FocusFactory(**{"refined_from": old, "line": old, "turn": 2} | fields)

    return make


def both_refined_and_replaced():
    old, other = FocusFactory(cycle__is_set=True), FocusFactory(cycle__is_set=True)
    FocusFactory(refined_from=old, line=old, turn=2, replaces=other)


def its_own_successor():
    focus = FocusFactory()
    type(focus).objects.filter(pk=focus.pk).update(replaces=focus)


def two_successors(field):
    def make():
        old = FocusFactory(cycle__is_set=True)
        for _ in range(2):
            if field == "refined_from":
                FocusFactory(refined_from=old, line=old, turn=2)
            else:
                FocusFactory(replaces=old)

    return make


def one_question_twice():
    focus = FocusFactory(cycle__reviewed=True)
    for _ in range(2):
        RevisitFactory(focus=focus, asked_in=CycleFactory())


def two_questions_in_one_week():
    week = CycleFactory()
    for number in (1, 2):
        RevisitFactory(asked_in=week, round=number)


def two_weeks(**fields):
    """A function that makes two weeks of one pair, a week apart unless told."""

    def make():
        first = CycleFactory(**fields)
        CycleFactory(mentorship=first.mentorship, **{"week_of": NEXT} | fields)

    return make


def keyed(factory, field="by"):
    """A function that makes two rows with the same key by the same person."""

    def make():
        user = UserFactory()
        for _ in range(2):
            factory(key=KEY, **{field: user})

    return make


BROKEN = {
    "coaching_asked_key_once": keyed(AskedFactory),
    "coaching_asked_somebody_else": asked_oneself,
    "coaching_earlierrecord_key_once": twice(EarlierRecordFactory, {"ect": UserFactory}, key=KEY),
    "coaching_earlierrecord_offered_later": once(EarlierRecordFactory, offered_at=NOW - timedelta(days=1)),
    "coaching_cycle_one_draft": two_weeks(),
    "coaching_cycle_one_to_review": two_weeks(is_set=True),
    "coaching_cycle_one_a_week": two_weeks(reviewed=True, week_of=MONDAY),
    "coaching_cycle_key_once": keyed(CycleFactory, "created_by"),
    "coaching_cycle_opened": once(CycleFactory, opened_at=NOW),
    "coaching_cycle_set": once(CycleFactory, set_at=NOW, next_meeting_on=NEXT),
    "coaching_cycle_reviewed": once(CycleFactory, is_set=True, reviewed_at=NOW),
    "coaching_cycle_set_before_reviewed": once(CycleFactory, reviewed=True, set_at=None, set_by=None),
    "coaching_cycle_next_meeting_known": once(CycleFactory, is_set=True, next_meeting_on=None),
    "coaching_cycle_next_meeting_later": once(CycleFactory, meets_on=NEXT, next_meeting_on=NEXT),
    "coaching_cycle_week_of_monday": once(CycleFactory, week_of=date(2025, 9, 16)),
    "coaching_cycle_no_focus_known": once(CycleFactory, no_focus_reason="tired"),
    "coaching_focus_at_most_three": once(FocusFactory, position=4),
    "coaching_focus_place_taken": twice(FocusFactory, {"cycle": CycleFactory}, position=2),
    "coaching_focus_key_once": keyed(FocusFactory, "created_by"),
    "coaching_focus_withdrawn": once(FocusFactory, withdrawn_at=NOW),
    "coaching_focus_refined_or_replaced": both_refined_and_replaced,
    "coaching_focus_carried_from": once(FocusFactory, carried_on=True),
    "coaching_focus_turn_of_line": refined(turn=1),
    "coaching_focus_not_its_own_successor": its_own_successor,
    "coaching_focus_why_now_known": once(FocusFactory, why_now="because"),
    "coaching_focus_ready_known": once(FocusFactory, ready="maybe"),
    "coaching_focus_origin_known": once(FocusFactory, origin="stolen"),
    "coaching_focus_bank_version_known": once(FocusFactory, bank_version=1),
    "coaching_focus.refined_from_id": two_successors("refined_from"),
    "coaching_focus.replaces_id": two_successors("replaces"),
    "coaching_step_key_once": twice(StepFactory, {"focus": FocusFactory}, key=KEY),
    "coaching_step_retired": once(StepFactory, retired_at=NOW),
    "coaching_rewording_key_once": twice(RewordingFactory, {"focus": FocusFactory}, key=KEY),
    "coaching_citation_once": twice(CitationFactory, {"focus": FocusFactory, "evidence": EvidenceFactory}),
    "coaching_rehearsal_round_once": twice(RehearsalFactory, {"focus": FocusFactory}, round=1),
    "coaching_rehearsal_key_once": keyed(RehearsalFactory),
    "coaching_outcome_result_known": once(OutcomeFactory, result="superb"),
    "coaching_outcome_decision_known": once(OutcomeFactory, result="partly", decision="forget"),
    "coaching_outcome_achieved_needs_no_decision": once(OutcomeFactory, result="achieved", decision="refine"),
    "coaching_outcome_carry_on_untried": once(OutcomeFactory, result="partly", decision="carry_on"),
    "coaching_correction_key_once": keyed(CorrectionFactory),
    "coaching_correction_result_known": once(CorrectionFactory, result=""),
    "coaching_check_key_once": keyed(CheckFactory),
    "coaching_check_no_has_a_reason": once(CheckFactory, clear=False),
    "coaching_reply_answer_known": once(ReplyFactory, answer="shrugged"),
    "coaching_reply_kept_has_a_reason": once(ReplyFactory, reason=""),
    "coaching_parked_key_once": keyed(ParkedFactory),
    "coaching_parked_brought_back": once(ParkedFactory, brought_back_at=NOW),
    "coaching_parked_dropped": once(ParkedFactory, dropped_at=NOW),
    "coaching_parked_bank_version_known": once(ParkedFactory, bank_version=1),
    "coaching_meetingnote_key_once": keyed(MeetingNoteFactory, "ect"),
    "coaching_meetingnote_one_waits": twice(MeetingNoteFactory, {"school": SchoolFactory, "ect": UserFactory}),
    "coaching_meetingnote_sent_before_read": lambda: MeetingNoteFactory(cycle=CycleFactory()),
    "coaching_starter_key_once": keyed(StarterFactory, "created_by"),
    "coaching_starter_once": twice(StarterFactory, {"school": SchoolFactory}, text="What did you see?"),
    "coaching_starter_kind_known": once(StarterFactory, kind="hymn"),
    "coaching_starter_retired": once(StarterFactory, retired_at=NOW),
    "coaching_revisit_round_once": one_question_twice,
    "coaching_revisit_round_known": once(RevisitFactory, round=3),
    "coaching_revisit_mentor_at_and_by": once(RevisitFactory, mentor_at=NOW),
    "coaching_revisit.asked_in_id": two_questions_in_one_week,
    "coaching_digest_once_a_day": twice(DigestFactory, {"user": UserFactory}),
    "coaching_digest_claimed_before_sent": once(DigestFactory, claimed_at=None),
    "coaching_reminder_once": twice(ReminderFactory, {"pair": MentorshipFactory, "digest": DigestFactory}),
    "coaching_reminder_kind_known": once(ReminderFactory, kind="nag"),
    "evidence_evidence_source_known": once(EvidenceFactory, source="hearsay"),
    "evidence_evidence_something_seen": once(EvidenceFactory, seen=""),
    "evidence_evidence_shared_at_and_by": once(EvidenceFactory, shared_at=NOW),
    "evidence_evidence_key_once": keyed(EvidenceFactory, "created_by"),
    "evidence_attachment_key_once": keyed(AttachmentFactory, "created_by"),
    "evidence_attachment_place_once": twice(AttachmentFactory, stored_as="ab/cd"),
    "evidence_attachment_place_taken": twice(AttachmentFactory, {"evidence": EvidenceFactory}, place=1),
    "evidence_attachment_at_most_six": once(AttachmentFactory, place=7),
    "evidence_attachment_kind_known": once(AttachmentFactory, kind="text/html"),
    "evidence_attachment_size_within": once(AttachmentFactory, size=0),
    "evidence_attachment_named": once(AttachmentFactory, name=""),
    "evidence_privatenote_key_once": keyed(PrivateNoteFactory, "author"),
    "evidence_privatenote_something_written": once(PrivateNoteFactory, text=""),
}
CONSTRAINTS = {
    constraint.name: constraint
    for app in ("coaching", "evidence")
    for model in apps.get_app_config(app).get_models()
    for constraint in model._meta.constraints
}


def columns_of(name):
    """What SQLite names instead of a unique constraint: its columns."""
    constraint = CONSTRAINTS.get(name)
    if isinstance(constraint, models.UniqueConstraint):
        return list(constraint.fields)
    return [name.rpartition(".")[2]]


@pytest.mark.parametrize("name", BROKEN)
def test_database_refuses(db, name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name]()

    message = str(refused.value)
    assert name in message or all(column in message for column in columns_of(name))


def test_every_constraint_is_broken_by_a_test():
    assert set(CONSTRAINTS) == {name for name in BROKEN if "." not in name}


def test_three_places_and_no_more(db):
    cycle = CycleFactory()
    for position in (1, 2, 3):
        FocusFactory(cycle=cycle, position=position)

    for position in (0, 1, 2, 3, 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            FocusFactory(cycle=cycle, position=position)

    assert cycle.foci.count() == 3


def test_validation_says_the_limit_in_words(db):
    focus = FocusFactory.build(cycle=CycleFactory(), position=4)

    with pytest.raises(Exception, match="Three foci is the most for one week"):
        focus.full_clean(exclude=["school", "created_by", "line"])


def test_admin_registers_no_coaching():
    shown = {model._meta.app_label for model in admin.site._registry}

    assert shown & {"coaching", "evidence", "actionsteps"} == set()
