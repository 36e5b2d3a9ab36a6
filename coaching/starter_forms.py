"""What a leader types: an opening of the school's own."""

from django import forms

from actionsteps.models import Area
from coaching.models import StarterKind


class StarterForm(forms.Form):
    """A new opening; or, of a `starter` there is, its text and area: its kind stays."""

    kind = forms.ChoiceField(
        label="For",
        choices=StarterKind.choices,
        initial=StarterKind.PROBE,
        widget=forms.RadioSelect,
        error_messages={"required": "Pick what it is for"},
    )
    text = forms.CharField(
        label="How it starts",
        help_text="One line. Dots (…) for what the mentor fills in.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter the line"},
    )
    area = forms.ModelChoiceField(Area.objects.none(), label="Area", required=False, empty_label="Any")
    key = forms.UUIDField(widget=forms.HiddenInput)
    drawn = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, areas, starter=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        for name in ("kind", "key") if starter else ("drawn",):
            del self.fields[name]

    def clean_text(self):
        """In one line: it is a line to click on."""
        return " ".join(self.cleaned_data["text"].split())
