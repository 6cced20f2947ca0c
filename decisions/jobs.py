"""Jobs that are handed to the worker in the transaction of what they are for; tasks.py does them."""

from procrastinate.contrib.django import app

from decisions.models import Decision
from infoshare.accounts.models import User

ISSUE_RECORD = "decisions.issue_record"


def issue_record(decision: Decision, *, by: User) -> None:
    """Its PDF is made as soon as the worker comes to it; whoever asks for it before makes it then."""
    app.configure_task(ISSUE_RECORD, queue="documents").defer(
        organisation=decision.organisation_id, decision=decision.pk, by=by.pk
    )
