"""What a leader says of a pair that doesn't meet. No reason is asked (A93)."""

from datetime import timedelta

from django import forms

from schools.calendar import monday
from schools.dates import short_day
from schools.models import PauseKind

WEEK = timedelta(days=7)


class PauseMeetingsForm(forms.Form):
    """No meeting this week or next, or the ECT away until a day that may be left open."""

    what = forms.ChoiceField(
        label="They don’t meet",
        widget=forms.RadioSelect,
        error_messages={"required": "Pick one.", "invalid_choice": "This page is a week old. Pick again."},
    )
    until = forms.DateField(
        label="Back on",
        required=False,
        help_text="If the ECT is away. Leave it empty if you don’t know yet.",
        error_messages={"invalid": "Enter a date, such as 24 November."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today, first = today, monday(today)
        # Named by their Mondays: what a page of last week calls this week is another one.
        self.weeks = {day.isoformat(): day for day in (first, first + WEEK)}
        words = zip(("this week", "next week"), self.weeks.items(), strict=True)
        weeks = [(name, f"No meeting {when}, from {short_day(day)}") for when, (name, day) in words]
        self.fields["what"].choices = [*weeks, (PauseKind.AWAY.value, "The ECT is away")]  # type: ignore[attr-defined]

    def clean(self):
        typed = super().clean()
        until = typed.get("until")
        if typed.get("what") == PauseKind.AWAY and until is not None and until <= self.today:
            self.add_error("until", forms.ValidationError("Enter a day after today.", code="not_later"))
        return typed

    def pause(self):
        """What `actions.pause_pair` takes of it, once it is valid."""
        typed = self.cleaned_data
        if first := self.weeks.get(typed["what"]):
            days = {"kind": PauseKind.NO_MEETING, "starts_on": first, "ends_on": first + timedelta(days=6)}
        else:
            until = typed["until"]
            days = {"kind": PauseKind.AWAY, "starts_on": self.today, "ends_on": until and until - timedelta(days=1)}
        return {**days, "key": typed["key"]}
