"""The ECT's check of a live focus, and the mentor's reply to a no (A34, A35, A56, A67). Rows are only added."""

import uuid

from django.db import models
from django.db.models import Q

from actionsteps.wording import Wording
from coaching.models.focus import Focus
from schools.models import School, User


class Check(models.Model):
    """What the ECT says of a focus in one wording: relevant, achievable, clear, and one thing rather than two.

    The last row for the present wording counts. A no has a reason; `suggested` is another wording, if the ECT
    offers one (key_action, steps, so_that), else empty.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    focus = models.ForeignKey(Focus, models.CASCADE, related_name="checks", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=64)
    relevant = models.BooleanField()
    achievable = models.BooleanField()
    clear = models.BooleanField()
    really_two = models.BooleanField("is it really two?", default=False)
    reason = models.TextField(blank=True)
    suggested = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="coaching_check_key_once"),
            models.CheckConstraint(
                condition=Q(relevant=True, achievable=True, clear=True, really_two=False)
                | ~Q(reason="")
                | Q(erased_at__isnull=False),
                name="coaching_check_no_has_a_reason",
                violation_error_message="Say why, in a line.",
            ),
        ]
        indexes = [models.Index(fields=["focus", "at"], name="coaching_check_in_order")]

    def __str__(self):
        return f"{'yes' if self.is_yes else 'no'}: focus {self.focus_id}"

    @property
    def is_yes(self):
        """Whether the ECT says yes to all of it."""
        return self.relevant and self.achievable and self.clear and not self.really_two

    @property
    def suggestion(self):
        """The wording that the ECT offers instead, or None."""
        if not self.suggested:
            return None
        return Wording(
            key_action=self.suggested["key_action"],
            steps=tuple(self.suggested["steps"]),
            so_that=self.suggested["so_that"],
        )


class Answer(models.TextChoices):
    """What the mentor did about a no."""

    ACCEPTED = "accepted", "Took the ECT’s wording"
    REWORDED = "reworded", "Reworded it"
    KEPT = "kept", "Kept it"
    WITHDRAWN = "withdrawn", "Took it out"


class Reply(models.Model):
    """The mentor's reply to a check that said no; keeping the focus as it is has a reason."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    check_of = models.OneToOneField(Check, models.CASCADE, related_name="reply")
    answer = models.CharField(max_length=9, choices=Answer)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="coaching_reply_answer_known"),
            models.CheckConstraint(
                condition=~Q(answer=Answer.KEPT) | ~Q(reason="") | Q(erased_at__isnull=False),
                name="coaching_reply_kept_has_a_reason",
                violation_error_message="Say why you keep it, in a line.",
            ),
        ]

    def __str__(self):
        return f"{self.get_answer_display()}: check {self.check_of_id}"
