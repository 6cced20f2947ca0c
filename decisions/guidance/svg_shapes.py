"""The few shapes of the chart. Presentation attributes only: a strict CSP and the PDF both show those."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

LINE_HEIGHT = 17
FONT_SIZE = 14
# Widths of Arial bold, in thousandths of the font size, rounded up by kind of character.
NARROW, WIDE, USUAL, CAPITAL = 340, 900, 612, 730
DASHES = {"Gone": ' stroke-dasharray="2 4"', "Changed": ' stroke-dasharray="12 5"'}  # of the edge round a tab
REGULAR = 0.9  # how wide regular type is beside bold

State = Literal["plain", "taken", "next", "other"]
BLACK, GREY, TEXT_GREY, WHITE = "#0b0c0c", "#b1b4b6", "#505a5f", "#ffffff"


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    state: State
    is_end: bool

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def text_width(text: str) -> float:
    return sum(_width(character) for character in text) * FONT_SIZE / 1000


def wrapped(text: str, width: float) -> tuple[str, ...]:
    """Lines no wider than `width`, except a single word that is wider by itself."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}") <= width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return tuple(lines)


def box(shape: Box) -> str:
    filled = shape.is_end and shape.state == "taken"
    corner = 12 if shape.is_end else 0
    dashes = ' stroke-dasharray="6 4"' if shape.state == "next" else ""
    return (
        f'<rect x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}" '
        f'rx="{corner}" fill="{BLACK if filled else WHITE}" {_stroke(shape.state)}{dashes}/>'
        + _centred(shape, WHITE if filled else ink(shape.state))
        + (_tick(shape.x + shape.width, shape.y) if shape.state == "taken" else "")
    )


def tab(shape: Box, words: str) -> str:
    """Words on the upper edge of a box, which is drawn in an edge of its own: told apart without any colour."""
    width = text_width(words) + 12
    return (
        f'<rect x="{shape.x - 4:g}" y="{shape.y - 4:g}" width="{shape.width + 8:g}" height="{shape.height + 8:g}" '
        f'fill="none" stroke="{BLACK}" stroke-width="2.5"{DASHES.get(words, "")}/>'
        f'<rect x="{shape.x + 8:g}" y="{shape.y - 14:g}" width="{width:g}" height="19" fill="{BLACK}"/>'
        f'<text x="{shape.x + 8 + width / 2:g}" y="{shape.y:g}" fill="{WHITE}" text-anchor="middle" '
        f'font-weight="bold">{escape(words)}</text>'
    )


def line(points: Sequence[tuple[float, float]], state: State) -> str:
    """An arrow through the points. Its last stretch is straight across or straight down."""
    path = " ".join(f"{x:g},{y:g}" for x, y in points)
    return f'<polyline points="{path}" fill="none" {_stroke(state)}/>{_head(points, state)}'


def label(lines: Sequence[str], x: float, middle: float, state: State, anchor: str) -> str:
    """Words on an arrow, on a white ground so that the arrow does not strike them through."""
    width = max(text_width(each) for each in lines) * (1 if state == "taken" else REGULAR)
    left = x - width / 2 if anchor == "middle" else x
    top = middle - len(lines) * LINE_HEIGHT / 2
    ground = (
        f'<rect x="{left - 2:g}" y="{top:g}" width="{width + 4:g}" height="{len(lines) * LINE_HEIGHT}" fill="{WHITE}"/>'
    )
    return ground + _text(lines, x, top, ink(state), anchor, state)


def ink(state: State) -> str:
    return TEXT_GREY if state == "other" else BLACK


def _stroke(state: State) -> str:
    colour = GREY if state == "other" else BLACK
    width = {"plain": 1.5, "taken": 3.5, "next": 2.5, "other": 1.5}[state]
    return f'stroke="{colour}" stroke-width="{width}"'


def _centred(shape: Box, colour: str) -> str:
    top = shape.middle - len(shape.lines) * LINE_HEIGHT / 2
    return _text(shape.lines, shape.x + shape.width / 2, top, colour, "middle", shape.state)


def _text(lines: Sequence[str], x: float, top: float, colour: str, anchor: str, state: State) -> str:
    weight = "bold" if state == "taken" else "normal"
    return "".join(
        f'<text x="{x:g}" y="{top + 13 + place * LINE_HEIGHT:g}" fill="{colour}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(words)}</text>'
        for place, words in enumerate(lines)
    )


def _tick(x: float, y: float) -> str:
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="9" fill="{BLACK}" stroke="{WHITE}" stroke-width="1.5"/>'
        f'<path d="M{x - 4:g} {y:g} l3 3.5 l5.5 -6.5" fill="none" stroke="{WHITE}" stroke-width="2"/>'
    )


def _head(points: Sequence[tuple[float, float]], state: State) -> str:
    (before_x, _), (x, y) = points[-2], points[-1]
    size = 7 if state == "taken" else 5
    if before_x == x:
        corners = ((x, y), (x - size, y - 1.6 * size), (x + size, y - 1.6 * size))
    else:
        corners = ((x, y), (x - 1.6 * size, y - size), (x - 1.6 * size, y + size))
    drawn = " ".join(f"{corner_x:g},{corner_y:g}" for corner_x, corner_y in corners)
    return f'<polygon points="{drawn}" fill="{GREY if state == "other" else BLACK}"/>'


def _width(character: str) -> int:
    if character in "iljtfrI.,:;'!|()/- ":
        return NARROW
    if character in "mwMW":
        return WIDE
    return CAPITAL if character.isupper() else USUAL
