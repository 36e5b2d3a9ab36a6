"""What is sent to people: which e-mails they want, what was told to whom, and the address of their calendar.

Switches, digests and addresses are a person's, who may be at several schools: they carry no school. No text is kept.
"""

import uuid

from django.db import models
from django.db.models import Q

from schools.models import School, User


class ReminderKind(models.TextChoices):
    """What people are reminded of (A101)."""

    MEETING = "meeting", "The day before a meeting"
    FOCI = "foci", "The foci of a week, as sentences, once it is set"
    NO = "no", "When your ECT says no to a focus"
    REVIEW = "review", "When a review waits"


# The switches: what people are reminded of, and the letter about a question to a leader (A111), which goes at once.
QUESTION = "question"
MAILS = (*ReminderKind.values, QUESTION)


class MailSettings(models.Model):
    """Which e-mails a person wants, by the names of `MAILS`; who has no row wants them all."""

    user = models.OneToOneField(User, models.PROTECT, related_name="mail_settings")
    meeting = models.BooleanField(default=True)
    foci = models.BooleanField(default=True)
    no = models.BooleanField(default=True)
    review = models.BooleanField(default=True)
    question = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "mail settings"

    def __str__(self):
        return f"e-mails to {self.user_id}"


class Digest(models.Model):
    """The one e-mail of a person on a day: claimed before it is handed over, with its `Reminder`s in the same moment.

    Claimed and not sent: its worker is at it, or died. `key` is its Message-ID, the same however often it is tried.
    Neither claimed nor sent: the mail server refused it, and nothing hangs on it.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=1)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="coaching_digest_once_a_day"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(claimed_at__isnull=False), name="coaching_digest_claimed_before_sent"
            ),
        ]
        indexes = [
            models.Index(
                fields=["user"],
                condition=Q(sent_at=None, claimed_at__isnull=False),
                name="coaching_digest_unfinished",
            ),
        ]

    def __str__(self):
        return f"digest of {self.day}"

    def is_left(self, since):
        """Whether its worker, who claimed it at `since` or before, died with it in hand."""
        return self.sent_at is None and self.claimed_at is not None and self.claimed_at <= since


class Reminder(models.Model):
    """One thing told to one person, once: the constraint is what makes a second time impossible.

    `about` and `day` say what: the mentorship and the day of its meeting; the week and its Monday; the ECT's check and
    its day; the week to review and the day its meeting was planned for.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    digest = models.ForeignKey(Digest, models.CASCADE, related_name="reminders")
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=7, choices=ReminderKind)
    about = models.BigIntegerField()
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "about", "day"], name="coaching_reminder_once"),
            models.CheckConstraint(condition=Q(kind__in=ReminderKind.values), name="coaching_reminder_kind_known"),
        ]

    def __str__(self):
        return f"{self.kind} {self.about}, {self.day}"


class CalendarAddress(models.Model):
    """The private address of a person's calendar (A102): its link is signed over `key`, and a new key ends the old.

    `served` is what the feed last said of each meeting, by its id there, so that a change counts up and what is gone
    is called off: [sequence, start, status].
    """

    user = models.OneToOneField(User, models.PROTECT, related_name="calendar_address")
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    made_at = models.DateTimeField()
    served = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "calendar addresses"

    def __str__(self):
        return f"calendar of {self.user_id}"
