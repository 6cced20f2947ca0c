"""What waits for somebody, since when and until when: the list on their first page, the most urgent first."""

from collections.abc import Callable

from django.utils import timezone

from decisions import wording
from decisions.summary.reviewing import countersigning, to_review
from decisions.summary.waits import Waits as Waits
from infoshare.accounts.models import User

Context = dict[str, object]

# Each says what of its kind waits for a person, in a number of queries that does not grow.
KINDS: tuple[Callable[[User], list[Waits]], ...] = (countersigning, to_review)


def work_list(user: User) -> list[Context]:
    """Everything that waits for this person: what has a time first, the soonest of it before the rest."""
    found = [each for kind in KINDS for each in kind(user)]
    return [_row(each) for each in sorted(found, key=lambda each: (each.due_at is None, each.due_at or each.since))]


def _row(waits: Waits) -> Context:
    return {
        "title": waits.title,
        "reference": waits.reference,
        "url": waits.url,
        "since": wording.moment(waits.since),
        "due": wording.moment(waits.due_at),
        "overdue": waits.due_at is not None and waits.due_at < timezone.now(),
    }
