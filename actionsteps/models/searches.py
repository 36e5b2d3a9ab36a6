"""What was looked for in the bank and not found: words and how often, and nobody's name."""

from django.db import models
from django.db.models import Q

from schools.models import School

LONGEST = 80


class Sought(models.Model):
    """Words that a search at a school found nothing for: how often, and the first and the last day."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=LONGEST)
    times = models.PositiveIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField()

    class Meta:
        verbose_name_plural = "sought words"
        constraints = [
            models.UniqueConstraint(fields=["school", "words"], name="actionsteps_sought_once"),
            models.CheckConstraint(
                condition=Q(last_on__gte=models.F("first_on")), name="actionsteps_sought_first_then_last"
            ),
        ]

    def __str__(self):
        return f"words sought at {self.school_id}"
