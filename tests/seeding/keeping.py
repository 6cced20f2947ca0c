"""Keeps a world that took seconds to make, and puts it back for the next test in a moment."""

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import Permission
from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from tests.seeding.world import World, world

GOOD_FOR = timedelta(minutes=10)  # then glass, grants and sessions of that world come near their end


@dataclass(frozen=True)
class Kept:
    at: datetime
    rows: dict[str, bytes]  # by table, as PostgreSQL copies them
    pickled: bytes


_KEPT: dict[object, Kept] = {}


def kept_world(*, organisations: int, decisions: int) -> World:
    """As world(): made once, then put back with the same numbers and tokens. Only into a database without people.

    Sequences never go back when a test does, so what is made next gets a number that no row put back has.
    """
    permissions = tuple(Permission.objects.order_by("pk").values_list("pk", flat=True))  # which grants name
    key = (organisations, decisions, permissions)
    kept = _KEPT.get(key)
    if kept is None or timezone.now() - kept.at > GOOD_FOR:
        return _made(key, organisations, decisions)
    _put_back(kept.rows)
    found: World = pickle.loads(kept.pickled)
    return found


def _made(key: object, organisations: int, decisions: int) -> World:
    before = {table for table in connection.introspection.table_names() if _copied(table)}
    made = world(organisations=organisations, decisions=decisions)
    rows = {table: _copied(table) for table in connection.introspection.table_names() if table not in before}
    filled = {table: found for table, found in rows.items() if found}
    _KEPT[key] = Kept(timezone.now(), filled, pickle.dumps(made))
    return made


def _copied(table: str) -> bytes:
    with connection.cursor() as cursor, cursor.copy(_order("COPY {} TO STDOUT", table)) as found:
        return b"".join(map(bytes, found))


def _put_back(rows: dict[str, bytes]) -> None:
    with _without_triggers(rows), connection.cursor() as cursor:
        for table, copied in rows.items():
            with cursor.copy(_order("COPY {} FROM STDIN", table)) as into:
                into.write(copied)


@contextmanager
def _without_triggers(tables: dict[str, bytes]) -> Iterator[None]:
    """What was recorded is frozen: its rows are put back though nobody could write them one by one."""
    with transaction.atomic(), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(_order("ALTER TABLE {} DISABLE TRIGGER USER", table))
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(_order("ALTER TABLE {} ENABLE TRIGGER USER", table))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _order(order: str, table: str) -> sql.Composed:
    return sql.SQL(order).format(sql.Identifier(table))
