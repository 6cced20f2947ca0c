"""Flows for tests: started, filled in, submitted, decided, in as few words as a test needs."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from decisions import actions, flow_content
from decisions.content import fingerprint
from decisions.demonstration import flows as demonstration
from decisions.demonstration.cases import Case, all_cases
from decisions.demonstration.paper import PAPER
from decisions.flow import HeldFlow, load
from decisions.models import Flow, FlowPartner
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint as mark
from infoshare.saving.versions import values_of

CASE: Case = next(case for case in all_cases() if case.id == "C18")
PARTNER = {"organisation": "The county council", "part": "controller", "contact": "Its data protection officer"}
PDF = PAPER


def a_flow(by: User, name: str = "A monthly list") -> Flow:
    """Just started: a name and a purpose."""
    return actions.start_flow(by=by, request_key=uuid4(), values={"name": name, "purpose": "To offer help early"})


def whole(by: User) -> Flow:
    """Everything is there, and nothing is submitted."""
    flow = a_flow(by)
    actions.add_flow_row(flow=flow, kind=FlowPartner, request_key=uuid4(), values=PARTNER, by=by)
    demonstration.fill_in(CASE, flow, by=by)
    return flow


def submitted(by: User) -> Flow:
    flow = whole(by)
    demonstration.submit(flow, by=by)
    return flow


def approved(by: User, decided_by: User, **instead: object) -> Flow:
    """With conditions, unless the test says otherwise."""
    flow = submitted(by)
    demonstration.decide(flow, by=decided_by, **instead)
    return flow


def sent_back(by: User, decided_by: User) -> Flow:
    back = {"decided": "more_information", "conditions": "", "review_on": None}
    return approved(by, decided_by, reasons="Say who checks that it is deleted", **back)


def submit(flow: Flow, *, by: User) -> None:
    seen = fingerprint(flow_content.of(load(flow)))
    actions.submit_flow(flow=flow, seen=seen, to_role="ig_lead", by=by)


def decide(flow: Flow, *, by: User, **instead: object) -> None:
    demonstration.decide(flow, by=by, **instead)


def status(flow: Flow, *, in_days: int = 0) -> str:
    return now(flow).status(timezone.localdate() + timedelta(days=in_days))


def now(flow: Flow) -> HeldFlow:
    return load(flow)


def put(flow: Flow, **values: object) -> None:
    """Straight into the table, past every action."""
    Flow.objects.filter(pk=flow.pk).update(**values)


def save_page(flow: Flow, page: str, *, by: User, seen: str = "", **values: object) -> None:
    stored = values_of(now(flow).flow, values)
    actions.save_flow_page(flow=flow, page=page, values=values, seen=seen or mark(stored), by=by)
