"""What waits for somebody, since when and until when: the list on their first page, the most urgent first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from decisions import wording
from decisions.models import AdviceDiscussion, Decision
from decisions.models.scope import unbarred
from infoshare.accounts.models import User

Context = dict[str, object]


@dataclass(frozen=True, slots=True)
class Waits:
    """One thing that somebody is to do. `title` says what, `reference` of which thing; neither names anybody."""

    title: str
    reference: str
    url: str
    since: datetime
    due_at: datetime | None = None


def to_answer(user: User) -> list[Waits]:
    """Questions put to them that nobody has answered. Whoever carries the decision by now is not its adviser."""
    put = AdviceDiscussion.objects.put_to(user).waiting().exclude(put="elsewhere").filter(answers=None)
    rows = put.exclude(asked_by=user).exclude(decision__owner=user)
    return [
        Waits("Answer a question for advice", row.reference, _asked(row, "put-question"), row.asked_at, row.due_at)
        for row in rows
    ]


def to_confirm(user: User) -> list[Waits]:
    """Discussions elsewhere in which they are said to have advised."""
    put = AdviceDiscussion.objects.put_to(user).filter(put="elsewhere").exclude(advice="")
    rows = put.exclude(answers__given_by=user).exclude(asked_by=user).exclude(decision__owner=user)
    return [
        Waits("Confirm what you advised", row.reference, _asked(row, "confirm-advice"), row.asked_at) for row in rows
    ]


def messages(user: User) -> list[Waits]:
    """Questions they asked or carry where somebody wrote after their own last message."""
    carried = unbarred(Decision.objects.all(), user).filter(owner=user)
    open_ones = AdviceDiscussion.objects.waiting().filter(decision__in=carried)
    theirs = Max("replies__pk", filter=~Q(replies__said_by=user))
    own = Coalesce(Max("replies__pk", filter=Q(replies__said_by=user)), 0)
    at = Max("replies__said_at", filter=~Q(replies__said_by=user))
    rows = open_ones.annotate(theirs=theirs, own=own).filter(theirs__gt=F("own")).annotate(at=at)
    return [
        Waits("You have a message", asked, reverse("advice", args=[reference, pk]), since)
        for asked, reference, pk, since in rows.values_list("reference", "decision__reference", "pk", "at")
    ]


def _asked(row: AdviceDiscussion, page: str) -> str:
    return reverse(page, args=[row.reference])


# Each says what of its kind waits for a person, in a number of queries that does not grow.
KINDS: tuple[Callable[[User], list[Waits]], ...] = (to_answer, to_confirm, messages)


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
