"""Walks one case from its first page to its record, through the same actions as the pages."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from uuid import UUID, uuid5

from django.utils import timezone

from decisions import actions, content, sheet, steps
from decisions.actions.sheets import look_at_sheet
from decisions.demonstration import cases, lines
from decisions.demonstration.cases import Case, sentence
from decisions.demonstration.flows import flow_of
from decisions.draft import Draft, load
from decisions.forms.pages import PAGES
from decisions.models import AdviceDiscussion, Answer, Decision, Item, Recipient
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of

KEYS = UUID("5b0f7a52-6d54-4f0e-9a8c-1d1a8f2c7e11")


def key(case: Case, by: User, what: str) -> UUID:
    """The same case of the same person always has the same keys, so that a second walk changes nothing."""
    return uuid5(KEYS, f"{case.id}/{by.email}/{what}")


def walk(case: Case, *, by: User, decided_by: User | None = None, until: str = "record") -> Decision:
    """The case's decision. `until` stops earlier: at "items" (a draft), or at "decision" (all but the last pages).

    A case that waits for advice stops there, its discussion open. One of bulk sharing goes on as a flow, on which
    `decided_by` decides.
    """
    existing = Decision.objects.filter(request_key=key(case, by, "start")).first()
    if existing:
        return existing
    if case.told.get("emergency"):
        return _emergency(case, by)
    values, recipient = cases.start(case)
    decision = actions.start(by=by, request_key=key(case, by, "start"), values=values, recipient=recipient)
    _list(case, decision, by)
    _answer(case, decision, by)
    if not load(decision).route.outcome:
        _ask(case, decision, by, slug=load(decision).route.asked[-1])
        return decision
    if until == "items":
        return decision
    if load(decision).is_bulk:
        if until == "record":
            flow_of(case, decision, by=by, decided_by=decided_by)
        return decision
    _pages(case, decision, by, until)
    if until == "record":
        _record(decision, decided_by or by)
    return decision


def _emergency(case: Case, by: User) -> Decision:
    values = {
        "danger": case.told["title"],
        "told_whom": "; ".join(f"{each['organisation']}, {each['role']}" for each in case.told["recipients"]),
        "channel": "By telephone",
        "shared": sentence(case.told["information"][0]["text"]),
        "shared_at": timezone.now() - timedelta(minutes=40),
    }
    return actions.share_in_emergency(by=by, request_key=key(case, by, "start"), about=case.about, values=values)


def _list(case: Case, decision: Decision, by: User) -> None:
    add = partial(actions.add_row, decision=decision, by=by)
    for number, told in enumerate([*case.told["recipients"][1:], *lines.ALSO.get(case.id, ())]):
        values = {**cases.recipient(told), "name": ""}
        add(kind=Recipient, request_key=key(case, by, f"recipient {number}"), values=values)
    for number, told in enumerate(case.told["information"]):
        add(kind=Item, request_key=key(case, by, f"item {number}"), values=cases.item(told, case))
    lines.decide(case, decision, by=by)


def _answer(case: Case, decision: Decision, by: User) -> None:
    seen = fingerprint(values_of(Answer(), ("value", "note")))  # no question is answered yet
    for slug, value in case.answers(decision.pack_id).items():
        note = sentence(case.told["why"]) if slug == "purpose" else ""
        actions.answer(decision=decision, slug=slug, value=value, note=note, seen=seen, by=by)


def _ask(case: Case, decision: Decision, by: User, *, slug: str) -> AdviceDiscussion:
    values = {
        "asked_whom": "the duty manager",
        "role": "manager",
        "asked_at": timezone.now() - timedelta(hours=2),
        "dilemma": f"Without names: {case.told['why']}. May we share?",
        "identity_withheld": True,
        "named_why": "",
    }
    return actions.ask_advice(
        decision=decision, slug=slug, request_key=key(case, by, f"ask {slug}"), values=values, by=by
    )


def _pages(case: Case, decision: Decision, by: User, until: str) -> None:
    """Fill in what is missing, in the order of the journey, as a person would."""
    while following := steps.next_step(draft := load(decision)):
        if following.slug == until:
            return
        if following.slug == steps.SHEETS:
            look(draft, by)
            continue
        at = PAGES[following.slug]
        values = page(following.slug, case, draft)
        seen = fingerprint(values_of(getattr(draft, at.relation) or at.kind(), values))
        actions.save_page(decision=decision, step=following, kind=at.kind, values=values, seen=seen, by=by)


def look(draft: Draft, by: User) -> None:
    """At each recipient's sheet, as it is."""
    for to in sheet.receivers(draft):
        look_at_sheet(decision=draft.decision, recipient=to, seen=sheet.fingerprint(draft, to), by=by)


def page(slug: str, case: Case, draft: Draft) -> Mapping[str, object]:
    """What the case says on one page of the journey."""
    today = timezone.localdate()
    told, pack_id = case.told, draft.pack.id
    if slug == "consent-details":
        return cases.consent(draft.consent_status, case, today)
    pages: dict[str, Mapping[str, object]] = {
        "request": {
            **cases.request(case, today),
            "recipient_id": min((to.pk for to in draft.recipients), default=None),
        },
        "consent": {"status": case.consent_status(pack_id)},
        "views": cases.views(case),
        "risks": {
            "risk_of_sharing": sentence(told["risk_of_sharing"]),
            "risk_of_not_sharing": sentence(told["risk_of_not_sharing"]),
        },
        "best-interests": _best_interests(case),
        "duty": _duty(case),
        "duty-exception": {"exception_why": sentence(told["risk_of_sharing"])},
        "decision": {"decided": case.decided, "reasons": sentence(told["why"]), "review_on": _in_half_a_year(today)},
        "grounds": {"grounds": cases.grounds(case, pack_id), "other_ground": ""},
        "basis": cases.basis(case, pack_id),
        "how": {
            "how_much": "Only the items marked to share",
            "facts_apart": "Each item says whether it is fact, opinion or allegation",
            "right_person": "Rang back on the number in our own directory",
            "securely": "By secure mail, and by telephone to say that it is there",
        },
        "telling": {"told": "after"},
        "telling-details": _telling(draft, today),
    }
    return pages[slug]


def _best_interests(case: Case) -> Mapping[str, object]:
    minor = any(person["age"] < 18 for person in case.told["people"])
    answer = "not_about_a_child" if not minor else "no" if case.decided == "do_not_share" else "yes"
    return {"best_interests": answer, "best_interests_why": sentence(case.told["why"]), "safety_of_others": ""}


def _duty(case: Case) -> Mapping[str, object]:
    """Only a place where the duty to share is in force asks."""
    minor = any(person["age"] < 18 for person in case.told["people"])
    return {"about_child": "yes" if minor else "no", "listed": "yes", "relevant": "yes"}


def _telling(draft: Draft, today: date) -> Mapping[str, object]:
    if draft.told == "not":
        return {
            "not_told_why": "Telling them now would raise the risk",
            "look_again_on": today + timedelta(days=14),
        }
    return {"told_how": "Face to face, by the practitioner, within a week"}


def _in_half_a_year(today: date) -> date:
    return today + timedelta(days=182)


def _record(decision: Decision, by: User) -> None:
    actions.record(decision=decision, seen=content.fingerprint(content.of(load(decision))), by=by)
