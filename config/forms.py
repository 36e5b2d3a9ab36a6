"""Forms of signing in that differ from allauth's own."""

from allauth.account import forms
from django.conf import settings
from django.forms import ChoiceField, Form, RadioSelect

from schools.models import LeadersSignIn


class LoginForm(forms.LoginForm):
    """The way to a new password stands beside the button, once."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""


class ResetPasswordForm(forms.ResetPasswordForm):
    """A new password for who has one. Who was never let in waits for an invitation: nothing is sent to them."""

    def clean_email(self):
        email = super().clean_email()
        self.users = [user for user in self.users if user.has_usable_password()]  # type: ignore[has-type]
        return email


class LeadersSignInForm(Form):
    """What a school asks of its leaders; its own account only where the settings name a provider."""

    leaders_sign_in = ChoiceField(label="Leaders sign in with", choices=LeadersSignIn, widget=RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not settings.SOCIALACCOUNT_PROVIDERS:
            kept = [way for way in LeadersSignIn.choices if way[0] != LeadersSignIn.SSO]
            self.fields["leaders_sign_in"] = ChoiceField(label="Leaders sign in with", choices=kept, widget=RadioSelect)
