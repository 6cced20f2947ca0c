"""How long a session lasts: 15 minutes without a request, 12 hours at most. Held by the server, not the browser."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from infoshare.accounts.models import User
from infoshare.signing_in import events, unsaved
from infoshare.signing_in.gate import is_public
from infoshare.signing_in.requests import SignedIn

FORGET = '"cache"'  # Clear-Site-Data: the back button restores nothing


class Over(NamedTuple):
    """A session that ended before this request came: whose it was, if they still have an account."""

    user: User | None
    why: Literal["idle", "absolute", "ended"]


class Limits(NamedTuple):
    idle_at: datetime
    absolute_at: datetime

    @property
    def seconds(self) -> int:
        return max(0, int((min(self) - timezone.now()).total_seconds()))

    @property
    def can_stay(self) -> bool:
        """Whether another request would make it longer."""
        return self.idle_at < self.absolute_at


def limits(session: UserSession) -> Limits:
    return Limits(
        session.last_seen_at + timedelta(seconds=settings.SIGNED_IN_IDLE),
        session.created_at + timedelta(seconds=settings.SIGNED_IN_AT_MOST),
    )


class TimeLimits:
    """After AuthenticationMiddleware, and after the check of a form's token, which comes before process_view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: SignedIn) -> HttpResponseBase:
        request.device, request.over = _look(request) if SESSION_KEY in request.session else (None, None)
        response = self.get_response(request)
        if request.over:
            response["Clear-Site-Data"] = FORGET
        unsaved.forget_used(request, response)
        return response

    def process_view(
        self,
        request: SignedIn,
        view: Callable[..., HttpResponseBase],
        args: tuple[object, ...],
        kwargs: Mapping[str, object],
    ) -> HttpResponse | None:
        if request.over and not is_public(view):
            return _leave(request, request.over)
        if request.device and request.resolver_match and request.resolver_match.url_name != "time-left":
            _seen(request.device)
        return None


def _look(request: HttpRequest) -> tuple[UserSession | None, Over | None]:
    """The session as its owner's device, or where its time is over: that it is, and nothing more is done for it."""
    whose, suspended = request.session[SESSION_KEY], request.session.get(STATE_SESSION_KEY) or {}
    if request.user.is_authenticated:
        device = _device(request)
        over = _check(request.user, device)
        if over is None:
            return device, None
    else:
        over = Over(User.objects.filter(pk=whose, is_active=True).first(), "ended")
    _keep_suspended(over.user, suspended.get("request"))
    request.session.flush()
    request.user = AnonymousUser()
    return None, over


def _check(user: User, device: UserSession) -> Over | None:
    left = limits(device)
    if left.seconds > 0:
        return None
    over = Over(user, "idle" if left.can_stay else "absolute")
    if device.delete()[0]:
        events.record("person.timed_out", user, why=over.why)
    return over


def _device(request: HttpRequest) -> UserSession:
    found = UserSession.objects.filter(session_key=request.session.session_key)
    if device := found.first():
        return device
    UserSession.objects.create_from_request(request)
    return found.get()


def _seen(device: UserSession) -> None:
    """Written at most once in a sixtieth of the limit: not every page needs to wait for it."""
    now = timezone.now()
    if now - device.last_seen_at >= timedelta(seconds=settings.SIGNED_IN_IDLE / 60):
        device.last_seen_at = now
        device.save(update_fields=["last_seen_at"])


def _keep_suspended(user: User | None, suspended: str | None) -> None:
    """A form that waited for its sender to confirm who they are."""
    if user and suspended:
        sent = json.loads(suspended)
        unsaved.keep(user, sent["path"], QueryDict(sent["POST"]))


def _leave(request: SignedIn, over: Over) -> HttpResponseRedirect:
    """To the sign-in page, which says why. A form that came too late is kept, and so is the page that was asked for."""
    typed = request.method == "POST" and not request.FILES
    kept = bool(over.user and typed and unsaved.keep(over.user, request.get_full_path(), request.POST))
    where = {} if request.method == "POST" else {"next": request.get_full_path()}
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode({'why': 'kept' if kept else 'over', **where})}")
