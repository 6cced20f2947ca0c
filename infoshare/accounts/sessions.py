"""Ends a person's sessions, wherever they are: on each one's next request it is over."""

from django.utils.crypto import get_random_string

from infoshare.accounts.models import User


def end_sessions(user: User) -> None:
    """Call it in the transaction that closes an account or changes its roles, password or second steps."""
    user.session_stamp = get_random_string(32)
    User.objects.filter(pk=user.pk).update(session_stamp=user.session_stamp)
