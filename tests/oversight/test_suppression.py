"""Nobody who may open only some decisions recovers a number under five of the others, whatever they hold together."""

from collections.abc import Callable
from itertools import product
from random import Random

import pytest

from decisions.oversight import suppression
from decisions.oversight.suppression import FEW, Counts, Place, Release, Told, release, rounded
from tests.oversight.attacker import WHOLE, Decided, attacks, sums_of, told_of


@pytest.mark.parametrize("as_told", [lambda number, chance: Told(number), lambda number, chance: nearest(number)])
def test_the_attacker_wins_where_numbers_are_told_exactly_or_rounded_without_looking(
    as_told: Callable[[int, float], Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a campaign in which nothing is recovered proves something."""
    monkeypatch.setattr(suppression, "rounded", as_told)
    monkeypatch.setattr(suppression, "_narrow", lambda told, sums, knows: ())
    if as_told(7, 0).value == 7:
        monkeypatch.setattr(Told, "range", property(lambda self: (self.value, self.value)))
    else:
        monkeypatch.setattr(Told, "range", property(lambda self: (self.value, self.value + 4)))
    shape = {"reason": ["a", "b", "c", "d", "e"], "edition": ["old", "new"]}
    fours: list[Decided] = [[WHOLE, ("reason", part), ("edition", "new")] for part in shape["reason"] for _ in range(4)]
    teams, sums = {"one": fours, "two": []}, sums_of(shape)
    places = [WHOLE, *(part for _, parts in sums for part in parts)]
    assert list(attacks(sums, teams, told_of(places, sums, teams, Random(1)), Random(1)))


def nearest(number: int) -> Told:
    return Told(number - number % 5)


PARTS = sums_of({"table": ["a", "b", "c"]})


@pytest.mark.slow
def test_knowing_the_rule_helps_nobody() -> None:
    """Every world of three parts that could have been told so is laid beside the others: each small number of it could
    be another one too, whatever of them the reader can open.
    """
    parts = ("a", "b", "c")
    for knows in ((0, 0, 0), (1, 7, 4)):
        own: Counts = {WHOLE: sum(knows), **{("table", part): each for part, each in zip(parts, knows, strict=True)}}
        could_be: dict[object, list[tuple[int, ...]]] = {}
        for world in product(range(15), repeat=3):
            if any(number < known for number, known in zip(world, knows, strict=True)):
                continue
            for told in ways_to_tell(dict(zip(parts, world, strict=True))):
                if not any(suppression._narrow(told, PARTS, own)):
                    could_be.setdefault(str(told), []).append(world)
        for worlds in could_be.values():
            for place, known in enumerate(knows):
                left = {world[place] - known for world in worlds}
                assert len(left) > 1 or not 0 < min(left) < 5


def ways_to_tell(numbers: dict[str, int]) -> list[Release]:
    every: dict[Place, int] = {
        WHOLE: sum(numbers.values()),
        **{("table", part): each for part, each in numbers.items()},
    }
    ways = product(*({rounded(number, chance) for chance in (0, 0.999)} for number in every.values()))
    return [dict(zip(every, way, strict=True)) for way in ways]


def test_a_number_is_told_as_a_multiple_of_five_and_one_to_nine_as_few() -> None:
    assert [rounded(number, 0).text for number in (0, 3, 4, 5)] == [FEW] * 4
    assert {rounded(7, chance).text for chance in (0, 0.99)} == {FEW, "About 10"}
    assert rounded(1_232, 0.5) == Told(1_230)
    assert rounded(1_232, 0.3) == Told(1_235)
    assert {rounded(40, chance) for chance in (0, 0.5, 0.99)} == {Told(40)}


def test_it_is_neither_too_high_nor_too_low_in_the_long_run() -> None:
    for number in range(10, 15):
        told = [rounded(number, step / 100).value or 0 for step in range(100)]
        assert sum(told) / 100 == pytest.approx(number)


def test_where_no_draw_hides_a_number_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "_narrow", lambda told, sums, knows: told)
    told = release({("table", "a"): 1, ("table", "b"): 100}, (), readers=(), draw=lambda words: 0.5)
    assert set(told.values()) == {Told(None)}
    assert told["table", "a"].text == "Not shown"


def test_it_draws_again_where_a_draw_gives_a_number_away() -> None:
    """Four parts of nine, all rounded down, and their sum of 36 rounded up: each could be nothing but nine."""
    parts: list[Place] = [("table", part) for part in "abcd"]
    nines, knows = {WHOLE: 36, **dict.fromkeys(parts, 9)}, {WHOLE: 24, **dict.fromkeys(parts, 6)}
    chances = {"0 whole": 0.1, **{f"0 table {part}": 0.9 for part in "abcd"}}
    sums = [(WHOLE, parts)]
    worst = release(nines, sums, readers=(), draw=lambda words: chances.get(words, 0.5))
    assert (worst[WHOLE].text, worst["table", "a"].text) == ("About 40", FEW)
    told = release(nines, sums, readers=[knows], draw=lambda words: chances.get(words, 0.5))
    assert (told[WHOLE].text, told["table", "a"].text) == ("About 35", "About 10")


def test_what_was_told_before_is_looked_at_as_well() -> None:
    """Four fours of quarters, told as few each; the year told as forty beside them could be nothing but four nines."""
    quarters: list[Place] = [(each, "whole") for each in "abcd"]
    before = dict.fromkeys(quarters, Told(None, is_few=True))
    sums, knows = [(WHOLE, quarters)], {WHOLE: 24, **dict.fromkeys(quarters, 6)}
    first = {"0 whole": 0.1}
    assert release({WHOLE: 36}, sums, readers=[], before=before, draw=lambda w: first.get(w, 0.5))[WHOLE] == Told(40)
    told = release({WHOLE: 36}, sums, readers=[knows], before=before, draw=lambda w: first.get(w, 0.5))
    assert told[WHOLE] == Told(35)
