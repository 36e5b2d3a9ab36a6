"""What is typed about pairs."""

from datetime import timedelta

from django import forms

from schools.calendar import monday
from schools.models import PauseKind


class PauseForm(forms.Form):
    """No meeting this week, or the ECT away until a day that may be left open. No reason is asked (A93)."""

    kind = forms.ChoiceField(choices=PauseKind)
    until = forms.DateField(
        label="Back on",
        required=False,
        help_text="Leave it empty if you don’t know yet.",
        error_messages={"invalid": "Enter a date, such as 24 November."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self):
        until = self.cleaned_data["until"]
        if until is not None and until <= self.today:
            raise forms.ValidationError("Enter a day after today.", code="not_later")
        return until

    def days(self):
        """The first and the last day of the pause (None: not known yet), once the form is valid."""
        if self.cleaned_data["kind"] == PauseKind.NO_MEETING:
            week_of = monday(self.today)
            return week_of, week_of + timedelta(days=6)
        back_on = self.cleaned_data["until"]
        return self.today, back_on and back_on - timedelta(days=1)
