"""The tree of a pack as a Mermaid drawing."""

from decisions.guidance.edges import ADVICE, Edge, Target, edges
from decisions.guidance.pack import Pack
from decisions.guidance.words import ASK_FOR_ADVICE, either


def mermaid(pack: Pack) -> str:
    questions = [f"    {question.slug}[{_quoted(question.text)}]" for question in pack.questions]
    outcomes = [f"    result_{outcome.slug}([{_quoted(outcome.title)}])" for outcome in pack.outcomes]
    advice = f"    {ADVICE}([{_quoted(ASK_FOR_ADVICE + ', then come back')}])"
    arrows = [_arrow(pack, edge) for edge in edges(pack)]
    return "\n".join(["flowchart TD", *questions, *outcomes, advice, *arrows]) + "\n"


def _arrow(pack: Pack, edge: Edge) -> str:
    label = either(pack.question(edge.source), edge.values)
    line = "-.->" if edge.target.kind == "advice" else "-->"
    return f"    {edge.source} {line}|{_quoted(label)}| {_node(edge.target)}"


def _node(target: Target) -> str:
    return f"result_{target.slug}" if target.kind == "outcome" else target.slug


def _quoted(text: str) -> str:
    """Mermaid reads entities inside quotes, so these cannot end the quote or start a tag."""
    for character, entity in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(character, entity)
    return f'"{text}"'
