"""What has been counted of past weeks: that meetings were held, and sums over at least five ECTs. No text, no names."""

from django.db import models
from django.db.models import Q

from schools.models import School, Trust


class Counted(models.Model):
    """How far a school's weeks are counted: up to the Monday `to`; reviews since `open_from` wait for a tally.

    `held`: the sums of its weeks so far, [year, half, held, planned] for each half term: a trust's page adds up a few
    numbers instead of thousands of weeks. `waiting`: of the bank's steps, what waits until so many ECTs worked on one
    that it may be told (`steps.let_out`).
    """

    school = models.OneToOneField(School, models.PROTECT, related_name="counted")
    to = models.DateField()
    open_from = models.DateField()
    held = models.JSONField(default=list)
    waiting = models.JSONField(default=dict)

    def __str__(self):
        return f"{self.school_id} counted to {self.to}"


class Week(models.Model):
    """A week that is over at a school: how many pairs met of those that did or were to, and in which half term."""

    school = models.ForeignKey(School, models.PROTECT, related_name="+", db_index=False)
    monday = models.DateField()
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    held = models.PositiveIntegerField()
    planned = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "monday"], name="insights_week_once"),
            models.CheckConstraint(condition=Q(held__lte=models.F("planned")), name="insights_week_held_of_planned"),
        ]
        indexes = [models.Index(fields=["school", "year", "half"], name="insights_week_figures")]

    def __str__(self):
        return f"{self.school_id}, week of {self.monday}"


class Tally(models.Model):
    """The sums over some reviewed weeks of at least five ECTs; never changed, and no part of it is told (decision 28).

    Of a school, or of a trust: what its schools had too few ECTs for by the end of a half term, together. `half` is 0
    where it runs over the end of one: it is told in the year alone. `values` stand in the order of `values.NAMES`;
    `areas` and `steps` are counts by the ids of the bank's areas and steps; the steps are those that may be told from
    then on, with what was counted of them since the school year began (decision 30). `ects`: whose weeks, so that
    nobody is shown what they could take their own from; `fewest`: each number is over so many of them or more.
    """

    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+", db_index=False)
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    first = models.DateField()
    last = models.DateField()
    ects = models.JSONField()
    fewest = models.PositiveIntegerField()
    values = models.JSONField()
    areas = models.JSONField(default=dict)
    steps = models.JSONField(default=dict)

    class Meta:
        verbose_name_plural = "tallies"
        constraints = [
            models.CheckConstraint(
                condition=Q(school=None, trust__isnull=False) | Q(school__isnull=False, trust=None),
                name="insights_tally_of_school_or_trust",
            ),
            models.UniqueConstraint(
                fields=["school", "last"], condition=Q(school__isnull=False), name="insights_tally_once_a_school"
            ),
            models.UniqueConstraint(
                fields=["trust", "last"], condition=Q(trust__isnull=False), name="insights_tally_once_a_trust"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "year"], name="insights_tally_of_school"),
            models.Index(fields=["trust", "year"], name="insights_tally_of_trust"),
        ]

    def __str__(self):
        return f"tally of {len(self.ects)} ECTs, {self.first} to {self.last}"


class Total(models.Model):
    """The sums of all tallies of a school, or of a trust's own, in a half term (0: of those told in the year alone).

    For the many readers who may be told every tally: a trust's page adds a few rows instead of thousands. How many rest
    on one kind of evidence, and the mentors, are those of the last tally (`last`).
    """

    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="+", db_index=False)
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField()
    last = models.DateField()
    values = models.JSONField()
    areas = models.JSONField(default=dict)
    steps = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(school=None, trust__isnull=False) | Q(school__isnull=False, trust=None),
                name="insights_total_of_school_or_trust",
            ),
            models.UniqueConstraint(
                fields=["school", "year", "half"],
                condition=Q(school__isnull=False),
                name="insights_total_once_a_school",
            ),
            models.UniqueConstraint(
                fields=["trust", "year", "half"], condition=Q(trust__isnull=False), name="insights_total_once_a_trust"
            ),
        ]

    def __str__(self):
        return f"total of {self.year}, half term {self.half}"
