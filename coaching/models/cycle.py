"""One round of the five stages: on the page, a week."""

import uuid

from django.db import models
from django.db.models import F, Q

from schools.models import Mentorship, School, User
from schools.reading_on import reads_at


def both_or_neither(at, by):
    """The condition that a timestamp and who made it stand or fall together."""
    return Q(**{f"{at}__isnull": True, f"{by}__isnull": True}) | Q(**{f"{at}__isnull": False, f"{by}__isnull": False})


class NoFocus(models.TextChoices):
    """Why a week is set without a focus (A4)."""

    FIRST_MEETING = "first_meeting", "First meeting"
    CONSOLIDATING = "consolidating", "Consolidating what was achieved"
    OTHER = "other", "Another reason"


class CycleQuerySet(models.QuerySet):
    def draft(self):
        return self.filter(set_at=None)

    def set(self):
        """Set, reviewed or not."""
        return self.filter(set_at__isnull=False)

    def to_review(self):
        """Set and not reviewed: at most one for each ECT at a school."""
        return self.filter(set_at__isnull=False, reviewed_at=None)

    def of_ect(self, *, school_id, ect_id):
        """An ECT's weeks at one school, whoever mentored them."""
        return self.filter(school_id=school_id, ect_id=ect_id)

    def shown_to_ect(self, user):
        """The ECT's own weeks: set ones, and a draft that its mentor opened to them. For who knows at which schools the
        ECT reads still."""
        return self.filter(_shown_to_ect(user))

    def visible_to(self, user, since=None):
        """Every week that `user` may read: the ECT's own and those of the ECTs they mentor now. (`since`: of
        `reads_at`.)"""
        return self.filter(_read_as_ect(user, since) | _written_by(user))


def _written_by(user):
    """What `user` writes as the mentor: a draft of their own live mentorship, and every set week of the ECT they mentor
    at that school, whoever mentored then (A98)."""
    theirs = Mentorship.objects.filter(
        mentor=user, ended_at=None, ect=models.OuterRef("ect"), school=models.OuterRef("school")
    )
    return Q(set_at=None, mentorship__mentor=user, mentorship__ended_at=None) | Q(
        models.Exists(theirs), set_at__isnull=False
    )


def _read_as_ect(user, since=None):
    """What `user` reads as the ECT: what is shown to them, until 60 days after they left."""
    return _shown_to_ect(user) & (Q(mentorship__ended_at=None) | reads_at(user, since))


def _shown_to_ect(user):
    return Q(ect=user) & (Q(set_at__isnull=False) | Q(opened_at__isnull=False, mentorship__ended_at=None))


class Cycle(models.Model):
    """A week: drafted by the mentor, set, worked on by the ECT, reviewed when the next is set.

    Its state is read off paired timestamps. `week_of` is the Monday it counts for, `meets_on` when the
    meeting is held, `next_meeting_on` the day its foci are due.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    ect = models.ForeignKey(User, models.PROTECT, related_name="weeks", db_index=False)
    mentorship = models.ForeignKey(Mentorship, models.PROTECT, related_name="weeks", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    week_of = models.DateField()
    meets_on = models.DateField()
    next_meeting_on = models.DateField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    praise = models.TextField(blank=True)
    praise_effect = models.TextField(blank=True)
    probe_question = models.TextField(blank=True)
    probe_answer = models.TextField(blank=True)
    no_focus_reason = models.CharField(max_length=13, choices=NoFocus, blank=True)
    no_focus_note = models.TextField(blank=True)
    passed_over_reason = models.TextField(blank=True)
    # The school's names of the three prompts as they were when the week was set (A77): do, by, so_that; "" for ours.
    prompts = models.JSONField(default=dict, blank=True)

    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    set_at = models.DateTimeField(null=True, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = CycleQuerySet.as_manager()

    # Who mentors the ECT at the school now: put there by whoever locks the week, no column.
    mentor_id_now: int | None

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mentorship"],
                condition=Q(set_at=None),
                name="coaching_cycle_one_draft",
                violation_error_message="A week is being drafted for this ECT already. Open that one.",
            ),
            models.UniqueConstraint(
                fields=["school", "ect"],
                condition=Q(set_at__isnull=False, reviewed_at=None),
                name="coaching_cycle_one_to_review",
                violation_error_message="Last week has to be reviewed before the next is set.",
            ),
            models.UniqueConstraint(
                fields=["school", "ect", "week_of"],
                condition=Q(set_at__isnull=False),
                name="coaching_cycle_one_a_week",
                violation_error_message="This week has been set already.",
            ),
            models.UniqueConstraint(fields=["created_by", "key"], name="coaching_cycle_key_once"),
            models.CheckConstraint(condition=both_or_neither("opened_at", "opened_by"), name="coaching_cycle_opened"),
            models.CheckConstraint(condition=both_or_neither("set_at", "set_by"), name="coaching_cycle_set"),
            models.CheckConstraint(
                condition=both_or_neither("reviewed_at", "reviewed_by"), name="coaching_cycle_reviewed"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None) | Q(set_at__isnull=False), name="coaching_cycle_set_before_reviewed"
            ),
            models.CheckConstraint(
                condition=Q(set_at=None) | Q(next_meeting_on__isnull=False), name="coaching_cycle_next_meeting_known"
            ),
            models.CheckConstraint(
                condition=Q(next_meeting_on=None) | Q(next_meeting_on__gt=F("meets_on")),
                name="coaching_cycle_next_meeting_later",
                violation_error_message="The next meeting is after this one.",
            ),
            models.CheckConstraint(condition=Q(week_of__week_day=2), name="coaching_cycle_week_of_monday"),
            models.CheckConstraint(
                condition=Q(no_focus_reason__in=["", *NoFocus.values]), name="coaching_cycle_no_focus_known"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "week_of"], name="coaching_cycle_figures"),
            models.Index(fields=["school", "ect", "-week_of", "-id"], name="coaching_cycle_journey"),
            models.Index(fields=["ect", "-week_of"], name="coaching_cycle_of_ect"),
            models.Index(fields=["mentorship"], name="coaching_cycle_of_pair"),
        ]

    def __str__(self):
        return f"week of {self.week_of}"

    @property
    def is_draft(self):
        return self.set_at is None

    @property
    def is_live(self):
        """Set and not yet reviewed."""
        return self.set_at is not None and self.reviewed_at is None

    @property
    def is_reviewed(self):
        return self.reviewed_at is not None
