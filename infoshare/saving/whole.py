"""All that belongs to one record: its rows in every table, worked out from the models' foreign keys."""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalChanges

from infoshare.accounts.models import Organisation

BESIDE = {"accounts", "auth", "contenttypes"}  # who, where, and of what kind: nothing is a part of these
# What leads to a row of any table by its name and number. An event does too: it stays, whatever becomes of the row.
BY_NAME = ("audit.RecordKey", "documents.Issued")
# What the database works out from other rows: it comes and goes with them, and is no part of a record.
WORKED_OUT = frozenset(
    {
        "consent.LookAgain",
        "decisions.GlassEntry",
        "decisions.LogEntry",
        "decisions.OpenSheet",
        "decisions.RegisterEntry",
        "decisions.RetentionEntry",
        "decisions.SearchText",
        "decisions.SearchWord",
    }
)
Key = models.ForeignKey[Any, Any]
Rows = dict[type[models.Model], list[models.Model]]


def belongs_by(model: type[models.Model]) -> list[Key]:
    """The foreign keys by which a row is a part of another; none where it is a record of its own.

    That is the first that every row has. Where no row must have one, and none says whose organisation it is, it is
    whichever of them the row has.
    """
    keys = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is not model
    ]
    parts = [key for key in keys if key.related_model._meta.app_label not in BESIDE]
    if always := [key for key in parts if not key.null]:
        return always[:1]
    return [] if any(key.related_model is Organisation for key in keys) else parts


def rows_of(record: models.Model) -> Rows:
    """The record, its parts and theirs, and what stands in the history of each, by table; each before its parts.

    A part that was removed since is there in its history. In a number of queries that does not grow with the rows.
    """
    found: Rows = {type(record): [record]}
    theirs = list(parts(type(record)))
    for model, keys in theirs:
        found[model] = _rows(model, _of(keys, found))
    of_these = _by_name(found)
    for model, keys in [(type(record), list[Key]()), *theirs]:
        if past := history_of(model):
            found[past] = _rows(past, _of(keys, found) | Q(**{f"{_key(model)}__in": _numbers(found[model])}))
    found |= {model: _rows(model, of_these) for model in map(apps.get_model, BY_NAME)}
    return {model: rows for model, rows in found.items() if rows}


def _by_name(found: Rows) -> Q:
    """What leads to one of these rows by the name of its table."""
    leads = (Q(about_type=model._meta.label_lower, about_id__in=_numbers(rows)) for model, rows in found.items())
    return reduce(or_, leads, Q(pk__in=[]))


def resting_on(record: models.Model) -> list[models.Model]:
    """Other records, parts of which lead to this one or to a part of it."""
    found = rows_of(record)
    outside = [
        row
        for model in apps.get_models(include_auto_created=True)
        if is_present(model)
        for row in model._base_manager.filter(_leading_to(model, found)).exclude(pk__in=_numbers(found.get(model, [])))
    ]
    return list(_records_of(outside))


def _leading_to(model: type[models.Model], found: Rows) -> Q:
    keys = [key for key in model._meta.concrete_fields if isinstance(key, models.ForeignKey)]
    return _of([key for key in keys if key.related_model in found], found)


def _records_of(rows: list[models.Model]) -> Iterator[models.Model]:
    """The records that rows are parts of, or are themselves; read together at each step up."""
    while rows:
        above: dict[type[models.Model], set[Any]] = {}
        for row in rows:
            leads = ((key.related_model, getattr(row, key.attname)) for key in belongs_by(type(row)))
            if lead := next((each for each in leads if each[1] is not None), None):
                above.setdefault(lead[0], set()).add(lead[1])
            else:
                yield row
        rows = [row for model, numbers in above.items() for row in model._base_manager.filter(pk__in=numbers)]


def _rows(model: type[models.Model], are_ours: Q) -> list[models.Model]:
    return list(model._base_manager.filter(are_ours).order_by("pk"))


def _of(keys: list[Key], found: Rows) -> Q:
    """Parts of what was found, by these keys."""
    leads = (Q(**{f"{key.name}__in": _numbers(found[key.related_model])}) for key in keys)
    return reduce(or_, leads, Q(pk__in=[]))


def parts(root: type[models.Model]) -> Iterator[tuple[type[models.Model], list[Key]]]:
    """Every table that has parts of such a record, with the keys that lead to it; each after what it is a part of."""
    known, waiting = {root}, [model for model in apps.get_models(include_auto_created=True) if is_present(model)]
    while ready := [
        (model, keys)
        for model in waiting
        if model not in known and (keys := [key for key in belongs_by(model) if key.related_model in known])
    ]:
        yield from ready
        known.update(model for model, _ in ready)


def is_present(model: type[models.Model]) -> bool:
    is_table = model._meta.managed and not model._meta.proxy and not issubclass(model, HistoricalChanges)
    return is_table and model._meta.label not in WORKED_OUT


def history_of(model: type[models.Model]) -> type[models.Model] | None:
    name = getattr(model._meta, "simple_history_manager_attribute", None)
    return getattr(model, name).model if name else None


def _key(model: type[models.Model]) -> str:
    return str(model._meta.pk.attname)


def _numbers(rows: list[models.Model]) -> list[Any]:
    return [row.pk for row in rows]
