"""Routes that end otherwise in a newer edition for the same answers, as far as the two are comparable.

Where the newer edition asks what the older one did not, each answer to that is a branch. An answer that waits for
advice ends nothing, so no branch is made of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from decisions.guidance import comparable
from decisions.guidance.comparable import Comparable
from decisions.guidance.pack import Pack
from decisions.guidance.route import follow, paths

Answers = tuple[tuple[str, tuple[str, ...]], ...]  # for each question, the answers that lead the same way
Path = dict[str, str]
End = TypeVar("End")


@dataclass(frozen=True, slots=True)
class Branch:
    """`answers` are to what only the newer edition asks; none where it ends so whatever they are."""

    answers: Answers
    outcome: str


@dataclass(frozen=True, slots=True)
class Fork:
    """With these answers the older edition ended in `outcome`; the newer one ends in that of one of the branches."""

    answers: Answers
    outcome: str
    branches: tuple[Branch, ...]

    def holds(self, counted: Mapping[str, str]) -> bool:
        return all(counted.get(slug) in values for slug, values in self.answers)

    @property
    def others(self) -> tuple[Branch, ...]:
        """Those that end otherwise than the older edition did."""
        return tuple(each for each in self.branches if each.outcome != self.outcome)

    @property
    def is_certain(self) -> bool:
        return len(self.others) == len(self.branches)


_Ends = tuple[str, tuple[Branch, ...]]
SAME: _Ends = ("", ())


@lru_cache(maxsize=8)  # both editions are walked, whole, to find them
def forks(before: Pack, after: Pack) -> tuple[Fork, ...]:
    """Only those that can end otherwise; none where nothing is known to be comparable."""
    known = comparable.of(before, after)
    return tuple(_forks(before, after, known)) if known else ()


def _forks(before: Pack, after: Pack, known: Comparable) -> Iterator[Fork]:
    ends: list[tuple[Path, _Ends]] = []
    for path, outcome in _ended(before, {}):
        branches = _branches(after, known.translated(path))
        same = {each.outcome for each in branches} <= {outcome}
        ends.append((path, SAME if same else (outcome, branches)))
    for answers, (outcome, branches) in _grouped(_reduced(ends, but=SAME)):
        if branches:
            yield Fork(answers, outcome, branches)


def fork(before: Pack, after: Pack, counted: Mapping[str, str]) -> Fork | None:
    """The one that the answers of a decision come by; `counted` are those on its path."""
    return next((each for each in forks(before, after) if each.holds(counted)), None)


def ways_of(before: Pack, found: Fork) -> list[Answers]:
    """Each whole way of the older edition that comes by it, for whoever can't tell which answers are on a path."""
    ways = [(path, "") for path, _ in _ended(before, {}) if found.holds(path)]
    return [answers for answers, _ in _grouped(ways)]


def _branches(after: Pack, fixed: Mapping[str, str]) -> tuple[Branch, ...]:
    own = [
        ({slug: value for slug, value in path.items() if slug not in fixed}, end) for path, end in _ended(after, fixed)
    ]
    return tuple(Branch(answers, end) for answers, end in _grouped(_reduced(own)))


def _ended(pack: Pack, fixed: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Every path with these answers that comes to an outcome."""
    for path in paths(pack):
        outcome = follow(pack, path).outcome
        if outcome and all(path[slug] == value for slug, value in fixed.items() if slug in path):
            yield path, outcome


def _reduced(ends: list[tuple[Path, End]], but: End | None = None) -> list[tuple[Path, End]]:
    """Without the questions that can be spared, the last of them first: what is left still tells where each path ends.

    Where that is `but`, nothing has to be told.
    """
    kept = ends
    for slug in reversed(list(dict.fromkeys(slug for path, _ in ends for slug in path))):
        spared = _once([({key: value for key, value in path.items() if key != slug}, end) for path, end in kept])
        if all(_tells(path, end, ends) for path, end in spared if end != but):
            kept = spared
    return kept


def _once(ends: list[tuple[Path, End]]) -> list[tuple[Path, End]]:
    return list({(tuple(path.items()), end): (path, end) for path, end in ends}.values())


def _tells(said: Path, end: End, ends: list[tuple[Path, End]]) -> bool:
    return all(other == end for path, other in ends if said.items() <= path.items())


def _grouped(ends: list[tuple[Path, End]]) -> list[tuple[Answers, End]]:
    """Paths that ask the same and end alike, with all the answers that lead along them."""
    found: dict[tuple[tuple[str, ...], End], dict[str, dict[str, None]]] = {}
    for path, end in ends:
        values = found.setdefault((tuple(path), end), {})
        for slug, value in path.items():
            values.setdefault(slug, {})[value] = None
    return [(tuple((slug, tuple(values[slug])) for slug in asked), end) for (asked, end), values in found.items()]
