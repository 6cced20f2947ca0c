"""A key that each press of a button carries, so that a second press of it makes nothing more."""

from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

from infoshare.accounts.policy import Refused
from infoshare.saving.versions import STALE

Row = TypeVar("Row", bound=Model)


def one_press_at_a_time(request_key: UUID) -> None:
    """Presses with the same key wait for each other until the transaction ends, so that the second finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [request_key.int % 2**63])


def made_before(rows: QuerySet[Row], *, request_key: UUID, **wanted: object) -> Row | None:
    """The row that the same press of the same button made, among those of its sender or its decision.

    Raises Refused where the key belongs to a row that says something else: nothing typed is dropped in silence.
    """
    found = rows.filter(request_key=request_key).first()
    if found and any(getattr(found, name) != value for name, value in wanted.items()):
        raise Refused(STALE)
    return found
