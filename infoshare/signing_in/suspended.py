"""Forms that wait in a session until their sender has confirmed who they are."""

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone


def forget(*, naming: str) -> None:
    """Those that were sent to an address with this in it: what it names is gone."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        data = session.get_decoded()
        if naming in str(data.get(STATE_SESSION_KEY, "")):
            del data[STATE_SESSION_KEY]
            session.session_data = SessionStore().encode(data)
            session.save(update_fields=["session_data"])
