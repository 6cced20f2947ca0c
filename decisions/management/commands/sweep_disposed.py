"""manage.py sweep_disposed: writes anew the tables from which something was disposed of lately.

What is deleted stays in the files of a table, where no query finds it, until its room is used again. This gives the
room back. PostgreSQL keeps samples of what columns hold, by which it plans: those are taken anew, and what they said
before goes too. Each table is locked while it is written: run it at night. Whoever looks into one in that moment keeps
what was deleted alive; so it looks two days back, and each disposal is swept on two nights.
"""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import timedelta
from time import sleep
from typing import cast

from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand, CommandError
from django.db import InternalError, connection
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from psycopg import sql

from decisions.models import Disposal, SearchText, SearchWord
from infoshare.accounts.models import Notice
from infoshare.signing_in.models import UnsavedForm
from infoshare.tenancy.owner import as_owner

BESIDE = (Notice, UnsavedForm, Session, SearchText, SearchWord)  # what goes along and is not counted

TRIES = 6
CLEARS = 180000  # the version that can clear samples
NOT_THEIRS = (
    "The owner of the tables must own the database too: the samples that PostgreSQL keeps are written anew by nobody "
    "else. Nothing was done."
)
EMPTY_NOW = (
    "These tables are empty now, and this version of PostgreSQL keeps samples of what they held: {}. They go when the "
    "next row is written and looked at, or when a superuser deletes them from pg_statistic."
)


class Command(BaseCommand):
    help = "Leave nothing in the files of tables from which something was disposed of. Run it daily, at night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=2, help="how many days back it looks for disposals")

    def handle(self, *args: object, days: int, **options: object) -> None:
        with as_owner(cast(DatabaseWrapper, connection)), connection.cursor() as cursor:
            cursor.execute("SELECT pg_has_role(datdba, 'USAGE') FROM pg_database WHERE datname = current_database()")
            if cursor.fetchone() != (True,):
                raise CommandError(NOT_THEIRS)
            found = sorted(tables(days))
            for table in found:
                cursor.execute(sql.SQL("VACUUM (FULL, ANALYZE) {}").format(sql.Identifier(table)))
            kept = [table for table in found if not forgotten(cursor, table)]
            samples_anew(cursor)
        self.stdout.write(f"{len(found)} tables written anew.")
        if kept:
            self.stderr.write(EMPTY_NOW.format(", ".join(kept)))


def samples_anew(cursor: CursorWrapper) -> None:
    """While somebody plans, old samples can be kept whose parts PostgreSQL took away: then it is tried again."""
    for turn in range(1, TRIES + 1):
        try:
            cursor.execute("VACUUM pg_statistic")
            cursor.execute("VACUUM (FULL) pg_statistic")
            return
        except InternalError:
            if turn == TRIES:
                raise
            sleep(turn)


def forgotten(cursor: CursorWrapper, table: str) -> bool:
    """Of a table that is empty now no samples are taken: PostgreSQL 18 and newer can clear those from before."""
    cursor.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(sql.Identifier(table)))
    if cursor.fetchone() == (True,):
        return True
    if cursor.connection.info.server_version < CLEARS:
        cursor.execute("SELECT NOT EXISTS (SELECT FROM pg_stats WHERE tablename = %s)", [table])
        return bool(cursor.fetchone() == (True,))
    cursor.execute(
        "SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited) FROM pg_stats WHERE tablename = %s",
        [table],
    )
    return True


def tables(days: int) -> Iterator[str]:
    since = timezone.now() - timedelta(days=days)
    rows = list(Disposal.objects.filter(confirmed_at__gte=since).values_list("rows", flat=True))
    if rows:
        yield from {table for each in rows for table in each}
        yield from (model._meta.db_table for model in BESIDE)
