"""An accessible flow chart of a pack, inline in a page or a PDF, with the way taken marked."""

from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType

from decisions.guidance.pack import Pack
from decisions.guidance.svg_layout import (
    BOX_RIGHT,
    CHIP_LEFT,
    LABEL_WIDTH,
    ROW_GAP,
    TABBED_GAP,
    WIDTH,
    Exit,
    Layout,
    Row,
    layout,
)
from decisions.guidance.svg_shapes import FONT_SIZE, State, box, label, line, tab, wrapped
from decisions.guidance.words import way_described

NO_TABS: Mapping[str, str] = MappingProxyType({})
DRAWN_LAST: tuple[State, ...] = ("other", "plain", "next", "taken")


def svg(
    pack: Pack,
    answers: Mapping[str, str] | None = None,
    prefix: str = "way",
    tabs: Mapping[str, str] = NO_TABS,
) -> str:
    """`prefix` keeps the ids of two charts on one page apart. Show it with max-width 100% and height auto.

    `tabs` are words to stand on the box of a question, by its slug.
    """
    drawn = layout(pack, answers, TABBED_GAP if tabs else ROW_GAP)
    title = f"Flow chart: {pack.title}" + ("" if answers is None else ", with the way taken")
    title += ", with what changed marked" if tabs else ""
    name = escape(prefix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'width="{WIDTH}" height="{drawn.height:g}" viewBox="0 0 {WIDTH} {drawn.height:g}">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(" ".join((*_said(pack, tabs), way_described(pack, answers))))}</desc>'
        f'<g font-family="Arial, Liberation Sans, sans-serif" font-size="{FONT_SIZE}">'
        f"{''.join((*_arrows(drawn), *_labels(drawn), *_boxes(drawn), *_tabs(drawn, tabs)))}</g></svg>"
    )


def _arrows(drawn: Layout) -> Iterator[str]:
    leaving = [(row, out) for row in drawn.rows for out in row.exits]
    for row, out in sorted(leaving, key=lambda pair: DRAWN_LAST.index(pair[1].state)):
        yield line(_points(drawn, row, out), out.state)


def _points(drawn: Layout, row: Row, out: Exit) -> list[tuple[float, float]]:
    if out.chip:
        return [(BOX_RIGHT, out.chip.middle), (CHIP_LEFT, out.chip.middle)]
    if _jumps(drawn, row, out):
        lane, target = drawn.lanes[out.target.slug], drawn.row(out.target.slug).box
        turn = row.box.bottom + 16
        start = (row.box.x + 14, row.box.bottom)
        return [start, (start[0], turn), (lane, turn), (lane, target.middle), (target.x, target.middle)]
    below = drawn.row(out.target.slug).box if out.target.kind == "question" else drawn.last_end
    return [(_down_x(row), row.box.bottom), (_down_x(row), below.y)]


def _labels(drawn: Layout) -> Iterator[str]:
    for row in drawn.rows:
        for out in row.exits:
            yield _label(drawn, row, out)


def _label(drawn: Layout, row: Row, out: Exit) -> str:
    if out.chip:
        lines = wrapped(out.label, LABEL_WIDTH)
        return label(lines, (BOX_RIGHT + CHIP_LEFT) / 2 - 4, out.chip.middle, out.state, "middle")
    x = row.box.x + 20 if _jumps(drawn, row, out) else _down_x(row) + 12
    return label((out.label,), x, row.box.bottom + 14, out.state, "start")


def _boxes(drawn: Layout) -> Iterator[str]:
    for row in drawn.rows:
        yield box(row.box)
        yield from (box(out.chip) for out in row.exits if out.chip)
    yield box(drawn.last_end)


def _tabs(drawn: Layout, tabs: Mapping[str, str]) -> Iterator[str]:
    return (tab(drawn.row(slug).box, words) for slug, words in tabs.items())


def _said(pack: Pack, tabs: Mapping[str, str]) -> Iterator[str]:
    return (f"{words}: {pack.question(slug).text}" for slug, words in tabs.items())


def _jumps(drawn: Layout, row: Row, out: Exit) -> bool:
    following = drawn.rows[drawn.rows.index(row) + 1 :]
    return out.target.kind == "question" and out.target.slug != following[0].slug


def _down_x(row: Row) -> float:
    return row.box.x + 0.8 * row.box.width
