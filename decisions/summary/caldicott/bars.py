"""A bar chart of one table of the yearly report, inline in a page or a PDF: every number stands beside its bar."""

from html import escape

from decisions.advising.disclosure import Cell
from decisions.advising.yearly import Table
from decisions.guidance.svg_shapes import BLACK, FONT_SIZE, LINE_HEIGHT, TEXT_GREY, wrapped

WIDTH, LABELS, NUMBERS, GAP = 480, 200, 100, 6  # narrow, so that it can be read on a phone
BAR, COLOUR = 18, "#1d5a8c"


def bars(table: Table, prefix: str) -> str:
    """`prefix` keeps the ids of two charts on one page apart. What is kept back has words in place of a bar."""
    name, y, drawn = escape(prefix), 0.0, []
    longest = max([cell.value or 0 for cell in table.cells] or [0])
    for cell in table.cells:
        lines = wrapped(cell.label, LABELS - 12)
        height = max(len(lines) * LINE_HEIGHT, BAR)
        drawn.append(_bar(cell, lines, y, height, longest))
        y += height + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{name}-title {name}-desc" '
        f'width="{WIDTH}" height="{y:g}" viewBox="0 0 {WIDTH} {y:g}">'
        f'<title id="{name}-title">{escape(table.title)}</title>'
        f'<desc id="{name}-desc">{escape("; ".join(f"{cell.label}: {cell.text}" for cell in table.cells))}</desc>'
        f'<g font-family="Arial, Liberation Sans, sans-serif" font-size="{FONT_SIZE}">{"".join(drawn)}</g></svg>'
    )


def _bar(cell: Cell, lines: tuple[str, ...], y: float, height: float, longest: int) -> str:
    middle = y + height / 2
    top = middle - len(lines) * LINE_HEIGHT / 2 + 13
    words = "".join(
        f'<text x="{LABELS - 12}" y="{top + place * LINE_HEIGHT:g}" text-anchor="end">{escape(line)}</text>'
        for place, line in enumerate(lines)
    )
    width = (WIDTH - LABELS - NUMBERS) * (cell.value or 0) / longest if longest else 0
    bar = (
        f'<rect x="{LABELS}" y="{middle - BAR / 2:g}" width="{width:g}" height="{BAR}" fill="{COLOUR}"/>'
        if width
        else ""
    )
    ink = TEXT_GREY if cell.value is None else BLACK
    return f'{words}{bar}<text x="{LABELS + width + 6:g}" y="{middle + 5:g}" fill="{ink}">{escape(cell.text)}</text>'
