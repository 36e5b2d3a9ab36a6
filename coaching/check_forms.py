"""What was typed into the pages of a check, a reply, and the merging of two foci."""

import re
from dataclasses import dataclass, field

from django import forms

from actionsteps.wording import Wording
from coaching.checks import NOS
from coaching.forms import LONGEST, StepsField, number, textarea
from coaching.stored import plain

_WORDING = re.compile(r"wording-([0-9]{1,18})")


def digests_in(post):
    """By focus, the digests of the wordings that a page was drawn with."""
    return {int(found[1]): post[name][:64] for name in post if (found := _WORDING.fullmatch(name))}


class CheckForm(forms.Form):
    """What is not right about a focus, why, and how the ECT would word it."""

    nos = forms.MultipleChoiceField(
        label="What is not right?",
        choices=[(name, words[0]) for name, words in NOS.items()],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes__input"}),
        error_messages={"required": "Tick what is not right, or say yes to it"},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="A line is enough. Your mentor reads it, and so do you, later.",
        widget=textarea(),
        max_length=LONGEST,
        error_messages={"required": "Enter why, in a line"},
    )
    key_action = forms.CharField(widget=textarea(), max_length=LONGEST, required=False)
    steps = StepsField(required=False, max_length=LONGEST, help_text="One step on each line.")
    so_that = forms.CharField(widget=textarea(), max_length=LONGEST, required=False)

    def __init__(self, *args, labels, **kwargs):
        super().__init__(*args, **kwargs)
        for name, label in (("key_action", labels["do"]), ("steps", labels["by"]), ("so_that", labels["so"])):
            self.fields[name].label = label

    def suggestion(self, now):
        """The wording that was typed, or None where it is blank or still `now`, the present one."""
        data = self.cleaned_data
        typed = Wording(data["key_action"].strip(), data["steps"], data["so_that"].strip())
        shown = Wording(now.key_action.strip(), StepsField().to_python("\n".join(now.steps)), now.so_that.strip())
        return None if typed.is_blank or typed in (now, shown) else typed


class KeepForm(forms.Form):
    reason = forms.CharField(
        label="Why do you keep it?",
        help_text="Your ECT reads this beside the focus.",
        widget=textarea(),
        max_length=LONGEST,
        error_messages={"required": "Enter why you keep it"},
    )
    # The no that the page showed.
    check = forms.IntegerField(required=False, widget=forms.HiddenInput)


@dataclass
class MergeForm:
    """Two foci on their way to be one: `texts` by field and focus, which of the two is picked for each field, the steps
    to keep in their order, and by focus the digest of the wording that the page showed."""

    pair: tuple = ()
    texts: dict = field(default_factory=dict)
    picked: dict = field(default_factory=dict)
    keep: list = field(default_factory=list)
    drawn: dict = field(default_factory=dict)

    @classmethod
    def read(cls, post):
        pair = tuple(filter(None, (number(post.get(name, "")) for name in ("a", "b"))))
        form = cls(pair=pair)
        for name in ("key_action", "so_that"):
            for pk in pair:
                form.texts[name, pk] = plain(post.get(f"{name}-{pk}", ""))
            chosen = number(post.get(name, ""))
            form.picked[name] = chosen if chosen in pair else None
        form.drawn = {pk: post[f"drawn-{pk}"] for pk in pair if f"drawn-{pk}" in post}
        form.keep = [pk for text in post.getlist("keep") if (pk := number(text))]
        return form

    def text(self, name):
        """What is picked for a field, as it was typed."""
        return self.texts.get((name, self.picked[name]), "")

    @property
    def errors(self):
        """What is lacking, by field."""
        asked = {"key_action": "Pick a key action", "so_that": "Pick a so that"}
        return {name: text for name, text in asked.items() if self.picked[name] is None}
