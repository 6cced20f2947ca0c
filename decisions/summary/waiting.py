"""What waits for somebody, since when and until when: the list on their first page, the most urgent first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from decisions import wording
from decisions.flow import HeldFlow, held
from decisions.models import Flow
from decisions.policies import flows
from decisions.summary.flows import flow_url
from infoshare.accounts import policy
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


def flows_waiting(user: User) -> list[Waits]:
    """Flows to decide on, for those who do; sent back, for their owner; to be looked at again, for both."""
    decides = policy.may(user, "flow.decide")
    mine = Q(owner=user) | (Q(organisation=user.organisation_id) if decides else Q(pk__in=[]))
    found = held(Flow.objects.visible_to(user).filter(mine, end=None).order_by("pk"))
    return [waits for each in found for waits in _of_flow(each, user, decides=decides)]


def _of_flow(each: HeldFlow, user: User, *, decides: bool) -> list[Waits]:
    flow, own, today = each.flow, flows.is_author(each, user), timezone.localdate()
    said = (flow.reference, flow_url(flow))
    if decides and not own and each.submission and each.is_waiting:
        return [Waits("Decide on bulk sharing", *said, each.submission.submitted_at, each.submission.due_at)]
    if flow.owner_id == user.pk and each.decision and each.is_open:
        return [Waits("Add what is needed, and submit it again", *said, each.decision.decided_at)]
    since = each.decision.decided_at if each.decision else flow.started_at
    return [Waits(f"Bulk sharing. {due.what}", *said, since, _end_of(due.on)) for due in each.dues(today)]


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(23, 59)))


# Each says what of its kind waits for a person, in a number of queries that does not grow.
KINDS: tuple[Callable[[User], list[Waits]], ...] = (flows_waiting,)


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
