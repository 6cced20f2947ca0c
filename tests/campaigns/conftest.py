"""What campaigns share: the world they are led in, how large they are, and where their figures go."""

import os
from collections.abc import Callable, Collection
from typing import Protocol

import pytest

from tests.campaigns.results import FIGURES
from tests.seeding.keeping import kept_world
from tests.seeding.world import World

FULL = os.environ.get("CAMPAIGNS") == "full"
SHOWN = 20  # failures that are worth reading at once


class Judge(Protocol):
    """Says how many were tried and which failed; fails the test where any did."""

    def __call__(self, name: str, *, tried: int, failed: Collection[object], at_least: int = 1) -> None: ...


@pytest.fixture
def size() -> Callable[[int, int], int]:
    """`size(in_small, in_full)`: how many to try in this run."""
    return lambda in_small, in_full: in_full if FULL else in_small


@pytest.fixture
def judge(record_property: Callable[[str, object], None]) -> Judge:
    def say(name: str, *, tried: int, failed: Collection[object], at_least: int = 1) -> None:
        record_property(FIGURES, {"name": name, "tried": tried, "failed": len(failed)})
        assert not failed, "\n".join(map(str, list(failed)[:SHOWN]))
        assert tried >= at_least, (
            f"Only {tried} of {at_least} were tried: a campaign that tries too little proves nothing"
        )

    return say


@pytest.fixture
def seeded(db: None) -> World:
    """Three organisations that are twins, with the four decisions that the standings are about."""
    return kept_world(organisations=3, decisions=4)
