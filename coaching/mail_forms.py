"""What is chosen about e-mails."""

from django import forms

from coaching.models import QUESTION, ReminderKind

LABELS = {
    ReminderKind.MEETING: ("A meeting is tomorrow", "On Friday, for a meeting on Monday."),
    ReminderKind.FOCI: ("Your foci are set", "As sentences, to have at hand."),
    ReminderKind.NO: ("Your ECT says no to a focus", ""),
    ReminderKind.REVIEW: ("A week is still to be reviewed", "Two days after the meeting was planned for."),
}
AS_MENTOR = (ReminderKind.MEETING, ReminderKind.NO, ReminderKind.REVIEW)
AS_ECT = (ReminderKind.MEETING, ReminderKind.FOCI)
ASKED, ANSWERED = "Somebody asks for your help with a focus", "A leader answers your question"


class MailsForm(forms.Form):
    """The kinds of e-mail that a person may get: as a mentor, as an ECT, as a leader."""

    def __init__(self, *args, is_mentor, is_ect, leads, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, (label, hint) in LABELS.items():
            if (is_mentor and kind in AS_MENTOR) or (is_ect and kind in AS_ECT):
                self.fields[kind.value] = forms.BooleanField(label=label, help_text=hint, required=False)
        is_pair = is_mentor or is_ect
        if leads or is_pair:
            label = (
                f"{ASKED}, or {ANSWERED[0].lower()}{ANSWERED[1:]}"
                if leads and is_pair
                else ASKED
                if leads
                else ANSWERED
            )
            hint = "At once, beside the one a day." if is_pair else "At once."
            self.fields[QUESTION] = forms.BooleanField(label=label, help_text=hint, required=False)
