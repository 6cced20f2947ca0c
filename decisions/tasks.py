"""Work that the worker does: each job names rows by their numbers, and nothing about anybody."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from decisions import summary
from decisions.draft import load
from decisions.jobs import ISSUE_RECORD
from decisions.models import Decision
from infoshare.accounts.models import User
from infoshare.tenancy import context as tenancy

AGAIN = RetryStrategy(max_attempts=5, exponential_wait=3)  # seconds: 3, 9, 27, 81


@app.task(name=ISSUE_RECORD, queue="documents", retry=AGAIN)
def issue_record(organisation: int, decision: int, by: int) -> None:
    """The PDF of a recorded decision as it stands, unless there is one already, or the record is gone."""
    with tenancy.organisation(organisation):
        found = Decision.objects.filter(pk=decision, record__isnull=False).first()
        if found:
            summary.issued(load(found), by=User.objects.get(pk=by))
