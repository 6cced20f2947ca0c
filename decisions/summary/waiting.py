"""What waits for somebody, since when and until when: the list on their first page, the most urgent first."""

from collections.abc import Callable

from django.utils import timezone

from decisions import wording
from decisions.advising import clock
from decisions.summary.advice_waiting import advice_not_given, advice_to_follow, messages, to_answer, to_confirm
from decisions.summary.correcting import corrections_to_send, corrections_unconfirmed
from decisions.summary.drafts import Context
from decisions.summary.flows_waiting import flows_waiting
from decisions.summary.incidents import incidents_open
from decisions.summary.person_packs import packs_due
from decisions.summary.protecting import clashes_to_settle
from decisions.summary.quality import samples_due
from decisions.summary.requests import requests_to_answer
from decisions.summary.reviewing import countersigning, to_review
from decisions.summary.sharing import receipts_missing
from decisions.summary.sheets import sheets_to_approve
from decisions.summary.telling import to_tell
from decisions.summary.waits import Waits
from infoshare.accounts.models import User

# Each says what of its kind waits for a person, in few queries however much waits.
KINDS: tuple[Callable[[User], list[Waits]], ...] = (
    to_answer,
    to_confirm,
    advice_to_follow,
    advice_not_given,
    messages,
    flows_waiting,
    to_tell,
    requests_to_answer,
    countersigning,
    clashes_to_settle,
    sheets_to_approve,
    receipts_missing,
    corrections_to_send,
    corrections_unconfirmed,
    incidents_open,
    packs_due,
    samples_due,
    to_review,
)


def work_list(user: User) -> list[Context]:
    """Everything that waits for this person: what has a time first, the soonest of it before the rest."""
    found = [each for kind in KINDS for each in kind(user)]
    return [_row(each) for each in sorted(found, key=lambda each: (each.due_at is None, each.due_at or each.since))]


def _row(waits: Waits) -> Context:
    return {
        "title": waits.title,
        "reference": waits.reference,
        "url": waits.url,
        "when": f"needed by {wording.moment(waits.due_at)}" if waits.due_at else f"since {wording.moment(waits.since)}",
        "overdue": clock.is_overdue(waits.due_at, timezone.now()),
    }
