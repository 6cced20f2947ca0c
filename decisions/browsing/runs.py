"""From looks to visits, from visits to the moments a limit was reached, from moments to runs that are told once."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from decisions.browsing.limits import Limit, Limits
from decisions.browsing.look import Look

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Moment:
    """A limit was reached or passed `at` this look; `count` different things were seen `since` that one."""

    since: datetime
    at: datetime
    count: int


def visits(looks: Iterable[Look], limits: Limits) -> list[Look]:
    """The looks that begin a visit: the first, after a pause, by another right, or when the last one grew too long."""
    begun: dict[tuple[int, int, str], tuple[datetime, datetime]] = {}
    found = []
    for look in looks:
        which = (look.by, look.decision, look.through)
        began, last = begun.get(which, (None, None))
        if began and last and look.at - last < limits.pause and look.at - began < limits.longest_visit:
            begun[which] = (began, look.at)
        else:
            begun[which] = (look.at, look.at)
            found.append(look)
    return found


def grouped(looks: Iterable[Look], by: Callable[[Look], K]) -> dict[K, list[Look]]:
    groups: dict[K, list[Look]] = defaultdict(list)
    for look in looks:
        groups[by(look)].append(look)
    return groups


def moments(looks: Sequence[Look], limit: Limit, different: Callable[[Look], Hashable]) -> Iterator[Moment]:
    """Each look, oldest first, with at least `limit.times` different things within the time that ends there."""
    if len(looks) < limit.times:
        return
    counts: Counter[Hashable] = Counter()
    oldest = 0
    for look in looks:
        counts[different(look)] += 1
        while looks[oldest].at <= look.at - limit.within:
            _drop(counts, different(looks[oldest]))
            oldest += 1
        if len(counts) >= limit.times:
            yield Moment(looks[oldest].at, look.at, len(counts))


def _drop(counts: Counter[Hashable], thing: Hashable) -> None:
    counts[thing] -= 1
    if not counts[thing]:
        del counts[thing]


def runs(found: Iterable[Moment], quiet: timedelta) -> list[list[Moment]]:
    """Moments with no more than `quiet` between one and the next."""
    joined: list[list[Moment]] = []
    for moment in sorted(found, key=lambda moment: moment.at):
        if joined and moment.at - joined[-1][-1].at <= quiet:
            joined[-1].append(moment)
        else:
            joined.append([moment])
    return joined
