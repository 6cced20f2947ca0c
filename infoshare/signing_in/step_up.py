"""Asks again who somebody is, before something that a passer-by at an unlocked computer must not do."""

import time
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from infoshare.accounts.models import User
from infoshare.signing_in import factors, unsaved
from infoshare.signing_in.requests import SignedIn

View = Callable[..., HttpResponseBase]


def is_recent(request: SignedIn) -> bool:
    """Whether this person signed in, or confirmed that it is them, less than five minutes ago."""
    oldest = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return any(each["at"] > oldest for each in get_authentication_records(request, request.user))


def methods(request: SignedIn, user: User) -> list[str]:
    """How this session was signed in: password, totp, webauthn, recovery_codes, socialaccount."""
    return [str(each.get("type", each["method"])) for each in get_authentication_records(request, user)]


def is_needed(request: SignedIn) -> bool:
    """Not for the first second step: setting it up is all that somebody without one can do."""
    is_past = request.session.get(factors.PASSED) or factors.of(request.user).exists()
    return bool(is_past) and not is_recent(request)


def stepped_up(view: View) -> View:
    """For views of exports, grants and settings. A form that is sent waits until it is confirmed, and is then saved."""

    @wraps(view)
    def confirmed(request: SignedIn, *args: object, **kwargs: object) -> HttpResponseBase:
        return confirm(request) if is_needed(request) else view(request, *args, **kwargs)

    return confirmed


def confirm(request: SignedIn) -> HttpResponseBase:
    """To the page that asks. allauth keeps a sent form in the session, its query too, and finds it by its path."""
    ways = get_adapter().get_reauthentication_methods(request.user)
    if not ways:
        return _sign_in_again(request)
    if request.method != "POST":
        return suspend_request(request, ways[0]["url"])
    request.is_suspended = True
    suspend_request(request, ways[0]["url"])
    return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': request.path})}")


def _sign_in_again(request: SignedIn) -> HttpResponseBase:
    """For somebody whose password and second step are their organisation's: only it can ask for them."""
    sent = request.method == "POST"
    if sent:
        unsaved.keep(request.user, request.get_full_path(), request.POST)
    get_adapter().logout(request)
    where = {"why": "again"} | ({} if sent else {"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(where)}")
