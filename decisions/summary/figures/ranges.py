"""A picture of rates: for each row a line from the lowest to the highest that it can be, beside the whole as a band."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from decisions.guidance.svg_shapes import BLACK, FONT_SIZE, TEXT_GREY
from decisions.oversight.rates import TOO_FEW, Between
from decisions.summary.figures.bars import COLOUR, GAP, LABELS, WIDTH, label_of, rect

AXIS, END = 24, 6
SPAN = WIDTH - LABELS - 24  # leaves room for the last number under the axis
MARKS = (0, 25, 50, 75, 100)


class Line(NamedTuple):
    """`between` None where there are too few to say."""

    label: str
    between: Between | None


def ranges(slug: str, title: str, lines: Sequence[Line], whole: Between) -> str:
    """`slug` keeps the ids of two pictures on one page apart."""
    name, drawn, y = escape(slug), [], float(GAP)
    for line in lines:
        words, height = label_of(line.label, y)
        drawn += [words, _line(line.between, y + height / 2)]
        y += height + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'width="{WIDTH}" height="{y + AXIS:g}" viewBox="0 0 {WIDTH} {y + AXIS:g}">'
        f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(_said(lines, whole))}</desc>'
        f'<g font-family="Arial, Liberation Sans, sans-serif" font-size="{FONT_SIZE}">'
        f"{_band(whole, y)}{_axis(y)}{''.join(drawn)}</g></svg>"
    )


def _said(lines: Sequence[Line], whole: Between) -> str:
    each = (f"{line.label}: {line.between.text if line.between else TOO_FEW.lower()}" for line in lines)
    return f"Shared, of all decisions: {whole.text}. " + "; ".join(each)


def _at(share: float) -> float:
    return LABELS + SPAN * share


def _band(whole: Between, y: float) -> str:
    low, high = _at(whole.low), _at(whole.high)
    return f'<rect x="{low:g}" y="0" width="{max(high - low, 2):g}" height="{y:g}" fill="#d2d5d6"/>'


def _axis(y: float) -> str:
    marks = "".join(
        f'<line x1="{_at(each / 100):g}" y1="{y:g}" x2="{_at(each / 100):g}" y2="{y + END:g}" stroke="{BLACK}"/>'
        f'<text x="{_at(each / 100):g}" y="{y + AXIS - 4:g}" text-anchor="middle" fill="{BLACK}">{each}</text>'
        for each in MARKS
    )
    return f'<line x1="{LABELS}" y1="{y:g}" x2="{_at(1):g}" y2="{y:g}" stroke="{BLACK}"/>{marks}'


def _line(between: Between | None, y: float) -> str:
    if not between:
        return f'<text x="{LABELS + 6}" y="{y + 5:g}" fill="{TEXT_GREY}">{TOO_FEW}</text>'
    low, high = _at(between.low), _at(between.high)
    ends = "".join(rect(x - 1, y - END, 2, 2 * END, COLOUR) for x in (low, high))
    return rect(low, y - 2, max(high - low, 1), 4, COLOUR) + ends
