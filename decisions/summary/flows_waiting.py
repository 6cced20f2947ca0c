"""What of bulk sharing waits for somebody: to decide on, to add to, to look at again."""

from datetime import date, datetime, time

from django.db.models import Q
from django.utils import timezone

from decisions.flow import HeldFlow, held
from decisions.models import Flow
from decisions.policies import flows
from decisions.summary.flows import flow_url
from decisions.summary.waits import Waits
from infoshare.accounts import policy
from infoshare.accounts.models import User


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
