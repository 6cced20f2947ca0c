"""Characters that no installed font can print are spelled out, [U+1F600]: valid, and nothing unseen."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Protocol
from xml.etree.ElementTree import Element

LAYOUT = "\t\n\f\r"
REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They make text read in another order than it was typed (Unicode annex 9): in a record, show them."""
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn"})
"""Controls, halves of pairs, private use (PDF/A-3a, 6.2.11.7.3 wants a reading for each) and unassigned."""


class UsedFont(Protocol):
    """What we read of a font that WeasyPrint has drawn with. `missing` is keyed by code point."""

    missing: dict[int, int]
    to_unicode: dict[int, str]
    png: bool
    svg: bool
    colr: bool


def never_printed(text: str) -> set[str]:
    return {letter for letter in set(text) if _is_refused(letter)}


def not_printed(fonts: Iterable[UsedFont]) -> set[str]:
    """The characters these fonts had no black-and-white shape for, once a document has been drawn with them."""
    return {letter for font in fonts for letter in _not_printed_with(font)}


def behind(shapes: set[str], text: str) -> set[str]:
    """The letters of the text that these shapes were asked for: some are drawn as two (Thai am), under other codes."""
    letters = {letter for letter in set(text) if shapes.intersection(unicodedata.normalize("NFKD", letter))}
    return letters | shapes


def spelled_out(text: str, letters: set[str]) -> str:
    return text.translate({ord(letter): f"[U+{ord(letter):04X}]" for letter in letters})


def spell_out(page: Element, letters: set[str]) -> None:
    """Changes every text of the page, and the attributes, which the stylesheet can print."""
    for element in page.iter():
        for name, value in element.attrib.items():
            element.attrib[name] = spelled_out(value, letters)
        element.text = spelled_out(element.text or "", letters)
        element.tail = spelled_out(element.tail or "", letters)


def _is_refused(letter: str) -> bool:
    if letter in LAYOUT:
        return False
    return letter in REORDERING or unicodedata.category(letter) in REFUSED_CATEGORIES


def _not_printed_with(font: UsedFont) -> Iterator[str]:
    yield from map(chr, font.missing)
    if font.png or font.svg or font.colr:
        yield from (letter for text in font.to_unicode.values() for letter in text if not letter.isascii())
