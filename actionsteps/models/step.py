"""An action step of the bank: the three parts of a wording, and what helps to coach it (A46–A55, A71, A89, A90)."""

import hashlib
import json
import uuid

from django.db import models
from django.db.models import Q

from actionsteps.models.area import Area, once_an_owner
from actionsteps.stems import stems
from actionsteps.wording import Wording
from schools.models import Membership, School, Trust, User

# What a person may write of a step, beside its owner and state.
WRITTEN = (
    "key_action",
    "steps",
    "so_that",
    "strong",
    "weak",
    "criteria",
    "practice",
    "ladder",
    "model_url",
    "problems",
    "area",
    "phases",
    "subjects",
    "kept_by",
    "review_on",
)


class ActionStepQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False, retired_at=None)

    def of_schools(self, schools):
        """National steps, and those of these schools and of their trusts."""
        schools = list(schools)
        return self.filter(
            Q(school=None, trust=None)
            | Q(school__in=[school.pk for school in schools])
            | Q(trust__in={school.trust_id for school in schools if school.trust_id})
        )

    def visible_to(self, user):
        """The published steps of the product, and of the schools and trusts where `user` has a role (A76).

        One query, with what the person belongs to as subqueries.
        """
        schools = Membership.objects.live().filter(user=user, school__isnull=False).values("school")
        trusts = Membership.objects.live().filter(user=user, trust__isnull=False).values("trust")
        own = School.objects.filter(pk__in=schools).exclude(trust=None).values("trust")
        return self.published().filter(
            Q(school=None, trust=None) | Q(school__in=schools) | Q(trust__in=trusts) | Q(trust__in=own)
        )


class ActionStep(models.Model):
    """A step of the product's starter bank (no owner), of a trust or of a school.

    Draft until `published_at`, kept out of sight for new foci from `retired_at`. `reference` names it within its
    owner's bank, so that importing the same file again finds it. Each published wording is a `Version`.
    """

    school = models.ForeignKey(
        School, models.PROTECT, null=True, blank=True, related_name="action_steps", db_index=False
    )
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="action_steps", db_index=False)
    reference = models.CharField(max_length=80)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    key_action = models.TextField()
    steps = models.JSONField(default=list)
    so_that = models.TextField()
    digest = models.CharField(max_length=64, db_index=True, editable=False)
    strong = models.TextField("a strong example", blank=True)
    weak = models.TextField("a weak example", blank=True)
    criteria = models.JSONField("success criteria", default=list, blank=True)
    practice = models.TextField("a practice task", blank=True)
    ladder = models.JSONField(default=list, blank=True)
    model_url = models.URLField("a model to watch or read", blank=True)
    problems = models.JSONField("problems it solves", default=list, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="action_steps")
    phases = models.JSONField(default=list, blank=True)
    subjects = models.JSONField(default=list, blank=True)
    kept_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="owner")
    review_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # The stems a search looks up, written with the step (`prepared`); the database indexes them (migration `search`).
    found_problem = models.TextField(default="", editable=False)
    found_action = models.TextField(default="", editable=False)
    found_rest = models.TextField(default="", editable=False)
    # In how many foci it was, as far as that may be told (decision 30): the order of the shelf tells no more.
    uses = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    retired_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ActionStepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(school=None) | Q(trust=None), name="actionsteps_step_one_owner"),
            *once_an_owner("reference", "actionsteps_step_ref", "This bank has a step of this reference already."),
            models.UniqueConstraint(fields=["created_by", "key"], name="actionsteps_step_key_once"),
            models.CheckConstraint(
                condition=Q(retired_at__isnull=True, retired_by__isnull=True) | Q(retired_at__isnull=False),
                name="actionsteps_step_retired",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "area", "-uses", "-id"], name="actionsteps_step_of_school"),
            models.Index(fields=["trust", "area", "-uses", "-id"], name="actionsteps_step_of_trust"),
            # The most used come first, in browsing and among a search's candidates: read in this order, not sorted.
            models.Index(
                fields=["-uses", "-id"],
                condition=Q(published_at__isnull=False, retired_at=None),
                name="actionsteps_step_most_used",
            ),
        ]

    def __str__(self):
        return self.reference

    def save(self, **kwargs):
        self.prepared()
        super().save(**kwargs)

    def prepared(self):
        """Itself, with the digest and the stems of what it says now; `bulk_create` needs it called first."""
        self.digest = self.wording.digest
        # A stop between two problems: a phrase ends there.
        self.found_problem = " . ".join(" ".join(stems(problem)) for problem in self.problems)
        self.found_action = " ".join(stems(f"{self.key_action} {self.area.name}"))
        rest = [*self.steps, self.so_that, self.strong, *self.criteria, *self.subjects]
        self.found_rest = " ".join(dict.fromkeys(stems(" ".join(rest))))
        return self

    @property
    def wording(self):
        return Wording(key_action=self.key_action, steps=tuple(self.steps), so_that=self.so_that)

    @property
    def told(self):
        """A digest of all that people write of it: a form says by it what it was drawn from."""
        values = [getattr(self, self._meta.get_field(name).attname) for name in WRITTEN]
        return hashlib.sha256(json.dumps(values, default=str).encode()).hexdigest()

    @property
    def is_published(self):
        return self.published_at is not None and self.retired_at is None


class FacetKind(models.TextChoices):
    PHASE = "phase", "Phase"
    SUBJECT = "subject", "Subject"


class Facet(models.Model):
    """A phase or subject of a step as a row, so that a filter reads an index; written with the step."""

    step = models.ForeignKey(ActionStep, models.CASCADE, related_name="facets", db_index=False)
    kind = models.CharField(max_length=7, choices=FacetKind)
    value = models.SlugField(max_length=40, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "kind", "value"], name="actionsteps_facet_once"),
        ]
        indexes = [models.Index(fields=["kind", "value", "step"], name="actionsteps_facet_filter")]

    def __str__(self):
        return f"{self.kind} {self.value}"


class Version(models.Model):
    """How a step read from one publishing to the next, with who and when; never changed."""

    step = models.ForeignKey(ActionStep, models.CASCADE, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    key_action = models.TextField()
    steps = models.JSONField(default=list)
    so_that = models.TextField()
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "number"], name="actionsteps_version_once")]

    def __str__(self):
        return f"version {self.number} of {self.step_id}"

    @property
    def wording(self):
        return Wording(key_action=self.key_action, steps=tuple(self.steps), so_that=self.so_that)


class Favourite(models.Model):
    """A step that a person wants at hand."""

    user = models.ForeignKey(User, models.PROTECT, related_name="favourites", db_index=False)
    step = models.ForeignKey(ActionStep, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "step"], name="actionsteps_favourite_once")]

    def __str__(self):
        return f"favourite of {self.user_id}"
