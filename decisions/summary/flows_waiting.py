"""What of bulk sharing waits for somebody: to decide on, to add to, to look at again."""

from django.db.models import Q
from django.utils import timezone

from decisions.flow import HeldFlow, held, near_a_date
from decisions.models import Flow, FlowSubmission
from decisions.policies import flows
from decisions.summary.flows import flow_url
from decisions.summary.waits import Waits, end_of
from infoshare.accounts import policy
from infoshare.accounts.models import User


def flows_to_decide(user: User) -> list[Waits]:
    """Submitted by somebody else, for those who decide."""
    if not policy.may(user, "flow.decide"):
        return []
    waiting = Flow.objects.visible_to(user).undecided().filter(submissions__isnull=False, submissions__decision=None)
    found = held(waiting.order_by("pk"))
    return [_decide(each, each.submission) for each in found if each.submission and not flows.is_author(each, user)]


def _decide(each: HeldFlow, submission: FlowSubmission) -> Waits:
    return Waits("Decide on bulk sharing", *_said(each), submission.submitted_at, submission.due_at)


def flows_waiting(user: User) -> list[Waits]:
    """Flows to decide on, for those who do; sent back, for their owner; to be looked at again, for both."""
    return [*flows_to_decide(user), *_sent_back(user), *_due(user)]


def _sent_back(user: User) -> list[Waits]:
    mine = Flow.objects.visible_to(user).filter(owner=user).undecided()
    return [
        Waits("Add what is needed, and submit it again", *_said(each), each.decision.decided_at)
        for each in held(mine.filter(submissions__isnull=False).distinct().order_by("pk"))
        if each.decision and each.is_open
    ]


def _due(user: User) -> list[Waits]:
    """Of what runs: of their own, and for those who decide of everybody's."""
    today = timezone.localdate()
    whose = Q() if policy.may(user, "flow.decide") else Q(owner=user)
    found = held(near_a_date(Flow.objects.visible_to(user).filter(whose), today).order_by("pk"))
    return [
        Waits(f"Bulk sharing. {due.what}", *_said(each), each.decision.decided_at, end_of(due.on))
        for each in found
        if each.decision
        for due in each.dues(today)
    ]


def _said(each: HeldFlow) -> tuple[str, str]:
    return each.flow.reference, flow_url(each.flow)
