"""Nobody goes on without a second step: who has none yet is led to set one up, and reaches nothing else."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from infoshare.signing_in import factors
from infoshare.signing_in.requests import SignedIn

# What is open before the second step is set up: setting it up, confirming who you are, staying alive, leaving.
OPEN = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "account_reauthenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "account_logout",
        "stay-signed-in",
    }
)


def is_public(view: Callable[..., HttpResponseBase]) -> bool:
    return not getattr(view, "login_required", True)


class SecondStepGate:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: SignedIn,
        view: Callable[..., HttpResponseBase],
        args: tuple[object, ...],
        kwargs: Mapping[str, object],
    ) -> HttpResponse | None:
        name = request.resolver_match.url_name if request.resolver_match else None
        if not request.user.is_authenticated or name in OPEN or is_public(view) or factors.passed(request):
            return None
        return redirect("mfa_index")
