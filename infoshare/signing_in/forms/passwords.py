"""The forms of signing in, with this site's sentences."""

from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm, ReauthenticateForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from infoshare.accounts.models import User
from infoshare.govuk.forms import GovForm, GovFormMixin


def password(label: str, autocomplete: str, help_text: str = "") -> forms.CharField:
    """One password box; spaces count."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": "govuk-input--width-20"})
    return forms.CharField(label=label, strip=False, max_length=256, widget=widget, help_text=help_text)


NEW = "At least 12 characters. Three random words are easy to remember."


class NewPasswordMixin(GovFormMixin):
    """Refuses a new password that is short, common or like the person's own details."""

    user: User

    def clean_password1(self) -> str:
        chosen: str = self.cleaned_data["password1"]
        validate_password(chosen, self.user)
        return chosen


class SignInForm(GovFormMixin, LoginForm):
    messages = {"login": "Enter your email address", "password": "Enter your password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.EmailField(
            label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "username"})
        )
        self.fields["password"] = password("Password", "current-password")
        self.fields.pop("remember", None)


class ChangePasswordForm(NewPasswordMixin, AllauthChangePasswordForm):
    messages = {
        "oldpassword": "Enter your present password",
        "password1": "Enter a new password",
        "password2": "Enter the new password again",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"] = password("Present password", "current-password")
        self.fields["password1"] = password("New password", "new-password", NEW)
        self.fields["password2"] = password("New password again", "new-password")


class AskResetForm(GovFormMixin, ResetPasswordForm):
    messages = {"email": "Enter your email address"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "username"})
        )


class ResetForm(NewPasswordMixin, ResetPasswordKeyForm):
    messages = {"password1": "Enter a new password", "password2": "Enter the new password again"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"] = password("New password", "new-password", NEW)
        self.fields["password2"] = password("New password again", "new-password")


class ConfirmForm(GovFormMixin, ReauthenticateForm):
    messages = {"password": "Enter your password"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = password("Your password", "current-password")


class OneClickForm(GovForm):
    """Nothing to fill in: the demonstration only."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
