"""The lock every writer takes, and the check that nobody else saved in between."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from decisions.draft import Draft, fingerprint, load
from decisions.models import Amendment, Decision
from decisions.models.steps import ListRow
from decisions.policies import Refused
from infoshare.accounts.models import User

Row = TypeVar("Row", bound=ListRow | Amendment | Decision)


STALE = "This page is out of date. Open it again, and copy over what you typed."


class Conflict(Exception):
    """Somebody else saved this page since it was opened. Carries what stands there now, by whom, since when."""

    def __init__(self, stored: Mapping[str, object], saved_by: User | None, saved_at: datetime | None) -> None:
        super().__init__("Somebody saved this page since you opened it.")
        self.stored, self.saved_by, self.saved_at = stored, saved_by, saved_at


def locked(decision: Decision) -> Draft:
    """The decision as it stands, while nobody else can write to it. Only inside a transaction."""
    Decision.objects.select_for_update().get(pk=decision.pk)
    return load(decision)


def one_press_at_a_time(request_key: UUID) -> None:
    """Presses with the same key wait for each other until the transaction ends, so that the second finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [request_key.int % 2**63])


def made_before(rows: QuerySet[Row], *, request_key: UUID, **wanted: object) -> Row | None:
    """The row that the same press of the same button made.

    Raises Refused where the key belongs to a row that says something else: nothing typed is dropped in silence.
    """
    found = rows.filter(request_key=request_key).first()
    if found and any(getattr(found, name) != value for name, value in wanted.items()):
        raise Refused(STALE)
    return found


def check_unchanged(
    stored: Mapping[str, object],
    *,
    seen: str,
    wanted: Mapping[str, object],
    saved_by: User | None,
    saved_at: datetime | None,
) -> None:
    """Raise Conflict where what is stored is neither what the page showed (`seen`) nor what is wanted now."""
    if fingerprint(stored) not in {seen, fingerprint(wanted)}:
        raise Conflict(stored, saved_by, saved_at)
