"""Other forms of a given name: short ones and common spellings, used both ways. Plain Python; the list is beside it."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from consent import names

LIST = Path(__file__).parent / "nicknames.txt"


def also(name: str) -> frozenset[str]:
    """What else whoever is called so may be called: of every group that this word stands in, and never itself."""
    return _groups().get(names.bare(name), frozenset())


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        group = [] if line.startswith("#") else line.split()
        for name in group:
            found.setdefault(name, set()).update(group)
    return {name: frozenset(group - {name}) for name, group in found.items()}
