"""Acting as the owner of the tables, who is not bound by row-level security: to bring the database up to date."""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy

from django.conf import settings
from django.db.backends.postgresql.base import DatabaseWrapper


@contextmanager
def as_owner(connection: DatabaseWrapper) -> Iterator[None]:
    """The connection signs in as settings.DATABASE_OWNER inside, and as before afterwards."""
    before = connection.settings_dict
    connection.close()
    connection.close_pool()
    connection.settings_dict = deepcopy(before) | settings.DATABASE_OWNER
    for needless in ("pool", "options"):
        connection.settings_dict["OPTIONS"].pop(needless, None)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before
