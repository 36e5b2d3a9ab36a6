"""Lists of people brought in, and the way in for each."""

import uuid

from django.db import models
from django.db.models import F, Q

from schools.models.people import Role, User
from schools.models.place import School, Trust


class Roster(models.Model):
    """A list of people brought in: what its dry run showed is what is written, and then no row of it is kept.

    Kept a day: until then who confirms it twice is told so.
    """

    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="+")
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=12, choices=Role, blank=True)
    headings = models.JSONField()
    rows = models.JSONField()
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school__isnull=False, trust=None) | Q(school=None, trust__isnull=False),
                name="schools_roster_of_school_or_trust",
            ),
        ]

    def __str__(self):
        return f"roster of {self.at:%d/%m/%Y}"

    @property
    def is_brought_in(self):
        return not self.rows


class Invitation(models.Model):
    """A way in for one person, by a link that was written to them: once, until it expires or another is sent."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations")
    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="schools_invitation_one_open",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(revoked_at=None), name="schools_invitation_accepted_or_revoked"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="schools_invitation_expires_later"),
        ]

    def __str__(self):
        return f"invitation {self.pk}"

    def stands(self, at):
        """Whether it was sent and has not expired."""
        return self.sent_at is not None and self.expires_at > at
