"""The form of somebody who accepts an invitation."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from infoshare.accounts.models import User
from infoshare.govuk.fields import ShortText
from infoshare.saving.forms import SavingForm
from infoshare.signing_in.forms.passwords import NEW, password


class JoinForm(SavingForm):
    messages = {
        "name": "Enter your name",
        "password1": "Enter a password",
        "password2": "Enter the password again",
    }
    name = ShortText(label="Your name", help_text="As colleagues know you. Records show it.", autocomplete="name")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.fields["password1"] = password("Password", "new-password", NEW)
        self.fields["password2"] = password("Password again", "new-password")

    @property
    def given(self) -> dict[str, str]:
        return {"name": self.cleaned_data["name"], "password": self.cleaned_data["password1"]}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "password1" in given:
            self._check_password(given)
        return given

    def _check_password(self, given: dict[str, Any]) -> None:
        chosen = given["password1"]
        if given.get("password2") not in {None, chosen}:
            self.add_error("password2", "Enter the same password twice")
        try:
            validate_password(chosen, User(email=self.email, name=given.get("name", "")))
        except ValidationError as weak:
            self.add_error("password1", weak)
