"""Trusts, schools, people and what they may be there; who coaches whom; terms and pauses.

Every row that belongs to a school carries it. People are PROTECTed: they are anonymised, never deleted.
"""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone


class Trust(models.Model):
    """A multi-academy trust."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self):
        return self.name


class School(models.Model):
    """A school, known to the country by its URN."""

    urn = models.CharField(
        "URN", max_length=6, unique=True, validators=[RegexValidator(r"^\d{6}\Z", "Enter the six digits of the URN")]
    )
    name = models.CharField(max_length=200)
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="schools")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(urn__regex=r"^[0-9]{6}$"), name="schools_school_urn_six_digits"),
        ]

    def __str__(self):
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes people; an e-mail address is kept in lower case."""

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person, who signs in by e-mail. What they may do comes from memberships and mentorships."""

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField(max_length=200)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField("support staff (admin site)", default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="schools_user_email_lower_case"),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def first_name(self):
        return self.name.split(" ")[0]


class Role(models.TextChoices):
    MENTOR = "mentor", "Mentor"
    ECT = "ect", "ECT"
    LEADER = "leader", "Leader"
    TRUST_LEADER = "trust_leader", "Trust leader"


class MembershipQuerySet(models.QuerySet):
    def live(self):
        return self.filter(ended_at=None)


class Membership(models.Model):
    """What a person may be at a school (or, a trust leader, at a trust), until it ends."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role)
    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="memberships")
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="memberships")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="schools_membership_role_known"),
            models.CheckConstraint(
                condition=Q(role=Role.TRUST_LEADER, trust__isnull=False, school=None)
                | (~Q(role=Role.TRUST_LEADER) & Q(school__isnull=False, trust=None)),
                name="schools_membership_at_school_or_trust",
                violation_error_message="A trust leader belongs to a trust; everybody else belongs to a school.",
            ),
            models.UniqueConstraint(
                fields=["school", "user", "role"], condition=Q(ended_at=None), name="schools_membership_once_a_school"
            ),
            models.UniqueConstraint(
                fields=["trust", "user", "role"], condition=Q(ended_at=None), name="schools_membership_once_a_trust"
            ),
        ]

    def __str__(self):
        return f"{self.get_role_display()} · {self.user}"


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


class Term(models.Model):
    """A school's term, with its half-term holiday, if any: nothing is due outside it."""

    school = models.ForeignKey(School, models.PROTECT, related_name="terms", db_index=False)
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    half_term_starts_on = models.DateField(null=True, blank=True)
    half_term_ends_on = models.DateField(null=True, blank=True)

    is_closed = False

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="schools_term_ends_after_start",
                violation_error_message="A term ends after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(half_term_starts_on__isnull=True, half_term_ends_on__isnull=True)
                | Q(
                    half_term_starts_on__isnull=False,
                    half_term_ends_on__isnull=False,
                    half_term_starts_on__gte=F("starts_on"),
                    half_term_ends_on__gte=F("half_term_starts_on"),
                    half_term_ends_on__lte=F("ends_on"),
                ),
                name="schools_term_half_term_within",
                violation_error_message="Half term starts and ends within the term.",
            ),
            models.UniqueConstraint(fields=["school", "starts_on"], name="schools_term_once"),
        ]

    def __str__(self):
        return f"{self.name}, {self.school}"


class ClosedDay(models.Model):
    """A day, or several in a row, on which a school is closed within its terms: INSET, a bank holiday, a longer break.

    Nothing is due on it, as in a holiday.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="closed_days", db_index=False)
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()

    is_closed = True

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="schools_closedday_ends_after_start",
                violation_error_message="The last day is not before the first.",
            ),
            models.UniqueConstraint(
                fields=["school", "starts_on"],
                name="schools_closedday_once",
                violation_error_message="Closed days that start on this day are there already. Change those.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.school}"


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


class KeptForm(models.Model):
    """What a person posted after their session had ended, kept a day so that they find it after signing in."""

    user = models.ForeignKey(User, models.PROTECT, related_name="kept_forms")
    path = models.CharField(max_length=300)
    body = models.TextField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "path"], name="schools_keptform_latest_only")]

    def __str__(self):
        return f"a form kept for {self.user_id}"


class Roster(models.Model):
    """A list of people brought in and not yet confirmed: what its dry run showed is what is written. Kept a day."""

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
