"""The lock after too many tries, written down once however often somebody goes on trying."""

from django.core.cache import cache

from infoshare.accounts.models import User
from infoshare.signing_in import events

LOCKED_FOR = 15 * 60  # seconds: "login_failed" of ACCOUNT_RATE_LIMITS
TOO_MANY = "There have been too many tries. Wait 15 minutes, then try again"


def tell_once(user: User | None) -> None:
    """Takes as long where there is no such account, so that the time tells nothing."""
    if cache.add(f"locked:{user and user.pk}", True, LOCKED_FOR) and user:
        events.record("sign_in.locked", user)
