"""What makes many rows slow, taken away while they come and put back after: triggers, foreign keys, further indexes.

Each foreign key is checked over all rows when it is put back, so none of them is taken on trust.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter

from django.db import connection
from psycopg import sql

KEYS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE contype = 'f' AND conrelid::regclass::text = ANY(%s) ORDER BY conname
"""
INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid::regclass::text = ANY(%s) AND NOT indisprimary
        AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
    ORDER BY 1
"""


# Compressing what was shown takes half of the time that all rows take together; so it stands there as it is.
STORED = "ALTER TABLE decisions_record ALTER COLUMN content SET STORAGE {}"


@contextmanager
def during(tables: Sequence[str], seconds: dict[str, float], *, thin: bool) -> Iterator[None]:
    """`thin` trades room on the disk for time."""
    keys, indexes = _rows(KEYS, tables), _rows(INDEXES, tables)
    for table in tables:
        _say("ALTER TABLE {} DISABLE TRIGGER USER", table)
    for table, name, _ in keys:
        _say("ALTER TABLE {} DROP CONSTRAINT {}", table, name)
    for name, _ in indexes:
        _say("DROP INDEX {}", name)
    with connection.cursor() as cursor:
        cursor.execute(STORED.format("EXTERNAL" if thin else "EXTENDED"))
    yield
    begun = perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(STORED.format("EXTENDED"))
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for _, order in indexes:
            cursor.execute(order)
        seconds["indexes"] = perf_counter() - begun
        for table, name, order in keys:
            cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {order}')
    for table in tables:
        _say("ALTER TABLE {} ENABLE TRIGGER USER", table)
    seconds["foreign keys"] = perf_counter() - begun - seconds["indexes"]


def _rows(order: str, tables: Sequence[str]) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(order, [list(tables)])
        return list(cursor.fetchall())


def _say(order: str, *names: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(order).format(*(sql.Identifier(name) for name in names)).as_string())
