"""The sessions of a person: which there are, and what ends them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from infoshare.accounts.models import User
from infoshare.accounts.sessions import end_sessions
from infoshare.audit.log import Fact
from infoshare.signing_in import events
from infoshare.signing_in.requests import SignedIn


@contextmanager
def changing(request: SignedIn, action: str, **facts: Fact) -> Iterator[None]:
    """Around a change of how this person signs in: it is written down, and every other session of theirs ends."""
    with transaction.atomic():
        yield
        change(request, action, **facts)


def change(request: SignedIn, action: str, **facts: Fact) -> None:
    events.record(action, request.user, **facts)
    end_others(request)


def end_others(request: SignedIn) -> None:
    """Also those that have not been seen yet: each is checked against the stamp on its next request."""
    end_sessions(request.user)
    with going_on(request):
        update_session_auth_hash(request, request.user)
    end(request, others(request))


def of(user: User) -> QuerySet[UserSession]:
    """Those whose time is not over, newest first."""
    now = timezone.now()
    return UserSession.objects.filter(
        user=user,
        last_seen_at__gt=now - timedelta(seconds=settings.SIGNED_IN_IDLE),
        created_at__gt=now - timedelta(seconds=settings.SIGNED_IN_AT_MOST),
    ).order_by("-last_seen_at", "-id")


def others(request: SignedIn) -> QuerySet[UserSession]:
    return UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)


def end(request: SignedIn, ended: QuerySet[UserSession]) -> None:
    rows = list(ended)
    for each in rows:
        each.end()
    if rows:
        events.record("session.ended", request.user, how_many=len(rows))


@contextmanager
def going_on(request: SignedIn) -> Iterator[None]:
    """The session gets a new key inside, and stays the same session with its time of signing in."""
    before = request.session.session_key
    yield
    now = request.session.session_key
    if now != before:
        UserSession.objects.filter(session_key=now).delete()
        UserSession.objects.filter(session_key=before).update(session_key=now)
