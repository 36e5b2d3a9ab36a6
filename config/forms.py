"""Forms of signing in that differ from allauth's own."""

from allauth.account import forms


class ResetPasswordForm(forms.ResetPasswordForm):
    """A new password for who has one. Who was never let in waits for an invitation: nothing is sent to them."""

    def clean_email(self):
        email = super().clean_email()
        self.users = [user for user in self.users if user.has_usable_password()]  # type: ignore[has-type]
        return email
