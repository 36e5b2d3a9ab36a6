"""A row of every model of the bank, as in factories.py; a step comes with its phases, subjects and words."""

import uuid
from datetime import timedelta

import factory
from factory import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from actionsteps.actions import learn
from actionsteps.actions.keeping import write_facets
from actionsteps.models import (
    ActionStep,
    Area,
    BankSettings,
    Facet,
    FacetKind,
    Favourite,
    Proposal,
    Slip,
    Sought,
    Upload,
    Version,
    Word,
)
from actionsteps.wording import Wording
from tests.factories import NOW, SchoolFactory, TrustFactory, UserFactory

# What a person writes of a step, as an action or a form takes it; `area` is put in by who writes.
WRITTEN = {
    "key_action": "Ask, pause, then name a pupil",
    "steps": ["Ask the question", "Count four seconds in your head"],
    "so_that": "pupils all think of an answer",
}


class AreaFactory(DjangoModelFactory):
    """An area of the product's own, unless `school` or `trust` is told."""

    class Meta:
        model = Area

    name = Sequence("Questioning {}".format)
    standard = 4


class ActionStepFactory(DjangoModelFactory):
    """A published step of the product's own, unless `school` or `trust` is told; `draft=True`, `retired=True`."""

    class Meta:
        model = ActionStep
        skip_postgeneration_save = True

    class Params:
        draft = Trait(published_at=None)
        retired = Trait(retired_at=NOW, retired_by=SubFactory(UserFactory))

    reference = Sequence("step-{}".format)
    key_action = Sequence("Point to the task on board {}".format)
    steps = LazyFunction(lambda: ["Stand beside the board", "Wait for eyes"])
    so_that = "pupils begin at once"
    area = SubFactory(AreaFactory)
    created_at = NOW
    published_at = NOW

    @factory.post_generation
    def as_published(step, create, extracted, **kwargs):
        if create:
            write_facets(step)
            if step.is_published:
                learn([step])


class FacetFactory(DjangoModelFactory):
    class Meta:
        model = Facet

    step = SubFactory(ActionStepFactory)
    kind = FacetKind.PHASE
    value = "ks3"


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = Version

    step = SubFactory(ActionStepFactory)
    number = LazyAttribute(lambda version: version.step.versions.count() + 1 if version.step.pk else 1)
    key_action = "Point to the task"
    steps = LazyFunction(lambda: ["Stand beside the board"])
    so_that = "pupils begin"
    digest = LazyAttribute(lambda version: Wording(version.key_action, tuple(version.steps), version.so_that).digest)
    at = NOW
    by = SubFactory(UserFactory)


class FavouriteFactory(DjangoModelFactory):
    class Meta:
        model = Favourite

    user = SubFactory(UserFactory)
    step = SubFactory(ActionStepFactory)
    at = NOW


class WordFactory(DjangoModelFactory):
    class Meta:
        model = Word

    word = Sequence("boards{}".format)
    stem = SelfAttribute("word")
    steps = 1


class SlipFactory(DjangoModelFactory):
    class Meta:
        model = Slip

    word = SubFactory(WordFactory)
    form = SelfAttribute("word.word")


class ProposalFactory(DjangoModelFactory):
    """A proposal that waits, for a school's bank; `offered=True` for one that a school makes to its trust."""

    class Meta:
        model = Proposal

    class Params:
        offered = Trait(trust=SelfAttribute("school.trust"))

    school = SubFactory(SchoolFactory)
    key = LazyFunction(uuid.uuid4)
    key_action = "Ask, pause, then name a pupil"
    steps = LazyFunction(lambda: ["Ask the question", "Count four seconds in your head"])
    so_that = "pupils all think of an answer"
    at = NOW - timedelta(days=1)
    by = SubFactory(UserFactory)


class UploadFactory(DjangoModelFactory):
    class Meta:
        model = Upload

    school = SubFactory(SchoolFactory)
    name = "steps.csv"
    headings = LazyFunction(lambda: ["Key action", "By", "So that", "Area", "Standard"])
    rows = LazyFunction(
        lambda: [
            [
                2,
                {
                    "key action": "Ask, pause, then name a pupil",
                    "by": "Ask the question\nCount four seconds in your head",
                    "so that": "pupils all think of an answer",
                    "area": "Our questioning",
                    "standard": "4",
                },
            ]
        ]
    )
    at = NOW
    by = SubFactory(UserFactory)


class BankSettingsFactory(DjangoModelFactory):
    class Meta:
        model = BankSettings

    school = SubFactory(SchoolFactory)
    changed_at = NOW
    changed_by = SubFactory(UserFactory)


def trust_step(**fields):
    """A published step of a trust's bank."""
    trust = fields.pop("trust", None) or TrustFactory()
    return ActionStepFactory(trust=trust, area=AreaFactory(trust=trust), **fields)


class SoughtFactory(DjangoModelFactory):
    class Meta:
        model = Sought

    school = SubFactory(SchoolFactory)
    words = Sequence("late homework {}".format)
    month = LazyFunction(lambda: NOW.date().replace(day=1))
    mentors = 3
