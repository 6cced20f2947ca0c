"""Which words of a text were struck and which are new. Plain Python; two texts always differ in the same way."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

KEPT, STRUCK, NEW = "kept", "struck", "new"
WORDS = re.compile(r"\S+\s*|\s+")  # each with the space after it: together they are the text again
MOST_PAIRS = 200_000  # of words that could match; a page is not kept waiting for more


class Piece(NamedTuple):
    sort: str
    text: str

    @property
    def is_kept(self) -> bool:
        return self.sort == KEPT


def pieces(old: str, new: str) -> list[Piece]:
    """What was kept and struck is the old text, what was kept and is new is the new one, both in their order."""
    before, after = WORDS.findall(old), WORDS.findall(new)
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    middle = _middle(before[start : len(before) - end], after[start : len(after) - end])
    whole = [Piece(KEPT, "".join(before[:start])), *middle, Piece(KEPT, "".join(before[len(before) - end :]))]
    return [each for each in whole if each.text]


def before(found: Sequence[Piece]) -> list[Piece]:
    return [each for each in found if each.sort != NEW]


def after(found: Sequence[Piece]) -> list[Piece]:
    return [each for each in found if each.sort != STRUCK]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _middle(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    counted = Counter(new)
    if sum(counted[word] for word in old) > MOST_PAIRS:
        yield from (Piece(STRUCK, "".join(old)), Piece(NEW, "".join(new)))
        return
    for sort, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            yield Piece(KEPT, "".join(old[a:b]))
        else:
            yield from (Piece(STRUCK, "".join(old[a:b])), Piece(NEW, "".join(new[c:d])))
