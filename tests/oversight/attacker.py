"""Somebody who has every page of a role, and wants to know how many decisions there are that nobody shows them.

They know each decision that they can open, one by one; and of all others whatever the numbers tell that are rounded.
"""

from collections.abc import Iterable, Iterator, Mapping
from random import Random

from decisions.oversight.suppression import SMALLEST, Release, release

Place = tuple[str, str]
WHOLE: Place = ("", "whole")
Decided = Mapping[str, str]  # of one decision, its part in each table
Shape = Mapping[str, list[str]]
World = Mapping[str, list[Decided]]  # the decisions of each team


def counted(decisions: Iterable[Decided], shape: Mapping[str, list[str]]) -> dict[str, dict[str, int]]:
    counts = {name: dict.fromkeys(parts, 0) for name, parts in shape.items()}
    for decision in decisions:
        for name, part in decision.items():
            counts[name][part] += 1
    return counts


def recovered(told: Release, others: list[Decided], knows: Mapping[str, Mapping[str, int]]) -> list[Place]:
    """The numbers under five of what they can't open that come out as one number only."""
    ranges = _told(told, knows)
    before = None
    while before != ranges:
        before = dict(ranges)
        for name, parts in told.tables.items():
            _narrow(ranges, [(name, part) for part in parts])
    true = counted(others, {name: list(parts) for name, parts in told.tables.items()})
    found = []
    for (name, part), (low, high) in ranges.items():
        number = len(others) if (name, part) == WHOLE else true[name][part]
        assert low <= number <= high, "the attacker has made a mistake"
        if low == high and 0 < number < SMALLEST:
            found.append((name, part))
    return found


def _told(told: Release, knows: Mapping[str, Mapping[str, int]]) -> dict[Place, tuple[int, int]]:
    every = {WHOLE: (told.whole, sum(next(iter(knows.values())).values()))}
    every |= {(name, part): (each, knows[name][part]) for name, of in told.tables.items() for part, each in of.items()}
    return {place: (max(0, each.range[0] - own), each.range[1] - own) for place, (each, own) in every.items()}


def _narrow(ranges: dict[Place, tuple[int, int]], parts: list[Place]) -> None:
    """The parts add up to the whole: what is left for each of them, and for the whole."""
    low, high = (sum(ranges[part][end] for part in parts) for end in (0, 1))
    whole = ranges[WHOLE] = (max(ranges[WHOLE][0], low), min(ranges[WHOLE][1], high))
    for part in parts:
        least, most = ranges[part]
        ranges[part] = (max(least, whole[0] - (high - most)), min(most, whole[1] - (low - least)))
        low, high = low + ranges[part][0] - least, high + ranges[part][1] - most


def some_world(chance: Random) -> tuple[dict[str, list[str]], dict[str, list[Decided]]]:
    """The shape of some tables, and the decisions of each team: many teams have few, many parts have none."""
    shape = {f"table {n}": [f"part {p}" for p in range(chance.randint(2, 8))] for n in range(chance.randint(1, 5))}
    weights = {name: [chance.choice((1, 1, 3, 20)) for _ in parts] for name, parts in shape.items()}
    teams = {f"team {n}": chance.choice((0, 1, 3, 8, 40)) for n in range(chance.randint(2, 6))}
    return shape, {
        team: [{name: chance.choices(parts, weights[name])[0] for name, parts in shape.items()} for _ in range(number)]
        for team, number in teams.items()
    }


def told_of(shape: Shape, teams: World, chance: Random) -> Release:
    every = counted((each for team in teams.values() for each in team), shape)
    draws: dict[str, float] = {}
    readers = [counted(own, shape) for own in teams.values()]
    return release(every, readers=readers, draw=lambda words: draws.setdefault(words, chance.random()))


def attacks(shape: Shape, teams: World, told: Release, chance: Random) -> Iterator[object]:
    """By whoever oversees each team, alone and named on some decisions of the others besides."""
    for team, own in teams.items():
        others = [each for name, of in teams.items() if name != team for each in of]
        named = chance.sample(others, min(len(others), chance.randint(0, 3)))
        left = list(others)
        for each in named:
            left.remove(each)
        for knows, rest in ((own, others), ([*own, *named], left)):
            yield from recovered(told, rest, counted(knows, shape))
    every = [each for of in teams.values() for each in of]
    yield from recovered(told, every, counted([], shape))
