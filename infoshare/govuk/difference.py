"""What differs between two texts, word by word: what both have, what is only in the first, what is only in the second.

The pieces that are kept or removed are the first text, letter for letter; those that are kept or added, the second.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal, NamedTuple

Kind = Literal["kept", "removed", "added"]
KEPT, REMOVED, ADDED = "kept", "removed", "added"
WORDS = re.compile(r"\S+|\s+")  # whole: a sign joined of several, or a letter with its accents, is never taken apart
MOST_PAIRS = 200_000  # of words that could match; a page is not kept waiting for more


class Piece(NamedTuple):
    kind: Kind
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """Where words changed in a row, all that was removed stands before all that was added."""
    if before == after:
        return [Piece("kept", before)] if before else []
    return list(_in_order(_whole_runs(list(_pieces(WORDS.findall(before), WORDS.findall(after))))))


def _pieces(one: list[str], other: list[str]) -> Iterator[Piece]:
    """What both begin and end with is set aside first: most of a long text that was changed in one place."""
    start = _shared(one, other)
    end = _shared(one[start:][::-1], other[start:][::-1])
    middle, changed = one[start : len(one) - end], other[start : len(other) - end]
    yield Piece("kept", "".join(one[:start]))
    for tag, a, b, c, d in _steps(middle, changed):
        if tag == "equal":
            yield Piece("kept", "".join(middle[a:b]))
        else:
            yield Piece("removed", "".join(middle[a:b]))
            yield Piece("added", "".join(changed[c:d]))
    yield Piece("kept", "".join(one[len(one) - end :]))


def _steps(one: list[str], other: list[str]) -> Iterable[tuple[str, int, int, int, int]]:
    counted = Counter(other)
    if sum(counted[word] for word in one) > MOST_PAIRS:
        return [("replace", 0, len(one), 0, len(other))]
    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def _shared(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    for number, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return number
    return min(len(one), len(other))


def _whole_runs(pieces: list[Piece]) -> Iterator[Piece]:
    """A mere space between two changes is a part of both: so that words changed in a row are read as one change."""
    found = [piece for piece in pieces if piece.text]
    for place, piece in enumerate(found):
        inside = 0 < place < len(found) - 1
        if piece.kind == KEPT and inside and piece.text.isspace():
            yield Piece("removed", piece.text)
            yield Piece("added", piece.text)
        else:
            yield piece


def _in_order(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for changed, run in groupby(pieces, key=lambda piece: piece.kind != KEPT):
        row = list(run)
        kinds: tuple[Kind, ...] = ("removed", "added") if changed else ("kept",)
        for kind in kinds:
            if text := "".join(piece.text for piece in row if piece.kind == kind):
                yield Piece(kind, text)
