"""Somebody at a browser, signing in as a person does: password, second step, what they are asked on the way."""

import time
from datetime import timedelta

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.seeding.people import APP_SECRET, PASSWORD


def code(secret: str = APP_SECRET, *, later: int = 0) -> str:
    """What an authenticator app shows now, or `later` periods of 30 seconds from now."""
    return str(format_hotp_value(hotp_value(secret, int(timezone.now().timestamp()) // 30 + later)))


def type_password(client: Client, user: User, password: str = PASSWORD, **more: str) -> str:
    """Where the password leads: "" is back to the same page."""
    response = client.post("/accounts/login/", {"login": user.email, "password": password, **more})
    return response.get("Location", "")


def enter(client: Client, user: User, *, later: int = 0) -> str:
    """Signs in with password and app; where that leads."""
    assert type_password(client, user) == "/accounts/second-step/asked/"
    response = client.post("/accounts/second-step/asked/", {"code": code(later=later)})
    return response.get("Location", "")


def let_in(client: Client, user: User) -> None:
    """Without the pages of signing in: as it is right after the password and the code."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    confirmed(client)


def confirmed(client: Client) -> None:
    """As it is right after whoever is signed in was asked again."""
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()


def is_in(client: Client) -> bool:
    return client.get("/accounts/").status_code == 200


def told(user: User) -> list[str]:
    """What the audit log holds of this person's signing in, oldest first."""
    return list(Event.objects.filter(about_type="accounts.user", about_id=user.pk).values_list("action", flat=True))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)
