"""Who coaches whom, and the days in which a pair doesn't meet."""

import uuid

from django.db import models
from django.db.models import F, Q

from schools.models.people import User
from schools.models.place import School


class Rhythm(models.TextChoices):
    WEEKLY = "weekly", "every week"
    FORTNIGHTLY = "fortnightly", "every two weeks"

    @property
    def days(self):
        return 7 if self is Rhythm.WEEKLY else 14


class Weekday(models.IntegerChoices):
    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"


class MentorshipQuerySet(models.QuerySet):
    def live(self):
        """Those that have not ended."""
        return self.filter(ended_at=None)

    def with_people(self):
        """With mentor, ECT and school, in the same query."""
        return self.select_related("mentor", "ect", "school")


class Mentorship(models.Model):
    """One mentor coaching one ECT at one school, from a date to a date (A92, A98).

    `ended_at` is the minute from which the mentor sees nothing more; `ends_on` is only a plan.
    A stand-in is a mentorship of its own. `also_assesses`: a head in a small school, say; the ECT is told so (A94).
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="mentorships", db_index=False)
    mentor = models.ForeignKey(User, models.PROTECT, related_name="mentorships_as_mentor")
    ect = models.ForeignKey(User, models.PROTECT, related_name="mentorships_as_ect")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    rhythm = models.CharField(max_length=11, choices=Rhythm, default=Rhythm.WEEKLY)
    weekday = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.THURSDAY)
    time = models.TimeField(null=True, blank=True)
    stand_in = models.BooleanField(default=False)
    also_assesses = models.BooleanField(default=False)

    objects = MentorshipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "ect"],
                condition=Q(ended_at=None),
                name="schools_mentorship_one_mentor_at_a_time",
                violation_error_message="This ECT has a mentor at this school already. End that mentorship first.",
            ),
            models.CheckConstraint(
                condition=~Q(mentor=F("ect")),
                name="schools_mentorship_two_people",
                violation_error_message="Nobody mentors themselves.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="schools_mentorship_ends_after_start",
                violation_error_message="A mentorship ends on or after the day it starts.",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="schools_mentorship_ended_at_and_by",
            ),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="schools_mentorship_rhythm_known"),
            models.CheckConstraint(condition=Q(weekday__in=Weekday.values), name="schools_mentorship_weekday_known"),
        ]
        indexes = [models.Index(fields=["school", "ect"], name="schools_mentorship_of_ect")]

    def __str__(self):
        return f"{self.mentor} with {self.ect}"

    @property
    def is_live(self):
        return self.ended_at is None


class PauseKind(models.TextChoices):
    NO_MEETING = "no_meeting", "No meeting this week"
    AWAY = "away", "ECT away"


class Pause(models.Model):
    """Days in which a pair doesn't meet; no reason is asked, and nothing nags (A93)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    mentorship = models.ForeignKey(Mentorship, models.PROTECT, related_name="pauses", db_index=False)
    kind = models.CharField(max_length=10, choices=PauseKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=PauseKind.values), name="schools_pause_kind_known"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="schools_pause_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="schools_pause_lifted_at_and_by",
            ),
            models.UniqueConstraint(fields=["made_by", "key"], name="schools_pause_key_once"),
        ]
        indexes = [models.Index(fields=["mentorship", "starts_on"], name="schools_pause_of_pair")]

    def __str__(self):
        return f"{self.get_kind_display()} from {self.starts_on}"
