"""Rows of the promise: who else read an ECT's coaching, and a record brought along from another school."""

import uuid

from factory import LazyFunction, SubFactory
from factory.django import DjangoModelFactory

from coaching.models import EarlierRecord
from schools.models import AccessKind, AccessRecord
from tests.factories import MONDAY, NOW, SchoolFactory, UserFactory


class AccessRecordFactory(DjangoModelFactory):
    class Meta:
        model = AccessRecord

    school = SubFactory(SchoolFactory)
    ect = SubFactory(UserFactory)
    key = LazyFunction(uuid.uuid4)
    kind = AccessKind.READ
    week_of = MONDAY
    why = "The week could not be opened"
    at = NOW
    by = SubFactory(UserFactory)


class EarlierRecordFactory(DjangoModelFactory):
    """One that was put here, not offered."""

    class Meta:
        model = EarlierRecord

    school = SubFactory(SchoolFactory)
    ect = SubFactory(UserFactory)
    key = LazyFunction(uuid.uuid4)
    digest = "0" * 64
    came_from = "Moorland School"
    held = LazyFunction(dict)
    at = NOW
