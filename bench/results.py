"""What was measured, beside what, and whether it holds; printed and written to bench/results.json."""

import json
import sys
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


def report(figures: Sequence[Figure]) -> None:
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
    for each in figures:
        bar = f"at {'most' if each.most else 'least'} {each.bar:g}"
        sys.stdout.write(
            f"{'holds' if each.holds else 'FAILS':5} {each.figure:12.3f} {each.unit}, {bar}   {each.name}"
            f" (beside {each.compared_with})\n"
        )
