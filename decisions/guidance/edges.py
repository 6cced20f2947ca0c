"""The pack as a picture sees it: which answers to a question lead where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from decisions.guidance.pack import Pack
from decisions.guidance.route import Route, follow, on_path, paths

Kind = Literal["question", "outcome", "advice"]
ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Target:
    kind: Kind
    slug: str


@dataclass(frozen=True, slots=True)
class Edge:
    """All the answers to `source` that lead to one target."""

    source: str
    values: tuple[str, ...]
    target: Target


@dataclass(frozen=True, slots=True)
class Way:
    """Paths that ask the same questions and end in the same place, with the answers that lead along them."""

    answers: tuple[tuple[str, tuple[str, ...]], ...]
    end: Target


@lru_cache(maxsize=16)  # every path is walked to find them, and every record page draws them
def edges(pack: Pack) -> tuple[Edge, ...]:
    found: dict[tuple[str, Target], dict[str, None]] = {}
    for answers in paths(pack):
        for slug, value, target in steps(pack, answers):
            found.setdefault((slug, target), {})[value] = None
    order = {question.slug: place for place, question in enumerate(pack.questions)}
    drawn = [Edge(source, tuple(values), target) for (source, target), values in found.items()]
    return tuple(sorted(drawn, key=lambda edge: order[edge.source]))


def steps(pack: Pack, answers: Mapping[str, str]) -> Iterator[tuple[str, str, Target]]:
    """Each answer that counts, and where it leads."""
    route = follow(pack, answers)
    counted = on_path(pack, answers)
    for slug, following in zip(counted, route.asked[1:], strict=False):
        yield slug, counted[slug], Target("question", following)
    if route.next is None:
        yield route.asked[-1], counted[route.asked[-1]], end_of(route)


def ways(pack: Pack) -> tuple[Way, ...]:
    found: dict[tuple[tuple[str, ...], Target], dict[str, dict[str, None]]] = {}
    for answers in paths(pack):
        values = found.setdefault((tuple(answers), end_of(follow(pack, answers))), {})
        for slug, value in answers.items():
            values.setdefault(slug, {})[value] = None
    return tuple(
        Way(tuple((slug, tuple(values[slug])) for slug in asked), end) for (asked, end), values in found.items()
    )


def end_of(route: Route) -> Target:
    """Where a finished route ends. Raises ValueError when a question is still to be answered."""
    if route.waiting_for_advice_at:
        return Target("advice", ADVICE)
    if route.outcome is None:
        raise ValueError("This route has not ended.")
    return Target("outcome", route.outcome)
