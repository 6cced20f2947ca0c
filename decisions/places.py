"""Addresses as people write them: whether two are one, and whether a text gives one away. Plain Python."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from consent.names import keys, words

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
STREETS = frozenset(SHORT.values()) - {"house"} | frozenset(
    words(
        """bank bridge croft crescent end garden gate green grove hill mews parade park rise row terrace vale view walk
    way wharf yard"""
    )
)
INSIDE = frozenset({"flat", "apartment", "apt", "room", "unit"})  # before a number inside a house
NUMBER = frozenset({"no", "number", "nr"})  # before any number
FILLING = frozenset({"of", "the"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives: a line, and a postcode; either may be empty."""

    line: str = ""
    postcode: str = ""


def same_place(one: Place, other: Place) -> bool:
    """Whether both may be one home: nothing that is known of both differs, and something is the same."""
    codes, flats = (_code(one), _code(other)), (_flat(one), _flat(other))
    if any(a and b and a != b for a, b in (codes, flats)):
        return False
    houses = (_house(one), _house(other))
    if all(codes):  # one postcode is a few houses: another number or name tells them apart, another spelling does not
        return not _apart(*houses)
    return bool(houses[0]) and _heard(houses[0]) == _heard(houses[1])


def is_in(place: Place, text: str) -> bool:
    """Whether the text holds the postcode or the house: a street alone tells too little."""
    code, house = _code(place), _house(place)
    if code and re.search(rf"(?<![A-Z0-9]){r'[^A-Z0-9]{0,3}'.join(code)}(?![A-Z0-9])", text.upper()):
        return True
    said = _plain(text)
    if len(house) < 2 or not {word for word in house if word[0].isdigit()} <= set(said):
        return len(house) == 1 and house[0] in said
    return f" {' '.join(_heard(house))} " in f" {' '.join(_heard(said))} "


def _code(place: Place) -> str:
    return re.sub(r"[^A-Z0-9]", "", place.postcode.upper())


def _house(place: Place) -> list[str]:
    """The house and its street: 14 mill lane, rose cottage; where the line names no house, what it names."""
    parts = [part for part in _parts(place) if part]
    numbered = [part for part in parts if len(part) > 1 and _has_number(part)]
    return _up_to_the_street(next(iter([*numbered, *parts]), []))


def _up_to_the_street(words: list[str]) -> list[str]:
    """Without the town, where no comma stands before it."""
    ends = [at for at, word in enumerate(words) if at and word in STREETS]
    return words[: next((at for at in ends if at > 1), ends[0]) + 1] if ends else words


def _apart(one: list[str], other: list[str]) -> bool:
    """Of one postcode: by their numbers; or by their names, where neither has a number."""
    if _has_number(one) and _has_number(other):
        return one[0] != other[0]
    return bool(one and other) and not _has_number(one) and not _has_number(other) and _heard(one) != _heard(other)


def _has_number(said: list[str]) -> bool:
    return any(word[0].isdigit() for word in said)


def _parts(place: Place) -> Iterator[list[str]]:
    """Between commas, without the number of a flat. A comma after a number parts nothing: 14, Mill Lane."""
    for part in re.sub(r"\b(\d+[a-z]?)\s*,", r"\1 ", place.line, flags=re.IGNORECASE).split(","):
        said = _plain(part)
        yield said[2:] if said[:1] and said[0] in INSIDE else said


def _flat(place: Place) -> str:
    said = _plain(place.line)
    return next((after for word, after in zip(said, said[1:], strict=False) if word in INSIDE), "")


def _heard(said: list[str]) -> list[str]:
    """By their sound, so that Mil Lane is Mill Lane; numbers as they are."""
    return [word if word[0].isdigit() else (keys(word) or [word])[0] for word in said]


def _plain(text: str) -> list[str]:
    """Its words in full, without "no" before a number."""
    said = [SHORT.get(word, word) for word in words(text)]
    number = [word in NUMBER and after[:1].isdigit() for word, after in zip(said, [*said[1:], ""], strict=False)]
    return [word for word, is_no in zip(said, number, strict=True) if not is_no and word not in FILLING]
