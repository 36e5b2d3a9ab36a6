"""A row of every model, each complete by itself; `school` is that of the row it hangs on."""

import uuid
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import factory
from django.conf import settings
from django.contrib.auth.hashers import make_password
from factory import LazyAttribute, LazyFunction, Maybe, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from coaching.models import (
    Achievable,
    Citation,
    Correction,
    Cycle,
    Focus,
    Outcome,
    Parked,
    Rehearsal,
    Result,
    Rewording,
    Step,
    Tick,
)
from evidence.models import Evidence, Source
from schools.models import (
    ClosedDay,
    KeptForm,
    Membership,
    Mentorship,
    Pause,
    PauseKind,
    Role,
    School,
    Term,
    Trust,
    User,
)

PASSWORD = "do-this-so-that"
MONDAY = date(2025, 9, 15)
NOW = datetime(2025, 9, 18, 15, 42, tzinfo=ZoneInfo("Europe/London"))


@lru_cache
def hashed(password, hashers):
    """The stored form of `password`, worked out once for each list of hashers."""
    return make_password(password)


class TrustFactory(DjangoModelFactory):
    class Meta:
        model = Trust

    name = Sequence("Harbour Trust {}".format)


class SchoolFactory(DjangoModelFactory):
    class Meta:
        model = School

    urn = Sequence("{:06d}".format)
    name = Sequence("Harbour School {}".format)
    trust = SubFactory(TrustFactory)


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = Sequence("person{}@school.example".format)
    name = Sequence("Sam Person{}".format)
    joined_at = NOW

    @classmethod
    def _create(cls, model_class, *args, password=PASSWORD, **kwargs):
        kwargs["password"] = hashed(password, tuple(settings.PASSWORD_HASHERS))
        return model_class.objects.create(**kwargs)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    class Params:
        of_trust = Trait(role=Role.TRUST_LEADER, school=None, trust=SubFactory(TrustFactory))

    user = SubFactory(UserFactory)
    role = Role.MENTOR
    school = SubFactory(SchoolFactory)
    created_at = NOW


class MentorshipFactory(DjangoModelFactory):
    """A live mentorship; `ended=True` for one that has ended, by its mentor."""

    class Meta:
        model = Mentorship

    class Params:
        ended = Trait(ended_at=NOW, ended_by=SelfAttribute("mentor"))

    school = SubFactory(SchoolFactory)
    mentor = SubFactory(UserFactory)
    ect = SubFactory(UserFactory)
    starts_on = date(2025, 9, 1)


class TermFactory(DjangoModelFactory):
    class Meta:
        model = Term

    school = SubFactory(SchoolFactory)
    name = "Autumn 2025"
    starts_on = date(2025, 9, 1)
    ends_on = date(2025, 12, 19)
    half_term_starts_on = date(2025, 10, 27)
    half_term_ends_on = date(2025, 10, 31)


class ClosedDayFactory(DjangoModelFactory):
    class Meta:
        model = ClosedDay

    school = SubFactory(SchoolFactory)
    name = "INSET"
    starts_on = date(2025, 11, 28)
    ends_on = date(2025, 11, 28)


class PauseFactory(DjangoModelFactory):
    class Meta:
        model = Pause

    mentorship = SubFactory(MentorshipFactory)
    school = SelfAttribute("mentorship.school")
    kind = PauseKind.NO_MEETING
    starts_on = MONDAY
    ends_on = MONDAY + timedelta(days=6)
    key = LazyFunction(uuid.uuid4)
    made_by = SelfAttribute("mentorship.mentor")
    made_at = NOW


class KeptFormFactory(DjangoModelFactory):
    class Meta:
        model = KeptForm

    user = SubFactory(UserFactory)
    path = Sequence("/weeks/{}/".format)
    body = "praise=Clear+routines"
    kept_at = NOW


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    school = SubFactory(SchoolFactory)
    ect = SubFactory(UserFactory)
    key = LazyFunction(uuid.uuid4)
    source = Source.DROP_IN
    seen_on = MONDAY
    seen = "Pupils did not fully understand what they were meant to do in tasks."
    gathered_by = SubFactory(UserFactory)
    created_at = NOW
    created_by = SelfAttribute("gathered_by")


class CycleFactory(DjangoModelFactory):
    """A draft; `is_set=True` for one that waits to be reviewed, `reviewed=True` for one that was."""

    class Meta:
        model = Cycle

    class Params:
        is_set = Trait(
            set_at=NOW,
            set_by=SelfAttribute("mentorship.mentor"),
            next_meeting_on=LazyAttribute(lambda cycle: cycle.meets_on + timedelta(days=7)),
        )
        reviewed = Trait(is_set=True, reviewed_at=NOW, reviewed_by=SelfAttribute("mentorship.mentor"))
        opened = Trait(opened_at=NOW, opened_by=SelfAttribute("mentorship.mentor"))

    mentorship = SubFactory(MentorshipFactory)
    school = SelfAttribute("mentorship.school")
    ect = SelfAttribute("mentorship.ect")
    key = LazyFunction(uuid.uuid4)
    week_of = MONDAY
    meets_on = LazyAttribute(lambda cycle: cycle.week_of + timedelta(days=cycle.mentorship.weekday))
    created_at = NOW
    created_by = SelfAttribute("mentorship.mentor")


class FocusFactory(DjangoModelFactory):
    """A focus in the next free place of its week, with the steps named in `steps` (one, unless told)."""

    class Meta:
        model = Focus
        skip_postgeneration_save = True

    cycle = SubFactory(CycleFactory)
    school = SelfAttribute("cycle.school")
    key = LazyFunction(uuid.uuid4)
    position = LazyAttribute(lambda focus: focus.cycle.foci.count() + 1 if focus.cycle.pk else 1)
    rank = SelfAttribute("position")
    key_action = Sequence("Give one instruction at a time in lesson {}".format)
    so_that = "pupils know what to do first"
    turn = Maybe("refined_from", LazyAttribute(lambda focus: focus.refined_from.turn + 1), 1)
    line = Maybe("refined_from", SelfAttribute("refined_from.line"), None)
    refined_from = None
    created_at = NOW
    created_by = SelfAttribute("cycle.mentorship.mentor")

    @factory.post_generation
    def first_of_its_line(focus, create, extracted, **kwargs):
        if create and focus.line_id is None:
            focus.line = focus
            focus.save(update_fields=["line"])

    @factory.post_generation
    def steps(focus, create, extracted, **kwargs):
        if create:
            for text in ("Write the instructions in the lesson plan",) if extracted is None else extracted:
                StepFactory(focus=focus, text=text)


class StepFactory(DjangoModelFactory):
    class Meta:
        model = Step

    focus = SubFactory(FocusFactory, steps=())
    school = SelfAttribute("focus.school")
    key = LazyFunction(uuid.uuid4)
    position = LazyAttribute(lambda step: step.focus.steps.count() + 1 if step.focus.pk else 1)
    text = "Write the instructions in the lesson plan"


class TickFactory(DjangoModelFactory):
    class Meta:
        model = Tick

    step = SubFactory(StepFactory)
    school = SelfAttribute("step.school")
    done = True
    at = NOW
    by = SelfAttribute("step.focus.cycle.ect")


class AchievableFactory(DjangoModelFactory):
    """A yes to the present wording."""

    class Meta:
        model = Achievable

    focus = SubFactory(FocusFactory)
    school = SelfAttribute("focus.school")
    digest = LazyAttribute(lambda answer: answer.focus.wording.digest)
    answer = True
    at = NOW
    by = SelfAttribute("focus.cycle.mentorship.mentor")


class RewordingFactory(DjangoModelFactory):
    class Meta:
        model = Rewording

    focus = SubFactory(FocusFactory)
    school = SelfAttribute("focus.school")
    key = LazyFunction(uuid.uuid4)
    key_action = "Give clear instructions"
    steps = LazyFunction(lambda: ["Write them down"])
    so_that = "pupils know what to do"
    at = NOW
    by = SelfAttribute("focus.cycle.mentorship.mentor")


class CitationFactory(DjangoModelFactory):
    class Meta:
        model = Citation

    focus = SubFactory(FocusFactory)
    school = SelfAttribute("focus.school")
    evidence = SubFactory(
        EvidenceFactory,
        school=SelfAttribute("..focus.school"),
        ect=SelfAttribute("..focus.cycle.ect"),
        gathered_by=SelfAttribute("..focus.cycle.mentorship.mentor"),
    )
    at = NOW
    by = SelfAttribute("focus.cycle.mentorship.mentor")


class RehearsalFactory(DjangoModelFactory):
    class Meta:
        model = Rehearsal

    focus = SubFactory(FocusFactory)
    school = SelfAttribute("focus.school")
    key = LazyFunction(uuid.uuid4)
    round = LazyAttribute(lambda rehearsal: rehearsal.focus.rehearsals.count() + 1 if rehearsal.focus.pk else 1)
    rehearsed = "The opening two minutes"
    changed = "Paused before the second instruction"
    at = NOW
    by = SelfAttribute("focus.cycle.mentorship.mentor")


class OutcomeFactory(DjangoModelFactory):
    class Meta:
        model = Outcome

    focus = SubFactory(FocusFactory)
    school = SelfAttribute("focus.school")
    result = Result.ACHIEVED
    effect = "All started within a minute"
    at = NOW
    by = SelfAttribute("focus.cycle.mentorship.mentor")


class CorrectionFactory(DjangoModelFactory):
    class Meta:
        model = Correction

    outcome = SubFactory(OutcomeFactory)
    school = SelfAttribute("outcome.school")
    key = LazyFunction(uuid.uuid4)
    result = Result.PARTLY
    note = "Only with one class, as it turned out"
    at = NOW
    by = SelfAttribute("outcome.by")


class ParkedFactory(DjangoModelFactory):
    class Meta:
        model = Parked

    school = SubFactory(SchoolFactory)
    ect = SubFactory(UserFactory)
    key = LazyFunction(uuid.uuid4)
    key_action = "Greet each pupil at the door"
    steps = LazyFunction(list)
    so_that = "pupils settle at once"
    at = NOW
    by = SubFactory(UserFactory)
