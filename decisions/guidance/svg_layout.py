"""Where everything stands in the chart: questions down the page, ends to the right, jumps on the left."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from decisions.guidance.edges import Edge, Target, edges, steps
from decisions.guidance.pack import Pack
from decisions.guidance.route import follow, on_path
from decisions.guidance.svg_shapes import LINE_HEIGHT, Box, State, wrapped
from decisions.guidance.words import short_either, target_title

WIDTH = 380
BOX_RIGHT, CHIP_LEFT, CHIP_WIDTH = 200.0, 276.0, 92.0
LANE, PADDING, ROW_GAP, CHIP_GAP = 9.0, 8.0, 32.0, 6.0
TABBED_GAP = 46.0  # room for a tab above each box
LABEL_WIDTH = 54.0


@dataclass(frozen=True, slots=True)
class Exit:
    """An arrow out of a question: what is written on it and where it leads. `chip` is an end on the right."""

    target: Target
    label: str
    state: State
    chip: Box | None = None


@dataclass(frozen=True, slots=True)
class Row:
    slug: str
    box: Box
    exits: tuple[Exit, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    rows: tuple[Row, ...]
    last_end: Box
    lanes: Mapping[str, float]
    height: float

    def row(self, slug: str) -> Row:
        return next(row for row in self.rows if row.slug == slug)


class Marks:
    """How each part is to be drawn, given the answers, or None for the chart with no way marked."""

    def __init__(self, pack: Pack, answers: Mapping[str, str] | None) -> None:
        self._pack, self._has_way = pack, answers is not None
        self._next = follow(pack, answers or {}).next
        self._counted = on_path(pack, answers or {})
        self._taken = {(slug, target) for slug, _, target in steps(pack, answers or {})}

    def question(self, slug: str) -> State:
        if not self._has_way:
            return "plain"
        return "taken" if slug in self._counted else "next" if slug == self._next else "other"

    def edge(self, edge: Edge) -> State:
        if not self._has_way:
            return "plain"
        return "taken" if (edge.source, edge.target) in self._taken else "other"

    def label(self, edge: Edge) -> str:
        question = self._pack.question(edge.source)
        if self.edge(edge) == "taken":
            return question.label(self._counted[edge.source])
        return short_either(question, edge.values)


def layout(pack: Pack, answers: Mapping[str, str] | None, gap: float = ROW_GAP) -> Layout:
    marks, drawn = Marks(pack, answers), edges(pack)
    lanes = _lanes(pack, drawn)
    last_edge = _last_edge(pack, drawn)
    rows: list[Row] = []
    top = 12.0
    for question in pack.questions:
        leaving = [edge for edge in drawn if edge.source == question.slug]
        rows.append(_row(pack, marks, leaving, top, LANE * (len(lanes) + 1), last_edge))
        top = rows[-1].box.bottom + gap
    last_end = _end(pack, last_edge.target, rows[-1].box.x, top, BOX_RIGHT - rows[-1].box.x, marks.edge(last_edge))
    return Layout(tuple(rows), last_end, lanes, last_end.bottom + 6)


def _row(pack: Pack, marks: Marks, leaving: list[Edge], top: float, left: float, last_edge: Edge) -> Row:
    slug = leaving[0].source
    lines = wrapped(pack.question(slug).text, BOX_RIGHT - left - 2 * PADDING)
    exits: list[Exit] = []
    y = top
    for edge in leaving:
        plain = Exit(edge.target, marks.label(edge), marks.edge(edge))
        if edge.target.kind == "question" or edge == last_edge:
            exits.append(plain)
            continue
        chip = _chip(pack, plain, y)
        exits.append(Exit(plain.target, plain.label, plain.state, chip))
        y = chip.bottom + CHIP_GAP
    height = max(len(lines) * LINE_HEIGHT + 2 * PADDING, y - CHIP_GAP - top)
    return Row(slug, Box(left, top, BOX_RIGHT - left, height, lines, marks.question(slug), False), tuple(exits))


def _chip(pack: Pack, leaving: Exit, y: float) -> Box:
    chip = _end(pack, leaving.target, CHIP_LEFT, y, CHIP_WIDTH, leaving.state)
    label_height = len(wrapped(leaving.label, LABEL_WIDTH)) * LINE_HEIGHT
    return Box(chip.x, chip.y, chip.width, max(chip.height, label_height), chip.lines, chip.state, True)


def _end(pack: Pack, target: Target, x: float, y: float, width: float, state: State) -> Box:
    lines = wrapped(target_title(pack, target), width - 10)
    return Box(x, y, width, len(lines) * LINE_HEIGHT + 10, lines, state, True)


def _lanes(pack: Pack, drawn: tuple[Edge, ...]) -> dict[str, float]:
    """An x for every question that is reached by a jump over others."""
    neighbours = {(one.slug, other.slug) for one, other in pairwise(pack.questions)}
    jumps = [
        edge.target.slug
        for edge in drawn
        if edge.target.kind == "question" and (edge.source, edge.target.slug) not in neighbours
    ]
    return {slug: LANE * (place + 0.6) for place, slug in enumerate(dict.fromkeys(jumps))}


def _last_edge(pack: Pack, drawn: tuple[Edge, ...]) -> Edge:
    """The way out of the last question that is drawn straight down."""
    last = pack.questions[-1].slug
    return next(edge for edge in drawn if edge.source == last and edge.target.kind == "outcome")
