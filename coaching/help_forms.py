"""What is typed when a leader is asked for help, and when they answer."""

from django import forms

from coaching.forms import textarea
from coaching.validators import LONGEST_TEXT as LONGEST
from schools.models import User


class AskForm(forms.Form):
    """Whom, and what."""

    leader = forms.ModelChoiceField(
        User.objects.none(),
        label="Whom do you ask?",
        empty_label=None,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios__input"}),
        error_messages={"required": "Pick whom you ask", "invalid_choice": "Pick whom you ask"},
    )
    question = forms.CharField(
        label="Your question",
        help_text="They read this and the focus above, and nothing else of your meetings.",
        widget=textarea(),
        max_length=LONGEST,
        error_messages={"required": "Enter your question"},
    )
    # The digest of the wording that the page showed.
    drawn = forms.CharField(required=False, widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args, leaders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What a leader answers."""

    reply = forms.CharField(
        label="Your answer",
        help_text="The mentor and the ECT both read it.",
        widget=textarea(),
        max_length=LONGEST,
        error_messages={"required": "Enter your answer"},
    )
