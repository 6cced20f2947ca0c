"""Nobody who may open only some decisions recovers a number under five of the others, whatever they hold together."""

from collections.abc import Callable
from itertools import product
from random import Random

import pytest

from decisions.oversight import suppression
from decisions.oversight.suppression import FEW, Release, Told, release, rounded
from tests.oversight.attacker import Decided, attacks, told_of


@pytest.mark.parametrize("as_told", [lambda number, chance: Told(number), lambda number, chance: nearest(number)])
def test_the_attacker_wins_where_numbers_are_told_exactly_or_rounded_without_looking(
    as_told: Callable[[int, float], Told], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So a campaign in which nothing is recovered proves something."""
    monkeypatch.setattr(suppression, "rounded", as_told)
    monkeypatch.setattr(suppression, "_is_safe", lambda told, knows: True)
    if as_told(7, 0).value == 7:
        monkeypatch.setattr(Told, "range", property(lambda self: (self.value, self.value)))
    else:
        monkeypatch.setattr(Told, "range", property(lambda self: (self.value, self.value + 4)))
    shape = {"reason": ["a", "b", "c", "d", "e"], "edition": ["old", "new"]}
    fours: list[Decided] = [{"reason": part, "edition": "new"} for part in shape["reason"] for _ in range(4)]
    assert list(
        attacks(shape, {"one": fours, "two": []}, told_of(shape, {"one": fours, "two": []}, Random(1)), Random(1))
    )


def nearest(number: int) -> Told:
    return Told(number - number % 5)


ALL_WORLDS = {Told(None, is_few=True), Told(10)}  # told of numbers up to 14, of which each is tried


@pytest.mark.slow
def test_knowing_the_rule_helps_nobody() -> None:
    """Every world of three parts that could have been told so is laid beside the others: each small number of it could
    be another one too, whatever of them the reader can open.
    """
    parts = ("a", "b", "c")
    for knows in ((0, 0, 0), (1, 7, 4)):
        own = {"table": dict(zip(parts, knows, strict=True))}
        could_be: dict[object, list[tuple[int, ...]]] = {}
        for world in product(range(15), repeat=3):
            if any(number < known for number, known in zip(world, knows, strict=True)):
                continue
            for told in ways_to_tell(dict(zip(parts, world, strict=True))):
                if suppression._is_safe(told, own):
                    could_be.setdefault(str(told), []).append(world)
        for worlds in could_be.values():
            for place, known in enumerate(knows):
                left = {world[place] - known for world in worlds}
                assert len(left) > 1 or not 0 < min(left) < 5


def ways_to_tell(numbers: dict[str, int]) -> list[Release]:
    every = [sum(numbers.values()), *numbers.values()]
    ways = product(*({rounded(number, chance) for chance in (0, 0.999)} for number in every))
    return [Release(way[0], {"table": dict(zip(numbers, way[1:], strict=True))}) for way in ways]


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
    monkeypatch.setattr(suppression, "_is_safe", lambda told, knows: False)
    told = release({"table": {"a": 1, "b": 100}}, readers=(), draw=lambda words: 0.5)
    assert {told.whole, *told.tables["table"].values()} == {Told(None)}
    assert told.whole.text == "Not shown"


def test_it_draws_again_where_a_draw_gives_a_number_away() -> None:
    """Four parts of nine, all rounded down, and their sum of 36 rounded up: each could be nothing but nine."""
    nines, knows = {"table": dict.fromkeys("abcd", 9)}, {"table": dict.fromkeys("abcd", 6)}
    chances = {"0 whole": 0.1, **{f"0 table {part}": 0.9 for part in "abcd"}}
    worst = release(nines, readers=(), draw=lambda words: chances.get(words, 0.5))
    assert (worst.whole.text, worst.tables["table"]["a"].text) == ("About 40", FEW)
    told = release(nines, readers=[knows], draw=lambda words: chances.get(words, 0.5))
    assert (told.whole.text, told.tables["table"]["a"].text) == ("About 35", "About 10")
