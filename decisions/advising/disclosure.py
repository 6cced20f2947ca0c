"""What of a count may be told: numbers from 1 to 4 are kept back, and so is whatever would give one of them away.

A table divides a whole into parts that add up to it, and whoever reads it knows the whole. A part from 1 to 4 reads
"fewer than 5". Where what is left over would still tell one of them, more parts are kept back, and then nothing is said
of any of those; where that is not enough, of no part at all. See docs/decisions/0018-the-caldicott-log.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SMALLEST = 5  # the smallest number above nothing that is told
FEW, HIDDEN = "few", "hidden"
SHOWN = {FEW: "Fewer than 5", HIDDEN: "Not shown"}
ENDLESS = 10**9
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """A number that may be told, or the reason why it is kept back (FEW, HIDDEN) in its place."""

    label: str
    value: int | None
    why: str = ""

    @property
    def text(self) -> str:
        return SHOWN[self.why] if self.value is None else str(self.value)


def is_small(number: int) -> bool:
    return 0 < number < SMALLEST


def alone(label: str, number: int) -> Cell:
    """A whole that is part of nothing else."""
    return Cell(label, None, FEW) if is_small(number) else Cell(label, number)


def hidden(labels: Sequence[str]) -> list[Cell]:
    return [Cell(label, None, HIDDEN) for label in labels]


def parts(counts: Mapping[str, int]) -> list[Cell]:
    """The parts of a whole that is told."""
    kept = {label for label, number in counts.items() if is_small(number)}
    if _is_safe(dict.fromkeys(kept, (1, SMALLEST - 1)), counts, kept):
        return _cells(counts, kept, FEW)
    kept = _least_told(counts, kept)
    return _cells(counts, kept if _hides(counts, kept) else set(counts), HIDDEN)


def some_of(wholes: Mapping[str, Cell], counts: Mapping[str, int]) -> list[Cell]:
    """How many of each whole: of these the sum is told, and so is each whole that `wholes` tells.

    What is left of a whole is as telling as the part, so either being small keeps the part back.
    """
    told = {label: cell.value for label, cell in wholes.items() if cell.value is not None}
    kept = {
        each for each in counts if each not in told or is_small(counts[each]) or is_small(told[each] - counts[each])
    }
    rest = sorted((each for each in counts if each not in kept), key=lambda each: counts[each])
    while kept and rest and not _is_safe(_free(told, counts, kept), counts, kept & set(told)):
        kept.add(rest.pop(0))
    return _cells(
        counts, kept if _is_safe(_free(told, counts, kept), counts, kept & set(told)) else set(counts), HIDDEN
    )


def one_by_one(whole: int, counts: Mapping[str, int]) -> list[Cell]:
    """How many of a whole that is told each of some things is true of, where any number of them may be."""
    return [_of(whole, label, number) for label, number in counts.items()]


def _of(whole: int, label: str, number: int) -> Cell:
    if is_small(number) or is_small(whole - number):
        return Cell(label, None, HIDDEN)
    return Cell(label, number)


def _least_told(counts: Mapping[str, int], kept: set[str]) -> set[str]:
    """The smallest parts that hide those kept back: of all of them nothing is told but that there are some."""
    more = set(kept)
    for label in sorted((each for each in counts if counts[each] and each not in kept), key=lambda each: counts[each]):
        if _hides(counts, more):
            break
        more.add(label)
    return more


def _hides(counts: Mapping[str, int], kept: set[str]) -> bool:
    return _is_safe(dict.fromkeys(kept, (1, ENDLESS)), counts, kept)


def _free(told: Mapping[str, int], counts: Mapping[str, int], kept: set[str]) -> dict[str, Range]:
    """Of a whole that is not told itself, nothing is counted on to hide another."""
    return {each: (0, told[each]) if each in told else (counts[each], counts[each]) for each in kept}


def _is_safe(ranges: Mapping[str, Range], counts: Mapping[str, int], wanted: set[str]) -> bool:
    """Whether each of the wanted could be at least two numbers, for all that their sum and the ranges tell."""
    whole = sum(counts[label] for label in ranges)
    lowest, highest = (sum(each[end] for each in ranges.values()) for end in (0, 1))
    for label in wanted:
        low, high = ranges[label]
        if max(low, whole - (highest - high)) >= min(high, whole - (lowest - low)):
            return False
    return True


def _cells(counts: Mapping[str, int], kept: set[str], why: str) -> list[Cell]:
    return [Cell(label, None, why) if label in kept else Cell(label, number) for label, number in counts.items()]
