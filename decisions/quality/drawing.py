"""Which records a sample takes, by a seed that is drawn when it is asked for and written down with it.

Each record's place is the SHA-256 of the seed and its reference. Nobody can choose a seed for a record, and whoever has
the seed can work out every place again: that of a record in the sample comes before that of any that is not.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping

from decisions.quality.risks import RISKS

RANDOM, RISK = "random", "risk"


def place(seed: str, reference: str) -> str:
    return hashlib.sha256(f"{seed} {reference}".encode()).hexdigest()


def at_random(references: Iterable[str], *, seed: str, wanted: int) -> list[str]:
    return sorted(references, key=lambda each: place(seed, each))[:wanted]


def by_risk(shows: Mapping[str, Collection[str]], *, seed: str, wanted: int) -> list[str]:
    """Those that show most, by the weights of the rules; where two show as much, as the seed has it."""
    risky = [reference for reference, risks in shows.items() if risks]
    return sorted(risky, key=lambda each: (-weight(shows[each]), place(seed, each)))[:wanted]


def weight(risks: Iterable[str]) -> int:
    return sum(RISKS[each].weight for each in risks)


def mark_of(references: Iterable[str]) -> str:
    """Of all that could be drawn, so that whoever draws again knows that it was the same."""
    return hashlib.sha256("\n".join(sorted(references)).encode()).hexdigest()
