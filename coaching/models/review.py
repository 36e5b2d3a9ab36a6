"""What became of a focus: the mentor's word, given at the next meeting (A17, A85)."""

import uuid

from django.db import models
from django.db.models import Q

from coaching.models.focus import Focus
from schools.models import School, User


class Result(models.TextChoices):
    ACHIEVED = "achieved", "Achieved"
    PARTLY = "partly", "Partly"
    NOT_YET = "not_yet", "Not yet"
    NO_CHANCE = "no_chance", "No chance to try"


class Decision(models.TextChoices):
    """What is done about a focus that was not achieved (A18). Partly counts as not achieved."""

    REFINE = "refine", "Refine it"
    REPLACE = "replace", "Replace it"
    LET_GO = "let_go", "Let it go"
    CARRY_ON = "carry_on", "Carry it on unchanged"


class Outcome(models.Model):
    """The outcome of a focus, corrected freely until its week is reviewed; later, `Correction` rows are added."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    focus = models.OneToOneField(Focus, models.CASCADE, related_name="outcome")
    result = models.CharField(max_length=9, choices=Result, blank=True)
    effect = models.TextField("effect on pupils", blank=True)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    let_go_reason = models.TextField(blank=True)
    handed_over = models.BooleanField(default=False)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(result__in=["", *Result.values]), name="coaching_outcome_result_known"),
            models.CheckConstraint(
                condition=Q(decision__in=["", *Decision.values]), name="coaching_outcome_decision_known"
            ),
            models.CheckConstraint(
                condition=~Q(result=Result.ACHIEVED) | Q(decision=""),
                name="coaching_outcome_achieved_needs_no_decision",
            ),
            models.CheckConstraint(
                condition=~Q(decision=Decision.CARRY_ON) | Q(result=Result.NO_CHANCE),
                name="coaching_outcome_carry_on_untried",
                violation_error_message="Only a focus that there was no chance to try carries on unchanged.",
            ),
        ]

    def __str__(self):
        return f"outcome of focus {self.focus_id}"

    @property
    def not_achieved(self):
        return self.result in (Result.PARTLY, Result.NOT_YET, Result.NO_CHANCE)


class Correction(models.Model):
    """What an outcome should have said, added and signed after the review; never changed."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="corrections")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    result = models.CharField(max_length=9, choices=Result)
    note = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "key"], name="coaching_correction_key_once"),
            models.CheckConstraint(condition=Q(result__in=Result.values), name="coaching_correction_result_known"),
        ]

    def __str__(self):
        return f"correction of outcome {self.outcome_id}"


def put_right(focus="pk"):
    """To annotate foci with (what hangs on one: `focus`, the path to it): the result as last corrected, else None."""
    corrections = Correction.objects.filter(outcome__focus=models.OuterRef(focus))
    return models.Subquery(corrections.order_by("-at", "-pk").values("result")[:1])
