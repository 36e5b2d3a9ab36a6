"""A question to a leader about one focus: what was sent, and what came back (A111)."""

import uuid

from django.db import models
from django.db.models import F, Q

from actionsteps.wording import Wording
from coaching.models.focus import Focus
from schools.models import Membership, Role, School, User


class AskedQuerySet(models.QuerySet):
    def read_by_leader(self, user):
        """What was sent to `user`, stands, and is of a school that they lead now."""
        leads = Membership.objects.live().filter(user=user, role=Role.LEADER, school=models.OuterRef("school"))
        return self.filter(models.Exists(leads), leader=user, withdrawn_at=None)

    def unanswered(self):
        return self.filter(replied_at=None, withdrawn_at=None)


class Asked(models.Model):
    """What a mentor or an ECT sent to a leader: a focus as it read then, and a question. Nothing around it.

    The leader reads this row and no other; both of the pair read it, with what was answered.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    focus = models.ForeignKey(Focus, models.PROTECT, related_name="asked", db_index=False)
    leader = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    key_action = models.TextField()
    steps = models.JSONField(default=list)
    so_that = models.TextField()
    question = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AskedQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "asked"
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="coaching_asked_key_once"),
            models.CheckConstraint(condition=~Q(leader=F("by")), name="coaching_asked_somebody_else"),
        ]
        indexes = [
            models.Index(fields=["focus"], name="coaching_asked_of_focus"),
            models.Index(fields=["leader", "-at"], name="coaching_asked_of_leader"),
        ]

    def __str__(self):
        return f"question {self.pk} about focus {self.focus_id}"

    @property
    def wording(self):
        """The focus as it read when it was sent."""
        return Wording(key_action=self.key_action, steps=tuple(self.steps), so_that=self.so_that)
