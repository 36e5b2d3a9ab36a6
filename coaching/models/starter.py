"""Openings for praise and for a probe question that a school wrote itself (A88)."""

import uuid

from django.db import models
from django.db.models import Q

from actionsteps.models import Area
from coaching.models.cycle import both_or_neither
from schools.models import School, User


class StarterKind(models.TextChoices):
    PRAISE = "praise", "Praise"
    PROBE = "probe", "Probe question"


class Starter(models.Model):
    """A first line for praise or for a probe question, for one area or for any."""

    school = models.ForeignKey(School, models.PROTECT, related_name="starters", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=6, choices=StarterKind)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    text = models.CharField(max_length=300)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["created_by", "key"], name="coaching_starter_key_once"),
            models.UniqueConstraint(
                fields=["school", "kind", "text"],
                condition=Q(retired_at=None),
                name="coaching_starter_once",
                violation_error_message="Your school has this starter already.",
            ),
            models.CheckConstraint(condition=Q(kind__in=StarterKind.values), name="coaching_starter_kind_known"),
            models.CheckConstraint(
                condition=both_or_neither("retired_at", "retired_by"), name="coaching_starter_retired"
            ),
        ]

    def __str__(self):
        return f"starter {self.pk} for {self.get_kind_display().lower()}"
