"""Letters as sentences that are kept in files of text: a translator needs nothing else. No sentence is in the code."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).parent
LINE = re.compile(r"([a-z_.]+)\s+(\S.*)")


class Malformed(ValueError):
    """A line of a file that is no sentence, or a name that stands twice."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its sentences, and the things it lists. `picture` is for easy read."""

    heading: str
    sentences: tuple[str, ...]
    things: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    picture: str = ""

    @property
    def template(self) -> str:
        return f"consent/pictures/{self.picture}.html"

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.heading, *self.sentences, *self.things, *self.after)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says, whatever it is printed as."""

    reference: str
    organisation: str
    title: str
    parts: tuple[Part, ...]
    by_hand: bool  # whether a line is left where somebody writes the telephone number

    @property
    def texts(self) -> tuple[str, ...]:
        return (self.title, *(text for part in self.parts for text in part.texts))

    @property
    def numbered(self) -> str:
        """Every sentence with its number, for somebody who translates it."""
        return "".join(f"{number}. {text}\n" for number, text in enumerate(self.texts, 1))


@cache
def sentences(name: str) -> Mapping[str, str]:
    """The sentences of one file by their names."""
    text = (HERE / f"{name}.txt").read_text(encoding="utf-8")
    return MappingProxyType(dict(_read(text.splitlines())))


def _read(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    seen = set()
    for line in lines:
        if line and not line.startswith("#"):
            found = LINE.fullmatch(line)
            if not found or found[1] in seen:
                raise Malformed(line)
            seen.add(found[1])
            yield found[1], found[2]


@dataclass(frozen=True, slots=True)
class Voice:
    """The sentences of one file, as they are said to one reader ("" where there is but one)."""

    file: str
    reader: str = ""

    def __call__(self, name: str, /, **filled: str) -> str:
        """Raises KeyError for a sentence that is not there."""
        found = sentences(self.file)
        text = found.get(f"{self.reader}.{name}") or found[name]
        return re.sub(r"\{(\w+)\}", lambda match: filled[match[1]], text)
