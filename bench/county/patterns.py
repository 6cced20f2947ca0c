"""What one record left in every table, as the lines that COPY reads, with a gap for all that differs from copy to copy.

Everything was numbered from FAR on while it was made, so that each number stands for one row wherever it is written:
in a foreign key, in what an event says, in a record's content.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

from django.apps import apps
from django.db import connection, models
from psycopg import sql
from simple_history.models import HistoricalChanges

from bench.county.walks import ANOTHER, BORN, MARKS, PERSON
from consent import names
from decisions.models import Record
from infoshare.audit.canonical import canonical
from infoshare.audit.models import Event
from infoshare.documents.models import Issued
from infoshare.saving.whole import rows_of

FAR, APART = 1_900_000_000, 50_000  # numbers with ten digits, as nothing else is; some history's are integers
LONGER = 4_000
# Of a thin copy: the histories that pages read, and the events that are more than a page saved or seen.
READ = {"HistoricalDecision", "HistoricalAdviceDiscussion", "HistoricalDecisionGrant"}
SAVED = re.compile(r"^draft\.|^question\.answered|viewed$|\.read$|^items?\.|^recipients?\.|^lines?\.|^sheet\.")
NAME_KEYS = "{" + ",".join(names.keys("Zqfirst Zqlast")) + "}"
DIFFERS = re.compile(
    rf"(?P<number>\b19\d{{8}}\b)|(?P<mark>{'|'.join([*MARKS, PERSON, ANOTHER])})|(?P<keys>{re.escape(NAME_KEYS)})"
    r"|(?P<ref>\b[A-Z]{2}-[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b)"
    r"|(?P<uuid>\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b)"
    r"|(?P<at>\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?(\+00:00|\+00|Z)?)|(?P<on>\b\d{4}-\d\d-\d\d\b)"
)


class Gap(NamedTuple):
    """`kind` is how it is filled; `of` says with what."""

    kind: str
    of: Any


class Line(NamedTuple):
    """Text with gaps, and which of the values goes into each."""

    text: str
    picks: Callable[[list[str]], Any]

    def filled(self, values: list[str]) -> str:
        return str(self.text % self.picks(values))


@dataclass
class Pattern:
    gaps: list[Gap]
    rows: dict[str, int]  # of each table
    lines: dict[str, Line]
    columns: dict[str, list[str]]
    content: Line | None  # canonical, to be hashed
    hashed: str


class _Reading:
    def __init__(self, known: Mapping[int, Gap], began: datetime) -> None:
        self.known, self.began = known, began
        self.gaps: dict[Gap, int] = {}
        self.once: dict[str, int] = {}  # references and keys, by their text

    def line(self, text: str) -> Line:
        places: list[int] = []

        def gap(found: re.Match[str]) -> str:
            if (differs := self._gap(found)) is None:
                return found[0].replace("%", "%%")
            places.append(self.gaps.setdefault(differs, len(self.gaps)))
            return "%s"

        made, at = [], 0
        for found in DIFFERS.finditer(text):
            made += [text[at : found.start()].replace("%", "%%"), gap(found)]
            at = found.end()
        made.append(text[at:].replace("%", "%%"))
        return _line("".join(made), places)

    def _gap(self, found: re.Match[str]) -> Gap | None:
        kind, text = str(found.lastgroup), found[0]
        if kind == "number":
            return self.known.get(int(text))
        if kind == "at":
            at = re.match(r"(.{10})(.)(.{8}(?:\.\d+)?)(.*)", text)
            assert at
            moment = datetime.fromisoformat(f"{at[1]}T{at[3]}").replace(tzinfo=UTC)
            return Gap("at", (_later((moment - self.began).total_seconds()), at[2], at[4]))
        if kind == "on":
            day = date.fromisoformat(text)
            return Gap("born", None) if day == BORN else Gap("on", day - self.began.date())
        if kind in {"ref", "uuid"}:
            place = self.once.setdefault(text, len(self.once))
            return Gap(kind, (text[:2], place) if kind == "ref" else place)
        return Gap(kind, text)


def _later(seconds: float) -> timedelta:
    """An hour and some where a second went by; what was further apart was told so, and stays."""
    return timedelta(seconds=round(seconds, 2) + LONGER * round(min(max(seconds, 0), 5), 2))


def _line(text: str, places: list[int]) -> Line:
    if not places:
        return Line(text, lambda values: ())
    one = itemgetter(*places)
    return Line(text, (lambda values: (one(values),)) if len(places) == 1 else one)


def number_from_far() -> None:
    """Not taken back with the transaction: filling sets it right at the end."""
    with connection.cursor() as cursor:
        for place, (table, column) in enumerate(_numbered()):
            at = FAR + place * APART
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, at])


def number_on() -> None:
    with connection.cursor() as cursor:
        for table, column in _numbered():
            name, of = sql.Identifier(table), sql.Identifier(column)
            order = sql.SQL("SELECT setval(pg_get_serial_sequence(%s, %s), (SELECT coalesce(max({}), 1) FROM {}))")
            cursor.execute(order.format(of, name).as_string(), [table, column])


def _numbered() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and isinstance(model._meta.pk, models.AutoField | models.BigAutoField):
            yield model._meta.db_table, str(model._meta.pk.column)


def read(record: models.Model, began: datetime, known: Mapping[int, Gap], *, thin: bool) -> Pattern:
    """`known` are the numbers of what is there before a copy: people, teams, whom it is about."""
    found: dict[type[models.Model], list[Any]] = {
        model: [row.pk for row in rows]
        for model, rows in rows_of(record).items()
        if model is not Issued and not (thin and issubclass(model, HistoricalChanges) and model.__name__ not in READ)
    }
    found[Event] = _events(found, thin=thin)
    own = {
        number: Gap("number", (model._meta.db_table, place))
        for model, numbers in found.items()
        for place, number in enumerate(numbers)
        if isinstance(number, int) and model._meta.pk.related_model is None
    }
    recorded = Record.objects.filter(pk__in=found.get(Record, [])).first()
    hashed = recorded.content_hash if recorded else ""
    reading = _Reading({**known, **own}, began)
    columns = {model._meta.db_table: [str(f.column) for f in model._meta.concrete_fields] for model in found}
    lines = {model._meta.db_table: reading.line(_copied(model, numbers)) for model, numbers in found.items() if numbers}
    content = reading.line(canonical(recorded.content)) if recorded else None
    rows = {model._meta.db_table: len(numbers) for model, numbers in found.items() if numbers}
    return Pattern(list(reading.gaps), rows, lines, columns, content, hashed)


def _events(found: Mapping[type[models.Model], list[Any]], *, thin: bool) -> list[int]:
    about = models.Q(pk__in=[])
    for model, numbers in found.items():
        about |= models.Q(about_type=model._meta.label_lower, about_id__in=numbers)
    events = Event.objects.filter(about).order_by("pk").values_list("pk", "action")
    return [number for number, action in events if not (thin and SAVED.search(action))]


def _copied(model: type[models.Model], numbers: list[Any]) -> str:
    """These rows, as COPY writes and reads them."""
    table, pk = sql.Identifier(model._meta.db_table), sql.Identifier(str(model._meta.pk.column))
    columns = sql.SQL(", ").join(sql.Identifier(str(field.column)) for field in model._meta.concrete_fields)
    order = sql.SQL("COPY (SELECT {} FROM {} WHERE {}::text = ANY({}) ORDER BY {}) TO STDOUT")
    with (
        connection.cursor() as cursor,
        cursor.copy(order.format(columns, table, pk, [str(n) for n in numbers], pk)) as c,
    ):
        return b"".join(bytes(part) for part in c).decode()
