"""For whose organisation the database answers: set for the length of a `with`, then as it was before."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import connection
from psycopg.pq import TransactionStatus

ORGANISATION, ACCOUNTS = "infoshare.organisation", "infoshare.accounts"  # the database's names of the two


class Place(NamedTuple):
    """What the database is told: the organisation's number, and "on" where only the tables of signing in are open."""

    organisation: str
    accounts: str


NOWHERE = Place("", "")
_now: ContextVar[Place] = ContextVar("tenancy", default=NOWHERE)


@contextmanager
def organisation(number: int) -> Iterator[None]:
    """Rows of this organisation, and no others."""
    with _within(Place(str(number), "")):
        yield


@contextmanager
def accounts() -> Iterator[None]:
    """Before it is known whose organisation: only the tables that signing in reads, and no cases."""
    with _within(Place("", "on")):
        yield


def move_to(number: int) -> None:
    """For the rest of the present `with`: it has just become known whose organisation it is."""
    place = Place(str(number), "")
    _tell(place)
    _now.set(place)


@contextmanager
def nowhere() -> Iterator[None]:
    """Nobody's rows. Also clears what a connection may still hold from before."""
    with _within(NOWHERE):
        yield


@contextmanager
def _within(place: Place) -> Iterator[None]:
    before = _now.get()
    _tell(place)
    token = _now.set(place)
    try:
        yield
    finally:
        _now.reset(token)
        if not _doomed():
            _tell(before)


def _tell(place: Place) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, false), set_config(%s, %s, false)",
            [ORGANISATION, place.organisation, ACCOUNTS, place.accounts],
        )


def _doomed() -> bool:
    """Whether the transaction has failed or the connection is gone: rolling back, or a new one, sets it back too."""
    raw = connection.connection
    return raw is None or raw.closed or raw.info.transaction_status == TransactionStatus.INERROR
