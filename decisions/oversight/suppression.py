"""What is told of an organisation's decisions to people who may open only some of them: each number rounded by chance.

A number is told as the multiple of five above it or below it, by a draw that is the same each time it is asked for; and
whatever is rounded to five or less as "fewer than 10". So a number that is told could be any of nine or ten, whatever
number of the decisions behind it somebody knows one by one. What all numbers tell together that add up to one another,
also with what was told before of the same decisions, is looked at for every reader that is given: where it would leave
too few values for a small number, that is drawn again. See docs/decisions/0035-dashboards.md and 0036-treated-alike.md.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

STEP = 5
SMALLEST = 5  # the smallest number above nothing that may be known
FEW = f"Fewer than {2 * STEP}"
HIDDEN = "Not shown"
SPREAD = 3  # between the lowest and the highest that a small number could be, at least
DRAWS = 50
ENDLESS = 10**9

Place = tuple[str, ...]  # of a number: its table and its part, for example
Counts = Mapping[Place, int]
Sum = tuple[Place, Sequence[Place]]  # a number, which may be told nowhere, and those it is the sum of
Sums = Sequence[Sum]
Draw = Callable[[str], float]  # from 0 up to 1, the same for the same words
Range = tuple[int, int]
Ranges = Mapping[Place, Range]


@dataclass(frozen=True, slots=True)
class Told:
    """A number as it is told: rounded; None where it is kept back, be it as small or whatever it is."""

    value: int | None
    is_few: bool = False

    @property
    def text(self) -> str:
        if self.value is None:
            return FEW if self.is_few else HIDDEN
        return f"About {self.value:,}"

    @property
    def is_hidden(self) -> bool:
        return self.value is None and not self.is_few

    @property
    def range(self) -> Range:
        """What it could be, for all that this one tells."""
        if self.value is None:
            return (0, 2 * STEP - 1) if self.is_few else (0, ENDLESS)
        return self.value - STEP + 1, self.value + STEP - 1


Release = Mapping[Place, Told]  # what everybody of an organisation is told alike


def release(
    counts: Counts, sums: Sums, *, readers: Iterable[Counts], draw: Draw, before: Release | None = None
) -> Release:
    """`readers` know numbers of their own: of each place, how many of the decisions in it they can open. `before` is
    what is told already of numbers that stand in the same sums; what a reader knows of those is asked for as well.
    """
    known, turns = [*readers, {}], Counter[Place]()
    for _ in range(DRAWS):
        told = {place: rounded(number, draw(f"{turns[place]} {' '.join(place)}")) for place, number in counts.items()}
        narrow = {place for knows in known for place in _narrow({**(before or {}), **told}, sums, knows)}
        if not narrow:
            return told
        turns.update(set(_near(narrow, sums)))
    return dict.fromkeys(counts, Told(None))


def rounded(number: int, chance: float) -> Told:
    """The nearer multiple is the likelier one, so that nothing is told too high or too low in the long run."""
    over = number % STEP
    value = number - over + (STEP if chance * STEP < over else 0)
    return Told(None, is_few=True) if value <= STEP else Told(value)


def _narrow(told: Release, sums: Sums, knows: Counts) -> Iterator[Place]:
    """Small numbers, beside what the reader knows, that too few are left for. By what is told alone and not by the
    numbers behind it: so drawing again tells nothing either.
    """
    left = narrowed({place: _beside(each, knows.get(place, 0)) for place, each in told.items()}, sums)
    return (place for place, (low, high) in left.items() if high > 0 and low < SMALLEST and high - low < SPREAD)


def _near(places: Set[Place], sums: Sums) -> Iterator[Place]:
    """These, what they are a part of, and what they are the sum of."""
    yield from places
    for total, parts in sums:
        if not places.isdisjoint(parts):
            yield total
        if total in places:
            yield from parts


def narrowed(ranges: Ranges, sums: Sums) -> Ranges:
    """What each number could still be when all of them add up as they must, by as many rounds as that tells more."""
    left, before = dict(ranges), None
    while left != before:
        before = dict(left)
        for total, parts in sums:
            _add_up(left, total, parts)
    return left


def _add_up(left: dict[Place, Range], total: Place, parts: Sequence[Place]) -> None:
    each = [left.get(part, (0, ENDLESS)) for part in parts]
    least, most = sum(low for low, _ in each), sum(high for _, high in each)
    low, high = left.get(total, (0, ENDLESS))
    low, high = left[total] = max(low, least), min(high, most)
    for part, (lowest, highest) in zip(parts, each, strict=True):
        left[part] = max(lowest, low - most + highest), min(highest, high - least + lowest)


def _beside(told: Told, known: int) -> Range:
    """What it could be beside what the reader knows of it."""
    low, high = told.range
    return max(low - known, 0), high - known
