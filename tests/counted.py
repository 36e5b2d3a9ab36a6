"""A row of every model of the figures, as in factories.py."""

from datetime import timedelta

from factory import LazyFunction, SubFactory
from factory.django import DjangoModelFactory

from insights.models import Counted, Tally, Total, Week
from insights.values import NAMES
from tests.factories import MONDAY, SchoolFactory


class CountedFactory(DjangoModelFactory):
    class Meta:
        model = Counted

    school = SubFactory(SchoolFactory)
    to = MONDAY
    open_from = MONDAY - timedelta(days=7)


class WeekFactory(DjangoModelFactory):
    class Meta:
        model = Week

    school = SubFactory(SchoolFactory)
    monday = MONDAY
    year = 2025
    half = 1
    held = 2
    planned = 3


class TallyFactory(DjangoModelFactory):
    """A tally of five ECTs in whose weeks nothing was."""

    class Meta:
        model = Tally

    school = SubFactory(SchoolFactory)
    year = 2025
    half = 1
    first = MONDAY
    last = MONDAY
    ects = LazyFunction(lambda: [1, 2, 3, 4, 5])
    fewest = 5
    values = LazyFunction(lambda: [0] * len(NAMES))


class TotalFactory(DjangoModelFactory):
    class Meta:
        model = Total

    school = SubFactory(SchoolFactory)
    year = 2025
    half = 1
    last = MONDAY
    values = LazyFunction(lambda: [0] * len(NAMES))
