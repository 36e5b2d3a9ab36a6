"""What is typed about how long a school keeps things."""

from django import forms

WRONG = "Enter a number of years from 1 to 10."


class KeepingForm(forms.Form):
    keeps_for_years = forms.IntegerField(
        label="Years kept after somebody has left",
        min_value=1,
        max_value=10,
        widget=forms.NumberInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages={"required": WRONG, "invalid": WRONG, "min_value": WRONG, "max_value": WRONG},
    )
