"""People, what they may be where, and what they had typed. People are PROTECTed: anonymised, never deleted."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from schools.models.place import School, Trust


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
    # Since when they are nobody in particular: see `config/erasing.py`.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

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
    # Since when nothing is left of what was said of them at this school.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

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
