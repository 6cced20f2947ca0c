"""What is withheld from whoever is asked for advice: each place in a text that tells who somebody is.

What is known of the people is found however it is written: in another case, without its accents, with other marks
between, a date in figures or in words. What is not known but looks like it (an address, a telephone number) is marked
too. A program can't find everybody: the asker reads the marked text before anything goes, and marks the rest.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from consent.names import bare

NAME, INITIALS, BORN, NUMBER, LOOKS = "name", "initials", "date of birth", "number", "contact"
SHOWN = {
    NAME: "[name withheld]",
    INITIALS: "[initials withheld]",
    BORN: "[date of birth withheld]",
    NUMBER: "[number withheld]",
    LOOKS: "[contact withheld]",
}
SHORTEST = 2  # letters of a part of a name that is looked for by itself
# Small words that stand in names and everywhere else; found only as part of the whole name.
PARTICLES = frozenset(
    {"al", "an", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "of", "the", "van", "von"}
)
MONTHS = [f"{date(2000, month, 1):%B}" for month in range(1, 13)]
UNKNOWN = (
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),  # mail
    re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE),  # postcode
    re.compile(r"(?<![\w/])\+?\d[\d ()-]{8,}\d\b"),  # telephone, NHS number, unique pupil number
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of everybody whom a question is about."""

    names: tuple[str, ...] = ()
    initials: tuple[str, ...] = ()
    born: tuple[date, ...] = ()
    numbers: tuple[str, ...] = ()  # references and identifiers, as they are stored


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text, and what it tells."""

    start: int
    end: int
    tells: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with its marks in order; none overlaps another."""

    text: str
    marks: tuple[Mark, ...] = field(default=())

    @property
    def shown(self) -> str:
        """As the adviser sees it."""
        cuts = [(0, 0, ""), *((mark.start, mark.end, SHOWN[mark.tells]) for mark in self.marks)]
        end = (len(self.text), len(self.text), "")
        return "".join(said + self.text[here:there] for (_, here, said), (there, _, _) in pairwise([*cuts, end]))


def marked(text: str, known: Known, *, also: Iterable[str] = ()) -> Marked:
    """`also` is what the asker marked by hand: words of the text."""
    plain, places = _plain(text)
    found = sorted(_found(text, plain, known, tuple(also)), key=lambda mark: (mark[0], -mark[1]))
    marks: list[Mark] = []
    for start, end, tells in found:
        first, last = places[start], places[end - 1] + 1
        if marks and (first < marks[-1].end or _is_one(text[marks[-1].end : first], marks[-1].tells, tells)):
            marks[-1] = Mark(marks[-1].start, max(last, marks[-1].end), marks[-1].tells)
        else:
            marks.append(Mark(first, last, tells))
    return Marked(text, tuple(marks))


def _is_one(between: str, before: str, after: str) -> bool:
    """Parts of one name."""
    return before == after == NAME and between in {"-", " "}


def _found(text: str, plain: str, known: Known, also: tuple[str, ...]) -> Iterator[tuple[int, int, str]]:
    for tells, pattern in _patterns(known, also):
        yield from ((match.start(), match.end(), tells) for match in pattern.finditer(plain))
    for initials in known.initials:
        yield from _initials(text, plain, initials)


def _patterns(known: Known, also: tuple[str, ...]) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name in (*known.names, *also):
        parts = re.findall(r"[^\W_]+", _folded(name))
        if parts:
            yield NAME, _words(parts)
        yield from ((NAME, _words([part])) for part in parts if len(part) >= SHORTEST and part not in PARTICLES)
    for day in known.born:
        yield from ((BORN, re.compile(pattern)) for pattern in _days(day))
    for number in known.numbers:
        if signs := re.findall(r"[^\W_]", _folded(number)):
            yield NUMBER, re.compile(r"(?<!\w)" + r"[\W_]*".join(map(re.escape, signs)) + r"(?!\w)")
    yield from ((LOOKS, pattern) for pattern in UNKNOWN)


def _words(parts: list[str]) -> re.Pattern[str]:
    """The words one after another, with any marks between; an apostrophe may stand anywhere in one."""
    words = ("'?".join(map(re.escape, part)) for part in parts)
    return re.compile(r"(?<![^\W_])" + r"[\W_]+".join(words) + r"(?![^\W_])")


def _initials(text: str, plain: str, initials: str) -> Iterator[tuple[int, int, str]]:
    """AB, A.B. and A B in capitals: "ab" may be a word."""
    letters = re.findall(r"[^\W_]", _folded(initials))
    if not letters:
        return
    pattern = re.compile(r"(?<![^\W_])" + r"[.\s]{0,2}".join(map(re.escape, letters)) + r"(?![^\W_])")
    _, places = _plain(text)
    for match in pattern.finditer(plain):
        original = text[places[match.start()] : places[match.end() - 1] + 1]
        if original.upper() == original:
            yield match.start(), match.end(), INITIALS


def _days(born: date) -> Iterator[str]:
    """A day as people write it: 3/4/12, 03.04.2012, 2012-04-03, 3rd of April 2012, April 3, 2012."""
    day, month = rf"0?{born.day}", rf"0?{born.month}"
    year = rf"(?:{born.year}|{born.year % 100:02})"
    name = MONTHS[born.month - 1].lower()
    word = rf"{name[:3]}(?:{name[3:]})?\.?"
    between = r"\s*[./-]\s*"
    yield rf"(?<!\d){day}{between}{month}{between}{year}(?!\d)"
    yield rf"(?<!\d){born.year}{between}{month}{between}{day}(?!\d)"
    yield rf"(?<!\d){day}(?:st|nd|rd|th)?\s+(?:of\s+)?{word},?\s+{year}(?!\d)"
    yield rf"(?<!\w){word}\s+{day}(?:st|nd|rd|th)?,?\s+{year}(?!\d)"


def _folded(text: str) -> str:
    return bare(text).replace("'", "").replace("’", "")


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without case and accents, and for each of its characters its place in the text."""
    letters, places = [], []
    for place, sign in enumerate(text):
        for letter in "'" if sign == "’" else bare(sign):
            letters.append(letter)
            places.append(place)
    return "".join(letters), places
