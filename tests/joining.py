"""Rows of setting up a school: a list that was brought in, an invitation that was sent."""

from datetime import timedelta

from factory import LazyFunction, SubFactory
from factory.django import DjangoModelFactory

from schools.models import Invitation, Roster
from tests.factories import NOW, SchoolFactory, UserFactory


class RosterFactory(DjangoModelFactory):
    class Meta:
        model = Roster

    school = SubFactory(SchoolFactory)
    name = "people.csv"
    headings = LazyFunction(lambda: ["Name", "Email", "Role"])
    rows = LazyFunction(lambda: [[2, {"name": "Jo Green", "email": "jo@x.example", "role": "ECT"}]])
    at = NOW
    by = SubFactory(UserFactory)


class InvitationFactory(DjangoModelFactory):
    """Sent, and open, to somebody without a password."""

    class Meta:
        model = Invitation

    user = SubFactory(UserFactory, password=None)
    school = SubFactory(SchoolFactory)
    made_at = NOW
    made_by = SubFactory(UserFactory)
    expires_at = NOW + timedelta(days=14)
    sent_at = NOW
