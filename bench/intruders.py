"""People who browse: one record again and again, a crowd at a child in the news, many records not theirs."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from random import Random

from bench.office import DAY, START
from decisions.browsing import Look, find

Story = Callable[[int], Iterable[Look]]
STRANGER, IN_THE_NEWS = 900, 100_000


def daily(chance: Random, times: int, *, hours: tuple[float, float] = (8, 18)) -> list[timedelta]:
    """So many moments of a day, at random between two hours."""
    return sorted(timedelta(hours=chance.uniform(*hours)) for _ in range(times))


def again(seed: int, per_day: int, *, through: str = "team", days: int = 21) -> Iterator[Look]:
    """One record, so many times every day."""
    chance = Random(seed)
    for day in range(days):
        for at in daily(chance, per_day):
            yield Look(STRANGER, IN_THE_NEWS, START + day * DAY + at, through)


def replay(seed: int, *, through: str = "team", sittings: int = 0) -> Iterator[Look]:
    """One person opens one record 279 times in 21 days, at any time of the working day or in so many sittings a day."""
    chance = Random(seed)
    for day in range(21):
        times = 14 if day < 6 else 13
        starts = daily(chance, sittings) if sittings else []
        moments = (
            [starts[n % sittings] + n * timedelta(minutes=1) for n in range(times)] if starts else daily(chance, times)
        )
        for at in moments:
            yield Look(STRANGER, IN_THE_NEWS, START + day * DAY + at, through)


def crowd(seed: int, people: int = 25, *, through: str = "team", days: int = 7) -> Iterator[Look]:
    """So many people open one record, each once or twice, over some days; its owner writes in it all the while."""
    chance = Random(seed)
    yield from (Look(0, IN_THE_NEWS, START + day * DAY + at, "own") for day in range(days) for at in daily(chance, 5))
    for who in range(people):
        for _ in range(chance.randint(1, 2)):
            at = START + chance.randrange(days) * DAY + timedelta(hours=chance.uniform(8, 18))
            yield Look(STRANGER + who, IN_THE_NEWS, at, through)


def many(seed: int, per_day: int, *, through: str, days: int = 21) -> Iterator[Look]:
    """So many different records every day, each once."""
    chance = Random(seed)
    for day in range(days):
        for number, at in enumerate(daily(chance, per_day)):
            yield Look(STRANGER, IN_THE_NEWS + 1000 * day + number, START + day * DAY + at, through)


def found_on(looks: Iterable[Look], rule: str) -> int | None:
    """On which day the nightly look-out first tells of a stranger by this rule. The first day is 1."""
    told = [finding for finding in find(looks, until=START + 28 * DAY) if finding.rule == rule]
    days = [(finding.reached_at - START).days + 1 for finding in told if max(finding.by) >= STRANGER]
    return min(days, default=None)


def people_when_found(looks: Iterable[Look]) -> int | None:
    """How many people, the owner apart, had opened the record when the crowd was found."""
    seen: list[Look] = list(looks)
    for finding in find(seen, until=START + 28 * DAY):
        if finding.rule == "crowd":
            return len({look.by for look in seen if look.through != "own" and look.at <= finding.reached_at})
    return None
