"""A rule or a question taken apart into its texts, each by its label, so that two of them can be held side by side."""

from collections.abc import Mapping
from types import MappingProxyType

from decisions.guidance.pack import Option, Pack, Question, Rule
from decisions.guidance.words import condition_in_words

Parts = Mapping[str, str]
ANSWER = "Answer: "
NOTHING: Mapping[str, str] = MappingProxyType({})


def of_rule(rule: Rule) -> Parts:
    return {"The rule": f"{rule.number}. {rule.title}", "What it says": rule.text}


def of_question(pack: Pack, question: Question, became: Mapping[str, str] = NOTHING) -> Parts:
    """`became` gives the value that an answer has in the other edition: both stand by that then."""
    asked = condition_in_words(pack, question.asked_when) if question.asked_when else "Always"
    options = {f"{ANSWER}{became.get(option.value, option.value)}": _option(option) for option in question.options}
    return {
        "The question": question.text,
        "Asked": asked,
        "What it means": question.meaning,
        "For example": "\n".join(question.examples),
        "The law": "\n".join(f"{law.name}, {law.edition}: {law.point}" for law in question.law),
        **options,
        "Whom to ask": question.advice_sentence,
    }


def _option(option: Option) -> str:
    return ". ".join(filter(None, [option.label, option.hint]))
