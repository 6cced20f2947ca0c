"""The flows of each organisation of the campaigns: all are the Blue team's practitioner's, each at another point."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from uuid import UUID, uuid5

from django.utils import timezone

from decisions import actions
from decisions.demonstration import flows as demonstration
from decisions.demonstration.cases import Case
from decisions.demonstration.paper import PAPER
from decisions.models import Flow, FlowPartner
from infoshare.accounts.models import User

KEYS = UUID("1c4f6a7d-9b1e-4c55-8f0d-3a7b2c9e5d10")
WRITTEN, WAITING, RUNNING, ENDED, OVER = "being written", "waiting", "running", "ended", "long over"


def flows(case: Case, *, by: User, guardian: User) -> Mapping[str, Flow]:
    """One being written, with something in every box; one that waits; one that was approved; two that ended."""
    made = {what: _whole(case, what, by=by) for what in (WRITTEN, WAITING, RUNNING, ENDED, OVER)}
    for what in (WAITING, RUNNING, ENDED, OVER):
        demonstration.submit(made[what], by=by)
    for what in (RUNNING, ENDED, OVER):
        demonstration.decide(made[what], by=guardian)
    again = timezone.localdate() + timedelta(days=90)
    key = uuid5(KEYS, made[RUNNING].reference)
    actions.review_flow(flow=made[RUNNING], request_key=key, found="All is well", review_on=again, by=guardian)
    for what in (ENDED, OVER):
        actions.end_flow(flow=made[what], why="The project is over", by=by)
    return made


def _whole(case: Case, what: str, *, by: User) -> Flow:
    values = {"name": f"A list, {what}", "purpose": "To offer help early"}
    flow = actions.start_flow(by=by, request_key=uuid5(KEYS, f"{by.email} {what}"), values=values)
    partner = {"organisation": "The county council", "part": "joint", "contact": "Its data protection officer"}
    key = uuid5(KEYS, f"{flow.reference} partner")
    actions.add_flow_row(flow=flow, kind=FlowPartner, request_key=key, values=partner, by=by)
    demonstration.fill_in(case, flow, by=by)
    row = Flow.objects.get(pk=flow.pk)
    row.no_agreement_why, row.no_dpia_why = "It was with the lawyers", "It is small"
    row.save()
    paper = {"what": "The letter to families", "done_on": timezone.localdate(), "review_on": None}
    keep = partial(actions.keep_paper, data=PAPER, content_type="application/pdf")
    keep(flow=flow, kind="other", request_key=uuid5(KEYS, f"{flow.reference} other"), values=paper, by=by)
    return row
