"""A ledger that is printed in the second in which a decision in it is disposed of says nothing of that decision."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from consent.models import Person
from decisions.actions.disposing import confirm_disposal
from decisions.models import Decision
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.documents.models import Issued
from infoshare.signing_in.factors import PASSED
from tests import databases
from tests.decisions.around import child_of
from tests.documents.reading import words
from tests.retention.ageing import aged, proposed, short_rules
from tests.signing_in.people import let_in

pytestmark = pytest.mark.slow
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@pytest.fixture
def decision(worker_id: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Decision]:
    """Of the demonstration, in a database in which each connection sees what others have done."""
    with (
        databases.of_its_own(f"meanwhile_{worker_id}") as name,
        django_db_blocker.unblock(),
        databases.moved_to(name),
    ):
        yield Decision.objects.filter(sharings__isnull=False).earliest("pk")


def one(decision: Decision, role: str) -> User:
    own = {"memberships__role": role, "memberships__deputy": False}
    return User.objects.filter(organisation=decision.organisation_id, **own).earliest("pk")


def test_who_prints_a_ledger_while_a_decision_goes_waits_and_prints_nothing_of_it(decision: Decision) -> None:
    guardian, lead = one(decision, "caldicott_guardian"), one(decision, "ig_lead")
    person = child_of(decision, decision.owner)
    short_rules(lead)
    with transaction.atomic():
        proposal = proposed(aged(decision), guardian)
    before = words(printed(guardian, person))
    assert decision.reference in before
    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            confirm_disposal(proposal=proposal, by=lead)
            asked = elsewhere.submit(printed, guardian, person)
            somebody_waits()
        after = words(asked.result(timeout=60))
    assert decision.reference not in after
    assert Event.objects.filter(action="ledger.viewed", about_id=person.pk).count() == 2
    assert Issued.objects.filter(about_type="consent.person", about_id=person.pk).count() == 1, "the other is gone"


def printed(user: User, person: Person) -> bytes:
    """What the site answers, over a connection of the thread's own."""
    try:
        client = Client()
        let_in(client, user)
        session = client.session
        session[PASSED] = True
        session.save()
        answered = client.get(f"/persons/{person.pk}/ledger.pdf")
        assert answered.status_code == 200, answered.content
        return answered.content
    finally:
        connection.close()


def somebody_waits() -> None:
    until = time.monotonic() + 60
    with connection.cursor() as cursor:
        cursor.execute(WAITING)
        while cursor.fetchone() == (0,):
            assert time.monotonic() < until, "nobody waits for the lock"
            time.sleep(0.05)
            cursor.execute(WAITING)
