"""What is chosen about e-mails."""

from django import forms

from coaching.models import ReminderKind

LABELS = {
    ReminderKind.MEETING: ("A meeting is tomorrow", "On Friday, for a meeting on Monday."),
    ReminderKind.FOCI: ("Your foci are set", "As sentences, to have at hand."),
    ReminderKind.NO: ("Your ECT says no to a focus", ""),
    ReminderKind.REVIEW: ("A week is still to be reviewed", "Two days after the meeting was planned for."),
}
AS_MENTOR = (ReminderKind.MEETING, ReminderKind.NO, ReminderKind.REVIEW)
AS_ECT = (ReminderKind.MEETING, ReminderKind.FOCI)


class MailsForm(forms.Form):
    """The kinds of e-mail that a person may get, as a mentor, as an ECT, or both."""

    def __init__(self, *args, is_mentor, is_ect, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, (label, hint) in LABELS.items():
            if (is_mentor and kind in AS_MENTOR) or (is_ect and kind in AS_ECT):
                self.fields[kind.value] = forms.BooleanField(label=label, help_text=hint, required=False)
