"""Files in the store that no row names: what was put there by somebody who was killed before the row was written."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from infoshare.documents import checking, store

LOG = logging.getLogger(__name__)
YOUNG = timedelta(days=1)
MOST = 20  # more than that is no leftover of a killed worker, but a store that is not this database's
WITHOUT_ROW = "SELECT sha256 FROM unnest(%s::text[]) sha256 WHERE documents_standing(sha256) IS NULL"


def sweep(most: int = MOST) -> int:
    """How many were removed: all that are old enough, or none where they are more than `most`."""
    found = [each for hashes in store.all_hashes() for each in _without_row(hashes) if _is_old(each)]
    if len(found) > most:
        LOG.error("%s documents in the store have no row, which is too many: none is removed.", len(found))
        return 0
    return sum(_removed(each) for each in found)


def _without_row(hashes: list[str]) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_ROW, [hashes])
        yield from (sha256 for (sha256,) in cursor.fetchall())


def _is_old(sha256: str) -> bool:
    put_at = store.put_at(sha256)
    return put_at is not None and put_at < timezone.now() - YOUNG


@transaction.atomic
def _removed(sha256: str) -> bool:
    """Unless somebody puts it there now, or has since it was found."""
    if not store.held(sha256, wait=False) or checking.issued(sha256) is not None or not _is_old(sha256):
        return False
    store.remove(sha256)
    LOG.warning("The document %s had no row, and was removed from the store.", sha256)
    return True
