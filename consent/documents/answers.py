"""The answers to a consent up to a day: what the copies and the data have in common."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from consent import words
from consent.models import ConsentEvent
from consent.register import THEMSELVES, Held, who
from consent.standing import YES

ANSWERS = ("given", "refused", "renewed", "narrowed", "withdrawn", "found_invalid")


@dataclass(frozen=True, slots=True)
class Happened:
    """An event up to that day. Why it happened and why nobody was asked stay here: they may put somebody at risk."""

    row: ConsentEvent
    by: str  # the key of whoever answered; "" where it is about everybody
    weight: str  # what their answer counts as, of standing.WEIGHTS; "" where nobody answered

    @property
    def counts(self) -> bool:
        return self.weight != "view"


def happened(held: Held, on: date) -> list[Happened]:
    """In the order in which they count."""
    rows = sorted((row for row in held.events if row.on <= on), key=lambda row: (row.on, row.pk))
    weights = {key: held.say(key, on).weight for key in held.answered_by}
    return [Happened(row, who(row), weights.get(who(row), "")) for row in rows]


def somebody_agreed(held: Held, on: date) -> bool:
    """Whether anybody whose answer counts has ever agreed, whatever became of it since."""
    return any(each.row.kind == "given" and each.counts for each in happened(held, on))


def deciding(held: Held, on: date) -> Iterator[str]:
    """The keys of those whose answer counts: those who agree, or, where nobody does, all of them."""
    answers = held.standing(on).answers
    counting = [key for key in answers if held.say(key, on).weight != "view"]
    yield from [key for key in counting if answers[key] in YES] or counting


def relation(held: Held, key: str) -> str:
    """Who they are to the person, never by name: the kind of a relationship, or "Themselves"."""
    if key == THEMSELVES:
        return "Themselves"
    return words.RELATIONSHIPS[
        next(row.relationship.kind for row in held.events if row.relationship and who(row) == key)
    ].label
