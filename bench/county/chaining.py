"""Links for all events that have none, in the order of their numbers: read once, and written by COPY."""

import hashlib
from collections.abc import Iterator

import psycopg
from django.db import connection

from infoshare.audit import chain
from tests.databases import server

AT_ONCE = 20_000
# A line ends with the hash before it and its place in the chain: all but those is the same wherever it stands.
LINES = """
    SELECT id, audit_line(event, 0, '') FROM audit_event event
    WHERE organisation_id = %s AND NOT EXISTS (SELECT FROM audit_chainlink link WHERE link.event_id = event.id)
    ORDER BY id
"""
END = '","sequence":0}'


def link(organisation: int) -> int:
    """How many there were."""
    name, head = str(connection.settings_dict["NAME"]), chain.head(organisation)
    count, order = 0, "COPY audit_chainlink (event_id, organisation_id, sequence, hash) FROM STDIN"
    with psycopg.connect(dbname=name, **server()) as reading, connection.cursor() as writing:  # type: ignore[arg-type]
        found = reading.cursor("lines")
        found.itersize = AT_ONCE
        found.execute(LINES, [organisation])
        writing.execute("ALTER TABLE audit_chainlink DISABLE TRIGGER USER")
        with writing.copy(order) as copy:
            for count, row in enumerate(_links(found, organisation, head), 1):  # noqa: B007 the last is how many
                copy.write(row)
        writing.execute("ALTER TABLE audit_chainlink ENABLE TRIGGER USER")
    return count


def _links(found: "psycopg.ServerCursor[tuple[int, str]]", organisation: int, head: chain.Head) -> Iterator[str]:
    sequence, last = head
    for event, line in found:
        sequence += 1
        assert line.endswith(END)
        last = hashlib.sha256(f'{line[: -len(END)]}{last}","sequence":{sequence}}}'.encode()).hexdigest()
        yield f"{event}\t{organisation}\t{sequence}\t\\\\x{last}\n"
