"""A school's terms, and the days within them on which it is closed."""

from django.db import models
from django.db.models import F, Q

from schools.models.place import School


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
