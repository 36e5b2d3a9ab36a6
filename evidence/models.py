"""The log: one dated thing seen or heard, from a source, about an ECT (A6–A9)."""

import uuid

from django.db import models
from django.db.models import Q

from schools.models import School, User


class Source(models.TextChoices):
    DROP_IN = "drop_in", "Drop-in"
    OBSERVATION = "observation", "Lesson observation"
    LEARNING_WALK = "learning_walk", "SLT learning walk"
    PUPILS = "pupils", "Pupil discussion"
    WORK = "work", "Work scrutiny"
    PLANNING = "planning", "Lesson planning"
    ASSESSMENT = "assessment", "Assessment"
    REFLECTION = "reflection", "ECT’s own reflection"
    OTHER = "other", "Other"


class Evidence(models.Model):
    """What was seen or said (`seen`), apart from what it may mean (`meaning`)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    ect = models.ForeignKey(User, models.PROTECT, related_name="evidence", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=13, choices=Source)
    seen_on = models.DateField()
    seen = models.TextField()
    meaning = models.TextField(blank=True)
    gathered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(condition=Q(source__in=Source.values), name="evidence_evidence_source_known"),
            models.CheckConstraint(
                condition=~Q(seen="") | Q(erased_at__isnull=False), name="evidence_evidence_something_seen"
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
                name="evidence_evidence_shared_at_and_by",
            ),
            models.UniqueConstraint(fields=["created_by", "key"], name="evidence_evidence_key_once"),
        ]
        indexes = [
            models.Index(fields=["school", "-created_at", "-id"], name="evidence_log_of_school"),
            models.Index(fields=["school", "ect", "-seen_on", "-id"], name="evidence_log_of_ect"),
        ]

    def __str__(self):
        return f"{self.get_source_display()}, {self.seen_on}"
