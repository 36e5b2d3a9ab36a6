"""How a school wants its foci worded (A48, A60, A65)."""

from django.db import models
from django.db.models import Q

from schools.models import School, User


class Policy(models.TextChoices):
    """Where a focus may start; its steps can be made smaller under each (A48)."""

    BOTH = "both", "From the bank or own"
    BESPOKE = "bespoke", "Own only"
    BANK = "bank", "From the bank only"


# The product's own names of the three prompts, as a sentence has them.
PROMPTS = ("", "by", "so that")


def prompts_named(*own):
    """The three prompts under a school's `own` names, or the product's where it has none (A65)."""
    return tuple(mine or ours for mine, ours in zip(own, PROMPTS, strict=True))


class BankSettings(models.Model):
    """A school's own: where foci start, the names of the three prompts, a note on house style."""

    school = models.OneToOneField(School, models.PROTECT, related_name="bank_settings")
    policy = models.CharField(max_length=7, choices=Policy, default=Policy.BOTH)
    do_prompt = models.CharField("name of the first prompt", max_length=30, blank=True)
    by_prompt = models.CharField("name of the second prompt", max_length=30, blank=True)
    so_that_prompt = models.CharField("name of the third prompt", max_length=30, blank=True)
    house_note = models.TextField("note on house style", blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "bank settings"
        constraints = [
            models.CheckConstraint(condition=Q(policy__in=Policy.values), name="actionsteps_settings_policy_known"),
        ]

    def __str__(self):
        return f"bank settings of {self.school}"

    @property
    def prompts(self):
        return prompts_named(self.do_prompt, self.by_prompt, self.so_that_prompt)

    @property
    def summary(self):
        """What the school has settled, in a few words: "own only, own prompts, a note"."""
        has = (
            Policy(self.policy).label.lower(),
            "own prompts" if self.do_prompt or self.by_prompt or self.so_that_prompt else "",
            "a note" if self.house_note else "",
        )
        return ", ".join(part for part in has if part)
