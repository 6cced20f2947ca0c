"""Forms that wait in a session until their sender has confirmed who they are."""

from collections.abc import Iterable

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session


def forget(*, naming: Iterable[str]) -> None:
    """Those that were sent to an address with one of these in it, slashes and all: what it names is gone.

    Sessions that are over too, for as long as they are there.
    """
    names = set(naming)
    for session in Session.objects.iterator():
        data = session.get_decoded()
        waits = str(data.get(STATE_SESSION_KEY, ""))
        if any(name in waits for name in names):
            del data[STATE_SESSION_KEY]
            session.session_data = SessionStore().encode(data)
            session.save(update_fields=["session_data"])
