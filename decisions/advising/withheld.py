"""What is withheld from whoever is asked for advice: each place in a text that tells who somebody is.

What is known of the people is found however it is written: in another case, without its accents, with other marks
between, a date in figures or in words. What is not known but looks like it (an address, a telephone number) is marked
too. A program can't find everybody: the asker reads the marked text before anything goes, and marks the rest.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
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
    whole: tuple[str, ...] = ()  # names of which a part alone tells nothing


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
    found = sorted(_found(text, plain, places, known, tuple(also)), key=lambda mark: (mark[0], -mark[1]))
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


def _found(
    text: str, plain: str, places: list[int], known: Known, also: tuple[str, ...]
) -> Iterator[tuple[int, int, str]]:
    for tells, pattern in _patterns(known, also):
        group = 1 if pattern.groups else 0
        for match in pattern.finditer(plain):
            start, end = match.span(group)
            if tells != INITIALS or _is_in_capitals(text[places[start] : places[end - 1] + 1]):
                yield start, end, tells


@lru_cache(maxsize=8)
def _patterns(known: Known, also: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One for each kind, however many are known: made once, and not for each text."""
    return tuple(_each_pattern(known, also))


def _each_pattern(known: Known, also: tuple[str, ...]) -> Iterator[tuple[str, re.Pattern[str]]]:
    names = [re.findall(r"[^\W_]+", _folded(name)) for name in (*known.names, *also)]
    alone = {part for parts in names for part in parts if len(part) >= SHORTEST and part not in PARTICLES}
    whole = [re.findall(r"[^\W_]+", _folded(name)) for name in known.whole]
    wanted = {tuple(parts) for parts in (*names, *whole) if parts} | {(part,) for part in alone}
    if wanted:
        yield NAME, _any_of((_words(parts) for parts in _longest_first(wanted)), r"(?<![^\W_])", r"(?![^\W_])")
    for day in known.born:
        yield from ((BORN, re.compile(pattern)) for pattern in _days(day))
    signs = {tuple(re.findall(r"[^\W_]", _folded(number))) for number in known.numbers} - {()}
    if signs:
        yield NUMBER, _any_of((_signs(each, r"[\W_]*") for each in _longest_first(signs)), r"(?<!\w)", r"(?!\w)")
    yield from ((LOOKS, pattern) for pattern in UNKNOWN)
    letters = {tuple(re.findall(r"[^\W_]", _folded(initials))) for initials in known.initials} - {()}
    for each in sorted(letters):
        yield INITIALS, re.compile(r"(?<![^\W_])" + _signs(each, r"[.\s]{0,2}") + r"(?![^\W_])")


def _any_of(patterns: Iterable[str], before: str, after: str) -> re.Pattern[str]:
    """The longest from each place on; looked for ahead, so that one that is found hides none that begins in it."""
    return re.compile(f"{before}(?=((?:{'|'.join(patterns)}){after}))")


def _longest_first(found: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return sorted(found, key=lambda parts: (-len("".join(parts)), parts))


def _words(parts: Iterable[str]) -> str:
    """The words one after another, with any marks between; an apostrophe may stand anywhere in one."""
    return r"[\W_]+".join("'?".join(map(re.escape, part)) for part in parts)


def _signs(signs: Iterable[str], between: str) -> str:
    return between.join(map(re.escape, signs))


def _is_in_capitals(initials: str) -> bool:
    """AB, A.B. and A B in capitals: "ab" may be a word."""
    return initials.upper() == initials


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
