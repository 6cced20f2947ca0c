"""Rows that the database works out from others, and keeps right by itself: for lists that would go through everything.

Functions and triggers of the owner of the tables, made after each migration. Where what they say has changed, or they
are new, all is worked out anew. The site may only read such a table.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db import connection as site
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from infoshare.saving.orders import filled

# Once a statement, whatever number of rows it wrote; where none of them matters, nothing is worked out.
WATCH = """
CREATE OR REPLACE FUNCTION {table}_in_{name}() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  changed bigint[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(n.{key}) INTO changed FROM new_rows n WHERE n.{key} IS NOT NULL AND {matters};
  ELSIF TG_OP = 'DELETE' THEN
    SELECT array_agg(n.{key}) INTO changed FROM old_rows n WHERE n.{key} IS NOT NULL AND {matters};
  ELSE
    SELECT array_agg(each) INTO changed
      FROM new_rows n JOIN old_rows o ON o.id = n.id, unnest(ARRAY[o.{key}, n.{key}]) each
     WHERE each IS NOT NULL AND {matters} AND ({new}) IS DISTINCT FROM ({old});
  END IF;
  IF changed IS NOT NULL THEN
    PERFORM {keep}({leads});
  END IF;
  RETURN NULL;
END
$$
"""
EVENTS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}
TRIGGER = """
CREATE OR REPLACE TRIGGER {event}_in_{name} AFTER {event} ON {table}
REFERENCING {rows} FOR EACH STATEMENT EXECUTE FUNCTION {table}_in_{name}()
"""
# What the rows are of is locked first, so that of two who change it at once the second works out what both have done.
KEEP = """
CREATE OR REPLACE FUNCTION {keep}(changed bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM {parent} p WHERE p.id = ANY (changed) ORDER BY p.id FOR NO KEY UPDATE;
  DELETE FROM {table} e WHERE e.{of} = ANY (changed) AND NOT EXISTS (
    SELECT FROM ({rows}) n WHERE n.{of} = ANY (changed) AND n.{of} = e.{of} AND ({now}) IS NOT DISTINCT FROM ({ours})
  );
  INSERT INTO {table} ({of}, {names})
    SELECT {of}, {names} FROM ({rows}) n WHERE n.{of} = ANY (changed)
    EXCEPT SELECT {of}, {names} FROM {table} e WHERE e.{of} = ANY (changed);
END
$$;
REVOKE EXECUTE ON FUNCTION {keep}(bigint[]) FROM PUBLIC
"""
EMPTY = "DELETE FROM {table}"
FILL = "INSERT INTO {table} ({of}, {names}) SELECT DISTINCT {of}, {names} FROM ({rows}) n"
FAULTS = """
  SELECT {of} FROM (
    (SELECT DISTINCT {of}, {names} FROM ({rows}) n EXCEPT ALL SELECT {of}, {names} FROM {table})
    UNION ALL (SELECT {of}, {names} FROM {table} EXCEPT ALL SELECT DISTINCT {of}, {names} FROM ({rows}) n)
  ) f GROUP BY {of} ORDER BY {of}
"""


@dataclass(frozen=True, slots=True)
class Watched:
    """A table that rows are worked out from: which column leads to what they are of, and of which columns a change.

    `leads` says of which, where the column leads there by way of another table; `changed` are the column's numbers.
    """

    table: str
    key: str
    columns: tuple[str, ...]
    matters: str = "true"
    leads: str = "changed"
    events: tuple[str, ...] = tuple(EVENTS)


def watching(each: Watched, name: str, keep: str) -> Iterator[str]:
    new, old = (", ".join(f"{row}.{column}" for column in each.columns) for row in "no")
    said = {"table": each.table, "name": name, "key": each.key, "matters": each.matters, "leads": each.leads}
    yield filled(WATCH, new=new, old=old, keep=keep, **said)
    for event in each.events:
        yield filled(TRIGGER, event=event, rows=EVENTS[event], **said)


def mark_of(connection: BaseDatabaseWrapper, function: str) -> str:
    """What the function that is there carries as its comment: the mark of what it was made from."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regprocedure(%s), 'pg_proc')", [function])
        return str(cursor.fetchone()[0])


@dataclass(frozen=True)
class Kept:
    """All rows of a model, by one text: `rows` has every column, `of` the one that leads to the row of `parent`."""

    model: type[models.Model]
    of: str
    parent: str
    rows: str
    watched: tuple[Watched, ...]

    def bring_up_to_date(self, connection: BaseDatabaseWrapper) -> None:
        """Unless it is kept so. Run by the owner of the tables after migrating; not while that is part of the way."""
        if not self._is_there(connection) or mark_of(connection, f"{self.keep}(bigint[])") == self.mark:
            return
        with connection.cursor() as cursor:
            for order in self.orders:
                cursor.execute(order)
            cursor.execute(f"COMMENT ON FUNCTION {self.keep}(bigint[]) IS '{self.mark}'")
        self.fill(connection)

    def fill(self, connection: BaseDatabaseWrapper = site) -> None:
        """Work all of it out anew."""
        with connection.cursor() as cursor:
            cursor.execute(self._said(EMPTY))
            cursor.execute(self._said(FILL))

    def faults(self, connection: BaseDatabaseWrapper = site) -> list[int]:
        """What has rows that are not as they would be worked out now: one too many, or one too few."""
        with connection.cursor() as cursor:
            cursor.execute(self._said(FAULTS))
            return [int(number) for (number,) in cursor.fetchall()]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def keep(self) -> str:
        return f"{self.table}_keep"

    @property
    def columns(self) -> tuple[str, ...]:
        """All but the one that leads, and a number that the row has for itself."""
        return tuple(
            str(field.column) for field in self.model._meta.concrete_fields if field.column not in {self.of, "id"}
        )

    @cached_property
    def orders(self) -> tuple[str, ...]:
        watch = (
            order for each in self.watched for order in watching(each, str(self.model._meta.model_name), self.keep)
        )
        return (self._said(KEEP), *watch)

    @cached_property
    def mark(self) -> str:
        return hashlib.sha256("".join((*self.orders, self._said(FILL))).encode()).hexdigest()

    def _said(self, order: str) -> str:
        names, ours, now = (", ".join(f"{row}{name}" for name in self.columns) for row in ("", "e.", "n."))
        said = {"keep": self.keep, "table": self.table, "parent": self.parent, "of": self.of}
        return filled(order, rows=self.rows, names=names, ours=ours, now=now, **said)

    def _is_there(self, connection: BaseDatabaseWrapper) -> bool:
        if self.table not in connection.introspection.table_names():
            return False
        with connection.cursor() as cursor:
            found = {column.name for column in connection.introspection.get_table_description(cursor, self.table)}
        return found - {"id"} == {self.of, *self.columns}
