"""Rows of what each of the pair has to themselves or says to the other: checks, replies, notes, lines, files."""

import uuid

from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from coaching.models import Answer, Asked, Check, MeetingNote, Reply, Revisit, Starter, StarterKind, StepLine
from evidence.models import Attachment, PrivateNote
from tests.factories import (
    NOW,
    CycleFactory,
    EvidenceFactory,
    FocusFactory,
    SchoolFactory,
    StepFactory,
    UserFactory,
)


class CheckFactory(DjangoModelFactory):
    """A yes to all of it, for the present wording."""

    class Meta:
        model = Check

    focus = SubFactory(FocusFactory)
    school = SelfAttribute("focus.school")
    key = LazyFunction(uuid.uuid4)
    digest = LazyAttribute(lambda check: check.focus.wording.digest)
    relevant = True
    achievable = True
    clear = True
    at = NOW
    by = SelfAttribute("focus.cycle.ect")


class ReplyFactory(DjangoModelFactory):
    class Meta:
        model = Reply

    check_of = SubFactory(CheckFactory, achievable=False, reason="Two of my classes are on a trip")
    school = SelfAttribute("check_of.school")
    answer = Answer.KEPT
    reason = "Then try it with the two that are here"
    at = NOW
    by = SelfAttribute("check_of.focus.cycle.mentorship.mentor")


class StepLineFactory(DjangoModelFactory):
    class Meta:
        model = StepLine

    step = SubFactory(StepFactory)
    school = SelfAttribute("step.school")
    text = "Worked with 9B, not with 10C"
    at = NOW
    by = SelfAttribute("step.focus.cycle.ect")


class MeetingNoteFactory(DjangoModelFactory):
    class Meta:
        model = MeetingNote

    school = SubFactory(SchoolFactory)
    ect = SubFactory(UserFactory)
    key = LazyFunction(uuid.uuid4)
    went_well = "Year 8 started without me"
    to_discuss = "How to end a lesson on time"
    created_at = NOW
    changed_at = NOW


class RevisitFactory(DjangoModelFactory):
    class Meta:
        model = Revisit

    focus = SubFactory(FocusFactory, cycle__reviewed=True)
    school = SelfAttribute("focus.school")
    round = 1
    asked_in = SubFactory(CycleFactory, mentorship=SelfAttribute("..focus.cycle.mentorship"))
    asked_at = NOW


class StarterFactory(DjangoModelFactory):
    class Meta:
        model = Starter

    school = SubFactory(SchoolFactory)
    key = LazyFunction(uuid.uuid4)
    kind = StarterKind.PROBE
    text = Sequence("What did you notice about the pupils at the back in lesson {}?".format)
    created_at = NOW
    created_by = SubFactory(UserFactory)


class AttachmentFactory(DjangoModelFactory):
    """The row alone: there is no file at `stored_as`."""

    class Meta:
        model = Attachment

    evidence = SubFactory(EvidenceFactory)
    school = SelfAttribute("evidence.school")
    key = LazyFunction(uuid.uuid4)
    place = LazyAttribute(lambda file: file.evidence.attachments.count() + 1)
    name = "Exercise book.jpg"
    kind = "image/jpeg"
    size = 48_213
    stored_as = Sequence("{:032d}".format)
    created_at = NOW
    created_by = SelfAttribute("evidence.created_by")


class AskedFactory(DjangoModelFactory):
    class Meta:
        model = Asked

    school = SelfAttribute("focus.school")
    focus = SubFactory(FocusFactory, cycle__is_set=True)
    leader = SubFactory(UserFactory)
    key = LazyFunction(uuid.uuid4)
    key_action = SelfAttribute("focus.key_action")
    so_that = SelfAttribute("focus.so_that")
    question = "Who could watch a lesson with me?"
    at = NOW
    by = SelfAttribute("focus.cycle.mentorship.mentor")


class PrivateNoteFactory(DjangoModelFactory):
    class Meta:
        model = PrivateNote

    school = SubFactory(SchoolFactory)
    author = SubFactory(UserFactory)
    key = LazyFunction(uuid.uuid4)
    text = "Ask for a quieter room"
    created_at = NOW
    changed_at = NOW
