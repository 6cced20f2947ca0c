"""When a record is due: no rule keeps it from that day on. The longest wins; what can't be worked out is never due."""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from decisions.retention.schedule import (
    ADOPTED,
    ADOPTION,
    ANYBODY,
    BIRTH,
    DEATH,
    DIED,
    LOOKED_AFTER,
    Rule,
)

ADULT = 18
NOBODY, NO_RULE = "nobody", "no rule"


@dataclass(frozen=True, slots=True)
class Whom:
    """A person whom a record is about, as far as it counts for how long it is kept."""

    born_on: date | None = None
    died_on: date | None = None
    adopted_on: date | None = None
    looked_after: bool = False
    adopted: bool = False

    def is_of(self, kind: str) -> bool:
        """Died: a looked-after child who died before they were 18, for whom another time counts."""
        if kind in {LOOKED_AFTER, DIED}:
            return self.looked_after and (kind == DIED) == self.died_as_a_child
        return self.adopted if kind == ADOPTED else kind == ANYBODY

    @property
    def died_as_a_child(self) -> bool:
        """Not where it can't be told: then the longer time counts."""
        return bool(self.born_on and self.died_on and self.died_on < after(self.born_on, years=ADULT))


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one record: what it is, whom it is about, and when what its rules count from happened."""

    about: str
    people: Sequence[Whom] = ()
    moments: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when, by which rule, counted from which day; `lacks` says what is not known where there is no day."""

    due_on: date | None
    rule: Rule | None
    from_on: date | None = None
    lacks: str = ""

    def is_due(self, on: date) -> bool:
        return self.due_on is not None and self.due_on <= on


def kept(facts: Facts, rules: Iterable[Rule]) -> Kept:
    """By the longest of the rules that apply; one that counts from a day nobody knows keeps it for good."""
    days = [(rule, day) for rule in rules for day in _counted_from(rule, facts)]
    for rule, day in days:
        if not isinstance(day, date):
            return Kept(None, rule, lacks=day)
    ends = [
        Kept(after(day, years=rule.years, months=rule.months), rule, day) for rule, day in days if isinstance(day, date)
    ]
    return max(ends, key=lambda each: each.due_on or date.min) if ends else Kept(None, None, lacks=NO_RULE)


def _counted_from(rule: Rule, facts: Facts) -> Iterator[date | str]:
    """The days from which a rule counts for this record; where one is not known, what is lacking."""
    slot = rule.slot
    if slot.about != facts.about:
        return
    if slot.trigger in {BIRTH, DEATH, ADOPTION}:
        if slot.whom == ANYBODY and not facts.people:
            yield NOBODY
        for person in facts.people:
            if person.is_of(slot.whom):
                yield _day_of(person, slot.trigger) or slot.trigger
    else:
        yield facts.moments.get(slot.trigger) or slot.trigger


def _day_of(person: Whom, trigger: str) -> date | None:
    return {BIRTH: person.born_on, DEATH: person.died_on, ADOPTION: person.adopted_on}[trigger]


def after(day: date, *, years: int, months: int = 0) -> date:
    """The same day so much later; where that month has no such day, the first of the next: never a day too early."""
    year, month = divmod(day.year * 12 + day.month - 1 + years * 12 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    if day.day > last:
        return date(year, month + 1, last) + timedelta(days=1)
    return date(year, month + 1, day.day)


def begun_by(on: date, rule: Rule) -> date:
    """What began after this day is not due by a rule on that day: for a first choice among many, a few days wide."""
    year, month = divmod(on.year * 12 + on.month - 1 - rule.years * 12 - rule.months, 12)
    return date(max(year, 1), month + 1, 1) + timedelta(days=on.day + 2)
