"""What is asked of a record that is looked at again, and the answers.

A question that was ever asked keeps its words: reviews show them. Another wording is another question with a slug of
its own; one that is asked no longer stays in QUESTIONS and leaves ASKED.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Question(NamedTuple):
    text: str
    short: str


YES, PARTLY, NO, NOT_ASKED = "yes", "partly", "no", "not_applicable"
ANSWERS: Mapping[str, str] = MappingProxyType({YES: "Yes", PARTLY: "Partly", NO: "No", NOT_ASKED: "Does not apply"})
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {
        "purpose": Question("Is it clear what the information was needed for, and by whom?", "The purpose"),
        "child": Question("Does the record show the child: what they said, wanted or needed?", "The child"),
        "consent": Question("Is it clear what was asked and said about consent, or why nobody was asked?", "Consent"),
        "weighing": Question("Are the risk of sharing and the risk of not sharing both weighed?", "The risks"),
        "proportion": Question("Did each recipient get what they needed, and no more?", "Who got what"),
        "advice": Question("Was advice asked for where it was needed, and used?", "Advice"),
        "telling": Question("Was it right how the child or the family was told, or not told?", "Telling"),
        "reasons": Question("Would somebody who was not there understand why it was decided so?", "The reasons"),
    }
)
ASKED = tuple(QUESTIONS)
