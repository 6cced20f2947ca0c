"""How answers become a route. The route is a function of the answers: nothing else is remembered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decisions.guidance.pack import Ending, Pack


@dataclass(frozen=True, slots=True)
class Route:
    """`asked` is every question answered on the way, and last the one that is next or waits for advice."""

    asked: tuple[str, ...]
    next: str | None = None
    waiting_for_advice_at: tuple[str, ...] = ()
    outcome: str | None = None
    why: tuple[str, ...] = ()


def follow(pack: Pack, answers: Mapping[str, str]) -> Route:
    """Answers off the path are ignored; a value the question does not offer counts as no answer."""
    counted: dict[str, str] = {}
    for question in pack.questions:
        if not question.is_asked(counted):
            continue
        value = answers.get(question.slug)
        if value is None or value not in question.values:
            return Route((*counted, question.slug), next=question.slug)
        counted[question.slug] = value
        if value in question.stop:
            return Route(tuple(counted), waiting_for_advice_at=(question.slug,), why=(question.advice_sentence,))
    return _ended(pack, counted)


def on_path(pack: Pack, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that count, in the order asked."""
    route = follow(pack, answers)
    return {slug: answers[slug] for slug in route.asked if slug != route.next}


def can_visit(pack: Pack, answers: Mapping[str, str], slug: str) -> bool:
    return slug in follow(pack, answers).asked


def paths(pack: Pack) -> Iterator[dict[str, str]]:
    """Every way through: the answers of each path that ends in an outcome or waits for advice."""
    return _paths_from(pack, {})


def endings_that_hold(pack: Pack, counted: Mapping[str, str]) -> tuple[Ending, ...]:
    """Exactly one, on every complete path of a sound pack: `problems` proves it."""
    return tuple(ending for ending in pack.endings if ending.when.holds(counted))


def _paths_from(pack: Pack, answers: dict[str, str]) -> Iterator[dict[str, str]]:
    next_slug = follow(pack, answers).next
    if next_slug is None:
        yield answers
        return
    for value in pack.question(next_slug).values:
        yield from _paths_from(pack, {**answers, next_slug: value})


def _ended(pack: Pack, counted: Mapping[str, str]) -> Route:
    for ending in endings_that_hold(pack, counted):
        return Route(tuple(counted), outcome=ending.outcome, why=(ending.why,))
    return Route(tuple(counted))
