"""The headings a bank is sorted by, each mapped to a Teachers' Standard (A55)."""

from django.db import models
from django.db.models import Q

from actionsteps.vocabulary import STANDARDS
from schools.models import School, Trust


def once_an_owner(field, name, message):
    """Constraints by which `field` is unique in the bank of a school, of a trust and in the product's own.

    Three partial ones, since SQLite counts every NULL as different.
    """
    own = {"school": Q(school__isnull=False), "trust": Q(trust__isnull=False), "": Q(school=None, trust=None)}
    return [
        models.UniqueConstraint(
            fields=[owner, field] if owner else [field],
            condition=condition,
            name=f"{name}_{owner or 'national'}",
            violation_error_message=message,
        )
        for owner, condition in own.items()
    ]


class Area(models.Model):
    """A heading of a framework: the product's own, a trust's or a school's. Retired, it stays on old steps."""

    school = models.ForeignKey(School, models.PROTECT, null=True, blank=True, related_name="areas")
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="areas")
    name = models.CharField(max_length=80)
    standard = models.PositiveSmallIntegerField(choices=list(STANDARDS.items()))
    order = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(school=None) | Q(trust=None), name="actionsteps_area_one_owner"),
            models.CheckConstraint(condition=Q(standard__in=list(STANDARDS)), name="actionsteps_area_standard_known"),
            *once_an_owner("name", "actionsteps_area_name_once", "There is an area of this name already."),
        ]

    def __str__(self):
        return self.name
