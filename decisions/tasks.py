"""Work that the worker does: each job names rows by their numbers, and nothing about anybody."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from decisions import summary
from decisions.jobs import (
    COUNT_YEARS,
    ISSUE_RECORD,
    MAKE_EXPORT,
    MAKE_LIST,
    REMOVE_DOCUMENTS,
    count_years_of,
    make_export,
    make_list,
)
from decisions.models import AuditExport, Decision, ListExport
from decisions.oversight.quarters import years_over
from infoshare.accounts.models import Organisation, User
from infoshare.documents import checking, store
from infoshare.documents.pdf import TooLong
from infoshare.jobs import EVERY_NIGHT
from infoshare.tenancy import context as tenancy

A_WHILE = 10  # seconds
ONE_AFTER_THE_OTHER = RetryStrategy(wait=3)  # it ends, as each line is tried a few times only
AGAIN = RetryStrategy(max_attempts=5, exponential_wait=3)  # seconds: 3, 9, 27, 81


@app.task(name=ISSUE_RECORD, queue="documents", retry=AGAIN)
def issue_record(organisation: int, decision: int, by: int) -> None:
    """The PDF of a recorded decision as it stands, unless there is one already, or the record is gone."""
    with tenancy.organisation(organisation):
        found = Decision.objects.filter(pk=decision, record__isnull=False).first()
        if found:
            with suppress(TooLong):  # which whoever asks for it is told
                summary.issued(found, by=User.objects.get(pk=by))


@app.task(name=MAKE_EXPORT, queue="documents", retry=ONE_AFTER_THE_OTHER)
def make_export_on(organisation: int, export: int) -> None:
    """One document a transaction: what was cut off is made again."""
    with tenancy.organisation(organisation):
        found = AuditExport.objects.select_related("asked_by").get(pk=export)
        _for_a_while(partial(summary.export_next, export, by=found.asked_by), again=partial(make_export, found))


@app.task(name=MAKE_LIST, queue="documents", retry=ONE_AFTER_THE_OTHER)
def make_list_on(organisation: int, export: int) -> None:
    with tenancy.organisation(organisation):
        found = ListExport.objects.get(pk=export)
        _for_a_while(partial(summary.list_next, export), again=partial(make_list, found))


def _for_a_while(step: Callable[[], bool], *, again: Callable[[], None]) -> None:
    """Then behind whatever else waits."""
    until = monotonic() + A_WHILE
    while step():
        if monotonic() > until:
            again()
            return


@app.periodic(cron=EVERY_NIGHT)
@app.task(name="decisions.count_all_years", queue="upkeep", queueing_lock="count_all_years")
def count_all_years(timestamp: int) -> None:
    """Of every organisation the years that are over, so that nobody waits for their numbers in the morning."""
    with tenancy.accounts():
        for organisation in Organisation.objects.order_by("pk"):
            count_years_of(organisation)


@app.task(name=COUNT_YEARS, queue="upkeep", retry=AGAIN)
def count_years_on(organisation: int) -> None:
    with tenancy.organisation(organisation):
        found = Organisation.objects.get(pk=organisation)
        for year in years_over(timezone.localdate()):
            summary.count_year(found, year)


@app.task(name=REMOVE_DOCUMENTS, queue="documents", retry=AGAIN)
def remove_documents(documents: list[str]) -> None:
    """From the store, those that are there still, and that no row of any organisation names."""
    for sha256 in documents:
        if checking.issued(sha256) is None:
            store.remove(sha256)
