"""Thousands of records quickly: rows of one, with numbers of their own, most with a document that was issued before."""

from django.db import connection
from psycopg import sql

from decisions.models import Decision
from decisions.summary.records import RECORD
from infoshare.audit.models import Event
from infoshare.documents import store
from infoshare.documents.issuing import newest
from infoshare.documents.models import Issued

STARTED = """
    INSERT INTO audit_event (organisation_id, by_id, action, about_type, about_id, facts)
    SELECT %s, %s, 'decision.started', 'decisions.decision', unnest(%s::bigint[]), '{}'
"""
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND column_name <> 'id'"
COPY = "INSERT INTO {0} ({1}) SELECT {2} FROM {0}, generate_series(1, {3}) n WHERE id = {4} RETURNING id"


def copied(decision: Decision, count: int) -> list[int]:
    """The numbers of so many more like it, none of which has a document yet. As the owner of the tables."""
    with connection.cursor() as cursor:
        for table in ("decisions_decision", "decisions_record"):
            cursor.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)))
    own = {"reference": "'IS-' || lpad(n::text, 9, '0')", "request_key": "gen_random_uuid()"}
    made = _rows("decisions_decision", decision.pk, count=count, **own)
    for number in made:
        _rows("decisions_record", decision.record.pk, count=1, decision_id=str(number))
    with connection.cursor() as cursor:
        cursor.execute(STARTED, [decision.organisation_id, decision.owner_id, made])
    return made


def issued_before(decision: Decision, sealed: bytes, copies: list[int]) -> None:
    """A document for each of these, as large as that of the one they are like; it says what it is in no other way."""
    held = newest(decision, RECORD)
    assert held is not None
    held.as_of = Event.objects.latest("pk").pk
    rows = [_of(held, number, store.put(sealed + str(number).encode())) for number in copies]
    Issued.objects.bulk_create(rows, batch_size=500)


def _of(held: Issued, number: int, sha256: str) -> Issued:
    told = {field.attname: getattr(held, field.attname) for field in Issued._meta.concrete_fields}
    return Issued(**told | {"id": None, "about_id": number, "sha256": sha256, "issued_at": held.issued_at})


def _rows(table: str, pk: int, *, count: int, **changed: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        columns = [column for (column,) in cursor.fetchall()]
        values = [sql.SQL(changed[each]) if each in changed else sql.Identifier(each) for each in columns]
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        said = (sql.Identifier(table), names, sql.SQL(", ").join(values), sql.Literal(count), sql.Literal(pk))
        cursor.execute(sql.SQL(COPY).format(*said))
        return [number for (number,) in cursor.fetchall()]
