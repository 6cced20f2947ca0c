"""Places to break inside very long words: without them the layout's time grows with the square of the length."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from infoshare.documents.characters import spelled_out

ZERO_WIDTH_SPACE, ZERO_WIDTH_JOINER = "\u200b", "\u200d"
LONG = re.compile(r"[^ \t\n\r\f\u200b]{80,}")
"""Longer than a SHA-256, which stays as it is."""
STEP = 10
"""Characters between two places to break: short enough that every column finds one on its second line."""
LONGEST_CLUSTER = 40
LONGEST_PILE = 20
"""Accents or invisible signs in a row. No language needs so many; they have no width, so no line would ever end."""
NOT_SET_AS_LINES = ("style", "script", "title", "{http://www.w3.org/2000/svg}")


def let_long_words_break(page: Element) -> None:
    for element in page.iter():
        if not str(element.tag).startswith(NOT_SET_AS_LINES):
            element.text = breakable(element.text or "")
        element.tail = breakable(element.tail or "")


def breakable(text: str) -> str:
    return LONG.sub(lambda word: ZERO_WIDTH_SPACE.join(_pieces("".join(_seen(word[0])))), text)


def _seen(word: str) -> Iterator[str]:
    for weightless, run in groupby(word, key=_is_weightless):
        letters = "".join(run)
        yield spelled_out(letters, set(letters)) if weightless and len(letters) > LONGEST_PILE else letters


def _pieces(word: str) -> Iterator[str]:
    start = 0
    for end in range(STEP, len(word)):
        length = end - start
        if length >= LONGEST_CLUSTER or (length >= STEP and not _belong_together(word[end - 1], word[end])):
            yield word[start:end]
            start = end
    yield word[start:]


def _belong_together(before: str, after: str) -> bool:
    """An accent stays with its letter, and the parts of a joined sign with each other."""
    return ZERO_WIDTH_JOINER in (before, after) or unicodedata.category(after).startswith("M")


def _is_weightless(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me", "Cf")
