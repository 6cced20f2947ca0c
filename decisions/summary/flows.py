"""The pages of bulk and regular flows, as plain data: the register, the form, the record."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from decisions import flow_content, wording, words
from decisions.content import fingerprint
from decisions.flow import Due, HeldFlow, held
from decisions.flow_pages import PAGES, FlowPage, after, lacking
from decisions.forms.flows import LISTS
from decisions.models import Flow
from decisions.summary.drafts import Context
from infoshare.accounts import policy
from infoshare.accounts.models import User

LATER_THAN_ALL = date.max
PAGE = 25


def flow_url(flow: Flow, name: str = "flow", /, **where: object) -> str:
    return reverse(name, kwargs={"flow": flow.reference, **where})


def page_url(flow: Flow, page: FlowPage) -> str:
    if page.rows:
        return flow_url(flow, "flow-rows", listed=page.rows)
    return flow_url(flow, "flow-page", slug=page.slug)


def register_page(user: User, query: Mapping[str, str]) -> Context:
    """Of the flows that the reader may see 25: what is overdue first, then what is due, then the newest.

    The page after the flow that `after` names.
    """
    today = timezone.localdate()
    found = held(Flow.objects.visible_to(user).order_by("-pk"))
    chosen = query.get("show", "")
    chosen = chosen if chosen in {"due", *words.FLOW_STATUSES} else ""
    shown = [each for each in found if _is_wanted(each, chosen, today)]
    ordered = sorted(shown, key=lambda each: _first_due(each, today))
    before = [each.flow.reference for each in ordered]
    first = before.index(query["after"]) + 1 if query.get("after") in before else 0
    rows = [_register_row(each, today) for each in ordered[first : first + PAGE]]
    return {
        "shown": [row["reference"] for row in rows],
        "rows": rows,
        "filters": _filters(found, chosen, today),
        "older_url": _page_url(chosen, after=rows[-1]["reference"]) if len(ordered) > first + PAGE else "",
        "first_url": _page_url(chosen),
        "is_first": not first,
        "can_start": policy.may(user, "flow.start"),
        "back_url": "/",
    }


def _page_url(chosen: str, **where: object) -> str:
    asked = {**({"show": chosen} if chosen else {}), **where}
    return f"{reverse('flows')}?{urlencode(asked)}".removesuffix("?")


def _is_wanted(each: HeldFlow, chosen: str, today: date) -> bool:
    if chosen == "due":
        return bool(each.dues(today))
    return not chosen or each.status(today) == chosen


def _first_due(each: HeldFlow, today: date) -> date:
    dues = each.dues(today)
    return dues[0].on if dues else LATER_THAN_ALL


def _filters(found: list[HeldFlow], chosen: str, today: date) -> list[Context]:
    """All, what is due, then each status that a flow has; with how many there are."""
    statuses = [each.status(today) for each in found]
    due = sum(bool(each.dues(today)) for each in found)
    options = [("", "All", len(found)), ("due", "Due or overdue", due)]
    options += [(slug, term.label, statuses.count(slug)) for slug, term in words.FLOW_STATUSES.items()]
    return [
        {"value": value, "label": label, "number": number, "chosen": value == chosen}
        for value, label, number in options
        if number or value in {"", chosen}
    ]


def _register_row(each: HeldFlow, today: date) -> Context:
    flow, status = each.flow, each.status(today)
    return {
        "reference": flow.reference,
        "url": flow_url(flow),
        "name": flow.name,
        "version": flow.version,
        "to": ", ".join(partner.organisation for partner in each.partners),
        "status": words.FLOW_STATUSES[status].label,
        "colour": COLOURS.get(status, "grey"),
        "review_on": wording.day(each.review_on) if each.runs(today) else "",
        "dues": [due_row(due) for due in each.dues(today)],
        "by": flow.owner.name,
    }


COLOURS = {
    "submitted": "yellow",
    "sent_back": "yellow",
    "approve": "green",
    "approve_conditions": "green",
    "do_not_share": "red",
}


def due_row(due: Due) -> Context:
    return {"what": due.what, "on": wording.day(due.on), "overdue": due.is_overdue}


def of_flow(each: HeldFlow) -> Context:
    return {"flow": each.flow, "reference": each.flow.reference, "back_url": flow_url(each.flow)}


def flow_tasks(each: HeldFlow) -> Context:
    """The task list of whoever writes it."""
    missing = lacking(each)
    first = missing[0][0] if missing else None
    return {
        **of_flow(each),
        "tasks": [_task(each, page, first) for page in PAGES.values()],
        "missing": [sentence for _, sentence in missing],
        "next_url": page_url(each.flow, first) if first else flow_url(each.flow, "check-flow"),
        "sent_back": _sent_back(each),
        "other_papers": papers_of(each, "other"),
        "back_url": reverse("flows"),
    }


def _sent_back(each: HeldFlow) -> Context | None:
    said = each.decision
    return (
        {"by": said.decided_by.name, "at": wording.moment(said.decided_at), "reasons": said.reasons} if said else None
    )


def _task(each: HeldFlow, page: FlowPage, first: FlowPage | None) -> Context:
    lacks = page.lacks(each)
    kind = "done" if not lacks else "next" if first and first.slug == page.slug else "todo"
    status = {"done": "Done", "next": "Next", "todo": "To do"}[kind]
    return {"title": page.title, "url": page_url(each.flow, page), "kind": kind, "status": status}


def flow_page(each: HeldFlow, slug: str) -> Context:
    page, order = PAGES[slug], list(PAGES)
    following = after(slug)
    return {
        **of_flow(each),
        "page": page,
        "number": order.index(slug) + 1,
        "of": len(order),
        "papers": papers_of(each, page.papers) if page.papers else [],
        "attach": _attach(page.papers) if page.papers else "",
        "next_url": page_url(each.flow, following) if following else flow_url(each.flow),
    }


def flow_rows(each: HeldFlow, name: str) -> Context:
    content = flow_content.of(each)
    rows = each.partners if name == "partners" else each.data_sets
    said = content["partners" if name == "partners" else "data_sets"]
    assert isinstance(said, list)
    return {
        **flow_page(each, LISTS[name].page),
        "name": name,
        "rows": [{**row, "pk": of.pk} for of, row in zip(rows, said, strict=True)],
        "add_title": LISTS[name].add_title,
    }


def flow_row(each: HeldFlow, name: str, title: str) -> Context:
    return {**of_flow(each), "title": title, "back_url": flow_url(each.flow, "flow-rows", listed=name)}


def paper_page(each: HeldFlow, kind: str) -> Context:
    back = flow_url(each.flow) if kind == "other" else flow_url(each.flow, "flow-page", slug=kind)
    return {**of_flow(each), "title": _attach(kind), "button": "Attach it", "back_url": back}


def _attach(kind: str) -> str:
    return f"Attach {words.FLOW_PAPERS[kind].label.lower()}"


def papers_of(each: HeldFlow, kind: str = "") -> list[Context]:
    return [
        {
            "pk": row.pk,
            "what": row.what,
            "kind": words.FLOW_PAPERS[row.kind].label,
            "done_on": wording.day(row.done_on),
            "review_on": wording.day(row.review_on),
            "size": row.size,
            "by": row.added_by.name,
            "at": wording.moment(row.added_at),
            "counts": row.kind == "other" or row == each.paper(row.kind),
        }
        for row in each.papers
        if not kind or row.kind == kind
    ]


def check_flow_page(each: HeldFlow) -> Context:
    content = flow_content.of(each)
    return {
        **of_flow(each),
        "record": content,
        "version": fingerprint(content),
        "changes": {page.slug.replace("-", "_"): page_url(each.flow, page) for page in PAGES.values()},
        "problems": [{"text": sentence, "url": page_url(each.flow, page)} for page, sentence in lacking(each)],
    }
