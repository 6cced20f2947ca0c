"""An audit log to which nothing can be added."""

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.conf import settings
from django.db import connection, transaction
from psycopg import sql

from infoshare.audit.models import Event
from tests.decisions.builders import undone


@contextmanager
def nothing_can_be_written_down() -> Iterator[None]:
    """The site has no right to add events.

    A test holds one transaction, which the site does not while it shows a page: there, an event that can't be added
    takes nothing else with it. So each has a savepoint here; without it a page that went on all the same would break
    for another reason.
    """
    save = transaction.atomic(Event.save)
    with undone(), mock.patch.object(Event, "save", save):
        with connection.cursor() as cursor:
            role = sql.Identifier(settings.DATABASE_SITE_ROLE)
            cursor.execute(sql.SQL("REVOKE INSERT ON audit_event FROM {}").format(role))
        yield
