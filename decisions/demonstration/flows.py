"""Walks a case of bulk sharing from its draft to a decision on its flow, through the same actions as the pages."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid5

from django.utils import timezone

from decisions import actions, flow_content
from decisions.content import fingerprint
from decisions.demonstration.cases import Case, sentence
from decisions.demonstration.paper import PAPER
from decisions.flow import load
from decisions.models import DataSet, Decision, Flow
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint as mark
from infoshare.saving.versions import values_of

KEYS = UUID("6e1d0a52-1f0b-4a43-9d7e-2f4b8c1d9a10")
A_YEAR = timedelta(days=365)


def flow_of(case: Case, decision: Decision, *, by: User, decided_by: User | None = None) -> Flow:
    """The flow that the draft goes on as: filled in, submitted and, by somebody else, approved with conditions."""
    flow = actions.carry_on(decision=decision, by=by)
    fill_in(case, flow, by=by)
    submit(flow, by=by)
    if decided_by:
        decide(flow, by=decided_by)
    return flow


def fill_in(case: Case, flow: Flow, *, by: User) -> None:
    today = timezone.localdate()
    for partner in flow.flowpartners.all():
        row: Mapping[str, object] = {
            "organisation": partner.organisation,
            "part": "controller",
            "contact": partner.contact,
        }
        actions.change_flow_row(row=partner, values=row, seen=mark(values_of(partner, row)), by=by)
    key = uuid5(KEYS, f"{flow.reference} data")
    actions.add_flow_row(flow=flow, kind=DataSet, request_key=key, values=data_set(case), by=by)
    for slug, values in pages(case, today).items():
        seen = mark(values_of(load(flow).flow, values))
        actions.save_flow_page(flow=flow, page=slug, values=values, seen=seen, by=by)
    for kind, paper in papers(today).items():
        key = uuid5(KEYS, f"{flow.reference} {kind}")
        keep = partial(actions.keep_paper, data=PAPER, content_type="application/pdf")
        keep(flow=flow, kind=kind, request_key=key, values=paper, by=by)


def submit(flow: Flow, *, by: User, to_role: str = "caldicott_guardian") -> None:
    seen = fingerprint(flow_content.of(load(flow)))
    actions.submit_flow(flow=flow, seen=seen, to_role=to_role, by=by)


def decide(flow: Flow, *, by: User, **instead: object) -> None:
    submission = load(flow).submission
    assert submission is not None
    values = {
        "decided": "approve_conditions",
        "conditions": "Only the fields listed. A sample of ten is checked each quarter.",
        "reasons": "The families can't be reached in time otherwise, and the list holds no more than is needed.",
        "review_on": timezone.localdate() + timedelta(days=182),
        **instead,
    }
    actions.decide_flow(flow=flow, seen=submission.content_hash, values=values, by=by)


def data_set(case: Case) -> Mapping[str, object]:
    told = case.told["information"]
    return {
        "what": sentence("; ".join(each["text"] for each in told)),
        "about_whom": "Families who live in the area and use the service",
        "how_many": "300 a year",
        "from_system": "Our own case system",
        "to_system": "The case system of the recipient",
        "categories": sorted({each["category"] for each in told}),
        "sensitive": "none",
        "why": "Without it nobody knows whom to offer help. Notes and reports are left out.",
    }


def papers(today: date) -> Mapping[str, Mapping[str, object]]:
    signed = {"done_on": today - timedelta(days=20), "review_on": today + A_YEAR}
    return {
        "agreement": {"what": "Sharing agreement, signed by both sides", **signed},
        "dpia": {"what": "Impact assessment, second version", **signed},
    }


def pages(case: Case, today: date) -> Mapping[str, Mapping[str, object]]:
    told = case.told
    return {
        "purpose": {
            "name": told["title"][:200],
            "purpose": f"To prevent this: {told['risk_of_not_sharing']}.",
            "benefits": "Families are offered help early, before anything goes wrong.",
        },
        "relationship": {
            "own_part": "controller",
            "relationship": "Each side decides for itself, and answers for the information once it has it.",
        },
        "schedule": {
            "interval": "monthly",
            "interval_details": "On the first working day",
            "begins_on": today + timedelta(days=14),
            "ends_on": None,
        },
        "law": {
            "power": "Children Act 2004, sections 10 and 11",
            "lawful_basis": "public_task" if told["practitioner"]["sector"] == "public" else "legitimate_interests",
            "condition": "none",
            "common_law": "public_interest",
        },
        "necessity": {
            "necessity": f"Sharing case by case comes too late: {told['risk_of_not_sharing']}.",
            "alternatives": "Figures without names help to plan, but nobody can be reached with them.",
        },
        "agreement": {"no_agreement_why": ""},
        "dpia": {
            "dpia": "done",
            "dpia_outcome": f"One risk is left: {told['risk_of_sharing']}. The list is checked before it goes.",
            "no_dpia_why": "",
        },
        "dpo": {"dpo_view": "Content, if the list is checked each time.", "dpo_on": today - timedelta(days=10)},
        "retention": {
            "retention": "The recipient keeps it for two years; we keep our own file.",
            "deletion": "Deleted by the system after two years. The recipient tells us each January that it was.",
        },
        "security": {
            "in_transit": "Over an encrypted link between the two systems.",
            "at_rest": "Four people can open it, and every look is written down.",
        },
        "rights": {
            "told_how": "In the privacy notice, and in the letter that families get at the start.",
            "rights": "They ask either side; the other is told within two days.",
            "objections": "They are left out, unless somebody is at risk. A person decides, not the system.",
        },
        "stopping": {
            "stops_who": "The duty manager of the service",
            "stops_how": "The link is switched off at once; the data protection officer is told the same day.",
        },
    }
