"""A piece of a text around the words that it was found by, with those words marked. Plain Python."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass

from consent import names

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
AROUND = 10  # words on either side of the first that is marked


@dataclass(frozen=True, slots=True)
class Run:
    """Letters that stand next to each other, and are all marked or none."""

    text: str
    marked: bool


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of some texts, as they are compared."""
    return {plain for text in texts for word in WORD.findall(text) for plain in names.words(word)}


def piece(text: str, wanted: Set[str]) -> list[Run]:
    """The text around the first wanted word; nothing where none of it is wanted. Line ends become spaces."""
    spans = [(*each.span(), bool(wanted & words_of([each.group()]))) for each in WORD.finditer(text)]
    first = next((number for number, (*_, marked) in enumerate(spans) if marked), None)
    if first is None:
        return []
    shown = spans[max(0, first - AROUND) : first + AROUND + 1]
    begin = 0 if first <= AROUND else shown[0][0]
    end = len(text) if shown[-1] == spans[-1] else shown[-1][1]
    return list(_runs(text, shown, begin, end))


def _runs(text: str, spans: list[tuple[int, int, bool]], begin: int, end: int) -> Iterable[Run]:
    at, said = begin, "… " if begin else ""
    for start, stop, marked in spans:
        if marked:
            yield Run(said + _on_one_line(text[at:start]), marked=False)
            yield Run(text[start:stop], marked=True)
            at, said = stop, ""
    yield Run(said + _on_one_line(text[at:end]) + (" …" if end < len(text) else ""), marked=False)


def _on_one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
