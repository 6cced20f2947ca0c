"""What a second step is called and what it says when it fails: the hooks that allauth leaves to the project."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

WRONG_CODE = "That code was not right, or has been used. Wait for the next code and enter that one"
ELSEWHERE = "second_step_elsewhere"  # on the request: the organisation's own accounts asked for it


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def _get_site_name(self) -> str:
        return "Infoshare"

    def generate_authenticator_name(self, user: object, type: Authenticator.Type) -> str:  # noqa: A002
        return f"Security key {Authenticator.objects.filter(user=user, type=type).count() + 1}"


class SecondStep(AuthenticateStage):
    """The step between the password and being signed in. Left out where it was taken elsewhere, and that counts."""

    def _should_handle(self, request: HttpRequest) -> bool:
        return not getattr(request, ELSEWHERE, False) and super()._should_handle(request)
