"""A record that an ECT brought along from another school (A107)."""

import uuid

from django.db import models
from django.db.models import F, Q

from schools.models import School, User


class EarlierRecord(models.Model):
    """What an ECT took away elsewhere and put here: their own until they offer it, then read by their mentor too.

    `held` is what the file said, checked and cut down to what a record knows (`coaching/record_format.py`); it was
    written elsewhere and proves nothing. Taking it back deletes the row.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    ect = models.ForeignKey(User, models.PROTECT, related_name="earlier_records", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64)
    came_from = models.CharField(max_length=300)
    held = models.JSONField()
    at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ect", "key"], name="coaching_earlierrecord_key_once"),
            models.CheckConstraint(
                condition=Q(offered_at=None) | Q(offered_at__gte=F("at")), name="coaching_earlierrecord_offered_later"
            ),
        ]
        indexes = [models.Index(fields=["school", "ect", "-at"], name="coaching_earlierrecord_of_ect")]

    def __str__(self):
        return f"earlier record {self.pk}"
