"""Jobs that are handed to the worker in the transaction of what they are for; tasks.py does them."""

from collections.abc import Sequence

from procrastinate.contrib.django import app

from decisions.models import AuditExport, Decision, ListExport
from infoshare.accounts.models import Organisation, User

ISSUE_RECORD, MAKE_EXPORT, MAKE_LIST = "decisions.issue_record", "decisions.make_export", "decisions.make_list"
AFTER_OTHERS = -10  # nobody waits a minute for the PDF of one record because somebody asked for thousands
REMOVE_DOCUMENTS = "decisions.remove_documents"
COUNT_YEARS = "decisions.count_years"


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


def make_list(export: ListExport) -> None:
    """The next of its rows; it asks for itself again in the same way."""
    app.configure_task(MAKE_LIST, queue="documents", priority=AFTER_OTHERS).defer(
        organisation=export.organisation_id, export=export.pk
    )


def remove_documents(documents: Sequence[str]) -> None:
    """Files of a record that was disposed of, by their hashes: gone from the store, whatever fails at first."""
    app.configure_task(REMOVE_DOCUMENTS, queue="documents").defer(documents=list(documents))


def count_years_of(organisation: Organisation) -> None:
    """One job for each, so that what goes wrong in one keeps no other waiting."""
    app.configure_task(COUNT_YEARS, queue="upkeep", priority=AFTER_OTHERS).defer(organisation=organisation.pk)
