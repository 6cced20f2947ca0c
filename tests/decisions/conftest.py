"""A consent of the register, and a decision that leans on it; after each test what the database keeps is right."""

from collections.abc import Iterator

import pytest
from django.db import connection
from psycopg.pq import TransactionStatus

from decisions.models.glass import GLASS
from decisions.models.keeping_register import faults
from decisions.models.log_entries import LOG
from decisions.models.open_sheets import SHEETS
from decisions.models.retention_entries import RETENTION
from tests.conftest import Walked
from tests.decisions.leaning import Leant
from tests.seeding.people import People


@pytest.fixture
def leant(north: People, walked: Walked) -> Leant:
    return Leant(walked, north["practitioner"])


@pytest.fixture(autouse=True)
def what_is_kept_is_right(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test has done to decisions."""
    uses_database = "db" in request.fixturenames or request.node.get_closest_marker("django_db")
    if uses_database:
        request.getfixturevalue("db")
    yield
    if uses_database and not _has_failed():
        assert faults() == []
        for kept in (GLASS, LOG, RETENTION, SHEETS):
            assert kept.faults() == [], kept.table


def _has_failed() -> bool:
    """Whether the test ended inside a transaction that answers nothing any more."""
    raw = connection.connection
    return raw is None or raw.closed or raw.info.transaction_status == TransactionStatus.INERROR
