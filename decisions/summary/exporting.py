"""Many records taken out at once: how far it is, the documents one by one, and the file that holds them."""

import io
import logging
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from decisions import wording
from decisions.actions import exporting as actions
from decisions.models import AuditExport, Decision, ExportLine
from decisions.models.exports import MOST_TRIES
from decisions.summary.drafts import Context
from decisions.summary.records import RECORD, issued
from infoshare.accounts.models import User
from infoshare.audit import chain
from infoshare.audit.canonical import canonical
from infoshare.audit.signing import signed
from infoshare.documents import store
from infoshare.documents.issuing import current, newest
from infoshare.govuk.moments import day

FORMAT = "infoshare-manifest/1"
LOG = logging.getLogger(__name__)
MANIFEST = "manifest.json"
NEVER = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP can tell: the same records are the same bytes


@dataclass(frozen=True)
class Progress:
    done: int
    failed: int
    total: int
    is_stopped: bool

    @property
    def state(self) -> str:
        return "stopped" if self.is_stopped else "ready" if self.done + self.failed == self.total else "going"


IS_DONE, HAS_FAILED = Q(is_done=True), Q(is_done=False, tries__gte=MOST_TRIES)
COUNTS = {"done": Count("pk", filter=IS_DONE), "failed": Count("pk", filter=HAS_FAILED), "total": Count("pk")}


def progress(export: AuditExport) -> Progress:
    return Progress(**export.lines.aggregate(**COUNTS), is_stopped=export.stopped_at is not None)


def export_page(export: AuditExport) -> Context:
    now = progress(export)
    return {
        "export": export,
        "progress": now,
        "without": export.lines.filter(IS_DONE, sha256="").count() if now.state == "ready" else 0,
        "asked": wording.moment(export.asked_at),
        "since": day(export.since),
        "until": day(export.until),
    }


def export_next(export: int, *, by: User) -> bool:
    """Whether there was one more to see to. Its document is made where there is none as the record stands now."""
    line = actions.next_line(export)
    if line is None:
        return False
    with transaction.atomic():
        if actions.hold_line(line):
            found = Decision.objects.filter(pk=line.decision, record__isnull=False).first()
            actions.line_done(line, sha256=_document(found, by) if found else "")
    return True


def _document(decision: Decision, by: User) -> str:
    held = current(decision, RECORD)
    if held is None:
        issued(decision, by=by)
        held = newest(decision, RECORD)
        assert held is not None
    return held.sha256


@dataclass(frozen=True)
class Packed:
    """All that goes into the file, read before the first byte is sent: from then on only the store is asked."""

    decisions: list[Decision]
    files: list[dict[str, Any]]
    said: dict[str, Any]


def packed(export: AuditExport, user: User) -> Packed:
    """Of what is still open to whoever asked; what was disposed of or closed to them since is counted."""
    lines = {line.decision: line for line in export.lines.exclude(sha256="")}
    rows = list(Decision.objects.visible_to(user).with_right(user).filter(pk__in=lines).order_by("pk"))
    ends = chain.ends(user.organisation_id, Decision._meta.label_lower, list(lines))
    files = [
        {
            "file": f"{each.reference}.pdf",
            "first": ends[each.pk].first,
            "hash": ends[each.pk].hash,
            "last": ends[each.pk].last,
            "reference": each.reference,
            "sha256": lines[each.pk].sha256,
        }
        for each in rows
    ]
    head = chain.head(user.organisation_id)
    return Packed(rows, files, {**_said(export, lines, files), "chain": {"hash": head.hash, "sequence": head.sequence}})


def _said(export: AuditExport, lines: dict[int, ExportLine], files: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "gone_since": len(lines) - len(files),
        "left_out": export.left_out,
        "not_made": export.lines.filter(HAS_FAILED).count(),
        "not_recorded": export.lines.filter(IS_DONE, sha256="").count(),
        "organisation": export.organisation_id,
        "since": export.since.isoformat() if export.since else None,
        "until": export.until.isoformat() if export.until else None,
    }


def zipped(content: Packed) -> Iterator[bytes]:
    """The file, as it is sent: one document is held at a time. The manifest comes last, with what was really put in."""
    sink, put_in, missing = _Sink(), [], 0
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as into:
        for each in content.files:
            try:
                document = store.get(each["sha256"])
            except store.Damaged as damaged:  # the others come whole, and the list says that one does not
                LOG.error(str(damaged))
                missing += 1
                continue
            into.writestr(zipfile.ZipInfo(each["file"], NEVER), document)
            put_in.append(each)
            yield sink.taken()
        manifest = canonical(signed("manifest", {**content.said, "documents": put_in, "missing": missing})).encode()
        into.writestr(zipfile.ZipInfo(MANIFEST, NEVER), manifest)
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Where a ZIP is written that nobody goes back in; what is there is taken away as it comes."""

    def __init__(self) -> None:
        super().__init__()
        self.held: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, more: Any) -> int:
        self.held.append(bytes(more))
        return len(self.held[-1])

    def taken(self) -> bytes:
        whole, self.held = b"".join(self.held), []
        return whole


def exports_of(user: User) -> Iterable[Context]:
    """The ten newest that somebody asked for."""
    newest_ten = list(user.audit_exports.all()[:10])
    rows = ExportLine.objects.filter(export__in=newest_ten).order_by().values_list("export").annotate(**COUNTS)
    counts = {export: (done, failed, total) for export, done, failed, total in rows}
    for each in newest_ten:
        now = Progress(*counts.get(each.pk, (0, 0, 0)), each.stopped_at is not None)
        yield {"pk": each.pk, "asked": wording.moment(each.asked_at), "progress": now}
