"""Writing a bulk or regular flow: start it, save its pages, lists and papers, submit it to those who decide."""

import hashlib
from collections.abc import Mapping
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from decisions import flow_content
from decisions.actions.locking import locked, still_there
from decisions.advising import clock
from decisions.content import fingerprint
from decisions.flow import HeldFlow, load
from decisions.models import DataSet, Decision, Flow, FlowPaper, FlowPartner, FlowSubmission
from decisions.policies import Refused, flows
from infoshare.accounts import notices, policy
from infoshare.accounts.calendar import bank_holidays
from infoshare.accounts.duty import on_duty
from infoshare.accounts.models import User
from infoshare.accounts.people import colleagues
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time
from infoshare.saving.versions import check_unchanged, values_of

Values = Mapping[str, object]
Row = DataSet | FlowPartner
OF_A_DATA_SET = ("what", "about_whom", "how_many", "from_system", "to_system", "categories", "sensitive", "why")
OF_A_PARTNER = ("organisation", "part", "contact")
OF_A_PAPER = ("kind", "what", "done_on", "review_on", "content_type", "sha256", "size", "data")
NOT_COPIED = {"id", "reference", "request_key", "started_at", "started_by", "from_decision", "former", "version"}
IN_TEN_DAYS = "weeks"  # the urgency of a flow that has not begun: ten working days
CHANGED = "Something changed since this page was opened. Read it again, then submit it."
NOBODY = "Nobody in your organisation can decide on this yet. Ask your administrator who should."


def flow_locked(flow: Flow) -> HeldFlow:
    """The flow as it stands, while nobody else can write to it. Only inside a transaction."""
    Flow.objects.select_for_update(of=("self",), no_key=True).get(pk=flow.pk)
    return load(flow)


@transaction.atomic
def start_flow(*, by: User, request_key: UUID, values: Values) -> Flow:
    """Pressed twice with the same key, the first one is the answer."""
    flows.check_can_start_flow(by)
    one_press_at_a_time(request_key)
    if before := made_before(by.flows_started.all(), request_key=request_key, **values):
        return before
    return _start(by=by, organisation=by.organisation, team=by.team, request_key=request_key, **values)


@transaction.atomic
def carry_on(*, decision: Decision, by: User) -> Flow:
    """A draft that came to bulk sharing goes on as a flow: its purpose, and its recipients as partners. Made once."""
    draft = locked(decision)
    if draft.flow:
        return draft.flow
    flows.check_can_carry_on(draft, by)
    row = draft.decision
    values = {"name": row.deciding, "purpose": row.purpose or row.deciding, "from_decision": row, "team": row.team}
    flow = _start(by=by, organisation=row.organisation, request_key=uuid4(), **values)
    log.record("decision.carried-on", by=by, about=row, facts={"flow": flow.pk})
    for each in draft.recipients:
        wanted = {"organisation": each.organisation, "contact": each.role}
        FlowPartner.objects.create(flow=flow, request_key=each.request_key, saved_by=by, **wanted)
    return flow


def _start(*, by: User, **values: object) -> Flow:
    flow = Flow.objects.create(owner=by, started_by=by, saved_by=by, **values)
    facts = {"decision": flow.from_decision_id, "former": flow.former_id}
    log.record("flow.started", by=by, about=flow, facts=facts)
    return flow


@transaction.atomic
def renew_flow(*, flow: Flow, by: User) -> Flow:
    """A new version, with everything that the former one says. While one is being written, that is the answer."""
    held = flow_locked(flow)
    flows.check_can_renew(held, by)
    if held.next_version:
        return held.next_version.flow
    kept = {each.name: getattr(held.flow, each.name) for each in Flow._meta.concrete_fields}
    values = {name: value for name, value in kept.items() if name not in {*NOT_COPIED, "owner", "saved_at", "saved_by"}}
    made = _start(by=by, request_key=uuid4(), former=held.flow, version=held.flow.version + 1, **values)
    for kind, rows, columns in ((DataSet, held.data_sets, OF_A_DATA_SET), (FlowPartner, held.partners, OF_A_PARTNER)):
        for row in rows:
            kind.objects.create(
                flow=made, request_key=uuid5(made.request_key, str(row.pk)), saved_by=by, **_of(row, columns)
            )
    for paper in FlowPaper.objects.filter(flow=held.flow):
        FlowPaper.objects.create(flow=made, request_key=paper.request_key, added_by=by, **_of(paper, OF_A_PAPER))
    return made


def _of(row: object, columns: tuple[str, ...]) -> dict[str, object]:
    return values_of(row, columns)


@transaction.atomic
def save_flow_page(*, flow: Flow, page: str, values: Values, seen: str, by: User) -> None:
    held = flow_locked(flow)
    flows.check_can_change_flow(held, by)
    row = held.flow
    stored = values_of(row, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=row.saved_by, saved_at=row.saved_at)
    changed = _save(row, values, by=by)
    log.record("flow.saved", by=by, about=row, facts={"page": page, "changed": changed})


@transaction.atomic
def add_flow_row(*, flow: Flow, kind: type[Row], request_key: UUID, values: Values, by: User) -> None:
    held = flow_locked(flow)
    flows.check_can_change_flow(held, by)
    rows = kind._default_manager.filter(flow=flow)
    if not made_before(rows, request_key=request_key, **values):
        row = kind._default_manager.create(flow=flow, request_key=request_key, saved_by=by, **values)
        _log_row(row, "added", by=by)


@transaction.atomic
def change_flow_row(*, row: Row, values: Values, seen: str, by: User) -> None:
    flows.check_can_change_flow(flow_locked(row.flow), by)
    now = still_there(row)
    stored = values_of(now, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=now.saved_by, saved_at=now.saved_at)
    _save(now, values, by=by)
    _log_row(now, "changed", by=by)


@transaction.atomic
def remove_flow_row(*, row: Row, by: User) -> None:
    """Its history stays."""
    flows.check_can_change_flow(flow_locked(row.flow), by)
    now = still_there(row)
    _log_row(now, "removed", by=by)
    now.saved_by = by
    now.delete()


def _log_row(row: Row, did: str, *, by: User) -> None:
    facts: dict[str, log.Fact] = {"page": row._meta.model_name, "row": row.pk, "did": did}
    log.record("flow.saved", by=by, about=row.flow, facts=facts)


def _save(row: Flow | Row, values: Values, *, by: User) -> list[str]:
    """The columns that are not as they were."""
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name, value in values.items():
        setattr(row, name, value)
    row.saved_by = by
    row.save()
    return changed


@transaction.atomic
def keep_paper(
    *, flow: Flow, kind: str, request_key: UUID, data: bytes, content_type: str, values: Values, by: User
) -> None:
    """`content_type` is what its content was found to be (consent/papers.py); one of status.PAPERS."""
    held = flow_locked(flow)
    flows.check_can_change_flow(held, by)
    sha256 = hashlib.sha256(data).hexdigest()
    wanted = {**values, "kind": kind, "sha256": sha256}
    if made_before(FlowPaper.objects.filter(flow=flow), request_key=request_key, **wanted):
        return
    file = {"data": data, "size": len(data), "content_type": content_type}
    made = FlowPaper.objects.create(flow=flow, request_key=request_key, added_by=by, **wanted, **file)
    log.record("flow.saved", by=by, about=flow, facts={"page": kind, "paper": made.pk, "sha256": sha256})


@transaction.atomic
def submit_flow(*, flow: Flow, seen: str, to_role: str, by: User) -> FlowSubmission:
    """Submit what the check page showed (`seen` is its hash). Pressed twice, the first submission is the answer."""
    held = flow_locked(flow)
    if held.is_waiting and held.submission and held.submission.submitted_by_id == by.pk:
        return held.submission
    flows.check_can_submit(held, by)
    whole = flow_content.of(held)
    if fingerprint(whole) != seen:
        raise Refused(CHANGED)
    people = _who_decides(held, to_role, by=by)
    due_at = clock.due(timezone.now(), IN_TEN_DAYS, holidays=bank_holidays(held.flow.organisation.nation))
    made = FlowSubmission.objects.create(
        flow=held.flow, content=whole, content_hash=seen, to_role=to_role, submitted_by=by, due_at=due_at
    )
    log.record("flow.submitted", by=by, about=held.flow, facts={"to": to_role, "content": seen})
    notices.tell(people, f"{flow.reference} waits for your decision.", path=path_of(flow))
    return made


def pass_flow_on(flow: Flow, *, to: User, by: User) -> None:
    """Somebody else carries it now. Only inside a transaction that has locked the flow and checked who takes it."""
    facts: dict[str, log.Fact] = {"from": flow.owner_id, "to": to.pk}
    flow.owner, flow.saved_by = to, by
    flow.save(update_fields=["owner", "saved_by", "saved_at"])
    log.record("flow.handed-over", by=by, about=flow, facts=facts)
    notices.tell([to], f"{flow.reference} was handed over to you.", path=path_of(flow))


def path_of(flow: Flow) -> str:
    return reverse("flow", args=[flow.reference])


def _who_decides(held: HeldFlow, role: str, *, by: User) -> list[User]:
    """Those on duty who may decide on it; where nobody is, everybody who may. Never its author, nor with a conflict."""
    organisation = held.flow.organisation
    out = {*held.authors, by.pk}
    could = [user for user in colleagues(organisation) if policy.may(user, "flow.decide") and user.pk not in out]
    able = [user for user in could if Flow.objects.visible_to(user).filter(pk=held.flow.pk).exists()]
    out |= {user.pk for user in could} - {user.pk for user in able}
    duty = on_duty(organisation, role, team=None, on=timezone.localdate(), but=out)
    if not able:
        raise Refused(NOBODY)
    return [user for user in duty.people if policy.may(user, "flow.decide")] or able
