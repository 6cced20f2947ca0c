"""manage.py migrate: Django's own, as the owner of the tables, and then what the database does and allows by itself."""

from typing import Any, cast

from django.apps import apps
from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.base import DatabaseWrapper

from infoshare.migrating import half_done
from infoshare.tenancy.applying import apply
from infoshare.tenancy.owner import as_owner

OLDER = (
    "This database is of an older version of Infoshare, and was not brought to the end of it. Nothing is changed. "
    "Bring it up to date with that version first: see docs/operations.md."
)


class Command(migrate.Command):
    def execute(self, *args: Any, **options: Any) -> str | None:
        """The system checks before it look into the database too, so they are the owner's."""
        with as_owner(cast(DatabaseWrapper, connections[options["database"]])):
            return super().execute(*args, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        if half_done(connections[options["database"]]):
            raise CommandError(OLDER)
        super().handle(*args, **options)
        if not options["plan"] and not options["check_unapplied"]:
            with transaction.atomic(using=options["database"]):
                _bring_up_to_date(connections[options["database"]])


def _bring_up_to_date(connection: BaseDatabaseWrapper) -> None:
    """The policies and rights, and what an application has the database do."""
    apply(connection)
    for config in apps.get_app_configs():
        if after_migrating := getattr(config, "after_migrating", None):
            after_migrating(connection)
