"""A pack: one edition of the guidance as one immutable value. A released pack is known by its hash."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass

import rfc8785

from decisions.guidance.conditions import All, Any, Condition, Is, Json

__all__ = ["All", "Any", "Condition", "Ending", "Is", "Law", "Option", "Outcome", "Pack", "Question", "Rule"]


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """What a question rests on: its name, the edition or section, and its point for this question."""

    name: str
    edition: str
    point: str


@dataclass(frozen=True, slots=True)
class Question:
    """One page. `rules` are the golden rules it serves; an answer in `stop` waits there for advice."""

    slug: str
    text: str
    meaning: str
    examples: tuple[str, ...]
    law: tuple[Law, ...]
    rules: tuple[int, ...]
    options: tuple[Option, ...]
    asked_when: Condition | None = None
    stop: tuple[str, ...] = ()
    advice_sentence: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(option.value for option in self.options)

    def is_asked(self, answers: Mapping[str, str]) -> bool:
        return self.asked_when is None or self.asked_when.holds(answers)

    def label(self, value: str) -> str:
        """The words of an answer. Raises LookupError for a value the question does not offer."""
        for option in self.options:
            if option.value == value:
                return option.label
        raise LookupError(f"The question {self.slug} does not offer that answer.")


@dataclass(frozen=True, slots=True)
class Rule:
    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    slug: str
    title: str
    meaning: str
    next_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """When no question is left to ask: the outcome (a slug), the answers that lead to it, and why."""

    outcome: str
    when: Condition
    why: str


@dataclass(frozen=True, slots=True)
class Pack:
    """One edition. `published` is an ISO date, as exact as the source gives it.

    `checked_on` is the ISO date an information governance lead checked the wording and the law; "" until one has.
    """

    id: str
    title: str
    short_title: str
    edition: str
    published: str
    source: str
    note: str
    is_government_chart: bool
    checked_on: str
    rules: tuple[Rule, ...]
    questions: tuple[Question, ...]
    outcomes: tuple[Outcome, ...]
    endings: tuple[Ending, ...]

    def question(self, slug: str) -> Question:
        """Raises LookupError for a question this edition does not ask."""
        for question in self.questions:
            if question.slug == slug:
                return question
        raise LookupError(f"{self.title} does not ask that question.")

    def outcome(self, slug: str) -> Outcome:
        """Raises LookupError for an outcome this edition does not have."""
        for outcome in self.outcomes:
            if outcome.slug == slug:
                return outcome
        raise LookupError(f"{self.title} does not have that outcome.")

    def as_dict(self) -> dict[str, Json]:
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}

    @property
    def hash(self) -> str:
        """SHA-256, in hex, of the pack as canonical JSON (RFC 8785)."""
        return hashlib.sha256(rfc8785.dumps(self.as_dict())).hexdigest()


def _plain(value: object) -> Json:
    if isinstance(value, Is | All | Any):
        return value.as_dict()
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"A pack cannot hold a {type(value).__name__}.")
