"""What an ECT writes: a line beside a step, and a note before a meeting."""

import uuid

from django.db import models
from django.db.models import Q

from coaching.models.cycle import Cycle
from coaching.models.focus import Step
from schools.models import School, User


class StepLine(models.Model):
    """The ECT's own line about how a step went; it opens the next review."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    step = models.OneToOneField(Step, models.CASCADE, related_name="line")
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    def __str__(self):
        return f"line about step {self.step_id}"


class MeetingNote(models.Model):
    """What the ECT wants to bring to the next meeting: their own until it is sent, then read by their mentor too.

    `cycle` is the week in whose meeting it was read, filled when that week is set; one note at a time waits for each
    ECT at a school.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    ect = models.ForeignKey(User, models.PROTECT, related_name="meeting_notes", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    went_well = models.TextField(blank=True)
    to_discuss = models.TextField(blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    cycle = models.OneToOneField(Cycle, models.PROTECT, null=True, blank=True, related_name="note")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ect", "key"], name="coaching_meetingnote_key_once"),
            models.UniqueConstraint(
                fields=["school", "ect"],
                condition=Q(cycle=None),
                name="coaching_meetingnote_one_waits",
            ),
            models.CheckConstraint(
                condition=Q(cycle=None) | Q(sent_at__isnull=False), name="coaching_meetingnote_sent_before_read"
            ),
        ]

    def __str__(self):
        return f"note before a meeting {self.pk}"
