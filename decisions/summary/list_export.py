"""A list of decisions as a table for a spreadsheet: how far it is, its rows piece by piece, and the file.

It holds what the register knows, in words: nothing that somebody typed about a family. The reference leads there.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Func, IntegerField, Sum

from decisions import wording
from decisions.actions import exporting as actions
from decisions.forms.register import AGREEMENTS, OUTCOMES, SITUATIONS, RegisterFilter
from decisions.guidance.packs import PACKS
from decisions.models import ListExport, RegisterEntry
from decisions.models.register_pages import how_many, position
from decisions.models.register_scope import reach_of
from decisions.policies.registering import MOST_ROWS, check_can_export_list
from decisions.summary.drafts import Context
from decisions.summary.exporting import Progress
from decisions.summary.register import decisions_address, decisions_filter, filter_said, listed, status
from infoshare.accounts.models import User
from infoshare.accounts.policy import refusal_of
from infoshare.documents.tables import as_csv

PART = 1_000
COLUMNS = (
    *("Reference", "How it stands", "What the guidance pointed to", "Consent or agreement", "What it is", "Guidance"),
    *("By", "Team", "Started", "Recorded", "Waiting for advice since", "To be written down by", "Things added"),
    "Restricted",
)
AGREED, IS, POINTED = dict(AGREEMENTS), dict(SITUATIONS), dict(OUTCOMES)
HOW_MANY = Sum(Func("parts__decisions", function="cardinality", output_field=IntegerField()), default=0)


def list_total(user: User, asked: RegisterFilter) -> int:
    """How many rows it would have; one more than MOST_ROWS where there are more."""
    found = listed(user, asked)
    return how_many(found.branches, found.sort, most=MOST_ROWS)


def export_list_page(user: User, asked: RegisterFilter, total: int) -> Context:
    return {
        "total": total,
        "refused": refusal_of(check_can_export_list, user, total),
        "says": filter_said(user, asked.codes),
        "exports": list(lists_of(user)),
        "back_url": decisions_address(asked.codes),
    }


@transaction.atomic
def list_next(export: int) -> bool:
    """Whether there was more to see to: what whoever asked may open now, from where it had come to."""
    held = actions.list_held(export)
    if held is None:
        return False
    asked = decisions_filter(held.asked_by, held.wanted)
    if not asked.form.is_valid():  # a team or a colleague that they oversee no more
        actions.add_part(held, rows=(), is_last=True)
        return False
    now = listed(held.asked_by, asked).page(None, after=position(held.place), size=PART)
    actions.add_part(held, rows=now.rows, is_last=not now.has_next)
    return now.has_next


def list_progress(export: ListExport, done: int) -> Progress:
    """Before it is done it is not said to be: what there was at first may have become less."""
    total = done if export.is_done else max(export.total, done + 1)
    return Progress(done, 0, total, export.stopped_at is not None)


def list_export_page(export: ListExport) -> Context:
    done = ListExport.objects.filter(pk=export.pk).aggregate(done=HOW_MANY)["done"]
    return {
        "export": export,
        "progress": list_progress(export, done),
        "asked": wording.moment(export.asked_at),
        "says": filter_said(export.asked_by, export.wanted),
        "back_url": decisions_address(export.wanted),
    }


def lists_of(user: User) -> Iterable[Context]:
    """The ten newest that somebody asked for."""
    for each in user.list_exports.annotate(done=HOW_MANY)[:10]:
        yield {"pk": each.pk, "asked": wording.moment(each.asked_at), "progress": list_progress(each, each.done)}


def list_rows(export: ListExport, user: User) -> list[list[RegisterEntry]]:
    """Part by part, of what is still open to whoever takes it."""
    rows = reach_of(user).of(RegisterEntry.objects.select_related("decision__flow", "team", "owner"))
    return [_in_order(part, rows.in_bulk(part)) for part in export.parts.values_list("decisions", flat=True)]


def _in_order(numbers: Iterable[int], found: Mapping[int, RegisterEntry]) -> list[RegisterEntry]:
    return [found[number] for number in numbers if number in found]


def list_csv(parts: Iterable[Iterable[RegisterEntry]]) -> bytes:
    return as_csv([COLUMNS, *(tuple(_cells(entry)) for part in parts for entry in part)])


def _cells(entry: RegisterEntry) -> Iterator[str]:
    yield from (entry.decision.reference, status(entry), POINTED.get(entry.outcome, ""))
    yield from (AGREED.get(entry.agreement, ""), IS.get(entry.situation, ""), PACKS[entry.pack_id].title)
    yield from (entry.owner.name, entry.team.name if entry.team else "")
    for at in (entry.started_at, entry.recorded_at, entry.waiting_since, entry.todo_due_at):
        yield _moment(at)
    yield from (str(entry.amendments), "Yes" if entry.is_restricted else "No")


def _moment(at: Any) -> str:
    return wording.moment(at) if at else ""
