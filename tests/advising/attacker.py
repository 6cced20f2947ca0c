"""Somebody who has a report and nothing else, and wants to know the numbers that it keeps back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from fractions import Fraction
from math import ceil

from decisions.advising.clock import URGENCIES, Urgency
from decisions.advising.disclosure import ENDLESS, FEW, SMALLEST, Cell
from decisions.advising.yearly import HERE, LATE, STATES, STATES_ELSEWHERE, Report, Wait

Place = tuple[str, str]
Sum = tuple[tuple[Place, ...], Place]  # these add up to that
TOTAL: Place = ("", "Questions")
ROUNDED = 0.05  # of an hour
DIVIDED: Mapping[str, Place] = {
    **dict.fromkeys(("months", "enquirers", "ways"), TOTAL),
    **dict.fromkeys(("urgencies", "late", "states"), ("ways", HERE)),
    **dict.fromkeys(("advice", "followed", "themes"), ("states", STATES["closed"])),
    "elsewhere": ("ways", "Asked elsewhere, and written down"),
    **dict.fromkeys(("elsewhere-advice", "elsewhere-followed", "confirmed"), ("elsewhere", STATES_ELSEWHERE["closed"])),
}


@dataclass
class Attacker:
    """What can be known of each number: the least and the most that it could be."""

    report: Report
    ranges: dict[Place, tuple[int, int]] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.read()
        self.narrow()

    def read(self) -> None:
        self.see(TOTAL, self.report.total)
        for slug, table in self.report.tables.items():
            for cell in table.cells:
                self.see((slug, cell.label), cell)
            if table.adds_up:
                self.sums.append((tuple((slug, cell.label) for cell in table.cells), DIVIDED[slug]))
        self.read_waits()

    def read_waits(self) -> None:
        """What was late and what was not add up for each urgency, and over all of them."""
        for wait in self.report.waits[1:]:
            late, rest = ("late of", wait.label), ("in time of", wait.label)
            self.ranges[late] = self.ranges[rest] = (0, ENDLESS)
            if wait.within and wait.questions.value is not None:
                told = [n for n in range(wait.questions.value + 1) if self.rounds(n, wait.questions.value, wait.within)]
                self.ranges[rest] = (told[0], told[-1])
            self.sums.append(((late, rest), ("urgencies", wait.label)))
        self.sums.append((tuple(("late of", each.label) for each in URGENCIES.values()), ("late", LATE)))
        for wait in self.report.waits:
            self.read_times(wait)

    def read_times(self, wait: Wait) -> None:
        """How many waited longer than a time that is told is known, and so is how long each urgency may wait."""
        number = wait.questions.value
        for name, said, at_most in (("half", wait.median, 0.5), ("nine", wait.nine_in_ten, 0.9)):
            if said and number is not None:
                of = [each for each in URGENCIES.values() if wait.label in {"All", each.label}]
                longer = number - ceil(number * at_most)
                as_long = longer + (name == "nine" or number % 2)  # the middle of an even number is between two
                self.bound(f"{name} {wait.label}", of, float(said), longer, as_long)

    def bound(self, name: str, of: list[Urgency], hours: float, longer: int, as_long: int) -> None:
        """An hour by the clock holds no working time at night: of that one, being late tells no working time."""
        limits = {each: each.longest / timedelta(hours=1) for each in of}
        more = [each for each in of if limits[each] > hours + ROUNDED and not each.by_the_clock]
        less = [each for each in of if limits[each] < hours - ROUNDED]
        if more:
            self.ranges["longer", name] = (0, longer)
            self.sums.append((tuple(("late of", each.label) for each in more), ("longer", name)))
        if less:
            self.ranges["as long", name] = (as_long, ENDLESS)
            late = [("late of", each.label) for each in less]
            rest = [("urgencies", each.label) for each in of if each not in less]
            self.sums.append(((*late, *rest), ("as long", name)))

    @staticmethod
    def rounds(part: int, whole: int, said: str) -> bool:
        return str(round(100 * part / whole)) == said

    def see(self, place: Place, cell: Cell) -> None:
        self.ranges[place] = (0, ENDLESS) if cell.value is None else (cell.value, cell.value)
        if cell.why == FEW:
            self.ranges[place] = (1, SMALLEST - 1)

    def narrow(self) -> None:
        """Each sum narrows what its numbers can be, until none does any more."""
        before = None
        while before != self.ranges:
            before = dict(self.ranges)
            for some, whole in self.sums:
                self._narrow([*((each, 1) for each in some), (whole, -1)])

    def _narrow(self, terms: list[tuple[Place, int]]) -> None:
        """Of numbers that with their signs add up to nothing."""
        for place, sign in terms:
            others = [(self.ranges[each], other) for each, other in terms if each != place]
            low = sum(r[0] if s > 0 else -r[1] for r, s in others)
            high = sum(r[1] if s > 0 else -r[0] for r, s in others)
            least, most = (-high, -low) if sign > 0 else (low, high)
            was = self.ranges[place]
            self.ranges[place] = (max(was[0], least), min(was[1], most))

    def solved(self) -> set[Place]:
        """What the sums alone give away, as equations: whatever has one solution."""
        unknown = [place for place, (low, high) in self.ranges.items() if low != high]
        rows = [self._equation(unknown, some, whole) for some, whole in self.sums]
        reduced = _reduced(rows)
        found = [[place for place, factor in zip(unknown, row[:-1], strict=True) if factor] for row in reduced]
        return {row[0] for row in found if len(row) == 1}

    def _equation(self, unknown: list[Place], some: Iterable[Place], whole: Place) -> list[Fraction]:
        signs = {**dict.fromkeys(some, 1), whole: -1}
        known = sum(sign * self.ranges[place][0] for place, sign in signs.items() if place not in unknown)
        return [*(Fraction(signs.get(place, 0)) for place in unknown), Fraction(-known)]

    def knows(self, place: Place) -> bool:
        return self.ranges[place][0] == self.ranges[place][1] or place in self.solved()


def _reduced(rows: list[list[Fraction]]) -> list[list[Fraction]]:
    """Gauss and Jordan."""
    rows, done = [row for row in rows if any(row[:-1])], 0
    for column in range(len(rows[0]) - 1 if rows else 0):
        pivot = next((row for row in rows[done:] if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)
        pivot = [each / pivot[column] for each in pivot]
        rows = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in rows]
        rows.insert(done, pivot)
        done += 1
    return rows
