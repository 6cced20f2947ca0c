"""A bar chart, inline in a page: every number stands beside its bar, and bars are told apart by their pattern too."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import cycle
from typing import NamedTuple

from decisions.guidance.svg_shapes import BLACK, FONT_SIZE, LINE_HEIGHT, TEXT_GREY, wrapped

WIDTH, LABELS, NUMBERS, GAP = 480, 200, 110, 8  # narrow, so that it can be read on a phone
BAR, COLOUR = 18, "#1d5a8c"
STRIPES = (
    '<pattern id="{name}-stripes" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="8" height="8" fill="#ffffff"/><rect width="4" height="8" fill="' + BLACK + '"/></pattern>'
)


class Cell(NamedTuple):
    """A number of the table beneath, and the list that it leads to."""

    column: str
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Bar:
    """`length` None where the number is kept back: it has its words and no bar."""

    text: str
    length: int | None


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    bars: Sequence[Bar]


def chart(slug: str, title: str, rows: Sequence[Row], columns: Sequence[str]) -> str:
    """`slug` keeps the ids of two charts on one page apart. More than one column has a key of its patterns."""
    name, drawn, y = escape(slug), [], 0.0
    if len(columns) > 1:
        drawn, y = _key(columns, name), len(columns) * (BAR + 4) + GAP
    longest = max([bar.length or 0 for row in rows for bar in row.bars] or [0])
    for row in rows:
        words, height = label_of(row.label, y, len(row.bars) * (BAR + 2))
        drawn += [words, *_bars(row, name, y, height, longest)]
        y += height + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'width="{WIDTH}" height="{y:g}" viewBox="0 0 {WIDTH} {y:g}">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(_said(rows, columns))}</desc>'
        f"<defs>{STRIPES.format(name=name)}</defs>"
        f'<g font-family="Arial, Liberation Sans, sans-serif" font-size="{FONT_SIZE}">{"".join(drawn)}</g></svg>'
    )


def _said(rows: Sequence[Row], columns: Sequence[str]) -> str:
    if len(columns) == 1:
        return "; ".join(f"{row.label}: {row.bars[0].text}" for row in rows)
    each = (zip(columns, row.bars, strict=True) for row in rows)
    told = (", ".join(f"{column} {bar.text}" for column, bar in bars) for bars in each)
    return "; ".join(f"{row.label}: {said}" for row, said in zip(rows, told, strict=True))


def _fills(name: str) -> "cycle[str]":
    return cycle((COLOUR, f"url(#{name}-stripes)", "#b1b4b6"))


def _key(columns: Sequence[str], name: str) -> list[str]:
    drawn = []
    for place, (column, fill) in enumerate(zip(columns, _fills(name), strict=False)):
        y = place * (BAR + 4)
        drawn.append(rect(0, y, 28, BAR, fill) + f'<text x="36" y="{y + 14:g}" fill="{BLACK}">{escape(column)}</text>')
    return drawn


def label_of(label: str, y: float, least: float = 0) -> tuple[str, float]:
    """The words of a row from `y` down, in its middle; and how high it is: `least`, or more where they need it."""
    lines = wrapped(label, LABELS - 12)
    height = max(len(lines) * LINE_HEIGHT, least)
    top = y + (height - len(lines) * LINE_HEIGHT) / 2 + 13
    texts = (
        f'<text x="{LABELS - 12}" y="{top + place * LINE_HEIGHT:g}" text-anchor="end">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    return "".join(texts), height


def _bars(row: Row, name: str, y: float, height: float, longest: int) -> list[str]:
    top = y + (height - len(row.bars) * (BAR + 2)) / 2
    return [
        _bar(bar, top + place * (BAR + 2), fill, longest)
        for place, (bar, fill) in enumerate(zip(row.bars, _fills(name), strict=False))
    ]


def _bar(bar: Bar, y: float, fill: str, longest: int) -> str:
    width = (WIDTH - LABELS - NUMBERS) * (bar.length or 0) / longest if longest else 0
    ink = TEXT_GREY if bar.length is None else BLACK
    words = f'<text x="{LABELS + width + 6:g}" y="{y + 14:g}" fill="{ink}">{escape(bar.text)}</text>'
    return (rect(LABELS, y, width, BAR, fill) if width else "") + words


def rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}" stroke="{BLACK}"/>'
