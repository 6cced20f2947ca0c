"""One record as a file that holds it whole: written from its rows, and its rows from it. See docs/record-file.md."""

import hashlib
import json
from base64 import b64decode, b64encode
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pgtrigger
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from infoshare.audit import chain
from infoshare.audit.canonical import canonical
from infoshare.audit.models import Event
from infoshare.documents import store
from infoshare.documents.models import Issued
from infoshare.saving.whole import Rows, rows_of

FORMAT = "infoshare-record/1"
NO_RECORD = "This is no file of a record, or one of another version of Infoshare."
NO_PARTS = "Nothing is put back: the file holds rows that are no part of its record."
NO_DOCUMENTS = "Nothing is put back: the documents in the file are not those that its rows name."
NOT_HERE = "Nothing is put back: some of this record is here already, or somebody or something it names is not."


class NotReadable(ValueError):
    """The file holds no record that can be put back here. The message says why, and quotes nothing of it."""


def write(record: models.Model) -> str:
    """The record as one line of canonical JSON (RFC 8785), with every event about it or about a part of it."""
    rows = rows_of(record)
    return canonical(
        {
            "documents": {sha256: _value(store.get(sha256)) for sha256 in _hashes(rows)},
            "events": _events(rows),
            "format": FORMAT,
            "record": {"id": record.pk, "table": record._meta.label_lower},
            "tables": _tables(rows),
        }
    )


def _tables(rows: Rows) -> dict[str, list[dict[str, Any]]]:
    return {model._meta.label_lower: [_told(row) for row in found] for model, found in rows.items()}


def events_of(record: models.Model) -> list[dict[str, Any]]:
    """The lines of the log about the record or a part of it, in order, read as JSON."""
    return _events(rows_of(record))


def _events(rows: Rows) -> list[dict[str, Any]]:
    about = models.Q(pk__in=[])
    for model, found in rows.items():
        about |= models.Q(about_type=model._meta.label_lower, about_id__in=[row.pk for row in found])
    numbers = Event.objects.filter(about).values_list("pk", flat=True)
    return [json.loads(line) for line in chain.lines_of(list(numbers))]


def _told(row: models.Model) -> dict[str, Any]:
    """Every column of the row, by its name in the table."""
    return {field.attname: _value(field.value_from_object(row)) for field in row._meta.concrete_fields}


def _value(value: Any) -> Any:
    """As JSON has it: a moment in UTC to the microsecond, a day as in ISO 8601, bytes in base64."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return b64encode(bytes(value)).decode()
    return str(value) if isinstance(value, UUID) else value


@transaction.atomic
def put_back(file: str) -> models.Model:
    """Write the rows of a record that is not there as they were, with their numbers. Its events stay in the log.

    Only as the owner of the tables. The rules of when a row may be added or changed held when it was; those of what it
    may hold count here too. Raises NotReadable where the file is of another kind, or of what is not so here.
    """
    tables, about, number = _read(file)
    documents = _documents(file, tables)
    try:
        with connection.cursor() as cursor:
            _leave_out(cursor, [trigger.get_pgid(model) for model, trigger in pgtrigger.registered()])
            for row in (row for rows in tables.values() for row in rows):
                row.save_base(raw=True, force_insert=True)  # raw: no moment is set anew, no history written twice
            connection.check_constraints()
            for model in tables:
                _move_past(cursor, model)
            _leave_out(cursor, [])
    except (IntegrityError, DataError) as error:
        raise NotReadable(NOT_HERE) from error
    record = about._base_manager.filter(pk=number).first()
    if not record or _tables(rows_of(record)) != _tables(tables):  # no account, no role, no other record comes along
        raise NotReadable(NO_PARTS)
    for document in documents:
        store.put(document)
    return record


def _hashes(rows: Rows) -> list[str]:
    return [row.sha256 for row in rows.get(Issued, ()) if isinstance(row, Issued)]


def _documents(file: str, tables: Rows) -> list[bytes]:
    try:
        held = {sha256: b64decode(text, validate=True) for sha256, text in json.loads(file)["documents"].items()}
    except (LookupError, TypeError, AttributeError, ValueError) as error:
        raise NotReadable(NO_RECORD) from error
    if {sha256: hashlib.sha256(raw).hexdigest() for sha256, raw in held.items()} != {
        sha256: sha256 for sha256 in _hashes(tables)
    }:
        raise NotReadable(NO_DOCUMENTS)
    return list(held.values())


def _read(file: str) -> tuple[Rows, type[models.Model], int]:
    try:
        told = json.loads(file)
        if told["format"] != FORMAT:
            raise NotReadable(NO_RECORD)
        tables = {apps.get_model(label): rows for label, rows in told["tables"].items()}
        about = apps.get_model(told["record"]["table"])
        return (
            {model: [_row(model, each) for each in rows] for model, rows in tables.items()},
            about,
            told["record"]["id"],
        )
    except (LookupError, TypeError, AttributeError, ValueError, ValidationError) as error:
        raise NotReadable(NO_RECORD) from error


def _row(model: type[models.Model], told: dict[str, Any]) -> models.Model:
    """A row with exactly the columns of the table."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    if set(fields) != set(told):
        raise NotReadable(NO_RECORD)
    return model(**{name: fields[name].to_python(value) for name, value in told.items()})


def _leave_out(cursor: CursorWrapper, triggers: list[str]) -> None:
    """In this transaction, until told otherwise. pgtrigger.ignore does not go with server-side binding."""
    cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{','.join(triggers)}}}"])


def _move_past(cursor: CursorWrapper, model: type[models.Model]) -> None:
    """The table's sequence, past the numbers that were brought along."""
    table, key = model._meta.db_table, str(model._meta.pk.column)
    cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, key])
    if sequence := cursor.fetchone()[0]:
        past = sql.SQL("SELECT setval(%s, greatest(nextval(%s), (SELECT max({}) FROM {})))")
        cursor.execute(past.format(sql.Identifier(key), sql.Identifier(table)), [sequence, sequence])
