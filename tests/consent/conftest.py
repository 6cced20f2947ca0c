"""After each test about consent the days that the database keeps are right."""

from collections.abc import Iterator

import pytest
from django.db import connection
from psycopg.pq import TransactionStatus

from consent.models.keeping_looks import LOOKS


@pytest.fixture(autouse=True)
def days_are_right(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test has done to consents and people."""
    uses_database = "db" in request.fixturenames or request.node.get_closest_marker("django_db")
    if uses_database:
        request.getfixturevalue("db")
    yield
    if uses_database and not _has_failed():
        assert LOOKS.faults() == []


def _has_failed() -> bool:
    """Whether the test ended inside a transaction that answers nothing any more."""
    raw = connection.connection
    return raw is None or raw.closed or raw.info.transaction_status == TransactionStatus.INERROR
