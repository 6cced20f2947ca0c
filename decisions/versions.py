"""The versions of what is written page by page: each moment at which somebody saved it, and how it stood then.

They are read from the history of its rows (django-simple-history). That is no evidence: the audit log is. It says what
stood there, which the log never does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db.models import Model

from decisions.draft import Draft
from decisions.models import (
    Answer,
    Conclusion,
    ConsentStatement,
    Decision,
    DutyToShare,
    Emergency,
    Item,
    LegalBasis,
    Line,
    Recipient,
    Request,
    SharingPlan,
    Weighing,
)
from infoshare.accounts.models import User

AT_ONCE = timedelta(seconds=1)  # rows that one person saved closer together than this are one version
TAKEN_OFF = "-"
PAGES: Mapping[str, type[Model]] = {
    "request": Request,
    "consent": ConsentStatement,
    "weighing": Weighing,
    "duty": DutyToShare,
    "basis": LegalBasis,
    "conclusion": Conclusion,
    "sharing": SharingPlan,
    "emergency": Emergency,
}
LISTS = (Answer, Recipient, Item, Line)
Sources = Mapping[type[Model], Mapping[str, object]]
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Version:
    """`until` is when the last row of it was saved."""

    number: int
    until: datetime
    by: User | None
    tables: tuple[type[Model], ...]


@dataclass(frozen=True)
class Past:
    """Every row that ever stood in the history, oldest first, and the versions that they come to."""

    rows: Sequence[Any]
    versions: Sequence[Version]

    def standing(self, model: type[Row], version: Version) -> list[Row]:
        """The rows of one table as they stood then, without those that had been taken off."""
        last: dict[int, Any] = {}
        for row in self.rows:
            if row.history_date <= version.until and row.instance_type is model:
                last[row.id] = row
        there = [last[number] for number in sorted(last) if last[number].history_type != TAKEN_OFF]
        return [row.instance for row in there]


def of_decision(decision: Decision) -> Past:
    """What was written of it on its pages; advice and what came after the record are on its timeline."""
    tables: list[type[Model]] = [*LISTS, *PAGES.values()]
    sources = {model: {"decision_id": decision.pk} for model in tables}
    return past({Decision: {"id": decision.pk}, **sources})


def past(sources: Sources) -> Past:
    """One query for each table."""
    found = [row for model, which in sources.items() for row in _history(model, which)]
    rows = sorted(found, key=lambda row: row.history_date)
    return Past(rows, list(_versions(rows)))


def _history(model: type[Model], which: Mapping[str, object]) -> Iterator[Any]:
    history = model.history.filter(**which)  # type: ignore[attr-defined]
    yield from history.select_related("history_user").order_by("history_id")


def _versions(rows: Iterable[Any]) -> Iterator[Version]:
    """A press of a button saves several rows, one after the other."""
    made: list[Any] = []
    number = 1
    for row in rows:
        if made and not _is_same(made[-1], row):
            yield _version(number, made)
            number, made = number + 1, []
        made.append(row)
    if made:
        yield _version(number, made)


def _is_same(before: Any, row: Any) -> bool:
    return bool(row.history_user_id == before.history_user_id and row.history_date - before.history_date < AT_ONCE)


def _version(number: int, rows: Sequence[Any]) -> Version:
    tables = tuple(dict.fromkeys(row.instance_type for row in rows))
    return Version(number, rows[-1].history_date, rows[-1].history_user, tables)


def draft_at(now: Draft, past: Past, version: Version) -> Draft:
    """The draft as it stood then: without advice, and with the consents of today's register."""
    there: Callable[[type[Any]], list[Any]] = lambda model: past.standing(model, version)  # noqa: E731
    decision = there(Decision)[0] if there(Decision) else now.decision
    for name in ("organisation", "team", "owner"):
        setattr(decision, name, getattr(now.decision, name))
    pages: dict[str, Any] = {name: next(iter(there(model)), None) for name, model in PAGES.items()}
    items, recipients = there(Item), there(Recipient)
    return replace(
        now,
        decision=decision,
        answered={answer.slug: answer for answer in there(Answer)},
        recipients=recipients,
        items=items,
        lines=_lines(there(Line), items, recipients),
        discussions=[],
        record=None,
        settled=(),
        sheets_seen=[],
        **pages,
    )


def _lines(lines: Iterable[Line], items: Iterable[Item], recipients: Iterable[Recipient]) -> list[Line]:
    """Those whose item and recipient stood there too, each with both at hand."""
    item_of, recipient_of = {row.pk: row for row in items}, {row.pk: row for row in recipients}
    found = [line for line in lines if line.item_id in item_of and line.recipient_id in recipient_of]
    for line in found:
        line.item, line.recipient = item_of[line.item_id], recipient_of[line.recipient_id]
    return found
