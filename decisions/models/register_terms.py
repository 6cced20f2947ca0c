"""What each filter of the list of decisions means, said once: which columns of the register, and what may stand there.

A list asks the database for it (`rows_with`), and a figure counts by it (`fits`). So a number and the list that it
leads to are the same decisions.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, Expression, ExpressionWrapper, F, Q
from django.db.models.functions import Now
from django.db.models.lookups import LessThan

from decisions import words
from decisions.models.register import RegisterQuerySet

Where = Mapping[str, frozenset[str | bool]]  # the column, and what may stand there
A_WEEK = timedelta(days=7)
YES, NO = frozenset({True}), frozenset({False})
COLUMNS = {"edition": "pack_id", "ground": "grounds"}  # of filters that are one column under another name
SHARED = frozenset({"share", "share_part"})
AGAINST = frozenset({"refused", "withdrawn"})
MEANS: Mapping[tuple[str, str], Where] = {  # what is more than a value of one column
    **{("state", group): {"state": frozenset(states)} for group, states in words.REGISTER_GROUPS.items()},
    ("consent", "overridden"): {"agreement": AGAINST, "decided": SHARED},
    ("took", "day"): {"within_day": YES},
    ("took", "week"): {"within_day": NO, "within_week": YES},
    ("took", "month"): {"within_week": NO, "within_month": YES},
    ("took", "longer"): {"within_month": NO},
    ("added", "yes"): {"is_added": YES},
    ("added", "no"): {"is_added": NO},
    ("heard", "yes"): {"is_sent": YES, "is_unheard": NO},
    ("heard", "no"): {"is_unheard": YES},
    ("heard", "soon"): {"is_unheard_long": NO},
    ("heard", "long"): {"is_unheard_long": YES},
    ("heard", "nothing"): {"is_sent": NO},
    ("unwritten", "any"): {"is_open": YES},
    ("unwritten", "late"): {"is_late": YES},
    ("unwritten", "soon"): {"is_late": NO},
    ("unwritten", "was_late"): {"is_open": NO, "written_late": YES},
    ("unwritten", "none"): {"is_open": NO, "written_late": NO},
}


def _is(what: Q) -> Expression:
    """Yes or no, and nothing where it can't be said. Of yes and no PostgreSQL knows that there are two kinds."""
    return ExpressionWrapper(what, output_field=BooleanField())


def _within(**time: int) -> Expression:
    """By the time between, which is quicker than a time of day that many days on, and tells no summer from winter."""
    return ExpressionWrapper(LessThan(F("recorded_at") - F("started_at"), timedelta(**time)), BooleanField())


# What is worked out of several columns.
DERIVED = {
    "within_day": _within(days=1),
    "within_week": _within(days=7),
    "within_month": _within(days=28),
    "is_added": _is(Q(amendments__gt=0)),
    "is_sent": _is(Q(sent_at__isnull=False)),
    "is_unheard": _is(Q(unheard_since__isnull=False)),
    "is_unheard_long": _is(Q(unheard_since__lt=Now() - A_WEEK)),
    "is_open": _is(Q(todo_due_at__isnull=False)),
    "is_late": _is(Q(todo_due_at__lt=Now())),
}


def where(name: str, value: str) -> Where:
    return MEANS.get((name, value)) or {COLUMNS.get(name, name): frozenset({value})}


def rows_with(rows: RegisterQuerySet, name: str, value: str) -> RegisterQuerySet:
    for column, values in where(name, value).items():
        if column in DERIVED:
            rows = rows.alias(**{column: DERIVED[column]})
        rows = rows.filter(_among(column, list(values)))
    return rows


def _among(column: str, values: list[str | bool]) -> Q:
    if column == "grounds":
        return Q(grounds__overlap=values)
    return Q(**{column: values[0]}) if len(values) == 1 else Q(**{f"{column}__in": sorted(values)})


def wanted(codes: Mapping[str, str]) -> list[tuple[str, frozenset[str | bool]]]:
    """What must stand in which column, for all of these filters together."""
    return [each for name, value in codes.items() for each in where(name, value).items()]


def fits(row: Mapping[str, Any], what: Iterable[tuple[str, frozenset[str | bool]]]) -> bool:
    return all(_has(row[column], values) for column, values in what)


def _has(found: str | bool | None | list[str], values: frozenset[str | bool]) -> bool:
    return not values.isdisjoint(found) if isinstance(found, list) else found in values
