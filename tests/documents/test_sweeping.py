"""A file that a killed worker left in the store goes a day later; one that a row names, or is about to, never does."""

import hashlib
import logging
import os
import time
from pathlib import Path

import psycopg
import pytest
from django.core.files.storage import storages
from django.db import connection
from pytest_django import Settings

from infoshare.documents import store, sweeping
from infoshare.documents.models import Issued
from infoshare.jobs import sweep_documents
from tests import databases
from tests.documents.test_issuing import issued
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TWO_DAYS = 48 * 60 * 60
LOCK, UNLOCK = (f"SELECT pg_advisory_{it}(hashtextextended(%s, 0))" for it in ("lock", "unlock"))


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    there = settings.STORAGES["documents"] | {"OPTIONS": {"location": tmp_path / "store"}}
    settings.STORAGES = settings.STORAGES | {"documents": there}


def path(sha256: str) -> Path:
    return Path(storages["documents"].path(store._name(sha256)))


def aged(sha256: str) -> str:
    long_ago = time.time() - TWO_DAYS
    os.utime(path(sha256), (long_ago, long_ago))
    return sha256


def left(made: bytes = b"%PDF-left") -> str:
    """As a worker leaves it that is killed before its row is written."""
    sha256 = hashlib.sha256(made).hexdigest()
    path(sha256).parent.mkdir(parents=True, exist_ok=True)
    path(sha256).write_bytes(made)
    return aged(sha256)


def test_what_has_no_row_goes_when_it_is_a_day_old_and_the_log_says_so(
    north: People, caplog: pytest.LogCaptureFixture
) -> None:
    issued(north["practitioner"])
    kept, old, young = aged(Issued.objects.get().sha256), left(), store.put(b"%PDF-young")
    path(old).with_name("notes.txt").write_text("not a document")
    with caplog.at_level(logging.WARNING):
        sweep_documents(timestamp=0)
    assert [path(each).exists() for each in (kept, old, young)] == [True, False, True]
    assert path(old).with_name("notes.txt").exists()
    assert [each.getMessage() for each in caplog.records] == [
        f"The document {old} had no row, and was removed from the store."
    ]


def test_a_store_in_which_nothing_was_ever_put_is_swept_too(db: None) -> None:
    assert sweeping.sweep() == 0


def test_one_that_somebody_is_putting_there_stays(north: People) -> None:
    """The same bytes again: a seal with an RSA key, or a record that is put back from its file."""
    old = left()
    address = databases.address(str(connection.settings_dict["NAME"]))
    with psycopg.connect(address, autocommit=True) as elsewhere:
        elsewhere.execute(LOCK, [f"stored {old}"])
        assert sweeping.sweep() == 0
        assert path(old).exists()
        elsewhere.execute(UNLOCK, [f"stored {old}"])  # a connection that is closed lets go of it a little later
    assert sweeping.sweep() == 1


def test_whoever_puts_a_document_holds_it_until_the_row_is_written(north: People) -> None:
    issued(north["practitioner"])
    with psycopg.connect(databases.address(str(connection.settings_dict["NAME"]))) as elsewhere:
        order = LOCK.replace("pg_advisory_lock", "pg_try_advisory_xact_lock")
        assert elsewhere.execute(order, [f"stored {Issued.objects.get().sha256}"]).fetchone() == (False,)


def test_so_many_at_once_are_left_for_somebody_to_look_at(db: None, caplog: pytest.LogCaptureFixture) -> None:
    """As they are where the database came from a backup that is older than the store."""
    there = [left(b"%%PDF-%d" % number) for number in range(sweeping.MOST + 1)]
    assert sweeping.sweep() == 0
    assert all(path(each).exists() for each in there)
    assert caplog.messages[-1] == "21 documents in the store have no row, which is too many: none is removed."
    sweep_documents(timestamp=0, most=len(there))
    assert not any(path(each).exists() for each in there)
