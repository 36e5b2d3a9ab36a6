"""An achieved focus comes back after some weeks as one question: still happening? (A103)"""

from django.db import models
from django.db.models import Q

from coaching.models.cycle import Cycle, both_or_neither
from coaching.models.focus import Focus
from schools.models import School, User


class Revisit(models.Model):
    """The question about one achieved focus in the draft of one week, and what each of the pair says to it.

    `round` is 1 after three weeks and 2 after eight; a meeting asks about one focus at most.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    focus = models.ForeignKey(Focus, models.CASCADE, related_name="revisits", db_index=False)
    round = models.PositiveSmallIntegerField()
    asked_in = models.OneToOneField(Cycle, models.CASCADE, related_name="revisit")
    asked_at = models.DateTimeField()
    mentor_says = models.BooleanField(null=True, blank=True)
    mentor_at = models.DateTimeField(null=True, blank=True)
    mentor_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    ect_says = models.BooleanField(null=True, blank=True)
    ect_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["focus", "round"], name="coaching_revisit_round_once"),
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="coaching_revisit_round_known"),
            models.CheckConstraint(
                condition=both_or_neither("mentor_at", "mentor_by"), name="coaching_revisit_mentor_at_and_by"
            ),
        ]
        indexes = [models.Index(fields=["school", "asked_at"], name="coaching_revisit_figures")]

    def __str__(self):
        return f"revisit {self.round} of focus {self.focus_id}"
