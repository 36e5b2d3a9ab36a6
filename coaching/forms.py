"""What was typed: the meeting's one form, and the small ones for a live focus or a reviewed outcome."""

import re
import uuid
from dataclasses import dataclass, field
from datetime import date

from django import forms

from actionsteps.models import Area
from actionsteps.wording import Wording, text_digest
from coaching.fields import DATE, EVIDENCE, TICK, field_at
from coaching.models import Result
from coaching.stored import plain
from coaching.validators import LONGEST_TEXT as LONGEST

_DAY = re.compile(r"\s*([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4})\s*")
_NEW_EVIDENCE = re.compile(r"new-evidence-([0-9]{1,18})-(source|seen_on|seen|meaning)")
_LISTED = re.compile(r"(cites|keep)-([0-9]{1,18})")
_SEARCH = re.compile(r"find-([0-9]{1,18}|praise|probe)")


def day_of(text):
    """`text` as a date in ISO form, or "" where it is none. Both 2026-11-27 and 27/11/2026 are understood."""
    found = _DAY.fullmatch(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1])).isoformat()
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        return ""


@dataclass
class NewEvidence:
    """The evidence typed into a focus's box; `errors` by field, none where it is complete."""

    source: str = ""
    seen_on: str = ""
    seen: str = ""
    meaning: str = ""
    errors: dict = field(default_factory=dict)

    @property
    def is_begun(self):
        return bool(self.seen.strip() or self.meaning.strip() or self.source)

    @property
    def day(self):
        """When it was seen, as a date; only where nothing is wrong with it."""
        return date.fromisoformat(self.seen_on)

    @property
    def digest(self):
        return text_digest("\n".join([self.source, self.seen_on, self.seen, self.meaning]))

    def check(self):
        if self.source not in dict(EVIDENCE["source"].choices):
            self.errors["source"] = "Pick where this was seen or heard"
        if day_of(self.seen_on):
            self.seen_on = day_of(self.seen_on)
        else:
            self.errors["seen_on"] = "Enter a date, like 27/11/2026"
        if not self.seen.strip():
            self.errors["seen"] = "Enter what was seen or said"
        for name in ("seen", "meaning"):
            if len(getattr(self, name)) > LONGEST:
                self.errors[name] = f"Shorten this to {LONGEST:,} characters"


@dataclass
class MeetingForm:
    """Everything a post of the meeting page holds, read once.

    `shown`, by address, is all that the page's fields hold; `typed` the part of it that this person changed and `drawn`
    the digests of what the page was drawn with: these two go to `save_fields`. By focus, `evidence` was typed into a
    box of new evidence, `cited` holds what is ticked and what was when drawn, `kept` the steps that fit. `sought` is
    what a search box holds, if one does. The button is `verb`, or `verb:target`, or `verb:target:detail`.
    """

    shown: dict = field(default_factory=dict)
    typed: dict = field(default_factory=dict)
    drawn: dict = field(default_factory=dict)
    evidence: dict = field(default_factory=dict)
    cited: dict = field(default_factory=dict)
    kept: dict = field(default_factory=dict)
    key: uuid.UUID | None = None
    sought: str = ""
    verb: str = "save"
    target: int | None = None
    detail: str = ""

    @classmethod
    def read(cls, post):
        form = cls()
        for name in post:
            if what := field_at(name):
                form._take(name, what, post)
            elif name.startswith("drawn-"):
                form._take_drawn(name.removeprefix("drawn-"), post)
            elif found := _NEW_EVIDENCE.fullmatch(name):
                evidence = form.evidence.setdefault(int(found[1]), NewEvidence())
                setattr(evidence, found[2], plain(post[name]))
            elif found := _LISTED.fullmatch(name):
                form._take_list(found[1], int(found[2]), post)
        form._finish(post)
        form._find(post)
        return form

    def key_for(self, what):
        """The key of what one button of this page makes: the same for a double click, another for another button."""
        return uuid.uuid5(self.key, what)

    def _take(self, name, what, post):
        take = post.get(f"take-{name}", "")
        if take == "theirs":
            return
        if take.startswith("mine:"):
            self.drawn[name] = take.removeprefix("mine:")[:64]
        text = plain(post[name])
        # As a person writes a day; anything that is none goes on as it is, for save_fields to say so.
        self.shown[name] = day_of(text) or text if what.kind == DATE else text

    def _take_drawn(self, name, post):
        what = field_at(name)
        if not what:
            return
        self.drawn.setdefault(name, post[f"drawn-{name}"][:64])
        # An empty check box is not sent: that it was drawn says that it was emptied.
        if what.kind == TICK and name not in post:
            self.shown[name] = ""

    def _take_list(self, kind, focus, post):
        """What is ticked now and, for evidence, what was when the page was drawn."""
        if kind == "keep":
            self.kept[focus] = _numbers(post.getlist(f"keep-{focus}"))
        else:
            self.cited[focus] = (_numbers(post.getlist(f"cite-{focus}")), _numbers(post[f"cites-{focus}"].split()))

    def _finish(self, post):
        # A field that nobody touched is not sent on: in a stale tab it would stand against what is newer.
        self.typed = {name: text for name, text in self.shown.items() if text_digest(text) != self.drawn.get(name, "")}
        self.evidence = {focus: evidence for focus, evidence in self.evidence.items() if evidence.is_begun}
        for evidence in self.evidence.values():
            evidence.check()
        try:
            self.key = uuid.UUID(post.get("key", ""))
        except ValueError:
            self.key = uuid.uuid4()
        verb, _, target = post.get("do", "save").partition(":")
        target, _, self.detail = target.partition(":")
        self.verb = verb or "save"
        self.target = number(target)

    def _find(self, post):
        """What is looked for. Enter in a search box presses the first button of the page, which saves."""
        boxes = {found[1]: plain(post[name]).strip()[:200] for name in post if (found := _SEARCH.fullmatch(name))}
        box = next((box for box, text in boxes.items() if text), "") if self.verb == "save" else ""
        if box.isdigit():
            self.verb, self.target = "find", int(box)
        elif box:
            self.verb = f"find_{box}"
        self.sought = boxes.get(str(self.target) if self.verb == "find" else self.verb.removeprefix("find_"), "")


def number(text):
    """`text` as the id it spells, or None."""
    return int(text) if re.fullmatch("[0-9]{1,18}", text) else None


def _numbers(texts):
    return {int(text) for text in texts if re.fullmatch("[0-9]{1,18}", text)}


class StepsField(forms.CharField):
    """Steps, one on each line."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "govuk-textarea"})

    def to_python(self, value):
        return tuple(line.strip() for line in plain(super().to_python(value)).split("\n") if line.strip())

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, (tuple, list)) else value


def textarea(rows=2):
    """The widget of a text of some lines, in our look."""
    return forms.Textarea(attrs={"rows": rows, "class": "govuk-textarea"})


class RewordForm(forms.Form):
    """Another wording for a live focus; the steps that stay as they are keep their ticks."""

    key_action = forms.CharField(
        label="Do this", widget=textarea(), max_length=LONGEST, error_messages={"required": "Enter the key action"}
    )
    steps = StepsField(
        label="by",
        required=False,
        max_length=LONGEST,
        help_text="One step on each line. A step that you leave as it is keeps its tick.",
    )
    one_step = forms.BooleanField(label="This is already one small step", required=False)
    so_that = forms.CharField(
        label="so that", widget=textarea(), max_length=LONGEST, error_messages={"required": "Enter the pupil outcome"}
    )
    reason = forms.CharField(
        label="Why it changes", help_text="You can leave this.", required=False, widget=textarea(1), max_length=LONGEST
    )
    achievable = forms.BooleanField(
        label="Can my ECT realistically achieve this before our next meeting? Yes.",
        error_messages={"required": "Say whether your ECT can realistically achieve this before your next meeting"},
    )
    # The digest of the wording that the page showed.
    drawn = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, labels, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in (("key_action", labels["do"]), ("steps", labels["by"]), ("so_that", labels["so"])):
            self.fields[name].label = label

    def clean(self):
        data = super().clean()
        if not data.get("steps") and not data.get("one_step") and "steps" not in self.errors:
            self.add_error("steps", "Enter a step, or tick that this is already one small step")
        return data

    @property
    def typed_wording(self):
        """What was typed, complete or not."""
        data = self.cleaned_data
        return Wording(data.get("key_action", ""), data.get("steps", ()), data.get("so_that", ""))

    @property
    def wording(self):
        steps = () if self.cleaned_data["one_step"] else self.cleaned_data["steps"]
        return Wording(self.cleaned_data["key_action"], steps, self.cleaned_data["so_that"])


class ProposeForm(forms.Form):
    """A word that goes with a focus that is proposed for the bank."""

    area = forms.ModelChoiceField(
        Area.objects.none(), label="Where it belongs", required=False, empty_label="I am not sure"
    )
    note = forms.CharField(
        label="A word to whoever decides",
        help_text="You can leave this. Leave out names of pupils and colleagues.",
        required=False,
        widget=textarea(),
        max_length=LONGEST,
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas  # type: ignore[attr-defined]


def _name_of_pair(mentorship):
    return f"{mentorship.ect.name}, {mentorship.school.name}"


class OtherForm(forms.Form):
    """For which other ECT a focus is to be used; where there is one alone, they are picked."""

    mentorship = forms.ChoiceField(
        label="For whom",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        error_messages={"required": "Pick one of your ECTs", "invalid_choice": "Pick one of your ECTs"},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.pairs = {str(pair.pk): pair for pair in others}
        self.fields["mentorship"].choices = [(pk, _name_of_pair(pair)) for pk, pair in self.pairs.items()]  # type: ignore[attr-defined]
        if len(self.pairs) == 1:
            self.initial["mentorship"] = next(iter(self.pairs))

    def clean_mentorship(self):
        return self.pairs[self.cleaned_data["mentorship"]]


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why is it withdrawn?",
        help_text="Your ECT reads this beside the focus.",
        widget=textarea(),
        max_length=LONGEST,
        error_messages={"required": "Enter why it is withdrawn"},
    )


class CorrectForm(forms.Form):
    """What an outcome should have said; the outcome itself stays as it was given."""

    result = forms.ChoiceField(
        label="What became of it",
        choices=Result.choices,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        error_messages={"required": "Pick what became of it"},
    )
    note = forms.CharField(
        label="What is put right, and why",
        widget=textarea(),
        max_length=LONGEST,
        error_messages={"required": "Enter what is put right, and why"},
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
