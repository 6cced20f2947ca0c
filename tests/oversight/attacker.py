"""Somebody who has every page of a role, and wants to know how many decisions there are that nobody shows them.

They know each decision that they can open, one by one; and of all others whatever the numbers tell that are rounded.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random

from decisions.oversight.suppression import ENDLESS, SMALLEST, Counts, Place, Release, Sums, release

WHOLE: Place = ("whole",)
Decided = Iterable[Place]  # of one decision, every number that it is counted in
World = Mapping[str, Sequence[Decided]]  # the decisions of each team
Shape = Mapping[str, Sequence[str]]  # of each table, its parts


def counted(decisions: Iterable[Decided]) -> Counter[Place]:
    return Counter(place for decision in decisions for place in decision)


def recovered(told: Release, sums: Sums, others: Counts, knows: Counts) -> list[Place]:
    """The numbers under five of what they can't open that come out as one number only, also of what is told nowhere."""
    ranges = {}
    for place, each in told.items():
        low, high = each.range
        ranges[place] = (max(0, low - knows.get(place, 0)), high - knows.get(place, 0))
    before = None
    while before != ranges:
        before = dict(ranges)
        for total, parts in sums:
            _narrow(ranges, total, parts)
    for place in told:
        low, high = ranges[place]
        assert low <= others.get(place, 0) <= high, "the attacker has made a mistake"
    return [place for place, (low, high) in ranges.items() if low == high and 0 < low < SMALLEST]


def _narrow(ranges: dict[Place, tuple[int, int]], total: Place, parts: Sequence[Place]) -> None:
    """The parts add up to the total: what is left for each of them, and for the total."""
    for place in (total, *parts):
        ranges.setdefault(place, (0, ENDLESS))
    low, high = (sum(ranges[part][end] for part in parts) for end in (0, 1))
    whole = ranges[total] = (max(ranges[total][0], low), min(ranges[total][1], high))
    for part in parts:
        least, most = ranges[part]
        ranges[part] = (max(least, whole[0] - (high - most)), min(most, whole[1] - (low - least)))
        low, high = low + ranges[part][0] - least, high + ranges[part][1] - most


def sums_of(shape: Shape) -> Sums:
    """Each table divides the whole."""
    return [(WHOLE, [(name, part) for part in parts]) for name, parts in shape.items()]


def some_world(chance: Random) -> tuple[Shape, World]:
    """The shape of some tables, and the decisions of each team: many teams have few, many parts have none."""
    shape = {f"table {n}": [f"part {p}" for p in range(chance.randint(2, 8))] for n in range(chance.randint(1, 5))}
    weights = {name: [chance.choice((1, 1, 3, 20)) for _ in parts] for name, parts in shape.items()}

    def decision() -> Decided:
        return [WHOLE, *((name, chance.choices(parts, weights[name])[0]) for name, parts in shape.items())]

    return shape, some_teams(chance, decision)


def some_teams(chance: Random, decision: Callable[[], Decided]) -> World:
    teams = {f"team {n}": chance.choice((0, 1, 3, 8, 40)) for n in range(chance.randint(2, 6))}
    return {team: [decision() for _ in range(number)] for team, number in teams.items()}


def told_of(
    places: Iterable[Place], sums: Sums, teams: World, chance: Random, before: Release | None = None
) -> Release:
    every = counted(each for team in teams.values() for each in team)
    draws: dict[str, float] = {}
    return release(
        {place: every[place] for place in places},
        sums,
        readers=[counted(own) for own in teams.values()],
        draw=lambda words: draws.setdefault(words, chance.random()),
        before=before,
    )


def attacks(sums: Sums, teams: World, told: Release, chance: Random) -> Iterator[object]:
    """By whoever oversees each team, alone and named on some decisions of the others besides."""
    for team, own in teams.items():
        others = [each for name, of in teams.items() if name != team for each in of]
        named = chance.sample(range(len(others)), min(len(others), chance.randint(0, 3)))
        left = [each for place, each in enumerate(others) if place not in named]
        for knows, rest in ((own, others), ([*own, *(others[place] for place in named)], left)):
            yield from recovered(told, sums, counted(rest), counted(knows))
    yield from recovered(told, sums, counted(each for of in teams.values() for each in of), {})
