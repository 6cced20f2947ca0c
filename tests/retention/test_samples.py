"""Samples of what a column held go with what was disposed of, whatever PostgreSQL it is."""

from collections.abc import Iterator

import pytest
from django.db import InternalError, connection
from django.db.backends.utils import CursorWrapper

from decisions.management.commands import sweep_disposed
from decisions.management.commands.sweep_disposed import TRIES, forgotten, samples_anew


@pytest.fixture
def cursor(db: None) -> Iterator[CursorWrapper]:
    """Beside a table that is empty now, of which samples were taken while it was not."""
    with connection.cursor() as opened:
        opened.execute("CREATE TEMP TABLE said (words text)")
        opened.execute("INSERT INTO said SELECT 'Aoife' FROM generate_series(1, 9)")
        opened.execute("ANALYZE said")
        opened.execute("DELETE FROM said")
        yield opened


def kept(cursor: CursorWrapper) -> int:
    cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'said' AND most_common_vals::text ~ 'Aoife'")
    return int(cursor.fetchone()[0])


def test_of_an_empty_table_they_are_cleared(cursor: CursorWrapper) -> None:
    assert kept(cursor) == 1
    assert forgotten(cursor, "said")
    assert kept(cursor) == 0


def test_before_version_18_the_table_is_told(cursor: CursorWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep_disposed, "CLEARS", 10**9)
    assert not forgotten(cursor, "said")
    cursor.execute("INSERT INTO said VALUES ('Other')")
    assert forgotten(cursor, "said"), "samples are taken of it"


class InTheWay:
    """A database in which an old sample stands in the way so many times."""

    def __init__(self, times: int) -> None:
        self.times, self.done = times, 0

    def execute(self, order: str) -> None:
        if "FULL" in order:
            self.times -= 1
            if self.times >= 0:
                raise InternalError("missing chunk number 0 for toast value")
            self.done += 1


def test_what_is_in_the_way_for_a_moment_is_tried_again_and_told_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep_disposed, "sleep", lambda seconds: None)
    for_a_moment = InTheWay(TRIES - 1)
    samples_anew(for_a_moment)  # type: ignore[arg-type]
    assert for_a_moment.done == 1
    with pytest.raises(InternalError):
        samples_anew(InTheWay(TRIES))  # type: ignore[arg-type]
