"""What is typed about a school's terms and closed days."""

from django import forms

from schools.holidays import told_in
from schools.models import ClosedDay, Term
from schools.tables import read_upload


def _day(label, *, required=True, help_text=""):
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        error_messages={"required": "Enter a date, such as 2 September.", "invalid": "Enter a date."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def _name(help_text):
    return forms.CharField(
        label="Name", max_length=60, help_text=help_text, error_messages={"required": "Enter its name."}
    )


class TermForm(forms.ModelForm):
    """A term with its half term."""

    name = _name("Such as Autumn 2026.")
    starts_on = _day("First day")
    ends_on = _day("Last day")
    half_term_starts_on = _day("Half term, first day", required=False, help_text="Leave both empty if there is none.")
    half_term_ends_on = _day("Half term, last day", required=False)

    class Meta:
        model = Term
        fields = ["name", "starts_on", "ends_on", "half_term_starts_on", "half_term_ends_on"]


class ClosedForm(forms.ModelForm):
    """Closed days within a term."""

    name = _name("Such as INSET, or May Day.")
    starts_on = _day("First day")
    ends_on = _day("Last day", required=False, help_text="Leave it empty for one day.")

    class Meta:
        model = ClosedDay
        fields = ["name", "starts_on", "ends_on"]

    def clean(self):
        super().clean()
        data = self.cleaned_data
        if data.get("starts_on") and not data.get("ends_on") and "ends_on" not in self.errors:
            data["ends_on"] = data["starts_on"]
        return data


class DatesForm(forms.Form):
    """A file of term dates; `told` is what was read of it."""

    file = forms.FileField(
        label="The file",
        help_text="A calendar (.ics), CSV or .xlsx.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.told = read_upload(file, told_in)
        return file
