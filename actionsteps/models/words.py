"""The words of a bank: what a slip of the finger is put right by, and what half a word may become.

Each bank has its own, so that nothing is suggested out of another school's.
"""

from django.db import models

from actionsteps.models.area import once_an_owner
from schools.models import School, Trust


class Word(models.Model):
    """A word that a bank's steps use, the stem it is found by, and in about how many steps."""

    school = models.ForeignKey(School, models.CASCADE, null=True, related_name="+", db_index=False)
    trust = models.ForeignKey(Trust, models.CASCADE, null=True, related_name="+", db_index=False)
    word = models.CharField(max_length=60, db_index=True)
    stem = models.CharField(max_length=60, db_index=True)
    steps = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = once_an_owner("word", "actionsteps_word_once", "")

    def __str__(self):
        return self.word


class Slip(models.Model):
    """A word with at most one letter left out: a mistyped word shares one with the word that was meant."""

    word = models.ForeignKey(Word, models.CASCADE, related_name="slips")
    form = models.CharField(max_length=60, db_index=True)

    def __str__(self):
        return self.form
