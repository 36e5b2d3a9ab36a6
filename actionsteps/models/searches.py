"""What mentors looked for in the bank and did not find: words, by how many, and nobody's name."""

from django.db import models

from schools.models import School

LONGEST = 80
# Words are told once so many mentors looked for them in one month, and the month is over.
OFTEN = 3


class SoughtQuerySet(models.QuerySet):
    def told(self, *, before):
        """The words of these rows that may be told, once each, as rows of one; `before`: the first day of the present
        month, which is left out: whoever looked before and after one meeting would read what was sought in it."""
        over = self.filter(month__lt=before).order_by().values("words", "month")
        often = over.annotate(by_all=models.Sum("mentors")).filter(by_all__gte=OFTEN)
        return often.order_by("words").values_list("words").distinct()


class Sought(models.Model):
    """Words that searches at a school found nothing for in a month (its first day), and by how many mentors.

    `marks`: one for each of them, by which the same person is known again for the same words, and nobody is named.
    """

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=LONGEST)
    month = models.DateField()
    mentors = models.PositiveIntegerField(default=0)
    marks = models.JSONField(default=list)

    objects = SoughtQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "sought words"
        constraints = [
            models.UniqueConstraint(fields=["school", "month", "words"], name="actionsteps_sought_once"),
        ]

    def __str__(self):
        return f"words sought at {self.school_id}"
