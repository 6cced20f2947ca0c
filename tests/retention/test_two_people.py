"""Disposal takes two people who look after it; a hold, a day that is to come, or a record beside it stops both."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from consent.models import Person
from decisions.actions import access
from decisions.actions.disposing import confirm_disposal, refuse_disposal, take_back_disposal
from decisions.actions.holding import hold, lift
from decisions.models import Decision, Disposal, DisposalAnswer, DisposalProposal, LegalHold
from decisions.models.retention import Kind
from decisions.models.taking_away import _values
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused, roles_that
from infoshare.audit import chain
from infoshare.audit.models import Event
from infoshare.tenancy import context
from tests.decisions.around import child_of
from tests.decisions.builders import started
from tests.retention.ageing import aged, choose, disposed, proposed, short_rules
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def old(north: People) -> Decision:
    """A draft that nobody touched for two years, in an organisation that keeps everything for a month."""
    short_rules(north["ig_lead"])
    return aged(started(north["practitioner"]))


def held(record: Kind, by: User) -> LegalHold:
    values = {"why": "The inquest", "authority": "The coroner", "authority_reference": "", "review_on": tomorrow()}
    return hold(record=record, values=values, request_key=uuid4(), by=by)


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def test_one_proposes_and_another_confirms(old: Decision, north: People) -> None:
    done = disposed(old, north["ig_lead"], north["caldicott_guardian"])
    assert not Decision.objects.filter(pk=old.pk).exists()
    assert (done.reference, done.number, done.about) == (old.reference, old.pk, "decision")
    assert (done.proposed_by, done.confirmed_by) == (north["ig_lead"], north["caldicott_guardian"])
    assert done.rows["decisions_decision"] == 1
    assert done.rule is not None
    connection.check_constraints()
    assert chain.fault(old.organisation_id) == ""
    assert Event.objects.filter(about_type="decisions.decision", about_id=old.pk).count() > 2


def test_one_person_alone_can_not(old: Decision, north: People) -> None:
    proposal = proposed(old, north["ig_lead"])
    with pytest.raises(Refused, match="You proposed this"):
        confirm_disposal(proposal=proposal, by=north["ig_lead"])
    with pytest.raises(DatabaseError, match="second person"), transaction.atomic():
        DisposalAnswer.objects.create(proposal=proposal, answer="confirmed", answered_by=north["ig_lead"])
    with pytest.raises(Refused, match="Your role"):
        confirm_disposal(proposal=proposal, by=north["manager"])
    assert Decision.objects.filter(pk=old.pk).exists()


def test_the_database_asks_for_the_second_person_itself(old: Decision, north: People, south: People) -> None:
    proposal = proposed(old, north["ig_lead"])
    dispose_in_vain(proposal, "second person")
    for by in (north["manager"], south["caldicott_guardian"]):
        with transaction.atomic():
            DisposalAnswer.objects.create(proposal=proposal, answer="confirmed", answered_by=by)
            dispose_in_vain(proposal, "second person")
            transaction.set_rollback(True)
    with transaction.atomic():
        why = {"answer": "refused", "why": "It is wanted"}
        DisposalAnswer.objects.create(proposal=proposal, answered_by=north["caldicott_guardian"], **why)
        dispose_in_vain(proposal, "second person")
        transaction.set_rollback(True)


def dispose_in_vain(proposal: DisposalProposal, because: str, here: User | None = None) -> None:
    """As the site itself would."""
    where = (here or proposal.proposed_by).organisation_id
    with (
        pytest.raises(DatabaseError, match=because),
        transaction.atomic(),
        context.organisation(where),
        the_site(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT decisions_dispose(%s)", [proposal.pk])


def confirmed(proposal: DisposalProposal, by: User) -> None:
    DisposalAnswer.objects.create(proposal=proposal, answer="confirmed", answered_by=by)


def test_the_database_looks_at_the_hold_the_day_and_the_organisation_itself(
    old: Decision, north: People, south: People
) -> None:
    proposal = proposed(old, north["ig_lead"])
    confirmed(proposal, north["caldicott_guardian"])
    dispose_in_vain(proposal, "no such proposal", here=south["ig_lead"])
    held(old, north["ig_lead"])
    dispose_in_vain(proposal, "It is held")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('infoshare.organisation', '', false)")
    assert Decision.objects.filter(pk=old.pk).exists()
    later = {"decision": old, "slot": "decision-recorded", "why": "x", "request_key": uuid4()}
    now = timezone.localdate()
    for due_on, lapses_on in (
        (now + timedelta(days=9), now + timedelta(days=30)),
        (now - timedelta(days=90), now - timedelta(days=9)),
    ):
        row = DisposalProposal.objects.create(
            **{**later, "request_key": uuid4()}, due_on=due_on, lapses_on=lapses_on, proposed_by=north["ig_lead"]
        )
        confirmed(row, north["caldicott_guardian"])
        dispose_in_vain(row, "not due, or the proposal has lapsed")


def test_who_may_confirm_in_the_database_is_who_may_by_the_policy() -> None:
    assert _values()["roles"] == ", ".join(f"'{role}'" for role in roles_that("record.dispose"))
    assert set(roles_that("record.dispose")) == {"caldicott_guardian", "ig_lead"}


def test_the_site_can_not_delete_by_itself(old: Decision, north: People) -> None:
    with context.organisation(old.organisation_id):
        for order in (
            "DELETE FROM decisions_decision",
            "DELETE FROM decisions_disposal",
            "INSERT INTO decisions_disposal (about) VALUES ('decision')",
            "SELECT saving_take_away('{}'::jsonb, '{}')",
            "SELECT saving_rows_of('[]'::jsonb, '{}')",
            "SELECT decisions_rows_beside(1)",
        ):
            with (
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
                the_site(),
                connection.cursor() as cursor,
            ):
                cursor.execute(order)
    assert Decision.objects.filter(pk=old.pk).exists()


def test_confirming_twice_is_one_disposal(old: Decision, north: People) -> None:
    proposal = proposed(old, north["ig_lead"])
    confirm_disposal(proposal=proposal, by=north["caldicott_guardian"])
    with pytest.raises(Refused, match="not there any more"):
        confirm_disposal(proposal=proposal, by=north["caldicott_guardian"])
    assert Disposal.objects.count() == 1
    dispose_in_vain(proposal, "no such proposal")


def test_a_hold_set_between_proposal_and_confirmation_stops_it(old: Decision, north: People) -> None:
    proposal = proposed(old, north["ig_lead"])
    stands = held(old, north["ig_lead"])
    with pytest.raises(Refused, match="It is held"):
        confirm_disposal(proposal=proposal, by=north["caldicott_guardian"])
    lift(hold=stands, why="The inquest is over", by=north["caldicott_guardian"])
    confirm_disposal(proposal=proposal, by=north["caldicott_guardian"])
    assert not Decision.objects.filter(pk=old.pk).exists()


def test_what_is_held_can_not_be_proposed_and_a_persons_hold_covers_the_decisions_about_them(
    old: Decision, north: People
) -> None:
    child = child_of(old, north["practitioner"])
    stands = held(child, north["caldicott_guardian"])
    with pytest.raises(Refused, match="It is held"):
        proposed(old, north["ig_lead"])
    row = DisposalProposal.objects.create(
        decision=old,
        slot="decision-recorded",
        why="x",
        due_on=timezone.localdate(),
        lapses_on=tomorrow(),
        request_key=uuid4(),
        proposed_by=north["ig_lead"],
    )
    confirmed(row, north["caldicott_guardian"])
    dispose_in_vain(row, "It is held")
    with pytest.raises(Refused, match="This person is held"):
        access.unlink_person(link=old.people.get(), why="Wrong child", by=north["practitioner"])
    with pytest.raises(DatabaseError, match="This person is held"), transaction.atomic():
        old.people.all().delete()
    lift(hold=stands, why="It is over", by=north["ig_lead"])
    access.unlink_person(link=old.people.get(), why="Wrong child", by=north["practitioner"])


def test_a_rule_that_was_made_longer_since_stops_it(old: Decision, north: People) -> None:
    proposal = proposed(old, north["ig_lead"])
    choose(north["ig_lead"], "decision-recorded", years=10)
    with pytest.raises(Refused, match="It is kept until"):
        confirm_disposal(proposal=proposal, by=north["caldicott_guardian"])


def test_what_can_not_be_worked_out_is_not_disposed_of(old: Decision, north: People) -> None:
    choose(north["ig_lead"], "decision-birth", months=1)
    with pytest.raises(Refused, match="nobody is linked to it, so there is no date of birth"):
        proposed(old, north["ig_lead"])
    child_of(old, north["practitioner"])
    with pytest.raises(Refused, match="can't be worked out: no date of birth"):
        proposed(old, north["ig_lead"])


def test_a_person_goes_after_the_decisions_about_them(old: Decision, north: People) -> None:
    child = aged(child_of(old, north["practitioner"], born_on=timezone.localdate() - timedelta(days=9000)))
    with pytest.raises(Refused, match=f"Something that is kept rests on it: {old.reference}"):
        proposed(child, north["ig_lead"])
    disposed(old, north["ig_lead"], north["caldicott_guardian"])
    done = disposed(child, north["ig_lead"], north["caldicott_guardian"])
    assert not Person.objects.filter(pk=child.pk).exists()
    assert (done.about, done.number, done.reference) == ("person", child.pk, "")
    connection.check_constraints()


def test_a_proposal_is_answered_once_refused_with_a_reason_or_taken_back(old: Decision, north: People) -> None:
    lead, guardian = north["ig_lead"], north["caldicott_guardian"]
    proposal = proposed(old, lead)
    with pytest.raises(Refused, match="proposed this already"):
        proposed(old, guardian)
    refuse_disposal(proposal=proposal, why="The school asks for it", by=guardian)
    with pytest.raises(Refused, match="answered or has lapsed"):
        confirm_disposal(proposal=proposal, by=guardian)
    again = proposed(old, guardian)
    with pytest.raises(Refused, match="Only whoever proposed it"):
        take_back_disposal(proposal=again, why="x", by=lead)
    take_back_disposal(proposal=again, why="Too early", by=guardian)
    assert [each.answer.answer for each in DisposalProposal.objects.order_by("pk")] == ["refused", "taken_back"]
    with pytest.raises(DatabaseError), transaction.atomic():
        DisposalAnswer.objects.create(proposal=proposed(old, lead), answer="refused", why="", answered_by=guardian)


def test_a_proposal_lapses(old: Decision, north: People) -> None:
    proposal = proposed(old, north["ig_lead"])
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        with pytest.raises(Refused, match="answered or has lapsed"):
            confirm_disposal(proposal=proposal, by=north["caldicott_guardian"])
        assert proposed(old, north["caldicott_guardian"]).pk > proposal.pk
