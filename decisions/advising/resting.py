"""What advice rests on, and what of it has changed since: parts of a draft, each a list of labelled texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict


class Row(TypedDict):
    """One labelled text, as a page shows it."""

    label: str
    text: str


Parts = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Change:
    """A part that reads differently: the rows that are gone or read so before, and those that stand there now."""

    part: str
    gone: tuple[Row, ...]
    came: tuple[Row, ...]


def changes(rested_on: Parts, now: Parts) -> list[Change]:
    """A part that held nothing when the advice was asked is no part of what it rested on, whatever it holds now."""
    found = (_change(part, was, now.get(part, ())) for part, was in rested_on.items() if was)
    return [each for each in found if each.gone or each.came]


def _change(part: str, was: Sequence[Row], now: Sequence[Row]) -> Change:
    """Another order alone changes nothing."""
    return Change(part, _less(was, now), _less(now, was))


def _less(some: Sequence[Row], others: Sequence[Row]) -> tuple[Row, ...]:
    """Those of the first that are not among the second, one for one."""
    left = list(others)
    gone = []
    for row in some:
        if row in left:
            left.remove(row)
        else:
            gone.append(row)
    return tuple(gone)
