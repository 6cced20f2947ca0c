"""What is told of an organisation's decisions to people who may open only some of them: each number rounded by chance.

A number is told as the multiple of five above it or below it, by a draw that is the same each time it is asked for; and
whatever is rounded to five or less as "fewer than 10". So a number that is told could be any of nine or ten, whatever
number of the decisions behind it somebody knows one by one. What the parts of one whole tell together, with the whole
and with other tables of the same whole, is looked at for every reader that is given: where it would leave one number
only, all of them are drawn again. See docs/decisions/0035-dashboards.md.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

STEP = 5
SMALLEST = 5  # the smallest number above nothing that may be known
FEW = f"Fewer than {2 * STEP}"
HIDDEN = "Not shown"
DRAWS = 50
ENDLESS = 10**9

Counts = Mapping[str, Mapping[str, int]]  # of each table, the parts that the whole is divided into
Draw = Callable[[str], float]  # from 0 up to 1, the same for the same words
Range = tuple[int, int]


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
    def range(self) -> Range:
        """What it could be, for all that this one tells."""
        if self.value is None:
            return (0, 2 * STEP - 1) if self.is_few else (0, ENDLESS)
        return self.value - STEP + 1, self.value + STEP - 1


@dataclass(frozen=True, slots=True)
class Release:
    """What everybody of an organisation is told alike: the whole, and each table that divides it."""

    whole: Told
    tables: Mapping[str, Mapping[str, Told]]


def release(counts: Counts, *, readers: Iterable[Counts], draw: Draw) -> Release:
    """`readers` know numbers of their own: of each part, how many of the decisions in it they can open."""
    known = [*readers, {name: dict.fromkeys(parts, 0) for name, parts in counts.items()}]
    for turn in range(DRAWS):
        told = _drawn(counts, lambda words, turn=turn: draw(f"{turn} {words}"))  # type: ignore[misc]
        if all(_is_safe(told, knows) for knows in known):
            return told
    return _nothing(counts)


def rounded(number: int, chance: float) -> Told:
    over = number % STEP
    value = number - over + (STEP if chance * STEP < over else 0)
    return Told(None, is_few=True) if value <= STEP else Told(value)


def _drawn(counts: Counts, draw: Draw) -> Release:
    """The nearer multiple is the likelier one, so that nothing is told too high or too low in the long run."""
    whole = rounded(sum(next(iter(counts.values())).values()), draw("whole"))
    return Release(
        whole,
        {
            name: {label: rounded(number, draw(f"{name} {label}")) for label, number in parts.items()}
            for name, parts in counts.items()
        },
    )


def _nothing(counts: Counts) -> Release:
    return Release(Told(None), {name: dict.fromkeys(parts, Told(None)) for name, parts in counts.items()})


def _is_safe(told: Release, knows: Counts) -> bool:
    """Of what is told alone, not of the numbers behind it: so that drawing again tells nothing either."""
    return not any(low == high and 0 < low < SMALLEST for low, high in _ranges(told, knows))


def _ranges(told: Release, knows: Counts) -> Iterator[Range]:
    """What each part could be beside what the reader knows of it: by itself, and as the rest of the whole."""
    tables = {
        name: {label: _beside(each, knows[name][label]) for label, each in parts.items()}
        for name, parts in told.tables.items()
    }
    low, high = _beside(told.whole, sum(next(iter(knows.values())).values()))
    for parts in tables.values():
        low = max(low, sum(each[0] for each in parts.values()))
        high = min(high, sum(each[1] for each in parts.values()))
    for parts in tables.values():
        least, most = sum(each[0] for each in parts.values()), sum(each[1] for each in parts.values())
        for each in parts.values():
            yield max(each[0], low - most + each[1]), min(each[1], high - least + each[0])


def _beside(told: Told, known: int) -> Range:
    low, high = told.range
    return max(low - known, 0), high - known
