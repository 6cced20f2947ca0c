"""Each page costs the same number of queries with one row and with twenty."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions import actions
from decisions.actions import access
from decisions.models import Decision, Item, Recipient
from infoshare.accounts.models import Membership, User
from tests.conftest import Walked
from tests.decisions.around import child_of, untold
from tests.decisions.builders import READY, ask, decide, emergency, look, record, started
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MANY = 20


def cost(client: Client, path: str) -> int:
    assert client.get("/settings/").status_code in {200, 403}  # a first page learns whose organisation it is
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def one_of_each(north: People, number: int) -> None:
    """A draft that waits for advice, and an emergency with its to-dos, of several people."""
    by = north[("practitioner", "colleague", "manager")[number % 3]]
    ask(started(by), "situation", by=by)
    actions.share_in_emergency(by=by, request_key=uuid4(), about=f"P{number}", values=emergency())


@pytest.mark.parametrize("path", ["/", "/advice/", "/advice/?show=waiting"])
def test_pages_that_look_across_decisions(path: str, north: People, signed_in: Callable[[User], Client]) -> None:
    for number in range(3):
        one_of_each(north, number)
    client = signed_in(north["manager"])
    first = cost(client, path)
    for number in range(MANY - 3):
        one_of_each(north, number)
    assert cost(client, path) == first


def lengthen(decision: Decision, north: People) -> None:
    by = north["practitioner"]
    for number in range(MANY):
        item = {
            "text": f"{number}",
            "category": "health",
            "nature": "fact",
            "source": "s",
        }
        actions.add_row(decision=decision, kind=Item, request_key=uuid4(), values=item, by=by)
        who = {"organisation": f"{number}", "role": "Teacher", "name": ""}
        actions.add_row(decision=decision, kind=Recipient, request_key=uuid4(), values=who, by=by)


def test_pages_of_one_draft_and_its_record(north: People, walked: Walked, signed_in: Callable[[User], Client]) -> None:
    by = north["practitioner"]
    short, long = (walked(case, by, "golden_rules_2008", until=READY) for case in ("R05", "C14"))
    lengthen(long, north)
    for each in (short, long):
        untold(child_of(each, by), by)
    client = signed_in(by)
    for page in ("", "check/", "items/", "recipients/", "who-gets-what/", "questions/situation/", "clashes/"):
        costs = [cost(client, f"/decisions/{each.reference}/{page}") for each in (short, long)]
        assert costs[0] == costs[1], page
    for page in ("", "keep-back/"):
        recipients = [each.recipients.all()[0].pk for each in (short, long)]
        paths = [
            f"/decisions/{each.reference}/who-gets-what/{pk}/{page}"
            for each, pk in zip((short, long), recipients, strict=True)
        ]
        assert cost(client, paths[0]) == cost(client, paths[1]), page
    decide(long, by=by)
    long.lines.filter(choice="withhold").update(choice="share", onward="no")
    long.conclusion.decided = "share"
    long.conclusion.save()
    for decision in (short, long):
        look(Decision.objects.get(pk=decision.pk), by=by)
        record(Decision.objects.get(pk=decision.pk), by=by)
    for number in range(MANY):
        adder = north["manager" if number % 2 else "ig_lead"]
        actions.amend(decision=long, request_key=uuid4(), title=f"{number}", text="t", why="w", by=adder)
    assert cost(client, f"/decisions/{short.reference}/") == cost(client, f"/decisions/{long.reference}/")


@pytest.mark.parametrize("page", ["access/", "access/restrict/"])
def test_pages_about_access_whoever_is_let_in(page: str, north: People, signed_in: Callable[[User], Client]) -> None:
    owner, decision = north["practitioner"], started(north["practitioner"])
    client, path = signed_in(north["caldicott_guardian"]), f"/decisions/{decision.reference}/{page}"
    first = cost(client, path)
    elsewhere = north["practitioner_elsewhere"]
    for number in range(MANY):
        whom = User.objects.create(email=f"{number}@north.example", name=f"{number}", organisation=owner.organisation)
        Membership.objects.create(user=whom, role="practitioner", team=elsewhere.memberships.get().team)
        until = timezone.now() + timedelta(days=1)
        access.let_adviser_in(decision=decision, whom=whom, why="Knows the law", until=until, by=owner)
    assert cost(client, path) == first
