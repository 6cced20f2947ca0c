"""What was measured, beside what, and whether it holds; written to bench/results.json."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

FILE = Path("bench/results.json")


class Figure(NamedTuple):
    """`bar` is the least it may be, or the most where `most` says so. `unit` is "times" for a ratio."""

    name: str
    figure: float
    unit: str
    compared_with: str
    bar: float
    most: bool = False

    @property
    def holds(self) -> bool:
        return self.figure <= self.bar if self.most else self.figure >= self.bar

    def __str__(self) -> str:
        bar = f"at {'most' if self.most else 'least'} {self.bar:g}"
        holds = "holds" if self.holds else "FAILS"
        return f"{holds} {self.figure:12.3f} {self.unit}, {bar}   {self.name} (beside {self.compared_with})"


def write(figures: Sequence[Figure]) -> None:
    rows = [
        {
            "name": each.name,
            "figure": round(each.figure, 3),
            "unit": each.unit,
            "compared_with": each.compared_with,
            "bar": each.bar,
            "holds": each.holds,
        }
        for each in figures
    ]
    FILE.write_text(json.dumps(rows, indent=2) + "\n")
