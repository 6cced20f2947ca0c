"""Jobs that are handed to the worker in the transaction of what they are for; tasks.py does them."""

from collections.abc import Sequence

from procrastinate.contrib.django import app

from decisions.models import AuditExport, Decision
from infoshare.accounts.models import User

ISSUE_RECORD, MAKE_EXPORT = "decisions.issue_record", "decisions.make_export"
AFTER_OTHERS = -10  # nobody waits a minute for the PDF of one record because somebody asked for thousands
REMOVE_DOCUMENTS = "decisions.remove_documents"


def issue_record(decision: Decision, *, by: User) -> None:
    """Its PDF is made as soon as the worker comes to it; whoever asks for it before makes it then."""
    app.configure_task(ISSUE_RECORD, queue="documents").defer(
        organisation=decision.organisation_id, decision=decision.pk, by=by.pk
    )


def make_export(export: AuditExport) -> None:
    """The next of its documents; the job asks for itself again until all are done."""
    app.configure_task(MAKE_EXPORT, queue="documents", priority=AFTER_OTHERS).defer(
        organisation=export.organisation_id, export=export.pk
    )


def remove_documents(documents: Sequence[str]) -> None:
    """Files of a record that was disposed of, by their hashes: gone from the store, whatever fails at first."""
    app.configure_task(REMOVE_DOCUMENTS, queue="documents").defer(documents=list(documents))
