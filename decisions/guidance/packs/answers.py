"""The plain answers many questions share."""

from decisions.guidance.pack import Option

UNSURE = Option(
    "unsure",
    "I'm not sure",
    "This opens an advice discussion. The question waits until you record what came of it.",
)


def yes(hint: str) -> Option:
    return Option("yes", "Yes", hint)


def no(hint: str) -> Option:
    return Option("no", "No", hint)
