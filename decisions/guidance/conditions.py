"""Conditions on answers, as values that can be read, hashed and drawn. There is no Not, on purpose."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | bool | None"


@dataclass(frozen=True, slots=True, init=False)
class Is:
    """The question was answered with one of these values. An unanswered question holds nothing."""

    slug: str
    values: tuple[str, ...]

    def __init__(self, slug: str, *values: str) -> None:
        object.__setattr__(self, "slug", slug)
        object.__setattr__(self, "values", values)

    def holds(self, answers: Mapping[str, str]) -> bool:
        return answers.get(self.slug) in self.values

    def slugs(self) -> frozenset[str]:
        return frozenset({self.slug})

    def parts(self) -> "tuple[Is, ...]":
        return (self,)

    def words(self) -> str:
        return f"{self.slug} is {' or '.join(self.values)}"

    def as_dict(self) -> Json:
        return {"is": self.slug, "one_of": list(self.values)}


@dataclass(frozen=True, slots=True, init=False)
class All:
    """Every one of the conditions holds."""

    conditions: "tuple[Condition, ...]"

    def __init__(self, *conditions: "Condition") -> None:
        object.__setattr__(self, "conditions", conditions)

    def holds(self, answers: Mapping[str, str]) -> bool:
        return all(condition.holds(answers) for condition in self.conditions)

    def slugs(self) -> frozenset[str]:
        return frozenset().union(*(condition.slugs() for condition in self.conditions))

    def parts(self) -> tuple[Is, ...]:
        return tuple(part for condition in self.conditions for part in condition.parts())

    def words(self) -> str:
        return " and ".join(f"({condition.words()})" for condition in self.conditions)

    def as_dict(self) -> Json:
        return {"all": [condition.as_dict() for condition in self.conditions]}


@dataclass(frozen=True, slots=True, init=False)
class Any:
    """At least one of the conditions holds."""

    conditions: "tuple[Condition, ...]"

    def __init__(self, *conditions: "Condition") -> None:
        object.__setattr__(self, "conditions", conditions)

    def holds(self, answers: Mapping[str, str]) -> bool:
        return any(condition.holds(answers) for condition in self.conditions)

    def slugs(self) -> frozenset[str]:
        return frozenset().union(*(condition.slugs() for condition in self.conditions))

    def parts(self) -> tuple[Is, ...]:
        return tuple(part for condition in self.conditions for part in condition.parts())

    def words(self) -> str:
        return " or ".join(f"({condition.words()})" for condition in self.conditions)

    def as_dict(self) -> Json:
        return {"any": [condition.as_dict() for condition in self.conditions]}


Condition: TypeAlias = Is | All | Any
