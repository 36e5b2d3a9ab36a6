"""What people type into the bank: what to look for, a step, an answer to a proposal, a school's own."""

import re

from django import forms

from actionsteps.exchange import why_not_a_bank
from actionsteps.models import ActionStep, Area, BankSettings
from actionsteps.search import LONGEST_QUERY
from actionsteps.vocabulary import GENERAL, LADDER, LONGEST, PHASES, STANDARDS, SUBJECTS
from actionsteps.wording import Wording
from schools.tables import read_upload, tidy

TOO_LONG = {"max_length": f"Shorten this to {LONGEST:,} characters."}
SCOPES = {"favourites": "My favourites", "school": "Our school", "trust": "Our trust", "national": "Starter bank"}


def _offer(field, rows, *, empty):
    """Let a field choose among `rows`, or none of them (`empty` says what that means)."""
    field.queryset, field.empty_label = rows, empty


class LinesField(forms.CharField):
    """A list typed one to a line; bullets and numbers before a line are left off."""

    widget = forms.Textarea(attrs={"rows": 4})
    bullet = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value):
        lines = tidy(super().to_python(value)).split("\n")
        return [text for line in lines if (text := self.bullet.sub("", line).strip())]


class ShelfForm(forms.Form):
    """What to look for; all of it in the address, so that a list can be shared. Nonsense is passed over."""

    q = forms.CharField(label="Search the bank", required=False, strip=False)
    area = forms.ModelChoiceField(Area.objects.none(), required=False)
    standard = forms.TypedChoiceField(
        label="Teachers’ Standard",
        coerce=int,
        required=False,
        choices=[("", "Any Standard"), *((n, f"{n} {name}") for n, name in STANDARDS.items())],
    )
    phase = forms.ChoiceField(required=False, choices=[("", "Any phase"), *PHASES.items()])
    subject = forms.ChoiceField(
        required=False, choices=[("", "Any subject"), (GENERAL, "For any lesson"), *SUBJECTS.items()]
    )
    scope = forms.ChoiceField(label="Whose", required=False, choices=[("", "All banks"), *SCOPES.items()])
    after = forms.RegexField(r"^\d{1,9}-\d{1,18}$", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        _offer(self.fields["area"], areas, empty="Any area")

    def clean_q(self):
        return self.cleaned_data["q"].replace("\x00", "")[:LONGEST_QUERY]

    def clean_after(self):
        text = self.cleaned_data["after"]
        return tuple(int(number) for number in text.split("-")) if text else None

    @property
    def wanted(self):
        """What can be used of what was asked for."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ActionStepForm(forms.ModelForm):
    """A step of a bank: the same three parts as in the meeting, and what helps to coach it (A47)."""

    steps = LinesField(
        label="by", required=False, help_text="Two to four small steps, one to a line, each doable on its own."
    )
    one_step = forms.BooleanField(
        label="It is already one small step", required=False, help_text="Then it needs no steps of its own."
    )
    criteria = LinesField(
        label="Success criteria",
        required=False,
        help_text="What both can see when it is done. One to a line. The ECT reads them.",
    )
    ladder = LinesField(
        required=False,
        help_text="Up to four lines: " + ", ".join(rung.lower() for rung in LADDER) + ".",
    )
    problems = LinesField(
        label="Problems it solves",
        required=False,
        help_text="As a mentor would say them, one to a line: “they call out”. The search finds the step by them.",
    )
    model_url = forms.URLField(
        label="A model to watch or read",
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text="A clip or a page that shows it, if there is one.",
    )
    phases = forms.MultipleChoiceField(
        required=False,
        choices=list(PHASES.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="None means: for any phase.",
    )
    subjects = forms.MultipleChoiceField(
        required=False,
        choices=list(SUBJECTS.items()),
        widget=forms.CheckboxSelectMultiple,
        help_text="None means: for any lesson.",
    )

    PARTS = ("key_action", "steps", "one_step", "so_that")

    class Meta:
        model = ActionStep
        fields = [
            "key_action",
            "steps",
            "so_that",
            "area",
            "phases",
            "subjects",
            "problems",
            "strong",
            "weak",
            "criteria",
            "practice",
            "ladder",
            "model_url",
            "kept_by",
            "review_on",
        ]
        labels = {"key_action": "Do this", "so_that": "so that"}
        help_texts = {
            "key_action": "What the ECT will do, so that another could see it. Aim for twelve words or fewer.",
            "so_that": "What pupils gain: “pupils …”.",
            "area": "The heading that it is found under.",
            "strong": "One lesson in which it is done well, in a sentence or two.",
            "weak": "What it looks like half done.",
            "practice": "What mentor and ECT can rehearse without pupils, in five minutes.",
            "kept_by": "Who looks after this step.",
            "review_on": "When to look at it again.",
        }
        error_messages = {
            "key_action": {"required": "Say what the ECT will do."},
            "so_that": {"required": "Say what pupils gain."},
            "area": {"required": "Choose the area it belongs to."},
        }
        widgets = {
            **{
                name: forms.Textarea(attrs={"rows": 2})
                for name in ("key_action", "so_that", "strong", "weak", "practice")
            },
            "review_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, areas, keepers, school=None, **kwargs):
        """`school`: whose bank it is for, if a school's: its prompts and its note on style are shown (A60, A65)."""
        super().__init__(*args, **kwargs)
        settings = getattr(school, "bank_settings", None)
        if settings is not None:
            do, by, so_that = settings.prompts
            self.fields["key_action"].label = do or self.fields["key_action"].label
            self.fields["steps"].label, self.fields["so_that"].label = by, so_that
        self.house_note = settings.house_note if settings else ""
        _offer(self.fields["area"], areas, empty="Choose an area")
        _offer(self.fields["kept_by"], keepers, empty="Nobody yet")
        self.fields["kept_by"].required = False
        self.initial.setdefault("one_step", bool(self.initial.get("key_action")) and not self.initial.get("steps"))

    @property
    def parts(self):
        """The fields of the wording, to be drawn with the check's advice beside them."""
        return [self[name] for name in self.PARTS]

    @property
    def rest(self):
        """The other fields, in order."""
        return [self[name] for name in self.fields if name not in self.PARTS]

    def clean_ladder(self):
        ladder = self.cleaned_data["ladder"]
        if len(ladder) > len(LADDER):
            raise forms.ValidationError("A ladder has four rungs at most.", code="too_many")
        return ladder

    def clean(self):
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                self.cleaned_data[name] = value = tidy(value)
            texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
            if any(len(text) > LONGEST for text in texts):
                self.add_error(name, TOO_LONG["max_length"])
        if not self.cleaned_data.get("steps") and not self.cleaned_data.get("one_step") and "steps" not in self.errors:
            self.add_error("steps", "Say by which steps, one to a line, or tick that it is already one small step.")
        return self.cleaned_data

    @property
    def wording(self):
        """The three parts as cleaned; empty ones where they are wrong."""
        data = self.cleaned_data
        return Wording(data.get("key_action", ""), tuple(data.get("steps", ())), data.get("so_that", ""))

    @property
    def written(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class DeclineForm(forms.Form):
    reason = forms.CharField(
        label="Why not",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The person who proposed it reads this.",
        error_messages={"required": "Say why, so that the person who proposed it learns from it.", **TOO_LONG},
    )


class OfferForm(forms.Form):
    note = forms.CharField(
        label="A word to whoever decides",
        required=False,
        max_length=LONGEST,
        error_messages=TOO_LONG,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Leave out names of pupils and colleagues.",
    )
    key = forms.UUIDField(widget=forms.HiddenInput)


class BankSettingsForm(forms.ModelForm):
    """How a school words its foci (A48, A60, A65)."""

    class Meta:
        model = BankSettings
        fields = ["policy", "do_prompt", "by_prompt", "so_that_prompt", "house_note"]
        labels = {"policy": "Where a focus may start"}
        widgets = {"policy": forms.RadioSelect, "house_note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "policy": "Steps can be made smaller under each of these.",
            "do_prompt": "Empty means: Do this.",
            "by_prompt": "Empty means: by.",
            "so_that_prompt": "Empty means: so that.",
            "house_note": "Shown above the foci in each meeting of the school. One or two sentences.",
        }

    def clean_house_note(self):
        note = tidy(self.cleaned_data["house_note"])
        if len(note) > LONGEST:
            raise forms.ValidationError(TOO_LONG["max_length"], code="max_length")
        return note


class SchoolsField(forms.ModelMultipleChoiceField):
    """Schools to tick, each with what it has of its own. Select their `bank_settings`."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, school):
        settings = getattr(school, "bank_settings", None)
        return f"{school.name}: {settings.summary if settings else 'nothing of its own yet'}"


class SchoolsSettingsForm(BankSettingsForm):
    """How several schools of a trust word their foci, all alike."""

    schools = SchoolsField(
        queryset=None,
        label="For these schools",
        help_text="What a school has of its own is replaced. Its leaders can change it again.",
        error_messages={"required": "Tick at least one school."},
    )

    def __init__(self, data, *, schools):
        super().__init__(data, instance=BankSettings())
        _offer(self.fields["schools"], schools, empty=None)
        self.initial["schools"] = [school.pk for school in schools if not hasattr(school, "bank_settings")]


class AreaForm(forms.ModelForm):
    standard = forms.TypedChoiceField(
        label="Teachers’ Standard",
        coerce=int,
        choices=[("", "Choose a Standard"), *STANDARDS.items()],
        help_text="The one it belongs to.",
        error_messages={"required": "Choose the Standard it belongs to."},
    )

    class Meta:
        model = Area
        fields = ["name", "standard", "order"]
        labels = {"order": "Place in the list"}
        help_texts = {
            "name": "As your own framework calls it.",
            "order": "Within its Standard, lower numbers come first.",
        }
        error_messages = {"name": {"required": "Name the area."}}

    def clean_name(self):
        name = tidy(self.cleaned_data["name"])
        own = Area.objects.filter(school=self.instance.school_id, trust=self.instance.trust_id)
        if own.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("There is an area of this name already.", code="taken")
        return name


class UploadForm(forms.Form):
    """A file of steps; `table` is what was read of it."""

    file = forms.FileField(
        label="The file",
        help_text="CSV or .xlsx, up to 5 MB, with headings in its first line.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty."},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        self.table = read_upload(file)
        if reason := why_not_a_bank(self.table.headings):
            raise forms.ValidationError(reason, code="headings")
        return file
