"""Who agreed to a consent as it stands, and how: what a decision that rests on it writes down of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from consent import words
from consent.models import ConsentEvent
from consent.register import Held, who
from consent.standing import YES
from consent.status import ELEMENTS, FORMS

LINE = 200  # characters that a line of a record holds


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of those whose answer decides: their names, who they are, how they agreed, since when, what they were told."""

    names: str
    relationship: str
    form: str  # of status.FORMS; "" where it is implied
    on: date | None
    until: date | None
    explained: tuple[str, ...]  # of ELEMENTS
    why: str  # what they said


def of(held: Held, on: date) -> Agreement:
    """Empty where nobody whose answer decides agrees that day."""
    now = held.standing(on)
    keys = [key for key, each in now.answers.items() if each in YES and held.say(key, on).weight != "view"]
    given = [event for key in keys if (event := _given(held, key, on))]
    forms = [event.form for event in given if event.form in FORMS]
    told = [element for element in ELEMENTS if element not in now.missing]
    return Agreement(
        names=_line(held.called(key) for key in keys),
        relationship=_line(_relationship(event) for event in given),
        form=forms[-1] if forms else "",
        on=now.since,
        until=now.until,
        explained=tuple(told) if forms else (),
        why=" ".join(event.why for event in given if event.why),
    )


def _given(held: Held, key: str, on: date) -> ConsentEvent | None:
    """The last time they said how they agree."""
    said = [row for row in held.events if who(row) == key and row.on <= on and row.form and row.kind != "refused"]
    return max(said, key=lambda row: (row.on, row.pk), default=None)


def _relationship(row: ConsentEvent) -> str:
    if row.relationship is None:
        return "The person themselves"
    kind = words.RELATIONSHIPS[row.relationship.kind].label
    return f"{kind}, with parental responsibility" if row.responsibility == words.YES else kind


def _line(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(parts))[:LINE]
