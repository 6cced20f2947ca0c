"""Addresses as people write them: whether two are one, and whether a text gives one away. Plain Python."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consent.names import words

SHORT: Mapping[str, str] = {
    "st": "street",
    "str": "street",
    "rd": "road",
    "ln": "lane",
    "ave": "avenue",
    "av": "avenue",
    "cl": "close",
    "dr": "drive",
    "ct": "court",
    "cres": "crescent",
    "gdns": "gardens",
    "gdn": "garden",
    "pl": "place",
    "sq": "square",
    "terr": "terrace",
    "ter": "terrace",
    "hse": "house",
}
INSIDE = frozenset({"flat", "apartment", "apt", "room", "unit", "no", "number"})  # before a number inside a house


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives: a line, and a postcode; either may be empty."""

    line: str = ""
    postcode: str = ""


def same_place(one: Place, other: Place) -> bool:
    """Whether both may be one home: nothing that is known of both differs, and something is the same."""
    codes, streets = (_code(one), _code(other)), (_street(one), _street(other))
    flats = (_flat(one), _flat(other))
    if any(a and b and a != b for a, b in (codes, streets, flats)):
        return False
    return any(a and a == b for a, b in (codes, streets))


def is_in(place: Place, text: str) -> bool:
    """Whether the text holds the postcode or the house: a street alone tells too little."""
    code, street = _code(place), _street(place)
    if code and re.search(rf"(?<![A-Z0-9]){r'[^A-Z0-9]{0,2}'.join(code)}(?![A-Z0-9])", text.upper()):
        return True
    return bool(street) and f" {street} " in f" {' '.join(_plain(text))} "


def _code(place: Place) -> str:
    return re.sub(r"[^A-Z0-9]", "", place.postcode.upper())


def _street(place: Place) -> str:
    """The house and its street: "14 mill lane", "rose cottage"; empty where the line names no house."""
    parts = [part for part in _parts(place) if len(part) > 1]
    numbered = [part for part in parts if any(word[0].isdigit() for word in part)]
    return " ".join(next(iter([*numbered, *parts]), []))


def _parts(place: Place) -> Iterator[list[str]]:
    """Between commas, without the number of a flat. A comma after a number parts nothing: 14, Mill Lane."""
    for part in re.sub(r"\b(\d+[a-z]?)\s*,", r"\1 ", place.line, flags=re.IGNORECASE).split(","):
        said = _plain(part)
        yield said[2:] if said[:1] and said[0] in INSIDE else said


def _flat(place: Place) -> str:
    said = _plain(place.line)
    return next((after for word, after in zip(said, said[1:], strict=False) if word in INSIDE), "")


def _plain(text: str) -> list[str]:
    return [SHORT.get(word, word) for word in words(text)]
