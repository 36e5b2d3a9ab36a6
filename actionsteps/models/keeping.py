"""What mentors and school leaders offer for a bank, and what was answered (A52)."""

import uuid

from django.db import models
from django.db.models import Q

from actionsteps.models.area import Area
from actionsteps.models.step import ActionStep
from actionsteps.wording import Wording
from schools.models import School, Trust, User


class ProposalDecision(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"


class ProposalQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decision="", withdrawn_at=None)

    def offers(self):
        """What was offered to a trust and not declined or withdrawn."""
        return self.filter(trust__isnull=False, withdrawn_at=None).exclude(decision=ProposalDecision.DECLINED)


class Proposal(models.Model):
    """A wording offered to a school's bank (`trust` empty) or by a school to its trust's.

    It holds a copy of the wording alone: nothing of the meeting it came from.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="+")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    key_action = models.TextField()
    steps = models.JSONField(default=list)
    so_that = models.TextField()
    note = models.TextField(blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    source = models.ForeignKey(ActionStep, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=8, choices=ProposalDecision, blank=True)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    step = models.ForeignKey(ActionStep, models.PROTECT, null=True, blank=True, related_name="proposals")

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="actionsteps_proposal_key_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | Q(decision__in=ProposalDecision.values, decided_at__isnull=False, decided_by__isnull=False),
                name="actionsteps_proposal_decided",
            ),
            models.CheckConstraint(
                condition=~Q(decision=ProposalDecision.DECLINED) | ~Q(reason=""),
                name="actionsteps_proposal_declined_with_reason",
                violation_error_message="Say why, so that the mentor who proposed it learns from it.",
            ),
            models.CheckConstraint(
                condition=~Q(decision=ProposalDecision.ACCEPTED) | Q(step__isnull=False),
                name="actionsteps_proposal_accepted_as_step",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "decision", "-at"], name="actionsteps_proposal_queue"),
            models.Index(fields=["by", "-at"], name="actionsteps_proposal_own"),
        ]

    def __str__(self):
        return f"proposal of {self.at:%d/%m/%Y}"

    @property
    def wording(self):
        return Wording(key_action=self.key_action, steps=tuple(self.steps), so_that=self.so_that)


class Upload(models.Model):
    """A table brought in: what its dry run showed is what a confirmation applies, and then no row of it is kept.

    Kept a day: until then who confirms it twice is told so.
    """

    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    headings = models.JSONField()
    rows = models.JSONField()
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    def __str__(self):
        return f"upload of {self.at:%d/%m/%Y}"

    @property
    def is_brought_in(self):
        return not self.headings
