"""What the database holds of bulk flows, whatever the application asks: whole rows, frozen rows, one decision (S9)."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError
from django.utils import timezone

from decisions import actions
from decisions.demonstration import flows as demonstration
from decisions.models import DataSet, Flow, FlowDecision, FlowEnd, FlowPaper, FlowPartner, FlowReview, FlowSubmission
from decisions.policies import Refused
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint, values_of
from tests.decisions.builders import answer_all, started, undone
from tests.decisions.flowing import (
    CASE,
    a_flow,
    approved,
    decide,
    now,
    put,
    save_page,
    status,
    submit,
    submitted,
    whole,
)
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = timezone.localdate


def _row(flow: Flow, by: User, **instead: object) -> None:
    said = {"decided": "do_not_share", "reasons": "No", "role": "ig_lead", "decided_by": by, **instead}
    submission = now(flow).submission
    assert submission
    FlowDecision.objects.create(submission=submission, **said)


@pytest.mark.parametrize("who", ["practitioner", "manager", "ig_lead"])
def test_the_database_too_refuses_a_decision_by_its_author_or_by_another_role(
    who: str, north: People, south: People
) -> None:
    flow = submitted(north["ig_lead"])
    with pytest.raises((InternalError, ProgrammingError), match="never by its author"), undone():
        _row(flow, north[who])
    with pytest.raises((InternalError, ProgrammingError), match="never by its author"), undone():
        _row(flow, south["ig_lead"])
    with undone():
        _row(flow, north["caldicott_guardian"], role="caldicott_guardian")


def test_the_database_too_refuses_whoever_wrote_the_draft_or_a_former_version(north: People) -> None:
    lead, by = north["ig_lead"], north["practitioner"]
    first = approved(lead, north["caldicott_guardian"])
    put(first, owner=by)
    second = actions.renew_flow(flow=first, by=by)
    submit(second, by=by)
    draft = started(lead)
    answer_all(draft, {"situation": "bulk"}, by=lead)
    actions.hand_over(decision=draft, to=by, seen=fingerprint({"owner": lead}), by=lead)
    carried_on = actions.carry_on(decision=draft, by=by)
    demonstration.fill_in(CASE, carried_on, by=by)
    submit(carried_on, by=by)
    for flow in (second, carried_on):
        with pytest.raises((InternalError, ProgrammingError), match="never by its author"), undone():
            _row(flow, lead)
        with undone():
            _row(flow, north["caldicott_guardian"], role="caldicott_guardian")


def test_the_database_leaves_no_flow_with_somebody_who_is_gone_or_elsewhere(north: People, south: People) -> None:
    by, gone = north["practitioner"], north["colleague"]
    flow = a_flow(by)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    for nobody in (gone, south["practitioner"]):
        with pytest.raises((InternalError, ProgrammingError), match="carries a flow"), undone():
            put(flow, owner=nobody)
    leaves = User.objects.filter(pk=by.pk)
    for held in (flow, submitted(by), approved(by, north["ig_lead"])):
        with pytest.raises((InternalError, ProgrammingError), match="Hand over the flows"), undone():
            leaves.update(is_active=False)
        actions.end_flow(flow=held, why="Over", by=by)
    approved(by, north["ig_lead"], decided="do_not_share", conditions="", review_on=None)
    leaves.update(is_active=False)


BAD: list[tuple[dict[str, Any], str]] = [
    ({"reasons": ""}, "flow_decision_has_reasons"),
    ({"conditions": "Be careful"}, "flow_conditions_where_approved_with"),
    ({"decided": "approve_conditions", "review_on": "2030-01-01"}, "flow_conditions_where_approved_with"),
    ({"decided": "approve"}, "flow_approved_until_a_review"),
    ({"review_on": "2030-01-01"}, "flow_approved_until_a_review"),
    ({"decided": "perhaps"}, "flowdecision_decided_known"),
]


@pytest.mark.parametrize(("instead", "constraint"), BAD)
def test_the_database_refuses_half_a_decision(instead: dict[str, Any], constraint: str, north: People) -> None:
    flow = submitted(north["practitioner"])
    with pytest.raises(IntegrityError, match=constraint), undone():
        _row(flow, north["ig_lead"], **instead)


def test_the_database_refuses_half_a_flow(north: People) -> None:
    by = north["practitioner"]
    flow = whole(by)
    day, key = TODAY(), uuid4()
    data_set, partner, paper = flow.datasets.get(), flow.flowpartners.get(), flow.papers.first()
    assert paper
    kept = values_of(paper, ("flow", "what", "done_on", "review_on", "content_type", "sha256", "size", "data"))
    tries: list[tuple[str, Any]] = [
        ("flow_says_what_for", lambda: Flow.objects.filter(pk=flow.pk).update(name="")),
        ("flow_ends_after_it_begins", lambda: put(flow, begins_on=day, ends_on=day - timedelta(days=1))),
        ("flow_version_follows_a_former", lambda: put(flow, version=2)),
        ("flow_own_part_known", lambda: put(flow, own_part="owner")),
        ("flow_interval_known", lambda: put(flow, interval="often")),
        ("flow_lawful_basis_known", lambda: put(flow, lawful_basis="none")),
        ("flow_condition_known", lambda: put(flow, condition="other")),
        ("flow_common_law_known", lambda: put(flow, common_law="other")),
        ("flow_dpia_known", lambda: put(flow, dpia="soon")),
        ("dataset_sensitive_known", lambda: DataSet.objects.filter(pk=data_set.pk).update(sensitive="very")),
        ("dataset_categories_known", lambda: DataSet.objects.filter(pk=data_set.pk).update(categories=[])),
        ("dataset_is_necessary", lambda: DataSet.objects.filter(pk=data_set.pk).update(why="")),
        ("flowpartner_part_known", lambda: FlowPartner.objects.filter(pk=partner.pk).update(part="friend")),
        ("flowpartner_is_named", lambda: FlowPartner.objects.filter(pk=partner.pk).update(organisation="")),
        ("flowpaper_kind_known", lambda: _paper(kept, by, kind="receipt")),
        ("flowpaper_content_type_known", lambda: _paper(kept, by, kind="other", content_type="text/html")),
        ("flow_paper_says_what_it_is", lambda: _paper(kept, by, kind="other", what="")),
        ("flow_paper_is_looked_at_again", lambda: _paper(kept, by, kind="dpia", review_on=None)),
        ("flow_paper_reviewed_later", lambda: _paper(kept, by, kind="dpia", review_on=kept["done_on"])),
        ("flow_review_says_what", lambda: _review(flow, by, found="")),
        ("flow_end_says_why", lambda: FlowEnd.objects.create(flow=flow, why="", ended_by=by)),
        ("flow_once_a_key", lambda: _twice(flow)),
        ("flow_paper_once_a_key", lambda: _paper(kept, by, kind="other", request_key=paper.request_key)),
        ("flow_review_once_a_key", lambda: (_review(flow, by, key=key), _review(flow, by, key=key))),
        ("flowsubmission_to_role_known", lambda: _submission(flow, by)),
    ]
    for constraint, change in tries:
        with pytest.raises(IntegrityError, match=constraint), undone():
            change()


def _twice(flow: Flow) -> None:
    same = values_of(flow, ("organisation", "owner", "request_key", "started_by", "saved_by", "name", "purpose"))
    Flow.objects.create(**same)


def _paper(kept: dict[str, object], by: User, **instead: object) -> None:
    FlowPaper.objects.create(**{**kept, "request_key": uuid4(), "added_by": by, **instead})


def _review(flow: Flow, by: User, *, key: UUID | None = None, found: str = "Well") -> FlowReview:
    said = {"found": found, "review_on": TODAY(), "reviewed_by": by}
    return FlowReview.objects.create(flow=flow, request_key=key or uuid4(), **said)


def _submission(flow: Flow, by: User) -> None:
    FlowSubmission.objects.create(
        flow=flow, content={}, content_hash="", to_role="manager", submitted_by=by, due_at=timezone.now()
    )


def test_what_waits_or_is_decided_is_frozen_until_it_is_sent_back(north: People) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    waiting = submitted(by)
    for flow in (waiting, approved(by, lead)):
        with pytest.raises(Refused, match="submitted, so it can't be changed"):
            save_page(flow, "dpo", dpo_view="Anew", by=by)
        for change in (
            lambda flow=flow: put(flow, purpose="Another"),
            lambda flow=flow: flow.datasets.all().delete(),
            lambda flow=flow: flow.flowpartners.update(organisation="Another"),
            lambda flow=flow: _paper(values_of(flow.papers.first(), PAPER_COLUMNS), by, kind="other"),
        ):
            with pytest.raises((InternalError, ProgrammingError), match="This flow is submitted"), undone():
                change()
    back = {"decided": "more_information", "conditions": "", "review_on": None, "reasons": "Who checks?"}
    decide(waiting, by=lead, **back)
    assert status(waiting) == "sent_back"
    save_page(waiting, "dpo", dpo_view="Anew", by=by)
    submit(waiting, by=by)
    assert status(waiting) == "submitted"
    assert [row.content["parts"][-1]["slug"] for row in now(waiting).submissions] == ["stopping", "stopping"]


PAPER_COLUMNS = ("flow", "what", "done_on", "review_on", "content_type", "sha256", "size", "data")


def test_what_happened_to_it_is_never_changed_or_taken_away(north: People) -> None:
    flow = approved(north["practitioner"], north["ig_lead"])
    actions.review_flow(
        flow=flow, request_key=uuid4(), found="Well", review_on=TODAY() + timedelta(days=90), by=north["ig_lead"]
    )
    actions.end_flow(flow=flow, why="Over", by=north["practitioner"])
    for kind in (FlowPaper, FlowSubmission, FlowDecision, FlowReview, FlowEnd):
        with pytest.raises((InternalError, ProgrammingError), match="never changed or removed"), undone():
            kind._default_manager.all()._raw_delete("default")
