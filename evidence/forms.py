"""What is typed into the log: an entry, a learning walk, what to look for; files and private notes."""

from django import forms

from actionsteps.models import Area
from evidence.files import ACCEPT, MOST_FILES
from evidence.models import Source
from evidence.validators import LONGEST_CLASS, LONGEST_TEXT
from schools.models import Membership
from schools.tables import tidy

SOURCES = [choice for choice in Source.choices if choice[0] != Source.REFLECTION]
DATE = {"invalid": "Enter a date, like 27/11/2026", "required": "Enter the day on which it was seen or heard"}


def _day():
    return forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d")


def _text(rows):
    return forms.Textarea(attrs={"rows": rows, "data-grow": True})


class EntryForm(forms.Form):
    """One thing seen or heard; what it may mean is apart from it (A8)."""

    source = forms.ChoiceField(
        choices=Source.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pick where this was seen or heard"},
    )
    seen_on = forms.DateField(label="Seen or heard on", widget=_day(), error_messages=DATE)
    seen = forms.CharField(
        label="What was seen or said",
        help_text="Only what a camera would have caught. Name no pupil.",
        widget=_text(4),
        max_length=LONGEST_TEXT,
        error_messages={"required": "Enter what was seen or said"},
    )
    meaning = forms.CharField(
        label="What it may mean",
        help_text="Kept apart from what was seen.",
        required=False,
        widget=_text(2),
        max_length=LONGEST_TEXT,
    )
    class_name = forms.CharField(
        label="Class",
        help_text="Such as 8C, period 3.",
        required=False,
        max_length=LONGEST_CLASS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        required=False,
        empty_label="No area",
    )

    # What may be left alone: folded until it holds something.
    FOLDED = ("meaning", "class_name", "area")

    def __init__(self, *args, areas, is_own=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]
        if is_own:
            del self.fields["source"]
            self.fields["seen_on"].label = "When it happened"
            self.fields["seen"].label = "What happened, what you noticed"
            self.fields["seen"].help_text = "Name no pupil."
            self.fields["seen"].error_messages["required"] = "Enter what happened or what you noticed"
            self.fields["meaning"].label = "What you make of it"
            self.fields["meaning"].help_text = ""

    def clean(self):
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                self.cleaned_data[name] = tidy(value)
        if "seen" in self.cleaned_data and not self.cleaned_data["seen"]:
            self.add_error("seen", self.fields["seen"].error_messages["required"])
        return self.cleaned_data

    @property
    def folded(self):
        """The fields that may be left alone."""
        return [self[name] for name in self.FOLDED]

    @property
    def is_unfolded(self):
        """Whether one of the folded fields holds something, or something is wrong with it."""
        return any(self[name].value() or self[name].errors for name in self.FOLDED)

    @property
    def values(self):
        """What an entry is made of, once the form is valid; an own reflection's source is known."""
        names = ("seen_on", "seen", "meaning", "class_name", "area")
        source = self.cleaned_data.get("source", Source.REFLECTION)
        return {"source": source} | {name: self.cleaned_data[name] for name in names}


def _name_of_ect(membership):
    return membership.user.name


class WalkForm(EntryForm):
    """What a leader saw on a learning walk, for each ECT who is ticked (A9)."""

    ects = forms.ModelMultipleChoiceField(
        Membership.objects.none(),
        label="Whose lessons",
        help_text="Each gets an entry of their own. Name nobody in the text.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one ECT",
            "invalid_choice": "Tick ECTs of this school",
            "invalid_pk_value": "Tick ECTs of this school",
        },
    )

    def __init__(self, *args, ects, areas, **kwargs):
        super().__init__(*args, areas=areas, **kwargs)
        self.fields["source"].choices = SOURCES  # type: ignore[attr-defined]
        self.fields["ects"].queryset = ects  # type: ignore[attr-defined]
        self.fields["ects"].label_from_instance = _name_of_ect  # type: ignore[attr-defined]

    @property
    def ticked(self):
        """The ECTs, as people, once the form is valid."""
        return [membership.user for membership in self.cleaned_data["ects"]]


class LogFilter(forms.Form):
    """What of the log to show; all of it in the address. Nonsense is passed over."""

    source = forms.ChoiceField(
        required=False,
        choices=[("", "Any source"), *Source.choices],
    )
    area = forms.ModelChoiceField(
        Area.objects.none(),
        required=False,
        empty_label="Any area",
    )
    since = forms.DateField(label="From", required=False, widget=_day())
    until = forms.DateField(label="To", required=False, widget=_day())
    after = forms.RegexField(r"^\d{4}-\d\d-\d\d\.\d{1,18}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]

    @property
    def wanted(self):
        """What can be used of what was asked for."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class _ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Some files as they came: what each holds is looked into when it is attached."""

    widget = _ManyFiles

    def clean(self, data, initial=None):
        if not data:
            raise forms.ValidationError("Choose a photo or a file", code="required")
        if len(data) > MOST_FILES:
            raise forms.ValidationError(f"Choose {MOST_FILES} files at most", code="too_many")
        return data


class FilesForm(forms.Form):
    """Photos and files for an entry, and the key of the form as it was drawn."""

    files = FilesField(  # type: ignore[assignment]  # a form has `files` of its own, by another name here
        label="Photos or files",
        help_text="JPEG, PNG, WebP, PDF, .docx, .pptx, .xlsx, .odt, .odp or .ods. Up to 10 MB each.",
        widget=_ManyFiles(attrs={"accept": ACCEPT}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class NoteForm(forms.Form):
    """A private note, about one of one's own ECTs or about nobody."""

    note = forms.CharField(
        label="Note",
        max_length=LONGEST_TEXT,
        widget=_text(6),
        error_messages={"required": "Write something first"},
    )
    about = forms.ChoiceField(
        label="About",
        required=False,
        widget=forms.Select(attrs={"class": "govuk-select"}),
        error_messages={"invalid_choice": "Pick one of your own ECTs, or nobody"},
    )

    def __init__(self, *args, about, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = about  # type: ignore[attr-defined]
        self.first = about[0][0] if about else ""
        if len(about) < 2:
            del self.fields["about"]

    def clean_note(self):
        if not (text := tidy(self.cleaned_data["note"])):
            raise forms.ValidationError(self.fields["note"].error_messages["required"], code="required")
        return text

    @property
    def picked(self):
        """(the id of the school, that of the ECT or None), once the form is valid; the first where none was picked."""
        school, _, ect = (self.cleaned_data.get("about") or self.first).partition("-")
        return int(school), int(ect) if ect else None
