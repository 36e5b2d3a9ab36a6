"""Trusts and schools."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q


class Trust(models.Model):
    """A multi-academy trust."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self):
        return self.name


class LeadersSignIn(models.TextChoices):
    """What a school asks of its leaders when they sign in."""

    ANY = "any", "E-mail and password are enough"
    SECOND = "second", "A second step as well: a code from an app, or a passkey"
    SSO = "sso", "Through the school’s own account only"


class School(models.Model):
    """A school, known to the country by its URN."""

    urn = models.CharField(
        "URN", max_length=6, unique=True, validators=[RegexValidator(r"^\d{6}\Z", "Enter the six digits of the URN")]
    )
    name = models.CharField(max_length=200)
    trust = models.ForeignKey(Trust, models.PROTECT, null=True, blank=True, related_name="schools")
    leaders_sign_in = models.CharField(max_length=6, choices=LeadersSignIn, default=LeadersSignIn.ANY)
    # How many years after somebody left the school forgets what was said of them (decision 26).
    keeps_for_years = models.PositiveSmallIntegerField("years kept after leaving", default=2)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(urn__regex=r"^[0-9]{6}$"), name="schools_school_urn_six_digits"),
            models.CheckConstraint(
                condition=Q(leaders_sign_in__in=LeadersSignIn.values), name="schools_school_leaders_sign_in_known"
            ),
            models.CheckConstraint(
                condition=Q(keeps_for_years__gte=1, keeps_for_years__lte=10),
                name="schools_school_keeps_one_to_ten",
                violation_error_message="Choose between one and ten years.",
            ),
        ]

    def __str__(self):
        return self.name
