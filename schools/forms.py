"""What is typed about pairs."""

from datetime import timedelta

from django import forms

from schools.calendar import monday
from schools.models import PauseKind, Rhythm, Role, Weekday
from schools.sheets import read_list
from schools.tables import read_upload

MENTOR_GONE = "They don’t mentor here any more. Pick another mentor."


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


class RosterForm(forms.Form):
    """A list of people; `table` is what was read of it."""

    file = forms.FileField(
        label="The list",
        help_text="As you have it: CSV or .xlsx, up to 5 MB.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )
    role = forms.ChoiceField(
        label="People whose row says no role are",
        required=False,
        help_text="An ECT whose row names a mentor needs none.",
        choices=[("", "Left out"), (Role.ECT, "ECTs"), (Role.MENTOR, "Mentors"), (Role.LEADER, "Leaders")],
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.table = read_upload(file, read_list)
        return file


class PersonForm(forms.Form):
    """One person for a school: somebody new, or somebody with an account already, who keeps their name."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="E-mail address",
        help_text="The one they use at work: they sign in with it.",
        error_messages={"required": "Enter their e-mail address."},
    )
    roles = forms.MultipleChoiceField(
        label="They are",
        choices=[(Role.ECT, "ECT"), (Role.MENTOR, "Mentor"), (Role.LEADER, "Leader")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what they are here."},
    )

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class RolesForm(forms.Form):
    """What somebody is at a school; whether their name and address are this school's to mend."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="E-mail address",
        help_text="If you mend it, an invitation to the old address leads nowhere any more: invite them again.",
        error_messages={"required": "Enter their e-mail address."},
    )
    roles = forms.MultipleChoiceField(
        label="They are",
        help_text="What you tick they may do, and what you don’t tick they may not, from the minute you save.",
        choices=[
            (Role.ECT, "ECT: reads and ticks their own foci"),
            (Role.MENTOR, "Mentor: can be paired with an ECT"),
            (Role.LEADER, "Leader: sets up people, sees that meetings happen; reads nothing that is said in them"),
        ],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick what they are here. Do they leave? Then use “Leaves”."},
    )

    def __init__(self, *args, renames, readdresses, **kwargs):
        super().__init__(*args, **kwargs)
        for field, is_theirs in (("name", renames), ("email", readdresses)):
            if not is_theirs:
                del self.fields[field]

    def clean_email(self):
        return self.cleaned_data["email"].lower()


class MeetingsForm(forms.Form):
    """When a pair meets, and whether its mentor assesses too."""

    weekday = forms.TypedChoiceField(label="On", choices=Weekday, coerce=int)
    time = forms.TimeField(
        label="At",
        required=False,
        help_text="Such as 15:40. Leave it empty if it varies.",
        error_messages={"invalid": "Enter a time, such as 15:40."},
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    rhythm = forms.ChoiceField(
        label="How often", choices=[(Rhythm.WEEKLY, "Every week"), (Rhythm.FORTNIGHTLY, "Every two weeks")]
    )
    also_assesses = forms.BooleanField(
        label="The mentor also assesses this ECT",
        required=False,
        help_text="Better not. Where a school is too small for two people, the ECT is told so.",
    )


class PairForm(MeetingsForm):
    """An ECT, their mentor, and when they meet; `ects` and `mentors` are those of the school."""

    field_order = ["ect", "mentor", "weekday", "time", "rhythm", "starts_on", "stand_in", "also_assesses"]
    ect = forms.ModelChoiceField(
        None,
        label="ECT",
        error_messages={
            "required": "Pick the ECT.",
            "invalid_choice": "This ECT has a mentor here by now, or has left: see People. Pick another ECT.",
        },
    )
    mentor = forms.ModelChoiceField(
        None, label="Mentor", error_messages={"required": "Pick the mentor.", "invalid_choice": MENTOR_GONE}
    )
    starts_on = forms.DateField(
        label="From",
        error_messages={"required": "Enter a date, such as 1 September.", "invalid": "Enter a date."},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    stand_in = forms.BooleanField(label="This is a stand-in", required=False)

    def __init__(self, *args, ects, mentors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ect"].queryset = ects  # type: ignore[attr-defined]
        self.fields["mentor"].queryset = mentors  # type: ignore[attr-defined]


class ChangePairForm(MeetingsForm):
    """When a pair meets, and who the mentor is from now on."""

    field_order = ["mentor", "stand_in", "weekday", "time", "rhythm", "also_assesses"]
    mentor = forms.ModelChoiceField(
        None,
        label="Mentor",
        empty_label=None,
        error_messages={"invalid_choice": MENTOR_GONE},
        help_text="Another mentor reads the ECT’s earlier weeks here; the one before sees nothing of them any more, "
        "from the minute you save, but their own private notes. What they were drafting passes to nobody.",
    )
    stand_in = forms.BooleanField(
        label="The new mentor is a stand-in",
        required=False,
        help_text="For a mentor on leave: change the mentor back when they return.",
    )

    def __init__(self, *args, mentors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = mentors  # type: ignore[attr-defined]


class InvitedForm(forms.Form):
    """The first password of somebody who was invited."""

    password = forms.CharField(
        label="Password",
        help_text="At least ten characters. Three plain words are good.",
        error_messages={"required": "Choose a password."},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )
