"""Taking much out at once, records for an audit or a list as a table: asked for, worked off, stopped, taken."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions.actions.auditing import asked_for
from decisions.actions.viewing import list_viewed, shown_beside_others
from decisions.jobs import make_export, make_list
from decisions.models import AuditExport, Decision, ExportLine, ExportPart, ListExport
from decisions.models.exports import MOST_TRIES, Export
from decisions.models.register_pages import Position
from decisions.policies.auditing import Selection
from decisions.policies.registering import check_can_export_list
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time


@transaction.atomic
def start_export(
    *, selection: Selection, decisions: Sequence[Decision], left_out: int, request_key: UUID, by: User
) -> AuditExport:
    """That it was asked for is written down now; the worker makes the documents that are not there yet."""
    one_press_at_a_time(request_key)
    if before := made_before(by.audit_exports.all(), request_key=request_key):
        return before
    made = AuditExport.objects.create(
        organisation_id=by.organisation_id,
        request_key=request_key,
        since=selection.since,
        until=selection.until,
        team=selection.team,
        practitioner=selection.practitioner,
        left_out=left_out,
        asked_by=by,
    )
    ExportLine.objects.bulk_create((ExportLine(export=made, decision=each.pk) for each in decisions), batch_size=1_000)
    asked_for(selection=selection, decisions=decisions, left_out=left_out, by=by)
    make_export(made)
    return made


@transaction.atomic
def next_line(export: int) -> ExportLine | None:
    """The next to try, which counts as a try whatever comes of it; None where it is stopped or done."""
    waiting = ExportLine.objects.filter(export=export, is_done=False, tries__lt=MOST_TRIES, export__stopped_at=None)
    line = waiting.select_for_update(skip_locked=True, of=("self",)).order_by("tries", "pk").first()
    if line:
        line.tries += 1
        line.save(update_fields=["tries"])
    return line


def hold_line(line: ExportLine) -> bool:
    """Until the transaction ends; whether nobody else has seen to it meanwhile."""
    return not ExportLine.objects.select_for_update().get(pk=line.pk).is_done


def line_done(line: ExportLine, *, sha256: str) -> None:
    line.sha256, line.is_done = sha256, True
    line.save(update_fields=["sha256", "is_done"])


@transaction.atomic
def stop_export(*, export: AuditExport, by: User) -> None:
    """What was made by then stays, and can't be taken out by this export any more."""
    row = AuditExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if row.lines.filter(is_done=False, tries__lt=MOST_TRIES).exists():
        _stop(row, "audit.export-stopped", by=by)


def _stop(row: Export, event: str, *, by: User) -> None:
    """Only under its lock."""
    if row.stopped_at:
        return
    row.stopped_at, row.stopped_by = timezone.now(), by
    row.save(update_fields=["stopped_at", "stopped_by"])
    log.record(event, by=by, about=by.organisation, facts={"export": row.pk})


@transaction.atomic
def export_taken(*, export: AuditExport, decisions: Sequence[Decision], by: User) -> None:
    """Before anything is sent; it is a look at each of them."""
    log.record("audit.export-taken", by=by, about=by.organisation, facts={"export": export.pk})
    shown_beside_others(decisions=decisions, what="audit file", by=by)


@transaction.atomic
def start_list(*, wanted: Mapping[str, str], total: int, request_key: UUID, by: User) -> ListExport:
    """With what was asked for, in codes; the worker finds which decisions those are."""
    one_press_at_a_time(request_key)
    if before := made_before(by.list_exports.all(), request_key=request_key):
        return before
    check_can_export_list(by, total)
    made = ListExport.objects.create(
        organisation_id=by.organisation_id, request_key=request_key, wanted=dict(wanted), total=total, asked_by=by
    )
    asked = [f"{name}={value}" for name, value in sorted(wanted.items())]
    log.record("list.exported", by=by, about=by.organisation, facts={"export": made.pk, "asked": asked, "total": total})
    make_list(made)
    return made


def list_held(export: int) -> ListExport | None:
    """Until the transaction ends; None where it is stopped or done."""
    rows = ListExport.objects.select_for_update(of=("self",)).select_related("asked_by")
    return rows.filter(pk=export, stopped_at=None, is_done=False).first()


def add_part(export: ListExport, *, rows: Sequence[Position], is_last: bool) -> None:
    """Only of one that is held."""
    if rows:
        ExportPart.objects.create(export=export, decisions=[each.decision for each in rows])
        export.place = str(rows[-1])
    export.is_done = is_last
    export.save(update_fields=["place", "is_done"])


@transaction.atomic
def stop_list(*, export: ListExport, by: User) -> None:
    row = ListExport.objects.select_for_update(of=("self",)).get(pk=export.pk)
    if not row.is_done:
        _stop(row, "list.export-stopped", by=by)


@transaction.atomic
def list_taken(*, export: ListExport, parts: Sequence[Sequence[str]], by: User) -> None:
    """Before anything is sent; `parts` are the references that the table shows."""
    log.record("list.export-taken", by=by, about=by.organisation, facts={"export": export.pk})
    for references in parts:
        list_viewed(what="decisions file", references=references, by=by)
