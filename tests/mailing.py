"""Rows of what is sent to people: their switches, what was told to whom, the address of a calendar."""

import uuid

from factory import LazyFunction, SelfAttribute, SubFactory
from factory.django import DjangoModelFactory

from coaching.models import CalendarAddress, Digest, MailSettings, Reminder, ReminderKind
from tests.factories import NOW, MentorshipFactory, UserFactory


class MailSettingsFactory(DjangoModelFactory):
    class Meta:
        model = MailSettings

    user = SubFactory(UserFactory)


class DigestFactory(DjangoModelFactory):
    """Sent; `sent_at=None` for one whose worker is at it, or died."""

    class Meta:
        model = Digest

    user = SubFactory(UserFactory)
    day = NOW.date()
    key = LazyFunction(uuid.uuid4)
    claimed_at = NOW
    sent_at = NOW


class ReminderFactory(DjangoModelFactory):
    """Of the meeting of a pair, to its mentor."""

    class Meta:
        model = Reminder

    class Params:
        pair = SubFactory(MentorshipFactory)

    school = SelfAttribute("pair.school")
    user = SelfAttribute("pair.mentor")
    digest = SubFactory(DigestFactory, user=SelfAttribute("..user"))
    kind = ReminderKind.MEETING
    about = SelfAttribute("pair.pk")
    day = NOW.date()


class CalendarAddressFactory(DjangoModelFactory):
    class Meta:
        model = CalendarAddress

    user = SubFactory(UserFactory)
    key = LazyFunction(uuid.uuid4)
    made_at = NOW
