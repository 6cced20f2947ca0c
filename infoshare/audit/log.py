"""The only writer of audit events, and the only reader of the history of one thing."""

from collections.abc import Iterable, Mapping

from django.db import models

from infoshare.accounts.models import User
from infoshare.audit import keyed
from infoshare.audit.models import Event

NO_CHANGE = r"[.-]viewed$|[.-]exported$|^decision\.found$|^document\.issued$"  # looks, and what comes of a look
Fact = str | int | bool | None | list[str]


def record(
    action: str,
    *,
    by: User,
    about: models.Model,
    facts: Mapping[str, Fact] | None = None,
    personal: Mapping[str, Fact] | None = None,
) -> Event:
    """Add one event. Call it inside the transaction of the change it tells of, so that neither is kept alone.

    What tells something of a person is `personal`: it is sealed under the key of the row, which goes when the row goes.
    """
    event = _event(action, by, about, facts)
    if personal:
        event.facts[keyed.SEALED] = keyed.seal(keyed.key_of(about, by.organisation_id), dict(personal))
    event.save()
    return event


def record_each(
    action: str, *, by: User, about: Iterable[models.Model], facts: Mapping[str, Fact] | None = None
) -> None:
    """The same event about each of many, in one query."""
    Event.objects.bulk_create(_event(action, by, each, facts) for each in about)


def _event(action: str, by: User, about: models.Model, facts: Mapping[str, Fact] | None) -> Event:
    return Event(
        organisation_id=by.organisation_id,
        by=by,
        action=action,
        about_type=about._meta.label_lower,
        about_id=about.pk,
        facts=dict(facts or {}),
    )


def last_change(about: models.Model) -> int:
    """The number of the newest event about one row that tells of more than a look; 0 where there is none."""
    return changes(about).first() or 0


def changes(about: models.Model) -> "models.QuerySet[Event, int]":
    """The numbers of the events about one row that tell of more than a look, the newest first."""
    told = history(about).exclude(action__regex=NO_CHANGE)
    return told.order_by("-pk").values_list("pk", flat=True)


def history(about: models.Model) -> models.QuerySet[Event]:
    """Every event about one row, oldest first, with who did it."""
    return Event.objects.filter(about_type=about._meta.label_lower, about_id=about.pk).select_related("by")


def histories(about: Iterable[models.Model], actions: Iterable[str]) -> dict[int, list[Event]]:
    """Those events about each of many rows of one model, by its number, oldest first; in one query."""
    rows = list(about)
    found: dict[int, list[Event]] = {each.pk: [] for each in rows}
    if rows:
        events = Event.objects.filter(about_type=rows[0]._meta.label_lower, about_id__in=found, action__in=actions)
        for event in events.select_related("by").order_by("pk"):
            found[event.about_id].append(event)
    return found
