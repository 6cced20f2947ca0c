"""What can happen to a bulk or regular flow, and when: written, submitted, decided, reviewed, replaced, ended (S9)."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from decisions import actions
from decisions.actions import DecidedAlready, access
from decisions.actions.leaving import leave
from decisions.actions.teams import close_team
from decisions.demonstration import flows as demonstration
from decisions.flow_pages import PAGES, lacking
from decisions.models import Decision, Flow, FlowDecision, FlowPartner, FlowReview
from decisions.models.carrying import load_of, shares_of
from decisions.policies import Refused
from decisions.summary.waiting import work_list
from infoshare.accounts.models import Absence, Membership, User
from infoshare.audit import log
from infoshare.saving.versions import Conflict, fingerprint, values_of
from tests.decisions.asking import put as ask_for_advice
from tests.decisions.builders import answer_all, started
from tests.decisions.flowing import (
    CASE,
    PDF,
    a_flow,
    approved,
    decide,
    now,
    put,
    save_page,
    sent_back,
    status,
    submit,
    submitted,
    whole,
)
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TODAY = timezone.localdate
NEVER_DECIDE = ("practitioner", "colleague", "manager", "safeguarding_lead", "administrator")


def test_it_is_approved_by_those_whose_it_is_and_stands_as_what_happened_to_it_says(north: People) -> None:
    flow = whole(north["practitioner"])
    assert status(flow) == "draft"
    submit(flow, by=north["practitioner"])
    assert status(flow) == "submitted"
    decide(flow, by=north["caldicott_guardian"])
    assert status(flow) == "approve_conditions"
    assert now(flow).runs(TODAY())
    actions.end_flow(flow=flow, why="The project is over", by=north["practitioner"])
    assert status(flow) == "ended"
    assert not now(flow).runs(TODAY())
    done = [event.action for event in log.history(flow) if event.action not in {"flow.saved", "flow.viewed"}]
    assert done == ["flow.started", "flow.submitted", "flow.decided", "flow.ended"]


@pytest.mark.parametrize("who", NEVER_DECIDE)
def test_nobody_but_the_ig_lead_or_the_guardian_decides(who: str, north: People) -> None:
    flow = submitted(north["practitioner"])
    with pytest.raises(Refused):
        decide(flow, by=north[who])
    assert status(flow) == "submitted"


@pytest.mark.parametrize("who", ["ig_lead", "caldicott_guardian"])
def test_nobody_decides_on_what_they_wrote_or_submitted_whatever_their_role(who: str, north: People) -> None:
    flow = submitted(north[who])
    with pytest.raises(Refused, match="You had a part in writing this flow"):
        decide(flow, by=north[who])
    other = {"ig_lead": "caldicott_guardian", "caldicott_guardian": "ig_lead"}[who]
    decide(flow, by=north[other])
    assert now(flow).decision.role == other  # type: ignore[union-attr]


def test_nobody_decides_on_what_they_wrote_in_the_draft_that_it_came_from(north: People) -> None:
    lead, by = north["ig_lead"], north["practitioner"]
    draft = started(lead)
    answer_all(draft, {"situation": "bulk"}, by=lead)
    actions.hand_over(decision=draft, to=by, seen=fingerprint({"owner": lead}), by=lead)
    flow = actions.carry_on(decision=draft, by=by)
    demonstration.fill_in(CASE, flow, by=by)
    submit(flow, by=by)
    assert f"{flow.reference} waits for your decision." not in [each.sentence for each in lead.notices.all()]
    assert "Decide on bulk sharing" not in [row["title"] for row in work_list(lead)]
    with pytest.raises(Refused, match="You had a part in writing this flow"):
        decide(flow, by=lead)
    decide(flow, by=north["caldicott_guardian"])


def test_nor_on_a_version_that_says_what_they_wrote_in_a_former_one(north: People) -> None:
    lead, by = north["ig_lead"], north["practitioner"]
    first = approved(lead, north["caldicott_guardian"])
    put(first, owner=by)
    second = actions.renew_flow(flow=first, by=by)
    submit(second, by=by)
    with pytest.raises(Refused, match="You had a part in writing this flow"):
        decide(second, by=lead)
    decide(second, by=north["caldicott_guardian"])


def test_a_deputy_decides_too(north: People) -> None:
    deputy = north["colleague"]
    Membership.objects.create(user=deputy, role="ig_lead", deputy=True)
    flow = submitted(north["practitioner"])
    decide(flow, by=User.objects.get(pk=deputy.pk))
    assert status(flow) == "approve_conditions"


def test_somebody_of_another_organisation_decides_nothing(north: People, south: People) -> None:
    flow = submitted(north["practitioner"])
    assert not Flow.objects.visible_to(south["caldicott_guardian"]).exists()
    with pytest.raises(Refused):
        decide(flow, by=south["caldicott_guardian"])


def test_two_who_decide_at_once_make_one_decision_and_the_second_is_told_whose(north: People) -> None:
    flow = submitted(north["practitioner"])
    held = now(flow)
    assert held.submission
    decide(flow, by=north["caldicott_guardian"])
    decide(flow, by=north["caldicott_guardian"])  # the same press again
    with pytest.raises(DecidedAlready, match="North caldicott guardian decided on this on"):
        decide(flow, by=north["ig_lead"])
    assert FlowDecision.objects.count() == 1


def test_each_thing_that_is_not_there_is_named_and_bars_submitting(north: People) -> None:
    by = north["practitioner"]
    flow = a_flow(by)
    missing = {page.slug for page, _ in lacking(now(flow))}
    assert missing == set(PAGES), "a flow just started lacks something on every page"
    with pytest.raises(Refused, match="Say who gains from it"):
        submit(flow, by=by)
    assert lacking(now(whole(by))) == []


@pytest.mark.parametrize("column", sorted(name for page in PAGES.values() for name in page.needs))
def test_every_answer_that_a_page_needs_bars_submitting_while_it_is_missing(column: str, north: People) -> None:
    by = north["practitioner"]
    flow = whole(by)
    if column in {"name", "purpose"}:
        return  # the database refuses these
    put(flow, **{column: None if column.endswith("_on") else ""})
    page = next(page for page in PAGES.values() if column in page.needs)
    with pytest.raises(Refused, match=page.needs[column]):
        submit(flow, by=by)


def test_sensitive_data_needs_a_condition(north: People) -> None:
    flow = whole(north["practitioner"])
    flow.datasets.update(sensitive="special")
    with pytest.raises(Refused, match="choose the condition you rely on"):
        submit(flow, by=north["practitioner"])
    put(flow, condition="health_care")
    submit(flow, by=north["practitioner"])


def test_no_bulk_flow_is_approved_without_its_agreement(north: People) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    flow = without_papers(by, no_agreement_why="It is with the council's lawyers", dpia="not_needed", no_dpia_why="Few")
    submit(flow, by=by)
    for decided in ("approve", "approve_conditions"):
        with pytest.raises(Refused, match="no bulk flow starts without one"):
            decide(flow, by=lead, decided=decided, conditions="If signed" if decided != "approve" else "")
    decide(flow, by=lead, decided="do_not_share", conditions="", review_on=None)
    assert status(flow) == "do_not_share"


def test_an_assessment_that_is_said_to_be_done_must_be_there(north: People) -> None:
    by = north["practitioner"]
    flow = without_papers(by, no_agreement_why="Soon", dpia="done", dpia_outcome="One risk")
    with pytest.raises(Refused, match="Attach the impact assessment"):
        submit(flow, by=by)
    flow = without_papers(by, no_agreement_why="", dpia="not_needed", no_dpia_why="")
    assert {page.slug for page, _ in lacking(now(flow))} == {"agreement", "dpia"}


def without_papers(by: User, **columns: object) -> Flow:
    """As whole(), but that nothing is kept with it."""
    before = whole(by)
    flow = a_flow(by)
    skipped = {"id", "reference", "request_key", "started_at", "name", "purpose", "history"}
    copied = {each.name: getattr(before, each.name) for each in Flow._meta.concrete_fields if each.name not in skipped}
    put(flow, **{**values_of(now(before).flow, copied), **columns})
    before.datasets.update(flow=flow)
    before.flowpartners.update(flow=flow)
    return flow


def test_those_on_duty_are_told_by_reference_alone_and_it_is_due_in_ten_working_days(north: People) -> None:
    flow = whole(north["practitioner"])
    submit(flow, by=north["practitioner"])
    told = north["ig_lead"].notices.get()
    assert (told.sentence, told.path) == (
        f"{flow.reference} waits for your decision.",
        f"/flows/{flow.reference}/",
    )
    assert not north["caldicott_guardian"].notices.exists()
    held = now(flow)
    assert held.submission
    assert timedelta(days=13) < held.submission.due_at - timezone.now() <= timedelta(days=20)
    decide(flow, by=north["ig_lead"])
    assert north["practitioner"].notices.latest("pk").sentence == f"{flow.reference} was decided on."


def test_while_the_ig_lead_is_away_the_guardian_is_told(north: People) -> None:
    lead, today = north["ig_lead"], TODAY()
    Absence.objects.create(user=lead, request_key=uuid4(), first_on=today, last_on=today, set_by=lead)
    submit(whole(north["practitioner"]), by=north["practitioner"])
    assert not lead.notices.exists()
    assert north["caldicott_guardian"].notices.count() == 1


def test_where_nobody_can_decide_it_is_not_submitted(north: People) -> None:
    flow = whole(north["practitioner"])
    User.objects.filter(memberships__role__in=["ig_lead", "caldicott_guardian"]).update(is_active=False)
    with pytest.raises(Refused, match="Nobody in your organisation can decide on this yet"):
        submit(flow, by=north["practitioner"])


def test_a_change_is_a_new_version_and_the_former_goes_on_until_it_is_approved(north: People) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    first = approved(by, lead)
    second = actions.renew_flow(flow=first, by=by)
    assert actions.renew_flow(flow=first, by=by) == second, "pressed twice it is one"
    assert (second.version, second.former) == (2, first)
    assert lacking(now(second)) == [], "everything goes with it, papers too"
    assert second.papers.count() == first.papers.count() == 2
    assert now(first).runs(TODAY())
    submit(second, by=by)
    assert now(first).runs(TODAY())
    decide(second, by=lead)
    assert (status(first), status(second)) == ("replaced", "approve_conditions")
    with pytest.raises(Refused, match="was replaced"):
        actions.renew_flow(flow=first, by=by)


def test_a_version_that_was_given_up_or_refused_replaces_nothing(north: People) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    first = approved(by, lead)
    given_up = actions.renew_flow(flow=first, by=by)
    actions.end_flow(flow=given_up, why="Not needed", by=by)
    refused = actions.renew_flow(flow=first, by=by)
    assert refused != given_up
    submit(refused, by=by)
    decide(refused, by=lead, decided="do_not_share", conditions="", review_on=None)
    assert status(first) == "approve_conditions"


def test_it_is_looked_at_again_by_those_who_decide_and_goes_on(north: People) -> None:
    by, lead, later = north["practitioner"], north["ig_lead"], TODAY() + timedelta(days=100)
    flow = approved(by, lead, review_on=TODAY())
    assert [due.days for due in now(flow).dues(TODAY())] == [0]
    for who in NEVER_DECIDE:
        with pytest.raises(Refused):
            actions.review_flow(flow=flow, request_key=uuid4(), found="Well", review_on=later, by=north[who])
    key = uuid4()
    for _ in range(2):
        actions.review_flow(flow=flow, request_key=key, found="Well", review_on=later, by=lead)
    assert now(flow).review_on == later
    assert now(flow).dues(TODAY()) == []
    assert FlowReview.objects.count() == 1
    with pytest.raises(Refused, match="not going on"):
        actions.review_flow(flow=submitted(by), request_key=uuid4(), found="Well", review_on=later, by=lead)


def test_what_is_due_is_the_review_the_papers_and_the_last_day_and_only_while_it_runs(north: People) -> None:
    by, today = north["practitioner"], TODAY()
    flow = whole(by)
    put(flow, begins_on=today, ends_on=today + timedelta(days=300))
    submit(flow, by=by)
    assert now(flow).dues(today + timedelta(days=299)) == []
    decide(flow, by=north["ig_lead"], review_on=today + timedelta(days=60))
    held = now(flow)
    assert held.dues(today) == []
    assert [(due.what, due.is_overdue) for due in held.dues(today + timedelta(days=61))] == [
        ("The flow is to be looked at again", True)
    ]
    assert "Its last day" in [due.what for due in held.dues(today + timedelta(days=280))]
    assert held.status(today + timedelta(days=301)) == "over"
    assert held.dues(today + timedelta(days=301)) == []


def test_papers_near_their_review_are_due(north: People) -> None:
    flow, by = whole(north["practitioner"]), north["practitioner"]
    values = {"what": "Newer", "done_on": TODAY(), "review_on": TODAY() + timedelta(days=5)}
    for kind in ("agreement", "dpia"):
        keep = {"request_key": uuid4(), "data": PDF, "content_type": "application/pdf"}
        for _ in range(2):
            actions.keep_paper(flow=flow, kind=kind, values=values, by=by, **keep)  # type: ignore[arg-type]
    assert flow.papers.count() == 4, "pressed twice, each is kept once beside the earlier one"
    submit(flow, by=by)
    decide(flow, by=north["ig_lead"])
    assert {due.what for due in now(flow).dues(TODAY())} == {
        "The agreement is to be looked at again",
        "The impact assessment is to be looked at again",
    }


def test_only_its_owner_writes_it_and_two_tabs_overwrite_nothing(north: People) -> None:
    by = north["practitioner"]
    flow = a_flow(by)
    for who in ("colleague", "manager", "ig_lead"):
        with pytest.raises(Refused, match="Only North practitioner can change this flow"):
            save_page(flow, "dpo", dpo_view="Mine", by=north[who])
    save_page(flow, "dpo", dpo_view="First", by=by)
    with pytest.raises(Conflict):
        save_page(flow, "dpo", dpo_view="Second", seen=fingerprint({"dpo_view": ""}), by=by)
    partner = {"organisation": "A", "part": "joint", "contact": "B"}
    key = uuid4()
    for _ in range(2):
        actions.add_flow_row(flow=flow, kind=FlowPartner, request_key=key, values=partner, by=by)
    row = flow.flowpartners.get()
    actions.remove_flow_row(row=FlowPartner.objects.get(), by=by)
    with pytest.raises(Refused, match="Somebody has taken this off the list"):
        actions.remove_flow_row(row=row, by=by)
    with pytest.raises(Refused, match="Somebody has taken this off the list"):
        actions.change_flow_row(row=row, values=partner, seen=fingerprint(partner), by=by)
    assert not flow.flowpartners.exists()
    last = FlowPartner.history.latest("history_id")
    assert (last.history_type, last.history_user) == ("-", by)


def test_starting_twice_with_one_key_starts_one(north: People) -> None:
    key, values = uuid4(), {"name": "A list", "purpose": "To help"}
    made = {actions.start_flow(by=north["practitioner"], request_key=key, values=values).pk for _ in range(2)}
    assert len(made) == 1
    with pytest.raises(Refused, match="Your role does not let you"):
        actions.start_flow(by=north["administrator"], request_key=uuid4(), values=values)


def test_what_was_submitted_is_what_was_read(north: People) -> None:
    flow = whole(north["practitioner"])
    with pytest.raises(Refused, match="Something changed since this page was opened"):
        actions.submit_flow(flow=flow, seen="x", to_role="ig_lead", by=north["practitioner"])
    submit(flow, by=north["practitioner"])
    held = now(flow)
    assert held.submission
    again = actions.submit_flow(flow=flow, seen="x", to_role="ig_lead", by=north["practitioner"])
    assert again == held.submission, "pressed twice, the first submission is the answer"


def test_a_decision_is_on_what_was_read(north: People) -> None:
    flow = sent_back(north["practitioner"], north["ig_lead"])
    before = now(flow).submission
    assert before
    save_page(flow, "dpo", dpo_view="Anew", by=north["practitioner"])
    submit(flow, by=north["practitioner"])
    said = {"decided": "approve", "conditions": "", "reasons": "Yes", "review_on": TODAY() + timedelta(days=9)}
    with pytest.raises(Refused, match="submitted again since this page was opened"):
        actions.decide_flow(flow=flow, seen=before.content_hash, values=said, by=north["caldicott_guardian"])


def test_whoever_reads_it_may_end_it_where_they_oversee_it(north: People) -> None:
    flow = approved(north["practitioner"], north["ig_lead"])
    with pytest.raises(Refused):
        actions.end_flow(flow=flow, why="Over", by=north["colleague"])
    for _ in range(2):
        actions.end_flow(flow=flow, why="Somebody else got it", by=north["manager"])
    assert north["practitioner"].notices.latest("pk").sentence == f"{flow.reference} has ended."
    with pytest.raises(Refused, match="ended already"):
        actions.end_flow(flow=flow, why="Over", by=north["ig_lead"])


def test_a_closing_team_is_kept_open_by_a_flow_that_nobody_decided_on_and_not_by_its_draft(north: People) -> None:
    decision = started(north["practitioner"])
    answer_all(decision, {"situation": "bulk"}, by=north["practitioner"])
    flow = actions.carry_on(decision=decision, by=north["practitioner"])
    assert flow.team == decision.team
    event = log.history(decision).latest("id")
    assert (event.action, event.facts) == ("decision.carried-on", {"flow": flow.pk}), (
        "its history says what became of it"
    )
    team, administrator = decision.team, north["administrator"]
    Membership.objects.filter(team=team).delete()
    assert team
    with pytest.raises(Refused, match="1 flow of bulk sharing that nobody has decided on belongs to it"):
        close_team(team=team, by=administrator)
    actions.end_flow(flow=flow, why="Given up", by=north["practitioner"])
    close_team(team=team, by=administrator)
    team.refresh_from_db()
    assert team.closed_at


def bulk(by: User) -> Decision:
    decision = started(by)
    answer_all(decision, {"situation": "bulk"}, by=by)
    return decision


def test_a_restricted_draft_does_not_go_on_as_a_flow_that_others_read(north: People) -> None:
    by, decision = north["practitioner"], bulk(north["practitioner"])
    until = timezone.now() + timedelta(days=9)
    guardian = north["caldicott_guardian"]
    access.restrict(decision=decision, why="Staff", viewers=[by], until=until, by=guardian)
    with pytest.raises(Refused, match="This draft is restricted"):
        actions.carry_on(decision=decision, by=by)
    access.lift_restriction(decision=decision, why="It is over", by=guardian)
    assert actions.carry_on(decision=decision, by=by)


def test_a_draft_does_not_go_on_while_advice_on_it_is_open(north: People) -> None:
    by, decision = north["practitioner"], bulk(north["practitioner"])
    discussion = ask_for_advice(decision, by=by)
    with pytest.raises(Refused, match="advice that is still open"):
        actions.carry_on(decision=decision, by=by)
    actions.take_back(discussion=discussion, why="It is in bulk", by=by)
    assert actions.carry_on(decision=decision, by=by)


def test_whoever_has_a_conflict_with_the_draft_finds_no_version_of_its_flow(
    north: People, signed_in: Callable[[User], Client]
) -> None:
    by, lead, guardian = north["practitioner"], north["ig_lead"], north["caldicott_guardian"]
    decision = bulk(by)
    flow = actions.carry_on(decision=decision, by=by)
    who = {"organisation": by.organisation, "owner": by, "started_by": by, "saved_by": by, "request_key": uuid4()}
    later = Flow.objects.create(name=flow.name, purpose=flow.purpose, former=flow, version=2, **who)
    client = signed_in(lead)
    assert client.get(f"/flows/{later.reference}/").status_code == 200
    access.bar(decision=decision, whom=lead, kind="relative", why="His sister", by=guardian)
    assert [client.get(f"/flows/{each.reference}/").status_code for each in (flow, later)] == [404, 404]
    assert flow.reference not in client.get("/flows/").content.decode()


def test_nobody_leaves_before_their_flows_are_handed_over(north: People) -> None:
    by, to = north["practitioner"], north["colleague"]
    running, draft = approved(by, north["ig_lead"]), a_flow(by)
    refused = approved(by, north["ig_lead"], decided="do_not_share", conditions="", review_on=None)
    [share] = shares_of(by)
    assert (share.team, share.flows, load_of(by).flows) == (draft.team, 2, 2)
    with pytest.raises(Refused, match="has changed since"):
        leave(person=by, to={}, by=north["administrator"])
    assert share.team
    leave(person=by, to={share.team.pk: to}, by=north["administrator"])
    owners = [now(flow).flow.owner for flow in (running, draft, refused)]
    assert owners == [to, to, by]
    assert to.notices.filter(path=f"/flows/{draft.reference}/").count() == 1
    save_page(draft, "dpo", dpo_view="Mine now", by=to)
