"""The later list: candidates parked for another week (A29)."""

import uuid

from django.db import models

from actionsteps.models import ActionStep
from actionsteps.wording import Wording
from coaching.models.cycle import both_or_neither
from coaching.models.focus import Focus
from schools.models import School, User


class Parked(models.Model):
    """A candidate for another week, read by both of the pair; `next_in_line` came from making a focus smaller (A16),
    `why` is what its mentor said of parking it."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    ect = models.ForeignKey(User, models.PROTECT, related_name="parked", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    key_action = models.TextField(blank=True)
    steps = models.JSONField(default=list, blank=True)
    so_that = models.TextField(blank=True)
    bank_step = models.ForeignKey(ActionStep, models.PROTECT, null=True, blank=True, related_name="+")
    bank_version = models.PositiveIntegerField(null=True, blank=True)
    why = models.TextField(blank=True)
    next_in_line = models.BooleanField(default=False)
    came_from = models.ForeignKey(Focus, models.SET_NULL, null=True, blank=True, related_name="parked", db_index=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    brought_back_at = models.DateTimeField(null=True, blank=True)
    brought_back_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        verbose_name_plural = "parked"
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="coaching_parked_key_once"),
            models.CheckConstraint(
                condition=both_or_neither("brought_back_at", "brought_back_by"), name="coaching_parked_brought_back"
            ),
            models.CheckConstraint(
                condition=both_or_neither("dropped_at", "dropped_by"), name="coaching_parked_dropped"
            ),
            models.CheckConstraint(
                condition=both_or_neither("bank_version", "bank_step"), name="coaching_parked_bank_version_known"
            ),
        ]
        indexes = [models.Index(fields=["school", "ect", "-at"], name="coaching_parked_list")]

    def __str__(self):
        return f"parked on {self.at:%d/%m/%Y}"

    @property
    def wording(self):
        return Wording(key_action=self.key_action, steps=tuple(self.steps), so_that=self.so_that)
