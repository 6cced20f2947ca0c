"""A year of advice as numbers that tell of nobody: questions in, a report out. Plain Python.

Each table divides a whole that another table tells of (or all questions); what a table divides is never told twice, so
that no table can be held against another (disclosure.py keeps the small numbers of each).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import ceil
from statistics import median
from typing import Any

from decisions.advising.clock import URGENCIES
from decisions.advising.disclosure import SMALLEST, Cell, alone, hidden, one_by_one, parts, some_of
from decisions.advising.withheld import MONTHS

ENOUGH_FOR_NINE_IN_TEN = 10
CLOSED, ANSWERED, TAKEN_BACK, WAITING = "closed", "answered", "taken_back", "waiting"
HERE, ELSEWHERE = "Put to an adviser in Infoshare", "Asked elsewhere, and written down"
LATE, IN_TIME = "Past the time that was asked for", "Within the time that was asked for"
STATES = {
    CLOSED: "Answered, and closed by whoever asked",
    ANSWERED: "Answered, and not closed at the end of the year",
    TAKEN_BACK: "Taken back",
    WAITING: "Waiting for an answer at the end of the year",
}
STATES_ELSEWHERE = {CLOSED: "Advice written down", TAKEN_BACK: "Taken back", WAITING: "No advice written down yet"}
CONFIRMED = {"confirmed": "Confirmed by the adviser", "corrected": "Corrected by the adviser", "": "Not confirmed"}
NONE = "None given"
NO_TIME, HOUR = timedelta(), timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it stood at the end of the year.

    `worked` is the working time until the first answer: for one without, until it was taken back or the year ended.
    `late` says whether that was past the clock. Both are of no use where it was asked elsewhere.
    """

    received: date
    enquirer: str
    here: bool
    urgency: str = ""
    state: str = WAITING
    late: bool = False
    worked: timedelta = NO_TIME
    advice: str = ""
    followed: str = ""
    theme: str = ""
    principles: tuple[str, ...] = ()
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the stored values are called."""

    enquirers: Mapping[str, str]
    advice: Mapping[str, str]
    followed: Mapping[str, str]
    themes: Mapping[str, str]
    principles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    title: str
    divides: str  # what its parts add up to
    cells: Sequence[Cell]
    adds_up: bool = True

    def __getitem__(self, label: str) -> Cell:
        return next(cell for cell in self.cells if cell.label == label)


@dataclass(frozen=True, slots=True)
class Wait:
    """How long those of one urgency waited: "" where that is not told."""

    label: str
    questions: Cell
    within: str  # in a hundred
    median: str
    nine_in_ten: str


@dataclass(frozen=True, slots=True)
class Report:
    year: int
    until: date
    total: Cell
    tables: Mapping[str, Table]
    waits: Sequence[Wait]
    lessons: Sequence[str] = field(default=())
    precedents: Sequence[str] = field(default=())
    quoted: Sequence[str] = field(default=())  # references of the decisions whose lessons and precedents they are


def report(
    rows: Iterable[Asked],
    *,
    year: int,
    until: date,
    labels: Labels,
    lessons: Sequence[str] = (),
    precedents: Sequence[str] = (),
    quoted: Sequence[str] = (),
) -> Report:
    """`until` is the last day that it covers: before the year's end while the year goes on."""
    asked = list(rows)
    tables = dict(_tables(asked, labels))
    waits = [_all(asked, tables), *_by_urgency(asked, tables)]
    total = alone("Questions", len(asked))
    return Report(year, until, total, tables, waits, tuple(lessons), tuple(precedents), tuple(quoted))


def _tables(asked: list[Asked], labels: Labels) -> Iterator[tuple[str, Table]]:
    """In the order in which a later one divides a part of an earlier one."""
    total = alone("", len(asked))
    months, roles = _counts(dict(enumerate(MONTHS, 1)), (row.received.month for row in asked)), labels.enquirers
    yield "months", _table("By month", "All questions", total, months)
    enquirers = _counts(roles, (row.enquirer for row in asked))
    yield "enquirers", _table("By the role of whoever asked", "All questions", total, enquirers)
    ways = _table("How they were asked", "All questions", total, _counts({True: HERE, False: ELSEWHERE}, _here(asked)))
    yield "ways", ways
    yield from _of_those_here([row for row in asked if row.here], ways[HERE], labels)
    yield from _of_those_elsewhere([row for row in asked if not row.here], ways[ELSEWHERE], labels)


def _here(asked: list[Asked]) -> Iterator[bool]:
    return (row.here for row in asked)


def _of_those_here(asked: list[Asked], whole: Cell, labels: Labels) -> Iterator[tuple[str, Table]]:
    urgencies = {each.value: each.label for each in URGENCIES.values()}
    yield "urgencies", _table("How soon an answer was needed", HERE, whole, _counts(urgencies, _urgency(asked)))
    late = _counts({False: IN_TIME, True: LATE}, (row.late for row in asked))
    yield "late", _table("How long people waited", HERE, whole, late)
    states = _table("What became of them", HERE, whole, _counts(STATES, (row.state for row in asked)))
    yield "states", states
    closed, of_those = [row for row in asked if row.state == CLOSED], states[STATES[CLOSED]]
    said = STATES[CLOSED]
    yield "advice", _table("What was advised", said, of_those, _counts(labels.advice, _advice(closed)))
    yield "followed", _table("Whether it was followed", said, of_those, _counts(labels.followed, _followed(closed)))
    themes = _counts({**labels.themes, "": NONE}, (row.theme for row in closed))
    yield "themes", _table("What it was about", said, of_those, themes)
    principles = _counts(labels.principles, (each for row in closed for each in row.principles))
    cells = hidden([*principles]) if _is_kept(of_those) else one_by_one(len(closed), principles)
    yield "principles", Table("The Caldicott principles considered", said, cells, adds_up=False)


def _of_those_elsewhere(asked: list[Asked], whole: Cell, labels: Labels) -> Iterator[tuple[str, Table]]:
    counts = _counts(STATES_ELSEWHERE, (row.state for row in asked))
    states = _table("Asked elsewhere: what became of them", ELSEWHERE, whole, counts)
    yield "elsewhere", states
    said = STATES_ELSEWHERE[CLOSED]
    closed, of_those = [row for row in asked if row.state == CLOSED], states[said]
    advice, followed = _counts(labels.advice, _advice(closed)), _counts(labels.followed, _followed(closed))
    yield "elsewhere-advice", _table("Asked elsewhere: what was advised", said, of_those, advice)
    yield "elsewhere-followed", _table("Asked elsewhere: whether it was followed", said, of_those, followed)
    confirmed = _counts(CONFIRMED, (row.confirmed for row in closed))
    yield "confirmed", _table("Asked elsewhere: whether it was confirmed", said, of_those, confirmed)


def _urgency(asked: list[Asked]) -> Iterator[str]:
    return (row.urgency for row in asked)


def _advice(asked: list[Asked]) -> Iterator[str]:
    return (row.advice for row in asked)


def _followed(asked: list[Asked]) -> Iterator[str]:
    return (row.followed for row in asked)


def _table(title: str, divides: str, whole: Cell, counts: Mapping[str, int]) -> Table:
    """Nothing is told of the parts of a whole that is kept back: their sum would tell it."""
    return Table(title, divides, hidden([*counts]) if _is_kept(whole) else parts(counts))


def _is_kept(whole: Cell) -> bool:
    return whole.value is None


def _counts(labels: Mapping[Any, str], values: Iterable[object]) -> dict[str, int]:
    found = Counter(values)
    return {label: found[value] for value, label in labels.items()}


def _all(asked: list[Asked], tables: Mapping[str, Table]) -> Wait:
    here = [row for row in asked if row.here]
    whole, within = tables["ways"][HERE], tables["late"][IN_TIME]
    every = [within, *_late_of_each(asked, tables)]
    times = _times(here, whole, hides=[late for late in every if late.value is None])
    return Wait("All", whole, percent(within, whole), *times if within.value is not None else ("", ""))


def _by_urgency(asked: list[Asked], tables: Mapping[str, Table]) -> Iterator[Wait]:
    """Whether one waited too long is told of an urgency only where that tells of nobody."""
    for urgency, late in zip(URGENCIES.values(), _late_of_each(asked, tables), strict=True):
        rows = [row for row in asked if row.here and row.urgency == urgency.value]
        whole = tables["urgencies"][urgency.label]
        within = Cell("", len(rows) - late.value) if late.value is not None else late
        yield Wait(
            urgency.label, whole, percent(within, whole), *_times(rows, whole) if late.value is not None else ("", "")
        )


def _late_of_each(asked: list[Asked], tables: Mapping[str, Table]) -> list[Cell]:
    wholes = {each.label: tables["urgencies"][each.label] for each in URGENCIES.values()}
    if _is_kept(tables["late"][LATE]):
        return hidden([*wholes])
    late = Counter(row.urgency for row in asked if row.here and row.late)
    return some_of(wholes, {each.label: late[each.value] for each in URGENCIES.values()})


def _times(asked: list[Asked], whole: Cell, *, hides: Sequence[Cell] = ()) -> tuple[str, str]:
    """The middle one, and the one that nine in ten did not wait longer than, in hours of working time."""
    if _is_kept(whole) or len(asked) < SMALLEST:
        return "", ""
    waits = sorted(row.worked / HOUR for row in asked)
    nine = ceil(len(waits) * 0.9)
    found = [(median(waits), len(waits) // 2)]
    found += [(waits[nine - 1], len(waits) - nine)] if len(waits) >= ENOUGH_FOR_NINE_IN_TEN else []
    told = ["" if hides and _tells_who_was_late(asked, *each) else f"{each[0]:.1f}" for each in found]
    return told[0], told[1] if len(told) > 1 else ""


def _tells_who_was_late(asked: list[Asked], hours: float, longer: int) -> bool:
    """Whether that so many waited longer than this pins down how many of an urgency were late, where that is kept back.

    The time asked for is known. So of those who had more time than this no more can be late than waited longer; and
    whoever waited longer and did not have more time was late. Where one more or one fewer could be so, nothing is told.
    """
    had_time = [row for row in asked if URGENCIES[row.urgency].longest / HOUR >= hours]
    late = sum(row.late for row in had_time)
    others = sum(row.late for row in asked) - late
    return late >= longer or others < longer + 2 - len(had_time)


def percent(part: Cell, whole: Cell) -> str:
    """Nothing where it would rest on fewer than 5, or on a number that is kept back."""
    if part.value is None or whole.value is None or whole.value < SMALLEST:
        return ""
    return str(round(100 * part.value / whole.value))
