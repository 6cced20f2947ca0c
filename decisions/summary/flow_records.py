"""The record of a flow, for whoever reads it: its page, its PDF, and the pages at its end."""

from datetime import date
from typing import Any

import rfc8785
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from decisions import flow_content, wording, words
from decisions.flow import HeldFlow
from decisions.models import Flow, FlowDecision, FlowReview
from decisions.policies import flows
from decisions.summary.drafts import Context
from decisions.summary.flows import due_row, flow_url, of_flow, papers_of
from decisions.summary.kept_mark import kept_mark
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows
from infoshare.audit import log
from infoshare.audit.models import Event
from infoshare.documents.pdf import Attachment, ToPrint
from infoshare.documents.proof import proof


def decide_page(each: HeldFlow) -> Context:
    assert each.submission is not None
    return {
        **of_flow(each),
        "record": each.submission.content,
        "papers": papers_of(each),
        "submitted": _submitted(each),
        "version": each.submission.content_hash,
        "no_agreement": not each.paper("agreement"),
    }


def event_page(each: HeldFlow, title: str, button: str, says: str = "") -> Context:
    return {**of_flow(each), "title": title, "button": button, "says": says}


def review_flow_page(each: HeldFlow) -> Context:
    said = each.decision.conditions if each.decision else ""
    return event_page(each, "Look at it again", "Save", f"It was approved on these conditions: {said}" if said else "")


def end_page(each: HeldFlow) -> Context:
    says = "From now on nothing may be shared this way. The record stays."
    return event_page(each, "End this flow", "End it", says)


def flow_record(each: HeldFlow, user: User) -> Context:
    """The page of a flow for whoever reads it: as it was submitted, or as it stands while nobody has."""
    today = timezone.localdate()
    status = each.status(today)
    return {
        **_whole(each),
        "status": words.FLOW_STATUSES[status].label,
        "runs": each.runs(today),
        "dues": [due_row(due) for due in each.dues(today)],
        "may": _may(each, user, today),
        "pdf_url": flow_url(each.flow, "flow-pdf") if each.submission else "",
        **kept_mark(each.flow, user),
        "back_url": reverse("flows"),
    }


def _may(each: HeldFlow, user: User, today: date) -> dict[str, bool]:
    return {
        "decide": allows(flows.check_can_decide, each, user),
        "review": allows(flows.check_can_review, each, user, today),
        "end": allows(flows.check_can_end, each, user),
        "change": allows(flows.check_can_renew, each, user),
    }


def _whole(each: HeldFlow) -> Context:
    """What the page of a record and its PDF both show: what was submitted, and what happened since."""
    flow = each.flow
    return {
        **of_flow(each),
        "record": each.submission.content if each.submission else flow_content.of(each),
        "submitted": _submitted(each),
        "decision": _decision(each.decision) if each.decision else None,
        "earlier": [_decision(row.decision) for row in each.submissions[:-1] if hasattr(row, "decision")],
        "reviews": [_review(row) for row in each.reviews],
        "review_on": wording.day(each.review_on),
        "end": _end(each),
        "papers": papers_of(each),
        "former": _link(flow.former),
        "replacement": _link(each.replacement.flow if each.replacement else None),
        "next_version": _link(each.next_version.flow if each.next_version else None),
    }


def _link(flow: Flow | None) -> Context | None:
    return {"reference": flow.reference, "url": flow_url(flow), "version": flow.version} if flow else None


def _submitted(each: HeldFlow) -> dict[str, str]:
    row = each.submission
    if row is None:
        return {}
    return {
        "by": row.submitted_by.name,
        "at": wording.moment(row.submitted_at),
        "to": words.FLOW_DECIDERS[row.to_role].label,
        "due": wording.moment(row.due_at),
        "hash": row.content_hash,
    }


def _decision(row: FlowDecision) -> dict[str, str]:
    return {
        "decided": row.decided,
        "label": words.FLOW_STATUSES["sent_back" if row.decided == "more_information" else row.decided].label,
        "conditions": row.conditions,
        "reasons": row.reasons,
        "review_on": wording.day(row.review_on),
        "by": row.decided_by.name,
        "role": words.FLOW_DECIDERS[row.role].label.removeprefix("The "),
        "at": wording.moment(row.decided_at),
    }


def _review(row: FlowReview) -> dict[str, str]:
    return {
        "found": row.found,
        "review_on": wording.day(row.review_on),
        "by": row.reviewed_by.name,
        "at": wording.moment(row.reviewed_at),
    }


def _end(each: HeldFlow) -> dict[str, str] | None:
    row = each.end
    return {"why": row.why, "by": row.ended_by.name, "at": wording.moment(row.ended_at)} if row else None


def flow_print(each: HeldFlow) -> ToPrint:
    """The record as one file: PDF/A-3a and PDF/UA-1, with its own data attached."""
    assert each.submission is not None  # the view makes one of submitted flows only
    whole = _whole(each)
    made = proof(_newest(each.flow), reference=each.flow.reference, content=each.submission.content_hash)
    html = render_to_string("decisions/flows/record_pdf.html", {**whole, **_answer_first(each), "proof": made})
    told = ("record", "submitted", "decision", "earlier", "reviews", "end")
    data: dict[str, Any] = {name: whole[name] for name in told}
    attachment = Attachment(
        name=f"{each.flow.reference}.json",
        data=rfc8785.dumps(data),
        mime="application/json",
        description="The record as data, in canonical JSON",
    )
    title = f"Record of bulk sharing {each.flow.reference}"
    return ToPrint(html, title=title, attachments=(attachment,), created_at=each.submission.submitted_at)


def _newest(flow: Flow) -> Event:
    """That tells of more than a look."""
    return log.history(flow).get(pk=log.last_change(flow))


def _answer_first(each: HeldFlow) -> Context:
    """How it stands when the file is made, and until when it may go on."""
    today = timezone.localdate()
    return {"status": words.FLOW_STATUSES[each.status(today)].label, "ends_on": wording.day(each.flow.ends_on)}
