"""The passages of a record that can be amended, each at its place. Plain Python.

A place is the way to a text in the frozen content, such as weighing.0.text. What is frozen never changes, so neither
does a place, whatever FORMAT the content has.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]

# The parts that are labelled texts, as the record's page calls them, in its order. Pieces of information are their own.
ROWS: Mapping[str, str] = {
    "emergency": "What was shared in the emergency",
    "before": "Written before the emergency",
    "details": "The case",
    "reopens": "Looks again at an earlier record",
    "request": "The request",
    "items": "",
    "consent": "Consent",
    "views": "What the child and the carer say",
    "weighing": "Risk on both sides, and best interests",
    "duty": "The duty to share",
    "protected": "Who must be protected",
    "basis": "The law relied on",
    "sharing": "How it is shared",
}
# What the site acts on: to change one of these is a new decision.
FIXED = frozenset(
    {
        *("Purpose", "Where it goes", "Consent relied on", "Child or family told"),
        *("Reference", "The record looked at again"),
    }
)
OF_A_PIECE: Mapping[str, str] = {
    "text": "What it says",
    "source": "Where it is from",
    "author": "Whose opinion, or who alleges it",
    "why": "Why",  # until format 2 that was said once, for all recipients
}
ANSWERS = "The questions and the answers"
SHORT = ("source", "author")
OF_A_LINE: Mapping[str, str] = {"redacted": "What they read instead", "why": "Why"}
# Where the record shows a passage a second time, and of which part that is.
COPIES: Mapping[str, str] = {"about": "details", "to": "emergency", "decision.reasons": "emergency"}


@dataclass(frozen=True, slots=True)
class Passage:
    place: str
    part: str
    label: str
    text: str

    @property
    def is_short(self) -> bool:
        return column_of(self.place) in SHORT

    @property
    def title(self) -> str:
        return f"{self.part}: {self.label}"


def of(content: Content) -> dict[str, Passage]:
    """Each that says something, by its place, in the order of the record's page."""
    found = [*_decision(content), *_rows(content), *_advice(content), *_answers(content)]
    return {each.place: each for each in found if each.text}


def reading(content: Content, texts: Mapping[str, str]) -> dict[str, Any]:
    """The content with these texts at their places, and where the record shows the same passage again."""
    whole = deepcopy(dict(content))
    for place, text in texts.items():
        for each in (place, *_copies(content, place)):
            way, _, last = each.rpartition(".")
            _at(whole, way)[last] = text
    return whole


def _copies(content: Content, place: str) -> list[str]:
    part = place.partition(".")[0]
    return [copy for copy, of in COPIES.items() if part == of and _at(content, copy) == _at(content, place)]


def piece_of(place: str) -> int | None:
    """Which piece of information a passage is of, counted from 0; None where it is of none, or only says why."""
    part, *way = place.split(".")
    return int(way[0]) if part == "items" and way[-1] != "why" else None


def column_of(place: str) -> str:
    """Which column of the piece itself; "" where it is of none, or of what one recipient gets of it."""
    part, *way = place.split(".")
    return way[-1] if part == "items" and len(way) == len(("0", "text")) and way[-1] != "why" else ""


def _at(content: Any, place: str) -> Any:
    for step in filter(None, place.split(".")):
        content = (content or {}).get(step) if not isinstance(content, list) else content[int(step)]
    return content


def _decision(content: Content) -> Iterator[Passage]:
    """After an emergency its reasons are the danger, which stands among what was shared."""
    said = content.get("decision") or {}
    if not content.get("emergency"):
        yield Passage("decision.reasons", "The decision", "Reasons", said.get("reasons", ""))
    yield Passage("decision.departure_why", "The decision", "Why it departs", said.get("departure_why", ""))


def _rows(content: Content) -> Iterator[Passage]:
    for part, title in ROWS.items():
        yield from _pieces(content) if part == "items" else _labelled(part, title, content.get(part))


def _labelled(place: str, title: str, rows: Any) -> Iterator[Passage]:
    for number, row in enumerate(rows or ()):
        if row["label"] not in FIXED:
            yield Passage(f"{place}.{number}.text", title, row["label"], row["text"])


def _pieces(content: Content) -> Iterator[Passage]:
    for number, piece in enumerate(content.get("items") or ()):
        place, title = f"items.{number}", f"Information {number + 1}"
        for name, label in OF_A_PIECE.items():
            yield Passage(f"{place}.{name}", title, label, piece.get(name, ""))
        for at, line in enumerate(piece.get("lines") or ()):
            for name, label in OF_A_LINE.items():
                yield Passage(f"{place}.lines.{at}.{name}", f"{title}, for {line['to']}", label, line[name])


def _advice(content: Content) -> Iterator[Passage]:
    for number, asked in enumerate(content.get("advice") or ()):
        yield from _labelled(f"advice.{number}.rows", f"Advice {number + 1}", asked["rows"])


def _answers(content: Content) -> Iterator[Passage]:
    for number, row in enumerate(content.get("answers") or ()):
        for name, label in (("answer", "{}"), ("note", "Noted: {}")):
            yield Passage(f"answers.{number}.{name}", ANSWERS, label.format(row["question"]), row[name])
