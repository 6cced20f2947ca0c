"""The chain of each organisation's events, held against the events themselves: whole, in order, and nothing changed.

Each link holds the SHA-256 of its event's line, and each line the hash before it. docs/chain.md is the format.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db import connection, transaction

AT_ONCE = 2_000  # lines
BEGINNING = bytes(32)  # what the first line of a chain names as the hash before it
# The first link that does not hold: without the one before it, without its event, or with another hash.
FIRST_BAD = """
    SELECT min(link.sequence) FROM audit_chainlink link
    LEFT JOIN audit_event event ON event.id = link.event_id AND event.organisation_id = link.organisation_id
    LEFT JOIN audit_chainlink before
        ON before.organisation_id = link.organisation_id AND before.sequence = link.sequence - 1
    WHERE link.organisation_id = %s AND (link.hash = sha256(convert_to(audit_line(
        event, link.sequence, CASE WHEN link.sequence = 1 THEN %s ELSE before.hash END
    ), 'UTF8'))) IS NOT TRUE
"""
# Room and hands for a long chain: it is read once, not link by link.
AT_ITS_EASE = ("SET LOCAL work_mem = '256MB'", "SET LOCAL max_parallel_workers_per_gather = 2")
WHY = """
    SELECT link.event_id, event.id IS NOT NULL, before.event_id IS NOT NULL OR link.sequence = 1
    FROM audit_chainlink link
    LEFT JOIN audit_event event ON event.id = link.event_id AND event.organisation_id = link.organisation_id
    LEFT JOIN audit_chainlink before
        ON before.organisation_id = link.organisation_id AND before.sequence = link.sequence - 1
    WHERE link.organisation_id = %s AND link.sequence = %s
"""
FIRST_OUTSIDE = """
    SELECT event.id FROM audit_event event
    WHERE event.organisation_id = %s
        AND NOT EXISTS (SELECT FROM audit_chainlink link WHERE link.event_id = event.id)
    ORDER BY event.id LIMIT 1
"""
HEAD = "SELECT sequence, hash FROM audit_chainlink WHERE organisation_id = %s ORDER BY sequence DESC LIMIT 1"
AT = "SELECT hash FROM audit_chainlink WHERE organisation_id = %s AND sequence = %s"
LINES = """
    SELECT audit_line(event, link.sequence, lag(link.hash, 1, %s) OVER (ORDER BY link.sequence))
    FROM audit_chainlink link JOIN audit_event event ON event.id = link.event_id
    WHERE link.organisation_id = %s ORDER BY link.sequence
"""
LINES_OF = """
    SELECT audit_line(event, link.sequence, coalesce(before.hash, %s))
    FROM audit_chainlink link JOIN audit_event event ON event.id = link.event_id
    LEFT JOIN audit_chainlink before
        ON before.organisation_id = link.organisation_id AND before.sequence = link.sequence - 1
    WHERE link.event_id = ANY(%s) ORDER BY link.sequence
"""
ENDS = """
    SELECT event.about_id, count(*), min(link.sequence), max(link.sequence),
        (array_agg(link.hash ORDER BY link.sequence DESC))[1]
    FROM audit_event event JOIN audit_chainlink link ON link.event_id = event.id
    WHERE event.organisation_id = %s AND event.about_type = %s AND event.about_id = ANY(%s)
    GROUP BY event.about_id
"""


class Head(NamedTuple):
    """The last link of a chain: its number, which is how many there are, and its hash as 64 hex digits."""

    sequence: int
    hash: str


class Ends(NamedTuple):
    """Of the events about one row: how many, the sequence of the first and of the last, and the last one's hash."""

    events: int
    first: int
    last: int
    hash: str


@transaction.atomic
def fault(organisation: int) -> str:
    """What is wrong with the first bad thing of the chain, as a sentence; empty where nothing is."""
    with connection.cursor() as cursor:
        for order in AT_ITS_EASE:
            cursor.execute(order)
        cursor.execute(FIRST_BAD, [organisation, BEGINNING])
        [bad] = cursor.fetchone()
        if bad is not None:
            cursor.execute(WHY, [organisation, bad])
            return _why(bad, *cursor.fetchone())
        cursor.execute(FIRST_OUTSIDE, [organisation])
        outside = cursor.fetchone()
    return f"Event {outside[0]} is in no chain." if outside else ""


def _why(sequence: int, event: int, has_event: bool, has_link_before: bool) -> str:
    if not has_link_before:
        return f"Link {sequence - 1} is missing."
    if not has_event:
        return f"The event of link {sequence} is not there."
    return f"Event {event}, at link {sequence}, is not what was linked there, or the link before it is not."


def head(organisation: int) -> Head:
    with connection.cursor() as cursor:
        cursor.execute(HEAD, [organisation])
        found = cursor.fetchone()
    return Head(found[0], bytes(found[1]).hex()) if found else Head(0, BEGINNING.hex())


def continues(organisation: int, before: Head) -> bool:
    """Whether what was the head once is still a link of the chain."""
    if before.sequence == 0:
        return True
    with connection.cursor() as cursor:
        cursor.execute(AT, [organisation, before.sequence])
        found = cursor.fetchone()
    return bool(found) and bytes(found[0]).hex() == before.hash


def lines(organisation: int) -> Iterator[str]:
    """Each line as it is hashed, in order; however many there are, few are held at a time."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(LINES, [BEGINNING, organisation])
        while rows := cursor.fetchmany(AT_ONCE):
            yield from (line for (line,) in rows)


def lines_of(events: list[int]) -> list[str]:
    """The lines of these events of one organisation, in order: each as it stands in the chain."""
    with connection.cursor() as cursor:
        cursor.execute(LINES_OF, [BEGINNING, events])
        return [line for (line,) in cursor.fetchall()]


def ends(organisation: int, about_type: str, numbers: list[int]) -> dict[int, Ends]:
    """Where the events about each of these rows stand in the chain."""
    with connection.cursor() as cursor:
        cursor.execute(ENDS, [organisation, about_type, numbers])
        found = cursor.fetchall()
    return {row: Ends(events, first, last, bytes(hash).hex()) for row, events, first, last, hash in found}
