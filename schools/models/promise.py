"""The access record: who but the pair read or took away what is said in an ECT's meetings (A106)."""

import uuid

from django.db import models
from django.db.models import Q

from schools.models.people import User
from schools.models.place import School


class AccessKind(models.TextChoices):
    READ = "read", "Read a week"
    TAKEN = "taken", "Took the whole record away"


class AccessRecord(models.Model):
    """That somebody other than the pair was shown an ECT's coaching, and why: written before it is shown.

    `week_of` says which week, where it was one. What was read is not here.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    ect = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=5, choices=AccessKind)
    week_of = models.DateField(null=True, blank=True)
    why = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AccessKind.values), name="schools_accessrecord_kind_known"),
            models.CheckConstraint(
                condition=~Q(why="") | Q(erased_at__isnull=False), name="schools_accessrecord_says_why"
            ),
            models.UniqueConstraint(fields=["by", "key", "school"], name="schools_accessrecord_key_once"),
        ]
        indexes = [models.Index(fields=["school", "ect", "-at", "-id"], name="schools_access_of_ect")]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.at:%d/%m/%Y}"
