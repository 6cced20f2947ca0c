"""What many tests begin with is done once in each worker, and then put back as rows: a case takes a second to walk.

What is put back is what the actions wrote, row for row, with the same numbers: nothing else has used those, for a
sequence goes on where a test is rolled back. It is put back only where nothing else was done before in the test; after
a change of whatever kind, and where a test has set the clock, the real thing is done.
"""

import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar, cast

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from psycopg import sql

Made = TypeVar("Made")
Key = tuple[object, ...]
Hook = Callable[[], object]
Hooks = list[tuple[set[str], Hook, bool]]  # of which savepoints, what is done, and whether its errors are passed over
Rows = dict[str, frozenset[bytes]]  # by table, as PostgreSQL copies them
Counts = frozenset[tuple[str, int, int, int]]
NOW = timezone.now  # another function stands there where a test has set the clock
GOOD_FOR = timedelta(minutes=10)  # then grants, sessions and waits of that time come near their end

WHERE_WE_ARE = "SELECT pg_current_xact_id_if_assigned()::text::bigint, current_user = session_user"
CHANGED = """
    SELECT relname, n_tup_ins, n_tup_upd, n_tup_del FROM pg_stat_xact_user_tables
     WHERE schemaname = 'public' AND n_tup_ins + n_tup_upd + n_tup_del > 0
"""
JOBS = "procrastinate_jobs"  # which the queue's other table names at once, not when the transaction ends
COLUMNS = """
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
     WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
"""


@dataclass(frozen=True, slots=True)
class Memory:
    """The rows that were added, and what else a test may look at; `rewritten` tables had rows of before changed too."""

    at: datetime
    rows: Rows
    rewritten: Rows
    mails: tuple[mail.EmailMessage, ...]
    hooks: tuple[tuple[Hook, bool], ...]  # what is done once it is committed

    def is_fresh(self) -> bool:
        """Not after midnight either: what is due in seven days is due on another day then."""
        return timezone.now() - self.at < GOOD_FOR and timezone.localdate(self.at) == timezone.localdate()


@dataclass
class Course:
    """What this test has done so far, as long as it is nothing but what is remembered."""

    transaction: int | None = None
    depth: int = 0
    done: tuple[Key, ...] = ()
    counts: Counts = frozenset()
    rows: Rows = field(default_factory=dict)


_MEMORIES: dict[Key, Memory] = {}
_PICKLED: dict[Key, bytes] = {}
_course = Course()


def once(key: Key, make: Callable[[], Made], find: Callable[[], Made]) -> Made:
    """What `make` makes; the second time it is put back, and `find` finds it. `key` says all that it depends on."""
    if not _is_untouched():
        return make()
    whole = (*_course.done, key, _numbers())
    known = _MEMORIES.get(whole)
    if known and known.is_fresh():
        _put_back(known)
        _go_on(key)
        return find()
    mails, hooks = len(mail.outbox), len(connection.run_on_commit)
    made = make()
    _link()
    _MEMORIES[whole] = _memory(mail.outbox[mails:], cast("Hooks", connection.run_on_commit[hooks:]))
    _go_on(key)
    return made


def once_pickled(key: Key, make: Callable[[], Made]) -> Made:
    """The same of what can be pickled, where looking for it is not worth a function of its own."""

    def kept() -> Made:
        made = make()
        _PICKLED[key] = pickle.dumps(made)
        return made

    def find() -> Made:
        made: Made = pickle.loads(_PICKLED[key])
        return made

    return once(key, kept, find)


def _numbers() -> Key:
    """What grants and events name: a test that empties every table gives these new numbers."""
    return tuple(model.objects.aggregate(last=Max("pk"))["last"] for model in (Permission, ContentType))


def _is_untouched() -> bool:
    """Whether the test has done nothing but what is remembered, in its own transaction and as the tables' owner."""
    global _course  # noqa: PLW0603 one test at a time
    if not connection.in_atomic_block or timezone.now is not NOW:
        return False
    with connection.cursor() as cursor:
        cursor.execute(WHERE_WE_ARE)
        number, is_owner = cursor.fetchone()
    if number is None:  # nothing is written yet
        _course = Course(depth=len(connection.savepoint_ids), counts=_counts())
    same = number == _course.transaction and len(connection.savepoint_ids) == _course.depth
    return is_owner and same and _counts() == _course.counts


def _go_on(key: Key) -> None:
    _course.transaction = _transaction()
    _course.done, _course.counts, _course.rows = (*_course.done, key), _counts(), _written()


def _link() -> None:
    """Events have their places in the chain when a transaction ends, and are put back with them."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS linked_in_turn IMMEDIATE; SET CONSTRAINTS linked_in_turn DEFERRED")


def _memory(mails: list[mail.EmailMessage], hooks: Hooks) -> Memory:
    now, before = _written(), _course.rows
    added = {table: rows - before.get(table, frozenset()) for table, rows in now.items()}
    return Memory(
        at=timezone.now(),
        rows={table: rows for table, rows in added.items() if rows},
        rewritten={table: rows for table, rows in now.items() if before.get(table, frozenset()) - rows},
        mails=tuple(map(copy, mails)),
        hooks=tuple((hook, robust) for _, hook, robust in hooks),
    )


def _transaction() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def _counts() -> Counts:
    """Of this connection; it goes on counting from one transaction to the next, so only differences tell something."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGED)
        return frozenset(cursor.fetchall())


def _written() -> Rows:
    """Every row that this transaction has written."""
    found = {}
    for table in sorted(name for name, *_ in _counts()):
        order = f'COPY (SELECT {_columns(table)} FROM "{table}" WHERE {_of_this_test()}) TO STDOUT'
        with connection.cursor() as cursor, cursor.copy(order) as copied:
            found[table] = frozenset(b"".join(map(bytes, copied)).splitlines(keepends=True))
    return found


def _of_this_test() -> str:
    """Rows of savepoints too, whose numbers are later ones; a worker has its database for itself."""
    return f"xmin::text::bigint >= {_transaction() & 0xFFFFFFFF}"


def _columns(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [f'"{table}"'])
        return str(cursor.fetchone()[0])


def _put_back(known: Memory) -> None:
    with _without_triggers([*known.rows, *known.rewritten]), connection.cursor() as cursor:
        for table in known.rewritten:
            cursor.execute(f'DELETE FROM "{table}" WHERE {_of_this_test()}')
        rows_of = {**known.rows, **known.rewritten}
        for table in sorted(rows_of, key=lambda name: name != JOBS):
            with cursor.copy(f'COPY "{table}" ({_columns(table)}) FROM STDIN') as copied:
                copied.write(b"".join(rows_of[table]))
    mail.outbox.extend(map(copy, known.mails))
    for hook, robust in known.hooks:
        transaction.on_commit(hook, robust=robust)


@contextmanager
def _without_triggers(tables: list[str]) -> Iterator[None]:
    """What was recorded is frozen: its rows are put back though nobody could write them one by one."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(_order("ALTER TABLE {} DISABLE TRIGGER USER", table))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(_order("ALTER TABLE {} ENABLE TRIGGER USER", table))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _order(order: str, table: str) -> sql.Composed:
    return sql.SQL(order).format(sql.Identifier(table))
