"""The form that finds out which organisation's account somebody signs in with."""

from django import forms
from django.core.exceptions import ValidationError

from infoshare.govuk.forms import GovForm
from infoshare.signing_in.oidc import configured


class WorkEmailForm(GovForm):
    messages = {"email": {"required": "Enter your work email address"}}
    email = forms.EmailField(
        label="Your work email address", widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        if not configured(email=email):
            raise ValidationError("That organisation has no accounts here. Sign in with your password instead")
        return email
