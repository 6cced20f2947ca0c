"""The forms of the second step, with this site's sentences."""

import struct
from typing import Any

from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.cache import cache
from django.core.exceptions import ValidationError
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from infoshare.govuk.fields import ShortText
from infoshare.govuk.forms import GovForm, GovFormMixin
from infoshare.signing_in import events, factors, locks
from infoshare.signing_in.mfa import WRONG_CODE

REPLAYED = 120  # seconds in which a code of an app could be taken a second time
NO_KEY = "Your browser sent no answer from a security key. Try again, or use another way"


def code_box(label: str, help_text: str) -> forms.CharField:
    widget = forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "one-time-code", "spellcheck": "false"})
    return forms.CharField(label=label, max_length=30, help_text=help_text, widget=widget)


class AppForm(GovFormMixin, ActivateTOTPForm):
    """The first code of an authenticator app that has just been set up."""

    messages = {"code": "Enter the 6-digit code that your app shows"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = code_box("6-digit code", "Your app shows a new code every 30 seconds.")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeMixin(GovFormMixin):
    """A code of an app or a recovery code. Each works once."""

    messages = {"code": "Enter a code"}
    user: Any
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        help_text = "The 6-digit code that your app shows now, or one of your recovery codes."
        self.fields["code"] = code_box("Code", help_text)

    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()  # type: ignore[misc]  # of the form it is mixed into
        except ValidationError as refused:
            if refused.code == "too_many_login_attempts":
                locks.tell_once(self.user)
            raise
        if self.authenticator.type == factors.CODES:
            events.record("recovery_code.used", self.user, left=factors.codes_left(self.user))
        elif not cache.add(f"code-used:{self.user.pk}:{''.join(code.split())}", True, REPLAYED):
            raise ValidationError(WRONG_CODE)
        return code

    def _emit_authentication_failed(self, authenticator: Authenticator) -> None:
        events.record("sign_in.failed", self.user, at="second step")


class CodeForm(CodeMixin, AuthenticateForm):
    pass


class ConfirmCodeForm(CodeMixin, ReauthenticateForm):
    pass


class KeyAnswer(forms.JSONField):
    """What a key answered, as the page's script sent it. Whatever is wrong with it, the sentence is the same."""

    def __init__(self, kind: type[RegistrationResponse | AuthenticationResponse]) -> None:
        super().__init__(widget=forms.HiddenInput, error_messages={"required": NO_KEY, "invalid": NO_KEY})
        self.kind = kind

    def to_python(self, value: Any) -> Any:
        answer = super().to_python(value)
        try:
            self.kind.from_dict(answer)
        except (TypeError, ValueError, LookupError, AttributeError, struct.error):
            raise ValidationError(NO_KEY) from None
        if "\\" in (value or ""):  # a real answer needs no escapes, and some of them can't be stored
            raise ValidationError(NO_KEY)
        return answer


class AddKeyForm(GovFormMixin, AddWebAuthnForm):
    """The name of a new key; its answer comes by script."""

    messages = {"name": {"max_length": "The name must be 50 characters or fewer"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = KeyAnswer(RegistrationResponse)
        hint = "So that you can tell your keys apart, such as “Blue key” or “Work laptop”."
        self.fields["name"] = ShortText(
            label="What to call it", max_length=50, required=False, help_text=hint, width=20
        )


class NameKeyForm(GovFormMixin, EditWebAuthnForm):
    messages = {"name": "Enter a name for this key"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = ShortText(label="What to call it", max_length=50, width=20)

    def save(self) -> Authenticator:
        saved: Authenticator = super().save()
        events.record("factor.renamed", context.request.user)
        return saved


class KeyForm(GovFormMixin, AuthenticateWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = KeyAnswer(AuthenticationResponse)

    def clean_credential(self) -> Authenticator:
        try:
            authenticator: Authenticator = super().clean_credential()
        except ValidationError:
            events.record("sign_in.failed", self.user, at="second step")
            raise
        return authenticator


class ConfirmKeyForm(KeyForm):
    reauthenticated = True


class KeptForm(GovForm):
    kept = forms.BooleanField(
        label="I have kept these codes where only I can find them",
        error_messages={"required": "Tick the box when you have kept the codes"},
    )
