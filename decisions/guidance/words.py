"""Questions, answers and ways, in words for people."""

from collections.abc import Mapping

from decisions.guidance.conditions import All, Condition, Is
from decisions.guidance.edges import Edge, Target, edges
from decisions.guidance.pack import Pack, Question
from decisions.guidance.route import Route, follow, on_path

ASK_FOR_ADVICE = "Wait for advice"
FEW = 2


def way_in_words(pack: Pack, answers: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        f"{pack.question(slug).text} {pack.question(slug).label(value)}."
        for slug, value in on_path(pack, answers).items()
    )


def end_in_words(pack: Pack, route: Route) -> str:
    if route.outcome:
        return f"The answers point to: {pack.outcome(route.outcome).title}."
    if route.waiting_for_advice_at:
        return "The last question waits for advice."
    return "The questions are not finished."


def chart_in_words(pack: Pack) -> tuple[str, ...]:
    return tuple(_edge_in_words(pack, edge) for edge in edges(pack))


def target_title(pack: Pack, target: Target) -> str:
    if target.kind == "outcome":
        return pack.outcome(target.slug).title
    return pack.question(target.slug).text if target.kind == "question" else ASK_FOR_ADVICE


def either(question: Question, values: tuple[str, ...]) -> str:
    """The labels of these answers, joined by "or"."""
    first, *others = [question.label(value) for value in values]
    return " or ".join([first, *(_inside_a_sentence(label) for label in others)])


def short_either(question: Question, values: tuple[str, ...]) -> str:
    return either(question, values) if len(values) <= FEW else "Any other answer"


def condition_in_words(pack: Pack, condition: Condition) -> str:
    """When a question is asked, by the words of those before it."""
    if isinstance(condition, Is):
        return f"{pack.question(condition.slug).text} {either(pack.question(condition.slug), condition.values)}"
    joined = "; and " if isinstance(condition, All) else "; or "
    return joined.join(condition_in_words(pack, each) for each in condition.conditions)


def way_described(pack: Pack, answers: Mapping[str, str] | None) -> str:
    """A picture's description: the way taken, or the whole chart when no answers are given."""
    if answers is None:
        return " ".join(chart_in_words(pack))
    return " ".join((*way_in_words(pack, answers), end_in_words(pack, follow(pack, answers))))


def _edge_in_words(pack: Pack, edge: Edge) -> str:
    question = pack.question(edge.source)
    return f"{question.text} {either(question, edge.values)}: {_go_to(pack, edge.target)}"


def _go_to(pack: Pack, target: Target) -> str:
    title = target_title(pack, target)
    return f"go to {title}" if target.kind == "question" else f"{title}."


def _inside_a_sentence(label: str) -> str:
    return label if label.startswith("I'") else label[0].lower() + label[1:]
