"""manage.py sweep_disposed: writes anew the tables from which something was disposed of lately.

What is deleted stays in the files of a table, where no query finds it, until its room is used again. This gives the
room back. Each table is locked while it is written: run it at night.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from typing import cast

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils import timezone
from psycopg import sql

from decisions.models import Disposal, SearchText, SearchWord
from infoshare.accounts.models import Notice
from infoshare.signing_in.models import UnsavedForm
from infoshare.tenancy.owner import as_owner

BESIDE = (Notice, UnsavedForm, Session, SearchText, SearchWord)  # what goes along and is not counted


class Command(BaseCommand):
    help = "Leave nothing in the files of tables from which something was disposed of. Run it daily, at night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=2, help="how many days back it looks for disposals")

    def handle(self, *args: object, days: int, **options: object) -> None:
        with as_owner(cast(DatabaseWrapper, connection)), connection.cursor() as cursor:
            found = sorted(tables(days))
            for table in found:
                cursor.execute(sql.SQL("VACUUM (FULL, ANALYZE) {}").format(sql.Identifier(table)))
        self.stdout.write(f"{len(found)} tables written anew.")


def tables(days: int) -> Iterator[str]:
    since = timezone.now() - timedelta(days=days)
    rows = list(Disposal.objects.filter(confirmed_at__gte=since).values_list("rows", flat=True))
    if rows:
        yield from {table for each in rows for table in each}
        yield from (model._meta.db_table for model in BESIDE)
