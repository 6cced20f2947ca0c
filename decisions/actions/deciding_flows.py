"""What becomes of a submitted flow: decided once, looked at again, ended. Never by those whose flow it is to decide."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions.actions.flows import flow_locked, path_of
from decisions.flow import SENT_BACK, HeldFlow
from decisions.models import Flow, FlowDecision, FlowEnd, FlowReview, FlowSubmission
from decisions.policies import Refused, flows
from infoshare.accounts import notices
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before
from infoshare.saving.versions import values_of


class DecidedAlready(Exception):
    """Somebody decided while the page was open; the message says who."""


@transaction.atomic
def decide_flow(*, flow: Flow, seen: str, values: Mapping[str, object], by: User) -> None:
    """Decide on the submission with this hash (`seen`). The same press twice decides once."""
    held = flow_locked(flow)
    if held.decision and held.decision.decided_by_id == by.pk and values_of(held.decision, values) == values:
        return
    if held.decision and held.submission and held.submission.content_hash == seen:
        raise DecidedAlready(flows.decided_by(held))
    flows.check_can_decide(held, by)
    submission = _what_was_read(held, seen)
    flows.check_decision(held, str(values["decided"]))
    made = FlowDecision.objects.create(submission=submission, decided_by=by, role=flows.deciding_role(by), **values)
    sent_back = made.decided == SENT_BACK
    facts: dict[str, log.Fact] = {"decided": made.decided, "as": made.role, "submission": made.submission_id}
    log.record("flow.sent-back" if sent_back else "flow.decided", by=by, about=held.flow, facts=facts)
    sentence = f"{flow.reference} was sent back to you." if sent_back else f"{flow.reference} was decided on."
    notices.tell([held.flow.owner], sentence, path=path_of(flow))


def _what_was_read(held: HeldFlow, seen: str) -> FlowSubmission:
    if held.submission is None or held.submission.content_hash != seen:
        raise Refused("This flow was submitted again since this page was opened. Read it again, then decide.")
    return held.submission


@transaction.atomic
def review_flow(*, flow: Flow, request_key: UUID, found: str, review_on: date, by: User) -> None:
    """It goes on until the next date."""
    held = flow_locked(flow)
    flows.check_can_review(held, by, timezone.localdate())
    values = {"found": found, "review_on": review_on}
    if made_before(FlowReview.objects.filter(flow=flow), request_key=request_key, **values):
        return
    made = FlowReview.objects.create(flow=flow, request_key=request_key, reviewed_by=by, **values)
    log.record("flow.reviewed", by=by, about=flow, facts={"review": made.pk, "next": review_on.isoformat()})


@transaction.atomic
def end_flow(*, flow: Flow, why: str, by: User) -> None:
    """It may flow no more. Whoever writes it may end it too, and at once: stopping needs nobody's leave."""
    held = flow_locked(flow)
    if held.end and held.end.ended_by_id == by.pk and held.end.why == why:
        return
    flows.check_can_end(held, by)
    FlowEnd.objects.create(flow=flow, why=why, ended_by=by)
    log.record("flow.ended", by=by, about=flow)
    if held.flow.owner_id != by.pk:
        notices.tell([held.flow.owner], f"{flow.reference} has ended.", path=path_of(flow))
