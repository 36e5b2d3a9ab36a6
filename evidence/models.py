"""The log: one dated thing seen or heard, from a source, about an ECT (A6–A9), what is attached, and private notes."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from actionsteps.models import Area
from evidence.files import KINDS, MOST_BYTES, MOST_FILES
from schools.models import Membership, Mentorship, Role, School, User
from schools.reading_on import reads_at


class Source(models.TextChoices):
    DROP_IN = "drop_in", "Drop-in"
    OBSERVATION = "observation", "Lesson observation"
    LEARNING_WALK = "learning_walk", "SLT learning walk"
    PUPILS = "pupils", "Pupil discussion"
    WORK = "work", "Work scrutiny"
    PLANNING = "planning", "Lesson planning"
    ASSESSMENT = "assessment", "Assessment"
    REFLECTION = "reflection", "ECT’s own reflection"
    OTHER = "other", "Other"


class EvidenceQuerySet(models.QuerySet):
    def with_mentor(self):
        """Each with `mentor_id`: who mentors its ECT at its school now, or None."""
        live = Mentorship.objects.live().filter(school=OuterRef("school"), ect=OuterRef("ect"))
        return self.annotate(mentor_id=Subquery(live.values("mentor")[:1]))

    def of_ect(self, *, school_id, ect_id):
        """An ECT's log at one school, whoever logged it; what was erased is not there."""
        return self.filter(school_id=school_id, ect_id=ect_id, erased_at=None)

    def read_by_ect(self):
        """What the ECT it is about may read: shared with them, cited in a set week, or their own reflection."""
        return self.filter(READ_BY_ECT)

    def visible_to(self, user, since=None):
        """Every entry that `user` may read: all about the ECTs they mentor now; as the ECT, what may be read; as a
        leader of the school, what they logged themselves, but for what they logged as a mentor they no longer are.
        (`since`: of `reads_at`.)"""
        at_school = {"school": OuterRef("school")}
        mentors = Mentorship.objects.live().filter(mentor=user, ect=OuterRef("ect"), **at_school)
        mentored = Mentorship.objects.filter(
            mentor=user, ect=OuterRef("ect"), ended_at__gt=OuterRef("created_at"), **at_school
        )
        leads = Membership.objects.live().filter(user=user, role=Role.LEADER, **at_school)
        as_leader = Q(created_by=user) & ~Q(ect=user) & Q(Exists(leads)) & ~Q(Exists(mentored))
        as_ect = Q(ect=user) & READ_BY_ECT & reads_at(user, since)
        return self.filter(Exists(mentors) | as_ect | as_leader, erased_at=None)


READ_BY_ECT = Q(shared_at__isnull=False) | Q(cited_at__isnull=False) | Q(created_by=models.F("ect"))


class Evidence(models.Model):
    """What was seen or said (`seen`), apart from what it may mean (`meaning`).

    `cited_at`: since when a set week rests on it. That is the deed of whoever set the week, so nobody is named here.
    `closed_at`: of what somebody outside the pair logged, when a week was first set since, whatever it rests on.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    ect = models.ForeignKey(User, models.PROTECT, related_name="evidence", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    source = models.CharField(max_length=13, choices=Source)
    seen_on = models.DateField()
    seen = models.TextField()
    meaning = models.TextField(blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    class_name = models.CharField("class", max_length=60, blank=True)
    gathered_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    cited_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(condition=Q(source__in=Source.values), name="evidence_evidence_source_known"),
            models.CheckConstraint(
                condition=~Q(seen="") | Q(erased_at__isnull=False), name="evidence_evidence_something_seen"
            ),
            models.CheckConstraint(
                condition=Q(shared_at__isnull=True, shared_by__isnull=True)
                | Q(shared_at__isnull=False, shared_by__isnull=False),
                name="evidence_evidence_shared_at_and_by",
            ),
            models.UniqueConstraint(fields=["created_by", "key"], name="evidence_evidence_key_once"),
        ]
        indexes = [
            models.Index(fields=["school", "-created_at", "-id"], name="evidence_log_of_school"),
            models.Index(fields=["school", "ect", "-seen_on", "-id"], name="evidence_log_of_ect"),
            models.Index(fields=["gathered_by", "-id"], name="evidence_log_of_gatherer"),
        ]

    def __str__(self):
        return f"{self.get_source_display()}, {self.seen_on}"

    @property
    def is_read_by_ect(self):
        """Whether the ECT may read it: `read_by_ect` of one row."""
        return self.shared_at is not None or self.cited_at is not None or self.created_by_id == self.ect_id

    def text_of(self, name):
        """The text of a field as a form holds it, by which a stale tab is told."""
        return self.as_text(getattr(self, self._meta.get_field(name).attname))

    @staticmethod
    def as_text(value):
        """The value of a field as a form holds it: a day in ISO form, a row by its id."""
        if value is None:
            return ""
        return str(value.pk) if isinstance(value, models.Model) else str(value)


class Attachment(models.Model):
    """A file beside an entry of the log: an image, a PDF or an office document, its type found from its content.

    It is read through the door of its entry alone. `stored_as` is its place in the private storage and says nothing
    of `name`, which is what its author called it. An entry has six places for files.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="attachments")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    stored_as = models.CharField(max_length=100)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["created_by", "key"], name="evidence_attachment_key_once"),
            models.UniqueConstraint(fields=["stored_as"], name="evidence_attachment_place_once"),
            models.UniqueConstraint(fields=["evidence", "place"], name="evidence_attachment_place_taken"),
            models.CheckConstraint(
                condition=Q(place__gte=1, place__lte=MOST_FILES), name="evidence_attachment_at_most_six"
            ),
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="evidence_attachment_kind_known"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=MOST_BYTES), name="evidence_attachment_size_within"
            ),
            models.CheckConstraint(
                condition=~Q(name="") | Q(erased_at__isnull=False), name="evidence_attachment_named"
            ),
        ]

    def __str__(self):
        return f"attachment of evidence {self.evidence_id}"


class PrivateNote(models.Model):
    """What a person notes for themselves, about one ECT or about nobody: read by its author alone (A100)."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    author = models.ForeignKey(User, models.PROTECT, related_name="private_notes", db_index=False)
    ect = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    text = models.TextField()
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="evidence_privatenote_key_once"),
            models.CheckConstraint(
                condition=~Q(text="") | Q(erased_at__isnull=False), name="evidence_privatenote_something_written"
            ),
        ]
        indexes = [models.Index(fields=["author", "-created_at", "-id"], name="evidence_notes_of_author")]

    def __str__(self):
        return f"private note {self.pk}"
