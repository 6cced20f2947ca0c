"""What would make a printer call somebody or read a file, typed into every box that a person can type into."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.db import models

from tests.seeding.canaries import Column, place

ADDRESS = "{}"
VECTORS = (
    "<img src={}>",
    '"><img src={} alt="',
    "<embed src={}>",
    "<object data={}></object>",
    '<style>@import "{}";</style>',
    '<p style="background:url({})">x</p>',
    '<p style="border-image:url({}) 1">x</p>',
    '<ul style="list-style:url({})"><li>x</ul>',
    "<style>p:before{content:url({})}</style>",
    "<style>@font-face{font-family:q;src:url({})}p{font-family:q}</style>",
    '<svg><image href="{}" width=9 /></svg>',
    '<svg><image xlink:href="{}" width=9 /></svg>',
    '<svg><use href="{}#a"/></svg>',
    '<svg><style>@import "{}";</style></svg>',
    "<link rel=stylesheet href={}>",
    "<link rel=attachment href={}>",
    "<a rel=attachment href={}>x</a>",
    "<link rel=icon href={}>",
    "<base href={}><link rel=stylesheet href=x>",
    "<style>@color-profile --q{src:url({})}</style>",
    "<script src={}></script>",
    '<meta http-equiv=refresh content="0;{}">',
    '<!DOCTYPE x [<!ENTITY q SYSTEM "{}">]>&q;',
    '{% include "{}" %}',
)
EACH = 4  # of them in each text, where there is room; so all have been in every such box after six rounds
ROUNDS = len(VECTORS) // EACH
SHORT = "<b>&lt;"  # where there is room for none


class Typed(NamedTuple):
    text: str
    vectors: frozenset[int]


@dataclass
class Hostile:
    """Marks texts as canaries do, with vectors behind each token. `addresses` are those they call for."""

    addresses: tuple[str, str]
    number: int
    said: dict[str, Typed] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)  # app.Model.column, by token

    def mark(self, value: str, mark: str, column: Column) -> str:
        if isinstance(column, models.EmailField):
            return f"{mark}.{value}"
        room = (column.max_length or 10_000) - len(mark) - 1
        chosen = list(self._fitting(place(column.model, column), room))
        behind = "".join(text for _, text in chosen) or SHORT[: max(room, 0)]
        self.said[mark] = Typed(mark + behind, frozenset(number for number, _ in chosen))
        return f"{value[: max(room - len(behind), 0)]} {mark}{behind}"

    def _fitting(self, where: str, room: int) -> Iterator[tuple[int, str]]:
        first = zlib.crc32(where.encode()) + self.number * EACH
        for step in range(EACH):
            number = (first + step) % len(VECTORS)
            text = VECTORS[number].replace(ADDRESS, self.addresses[len(self.said) % 2])
            if len(text) <= room:
                room -= len(text)
                yield number, text


def secret_file(folder: Path, secret: str) -> Path:
    """A drawing, a style and a text at once: whatever reads it, the secret is in what it makes of it."""
    path = folder / "s.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text id="a" y="9">{secret}</text></svg>')
    return path
