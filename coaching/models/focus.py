"""A focus: one thing to work on, its steps, and what is said of it until it is reviewed."""

import uuid

from django.db import models
from django.db.models import F, Q

from actionsteps.models import ActionStep
from actionsteps.wording import Wording
from coaching.models.cycle import Cycle, both_or_neither
from evidence.models import Evidence
from schools.models import School, User


class WhyNow(models.TextChoices):
    """Why a focus matters most now (A28)."""

    MOST_LESSONS = "most_lessons", "Affects most lessons"
    BIGGEST_EFFECT = "biggest_effect", "Biggest effect on pupils"
    UNLOCKS = "unlocks", "Unlocks other things"
    SAFETY = "safety", "Safety and behaviour"


class Ready(models.TextChoices):
    """Whether the ECT is ready to try it after practice (A37)."""

    YES = "yes", "Ready to try it"
    NOT_YET = "not_yet", "Wants another round first"


class Origin(models.TextChoices):
    """Worked out from the wording when the week is set, never declared (A51)."""

    BANKED = "banked", "From the bank"
    ADAPTED = "adapted", "Adapted"
    BESPOKE = "bespoke", "Own"


class Focus(models.Model):
    """A key action, its steps and a pupil outcome.

    `position` is the place that makes four impossible (A30, A81); `rank` is the order of display, 1 for the highest
    leverage. A focus of a set week is never deleted: withdrawn, it keeps its place. `line` is the first focus of
    a line of refinement (itself, for the first), `turn` its number in it. `bank_step` is the step of the bank that it
    started from, in its `bank_version`; `dismissed` the codes of the findings that the mentor put aside.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    cycle = models.ForeignKey(Cycle, models.CASCADE, related_name="foci", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField(default=1)

    key_action = models.TextField(blank=True)
    one_step = models.BooleanField("already one small step", default=False)
    so_that = models.TextField(blank=True)
    bank_step = models.ForeignKey(
        ActionStep, models.PROTECT, null=True, blank=True, related_name="foci", db_index=False
    )
    bank_version = models.PositiveIntegerField(null=True, blank=True)
    dismissed = models.JSONField("findings put aside", default=list, blank=True)
    why_now = models.CharField(max_length=14, choices=WhyNow, blank=True)
    why_now_note = models.TextField(blank=True)
    no_evidence_reason = models.TextField(blank=True)
    written_together = models.BooleanField(default=False)

    plan_lesson = models.TextField(blank=True)
    plan_on = models.DateField(null=True, blank=True)
    script = models.TextField(blank=True)
    follow_up = models.TextField(blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    ready = models.CharField(max_length=7, choices=Ready, blank=True)

    refined_from = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="successor")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replacement")
    carried_on = models.BooleanField(default=False)
    line = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="turns")
    turn = models.PositiveSmallIntegerField(default=1)

    had_how = models.BooleanField(null=True, blank=True)
    had_so_that = models.BooleanField(null=True, blank=True)
    had_evidence = models.BooleanField(null=True, blank=True)
    origin = models.CharField(max_length=7, choices=Origin, blank=True)
    finding_codes = models.JSONField(default=list, blank=True)

    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "foci"
        constraints = [
            models.CheckConstraint(
                condition=Q(position__in=[1, 2, 3]),
                name="coaching_focus_at_most_three",
                violation_error_message="Three foci is the most for one week.",
            ),
            models.UniqueConstraint(
                fields=["cycle", "position"],
                name="coaching_focus_place_taken",
                violation_error_message="Three foci is the most for one week.",
            ),
            models.UniqueConstraint(fields=["created_by", "key"], name="coaching_focus_key_once"),
            models.CheckConstraint(
                condition=both_or_neither("withdrawn_at", "withdrawn_by"), name="coaching_focus_withdrawn"
            ),
            models.CheckConstraint(
                condition=Q(refined_from=None) | Q(replaces=None), name="coaching_focus_refined_or_replaced"
            ),
            models.CheckConstraint(
                condition=Q(carried_on=False) | Q(refined_from__isnull=False), name="coaching_focus_carried_from"
            ),
            models.CheckConstraint(
                condition=Q(turn=1, refined_from=None) | Q(turn__gt=1, refined_from__isnull=False, line__isnull=False),
                name="coaching_focus_turn_of_line",
            ),
            models.CheckConstraint(
                condition=~Q(refined_from=F("id")) & ~Q(replaces=F("id")), name="coaching_focus_not_its_own_successor"
            ),
            models.CheckConstraint(condition=Q(why_now__in=["", *WhyNow.values]), name="coaching_focus_why_now_known"),
            models.CheckConstraint(condition=Q(ready__in=["", *Ready.values]), name="coaching_focus_ready_known"),
            models.CheckConstraint(condition=Q(origin__in=["", *Origin.values]), name="coaching_focus_origin_known"),
            models.CheckConstraint(
                condition=both_or_neither("bank_version", "bank_step"), name="coaching_focus_bank_version_known"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "-created_at", "-id"], name="coaching_focus_log"),
            models.Index(
                fields=["bank_step", "school"],
                condition=Q(bank_step__isnull=False),
                name="coaching_focus_of_bank_step",
            ),
            models.Index(
                fields=["created_by", "-id"],
                condition=Q(bank_step__isnull=False),
                name="coaching_focus_recent_steps",
            ),
        ]

    def __str__(self):
        return f"focus {self.position} of {self.cycle_id}"

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def live_steps(self):
        """The steps that have not been retired, in order. Reads `steps`: prefetch it."""
        live = (step for step in self.steps.all() if step.retired_at is None)
        return sorted(live, key=lambda step: (step.position, step.pk))

    @property
    def rounds(self):
        """Its rounds of practice, in order. Reads `rehearsals`: prefetch it."""
        return sorted(self.rehearsals.all(), key=lambda rehearsal: rehearsal.round)

    @property
    def wording(self):
        """The focus as a `Wording`; blank steps don't count. Reads `steps`: prefetch it."""
        steps = () if self.one_step else tuple(step.text for step in self.live_steps if step.text.strip())
        return Wording(key_action=self.key_action, steps=steps, so_that=self.so_that)


class Step(models.Model):
    """One small step of how. In a set week a step is retired, never changed."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    focus = models.ForeignKey(Focus, models.CASCADE, related_name="steps", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["focus", "key"], name="coaching_step_key_once"),
            models.CheckConstraint(condition=both_or_neither("retired_at", "retired_by"), name="coaching_step_retired"),
        ]
        indexes = [models.Index(fields=["focus", "position"], name="coaching_step_in_order")]

    def __str__(self):
        return f"step {self.position} of focus {self.focus_id}"


class Tick(models.Model):
    """The ECT's claim about a step: set done or not done, never toggled (A84, A85)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    step = models.OneToOneField(Step, models.CASCADE, related_name="tick")
    done = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    def __str__(self):
        return f"{'done' if self.done else 'not done'}: step {self.step_id}"


class Achievable(models.Model):
    """An answer to "Can my ECT realistically achieve this before our next meeting?" for one wording (A15, A27).

    Rows are only added; the last whose digest is that of the present wording counts.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    focus = models.ForeignKey(Focus, models.CASCADE, related_name="achievable_answers")
    digest = models.CharField(max_length=64)
    answer = models.BooleanField()
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    def __str__(self):
        return f"{'yes' if self.answer else 'no'}: focus {self.focus_id}"


class Rewording(models.Model):
    """A snapshot of how a live focus read before it was reworded; never changed."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    focus = models.ForeignKey(Focus, models.CASCADE, related_name="rewordings")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    key_action = models.TextField()
    steps = models.JSONField(default=list)
    so_that = models.TextField()
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["focus", "key"], name="coaching_rewording_key_once")]

    def __str__(self):
        return f"rewording of focus {self.focus_id}"

    @property
    def wording(self):
        return Wording(key_action=self.key_action, steps=tuple(self.steps), so_that=self.so_that)


class Citation(models.Model):
    """The evidence that a focus rests on (A7)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    focus = models.ForeignKey(Focus, models.CASCADE, related_name="citations", db_index=False)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="citations")
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["focus", "evidence"], name="coaching_citation_once")]

    def __str__(self):
        return f"evidence {self.evidence_id} for focus {self.focus_id}"


class Rehearsal(models.Model):
    """One round of deliberate practice, out of class, with feedback (A37)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    focus = models.ForeignKey(Focus, models.CASCADE, related_name="rehearsals", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    round = models.PositiveSmallIntegerField()
    rehearsed = models.TextField(blank=True)
    changed = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["focus", "round"], name="coaching_rehearsal_round_once"),
            models.UniqueConstraint(fields=["by", "key"], name="coaching_rehearsal_key_once"),
        ]

    def __str__(self):
        return f"round {self.round} of focus {self.focus_id}"
