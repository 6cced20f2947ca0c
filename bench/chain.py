"""The chain: what linking costs beside a bare row, whether it grows, and how fast a long one is looked through."""

import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path

import psycopg

from bench.results import Figure
from infoshare.audit import chain
from infoshare.audit.canonical import canonical
from infoshare.audit.export import FORMAT
from infoshare.documents import verify
from tests import databases

WRITERS, SECONDS, ROUNDS = 8, 2.0, 5
MANY = 1_000_000
FACTS = canonical({"page": "purpose", "changed": ["purpose", "why"], "row": 7})
# The same row with the same indexes, and nothing that links it.
BARE = """
    CREATE TABLE bare (LIKE audit_event INCLUDING ALL);
    CREATE INDEX ON bare (organisation_id);
    CREATE INDEX ON bare (by_id);
    ALTER TABLE bare ADD FOREIGN KEY (organisation_id) REFERENCES accounts_organisation DEFERRABLE INITIALLY DEFERRED;
    ALTER TABLE bare ADD FOREIGN KEY (by_id) REFERENCES accounts_user DEFERRABLE INITIALLY DEFERRED
"""
INSERT = """
    INSERT INTO {} (organisation_id, by_id, action, about_type, about_id, facts)
    VALUES (%s, %s, 'draft.saved', 'decisions.decision', %s, %s)
"""
FILL = """
    INSERT INTO audit_event (organisation_id, by_id, action, about_type, about_id, facts)
    SELECT %s, %s, 'draft.saved', 'decisions.decision', number, %s FROM generate_series(1, %s) AS number
"""


def figures() -> Iterator[Figure]:
    with databases.of_its_own("bench") as name:
        address = databases.address(name)
        with psycopg.connect(address, autocommit=True) as opened:
            opened.execute(BARE)
            people = opened.execute(
                "SELECT DISTINCT ON (organisation_id) organisation_id, id FROM accounts_user"
            ).fetchall()
        one, each = people[:1] * WRITERS, (people * WRITERS)[:WRITERS]
        for whose, where in ((each, f"in {len(people)} organisations"), (one, "in one organisation")):
            ratio = beside(partial(rate, address, "audit_event", whose), partial(rate, address, "bare", whose))
            told = f"Events written by {WRITERS} at once {where}"
            yield Figure(told, ratio, "times", "a bare row of the same columns and indexes", 0.5)
        organisation, by = people[0]
        before = statistics.median(rate(address, "audit_event", one) for _ in range(ROUNDS))
        with psycopg.connect(address) as opened:
            there = len(opened.execute("SELECT 1 FROM audit_event").fetchall())
            opened.execute(FILL, [organisation, by, FACTS, 9 * there])
        after = statistics.median(rate(address, "audit_event", one) for _ in range(ROUNDS))
        yield Figure(
            "Events written where there are ten times as many", after / before, "times", "a tenth of them", 0.9
        )
        yield from looked_through(address, organisation, by)


def beside(ours: Callable[[], float], theirs: Callable[[], float]) -> float:
    """The ratio of the two, measured in turn; the median of the rounds."""
    return statistics.median(ours() / theirs() for _ in range(ROUNDS))


def rate(address: str, table: str, people: list[tuple[int, int]]) -> float:
    """Rows a second, each in a transaction of its own, by as many connections as people."""
    done, stop = [0] * len(people), threading.Event()

    def write(turn: int) -> None:
        organisation, by = people[turn]
        order = INSERT.format(table)
        with psycopg.connect(address, autocommit=True) as opened:
            while not stop.is_set():
                opened.execute(order, [organisation, by, done[turn], FACTS], prepare=True)
                done[turn] += 1

    threads = [threading.Thread(target=write, args=(turn,)) for turn in range(len(people))]
    for thread in threads:
        thread.start()
    time.sleep(SECONDS)
    stop.set()
    for thread in threads:
        thread.join()
    return sum(done) / SECONDS


def looked_through(address: str, organisation: int, by: int) -> Iterator[Figure]:
    with psycopg.connect(address) as opened:
        [(there,)] = opened.execute(
            "SELECT count(*) FROM audit_chainlink WHERE organisation_id = %s", [organisation]
        ).fetchall()
        opened.execute(FILL, [organisation, by, FACTS, MANY - there])
        opened.commit()
        for order in chain.AT_ITS_EASE:
            opened.execute(order)
        begun = time.perf_counter()
        found = opened.execute(chain.FIRST_BAD, [organisation, chain.BEGINNING]).fetchall()
        seconds = time.perf_counter() - begun
        assert found == [(None,)]
        yield Figure(
            f"A chain of {MANY:,} events looked through by the database", seconds, "seconds", "nothing", 5, most=True
        )
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "log"
            with file.open("w") as written, opened.cursor("lines") as cursor:
                written.write(canonical({"format": FORMAT}) + "\n")
                cursor.execute(chain.LINES, [chain.BEGINNING, organisation])
                for (line,) in cursor:
                    written.write(line + "\n")
            yield Figure(
                "Lines a second of the stand-alone checker", MANY / _checked(file), "lines a second", "nothing", 30_000
            )


def _checked(file: Path) -> float:
    """Seconds to follow every link; it has no anchor, which is said only at the end."""
    begun = time.perf_counter()
    with suppress(verify.Altered):
        verify.log(file)
    return time.perf_counter() - begun
