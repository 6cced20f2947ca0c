"""One page of the register, and how much there is, in a time that does not grow with what stands before or behind it.

A page begins at a position, which is the last row of the page before: what is sorted by, and the decision's number.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Q

from decisions.models.register import RegisterEntry, RegisterQuerySet

PAGE = 25
MOST = 1000  # that are counted one by one
START = datetime(1970, 1, 1, tzinfo=UTC)
POSITION = re.compile(r"([0-9]{1,17})-([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Sort:
    column: str
    newest_first: bool

    def signed(self, *, turned: bool) -> tuple[str, str]:
        sign = "-" if self.newest_first != turned else ""
        return f"{sign}{self.column}", f"{sign}pk"


SORTS: Mapping[str, Sort] = {
    "started": Sort("started_at", newest_first=True),
    "recorded": Sort("recorded_at", newest_first=True),  # of those that are recorded
    "waiting": Sort("waiting_since", newest_first=False),  # of those that wait
}


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a row stands in a sorted list."""

    at: datetime
    decision: int

    def __str__(self) -> str:
        return f"{(self.at - START) // timedelta(microseconds=1)}-{self.decision}"


def position(text: str) -> Position | None:
    """As an address has it; None where it is none."""
    found = POSITION.fullmatch(text)
    return Position(START + timedelta(microseconds=int(found[1])), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class Page:
    """The rows by their positions, in order, and whether there are others on either side."""

    rows: tuple[Position, ...]
    has_previous: bool
    has_next: bool


def page(
    branches: Sequence[RegisterQuerySet],
    sort: Sort,
    *,
    after: Position | None = None,
    before: Position | None = None,
    size: int = PAGE,
) -> Page:
    """`branches` overlap, and are read one index each. Before the first page there is the first page."""
    if before and not after:
        rows = _read(branches, sort, before, size, turned=True)
        if len(rows) > size:
            return Page(tuple(reversed(rows[:size])), has_previous=True, has_next=True)
    rows = _read(branches, sort, after, size, turned=False)
    return Page(tuple(rows[:size]), has_previous=after is not None, has_next=len(rows) > size)


def numbers(branches: Sequence[RegisterQuerySet], sort: Sort, *, narrowed: bool = True) -> list[int] | None:
    """All of them, in no order that counts; None where they are more than MOST."""
    every = [int(number) for (number,) in _all(branches, sort, MOST + 1, narrowed=narrowed)]
    return every if len(every) <= MOST else None


def how_many(branches: Sequence[RegisterQuerySet], sort: Sort, *, most: int) -> int:
    """One more than `most` where there are more than that."""
    return int(_all(branches, sort, most + 1).count())


def _all(branches: Sequence[RegisterQuerySet], sort: Sort, most: int, *, narrowed: bool = True) -> Any:
    """By whichever index finds them soonest; where nothing narrows them that is the one of the list's order."""
    order = () if narrowed else sort.signed(turned=False)
    first, *others = [_sorted_by(rows, sort).order_by(*order).values_list("pk")[:most] for rows in branches]
    return first.union(*others)[:most] if others else first


def _read(
    branches: Sequence[RegisterQuerySet], sort: Sort, beyond: Position | None, size: int, *, turned: bool
) -> list[Position]:
    order = sort.signed(turned=turned)
    down = order[0].startswith("-")
    cut = [_beyond(_sorted_by(rows, sort), sort.column, beyond, down=down).order_by(*order) for rows in branches]
    first, *others = [rows.values_list(sort.column, "pk")[: size + 1] for rows in cut]
    found = first.union(*others, all=True) if others else first
    return sorted({Position(at, number) for at, number in found}, reverse=down)[: size + 1]


def _sorted_by(rows: RegisterQuerySet, sort: Sort) -> RegisterQuerySet:
    is_null = RegisterEntry._meta.get_field(sort.column).null
    return rows.filter(**{f"{sort.column}__isnull": False}) if is_null else rows


def _beyond(rows: RegisterQuerySet, column: str, beyond: Position | None, *, down: bool) -> RegisterQuerySet:
    """The first condition is what the index is entered by; the second leaves out what stood beside it before."""
    if beyond is None:
        return rows
    side = "lt" if down else "gt"
    at, past = {f"{column}__{side}e": beyond.at}, {f"{column}__{side}": beyond.at}
    return rows.filter(**at).filter(Q(**past) | Q(**{f"pk__{side}": beyond.decision}))
