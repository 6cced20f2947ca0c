"""What signing in does here that allauth leaves to the project."""

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from infoshare.accounts.models import User
from infoshare.accounts.sessions import end_sessions
from infoshare.signing_in import events, factors, locks, step_up, tidying, unsaved
from infoshare.signing_in.locks import TOO_MANY
from infoshare.signing_in.mfa import ELSEWHERE
from infoshare.signing_in.requests import SignedIn
from infoshare.tenancy import context as tenancy


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "That email address and password do not go together",
        "incorrect_password": "That is not your password",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "enter_current_password": "That is not your present password",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by an administrator: nobody signs up."""
        return False

    def get_login_stages(self) -> list[str]:
        return ["infoshare.signing_in.mfa.SecondStep"]

    def login(self, request: SignedIn, user: User) -> None:
        super().login(request, user)
        tenancy.move_to(user.organisation_id)
        if getattr(request, ELSEWHERE, False):
            request.session[factors.PASSED] = True
        UserSession.objects.create_from_request(request)
        events.record("person.signed_in", user, by=step_up.methods(request, user))
        tidying.tidy()

    def post_login(self, request: HttpRequest, user: User, **told: Any) -> HttpResponse:
        """To what they had typed when they were signed out, if there is any."""
        response: HttpResponse = super().post_login(request, user, **told)
        if unsaved.of(user).exists():
            response["Location"] = reverse("unsaved")
        return response

    def logout(self, request: SignedIn) -> None:
        events.record("person.signed_out", request.user)
        UserSession.objects.filter(session_key=request.session.session_key).delete()
        super().logout(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            locks.tell_once(_owner(credentials))
            raise

    def authentication_failed(self, request: HttpRequest, **credentials: str) -> None:
        """Where there is no such account as much is written elsewhere, so that the time it takes tells nothing."""
        if user := _owner(credentials):
            events.record("sign_in.failed", user, at="password")
        else:
            cache.set("sign_in.failed", True)

    @transaction.atomic
    def set_password(self, user: User, password: str) -> None:
        """Ends every session of theirs; the one in which they change it goes on."""
        super().set_password(user, password)
        end_sessions(user)
        events.record("password.changed" if self.request.user.is_authenticated else "password.reset", user)

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        return step_up.is_needed(self.request)


def _owner(credentials: Mapping[str, str]) -> User | None:
    return User.objects.filter(email=credentials.get("email", "").lower()).first()
