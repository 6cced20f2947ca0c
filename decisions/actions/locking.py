"""The lock that every writer takes: rows that only point at the decision, such as a to-do, can be added meanwhile."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import Model

from consent.models import Consent
from decisions.draft import Draft, load
from decisions.models import Decision
from decisions.policies import Refused
from infoshare.saving.rows import Saved

Row = TypeVar("Row", bound=Model)


def locked(decision: Decision) -> Draft:
    """The decision as it stands, while nobody else can write to it. Only inside a transaction."""
    Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    return load(decision)


def locked_with_consent(decision: Decision) -> Draft:
    """The same, while nothing can happen to the consent it rests on either: a withdrawal comes before, or after.

    The decision is locked first, here and wherever both are.
    """
    Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    list(Consent.objects.select_for_update(of=("self",)).filter(statements__decision=decision).values_list("pk"))
    return load(decision)


def still_there(row: Row) -> Row:
    """The row of a list as it stands under the lock. Raises Refused where somebody took it off meanwhile."""
    now = type(row)._default_manager.select_related("saved_by").filter(pk=row.pk).first()
    if now is None:
        raise Refused("Somebody has taken this off the list since you opened it.")
    return now


def save_after(row: Saved, moments: Iterable[datetime]) -> None:
    """Save it later than these, whatever this server's clock says: which came first tells what was decided on."""
    row.save()
    last = max(moments, default=None)
    if last and row.saved_at <= last:
        row.saved_at = last + timedelta(microseconds=1)
        type(row)._default_manager.filter(pk=row.pk).update(saved_at=row.saved_at)


def save_beside(row: Saved) -> None:
    """Save what nothing is decided on: whatever was decided on the row still stands."""
    at = row.saved_at
    row.save()
    row.saved_at = at
    type(row)._default_manager.filter(pk=row.pk).update(saved_at=at)
