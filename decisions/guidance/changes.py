"""What is new, gone, moved or said otherwise from one edition to another, rule by rule and question by question."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from decisions.guidance import comparable, parts
from decisions.guidance.comparable import Comparable
from decisions.guidance.pack import Pack
from decisions.guidance.parts import ANSWER, Parts


class Mark(StrEnum):
    NEW = "New"
    GONE = "Gone"
    MOVED = "Moved"
    REWORDED = "Reworded"
    ANSWERS = "Other answers"


class Text(NamedTuple):
    """One part as it was and as it is; "" where it was not, or is no more."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One rule or question. `before` and `after` are its slug or number in each edition; "" where it is in one only."""

    before: str
    after: str
    marks: tuple[Mark, ...]
    texts: tuple[Text, ...]

    @property
    def label(self) -> str:
        """As it is called now, or was while there was one."""
        return self.texts[0].after or self.texts[0].before

    @property
    def tab(self) -> str:
        """What a picture says of it, where a picture would show it; "" where it draws the same."""
        if not self.before or not self.after:
            return self.marks[0]
        is_drawn = self.texts[0].before != self.texts[0].after or {Mark.MOVED, Mark.ANSWERS} & set(self.marks)
        return "Changed" if is_drawn else ""


def of_rules(before: Pack, after: Pack) -> list[Change]:
    """In the order of the edition after; what is gone comes last."""
    known = _known(before, after)
    one = {str(rule.number): parts.of_rule(rule) for rule in before.rules}
    other = {str(rule.number): parts.of_rule(rule) for rule in after.rules}
    became = {str(old): str(new) for old, new in known.rules.items()}
    return _changes(one, other, became, moved={old for old, new in became.items() if old != new})


def of_questions(before: Pack, after: Pack) -> list[Change]:
    """In the order of the edition after; what is gone comes last."""
    known = _known(before, after)
    one = {each.slug: parts.of_question(before, each, known.values_of(each.slug)) for each in before.questions}
    other = {each.slug: parts.of_question(after, each) for each in after.questions}
    became = {each.before: each.after for each in known.questions}
    in_turn = [became[slug] for slug in one if slug in became], [slug for slug in other if slug in became.values()]
    moved = {old for old, new in became.items() if in_turn[0].index(new) != in_turn[1].index(new)}
    return _changes(one, other, became, moved=moved)


def _known(before: Pack, after: Pack) -> Comparable:
    return comparable.of(before, after) or Comparable(before.id, after.id, rules={})


def _changes(
    one: Mapping[str, Parts], other: Mapping[str, Parts], became: Mapping[str, str], *, moved: set[str]
) -> list[Change]:
    was = {new: old for old, new in became.items()}
    pairs = [(was.get(new, ""), new) for new in other] + [(old, "") for old in one if old not in became]
    return [_change(old, new, one.get(old, {}), other.get(new, {}), moved=old in moved) for old, new in pairs]


def _change(old: str, new: str, before: Parts, after: Parts, *, moved: bool) -> Change:
    texts = tuple(
        Text(label, before.get(label, ""), after.get(label, "")) for label in dict.fromkeys([*after, *before])
    )
    if not old or not new:
        return Change(old, new, (Mark.GONE if old else Mark.NEW,), texts)
    found = {
        Mark.MOVED: moved,
        Mark.REWORDED: any(text.before != text.after for text in texts if text.before and text.after),
        Mark.ANSWERS: any(not (text.before and text.after) for text in texts if text.label.startswith(ANSWER)),
    }
    return Change(old, new, tuple(mark for mark, holds in found.items() if holds), texts)
