"""One decision handed over: who may, to whom, what changes with it and what is written down."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decisions import actions
from decisions.draft import load
from decisions.models import Decision
from infoshare.accounts.models import Membership, User
from infoshare.accounts.policy import Refused
from infoshare.audit import log
from infoshare.saving.versions import Conflict, fingerprint
from tests.conftest import Walked
from tests.decisions.builders import READY, emergency, look, record, started
from tests.decisions.pages import form_on
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
MAY = {"practitioner", "manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"}


def hand_over(decision: Decision, to: User, *, by: User, seen_with: User | None = None) -> None:
    """As the page does that was opened just now (or while `seen_with` carried it)."""
    owner = seen_with or Decision.objects.get(pk=decision.pk).owner
    actions.hand_over(decision=decision, to=to, seen=fingerprint({"owner": owner}), by=by)


def page_of(decision: Decision) -> str:
    return f"/decisions/{decision.reference}/hand-over/"


def test_who_takes_a_draft_over_sees_it_changes_it_and_records_it(
    north: People, signed_in: SignedIn, walked: Walked
) -> None:
    decision, to = walked("C08", north["practitioner"], until=READY), north["practitioner_elsewhere"]
    assert signed_in(to).get(f"/decisions/{decision.reference}/").status_code == 404
    hand_over(decision, to, by=north["practitioner"])
    assert signed_in(to).get(f"/decisions/{decision.reference}/").status_code == 200
    assert decision.reference in signed_in(to).get("/").content.decode()
    look(decision, by=to)
    record(decision, by=to)
    assert signed_in(north["practitioner"]).get(f"/decisions/{decision.reference}/").status_code == 404
    assert load(decision).decision.created_by == north["practitioner"], "who started it stays"


def test_its_history_says_who_handed_it_over_to_whom(north: People, signed_in: SignedIn, walked: Walked) -> None:
    decision = walked("C08", north["practitioner"], until=READY)
    hand_over(decision, north["colleague"], by=north["manager"])
    event = log.history(decision).latest("id")
    assert (event.action, event.by) == ("decision.handed-over", north["manager"])
    assert event.facts == {"from": north["practitioner"].pk, "to": north["colleague"].pk, "why": "asked"}
    assert decision.history.latest().history_user == north["manager"]
    look(decision, by=north["colleague"])
    record(decision, by=north["colleague"])
    page = signed_in(north["colleague"]).get(f"/decisions/{decision.reference}/").content.decode()
    assert "Handed over to: North colleague, North manager" in " ".join(page.split())
    pdf = signed_in(north["colleague"]).get(f"/decisions/{decision.reference}/record.pdf")
    assert pdf.status_code == 200


@pytest.mark.parametrize("who", sorted(MAY | {"colleague", "manager_elsewhere", "administrator"}))
def test_its_owner_and_those_who_oversee_it_hand_it_over(who: str, north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north[who])
    if who not in MAY:
        assert client.get(page_of(decision)).status_code == 404
        with pytest.raises(Refused, match="Only North practitioner, or somebody who oversees it"):
            hand_over(decision, north["colleague"], by=north[who])
        return
    assert page_of(decision) in client.get(f"/decisions/{decision.reference}/").content.decode()
    data = {"version": str(form_on(client, page_of(decision))["version"].value()), "owner": north["colleague"].pk}
    assert client.post(page_of(decision), data)["Location"] == "/"
    assert Decision.objects.get(pk=decision.pk).owner == north["colleague"]


def test_nobody_else_than_a_colleague_who_may_carry_decisions_is_offered(
    north: People, south: People, signed_in: SignedIn
) -> None:
    User.objects.filter(pk=north["manager_elsewhere"].pk).update(is_active=False)
    north["ig_lead"].memberships.all().delete()
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    form = form_on(client, page_of(decision))
    offered = {user.name for user in form.fields["owner"].people.values()}  # type: ignore[attr-defined]
    left_out = {"practitioner", "manager_elsewhere", "ig_lead", "administrator"}
    assert offered == {user.name for who, user in north.items() if who not in left_out}
    for other in (north["administrator"], north["manager_elsewhere"], south["manager"], User(pk=0)):
        data = {"version": str(form["version"].value()), "owner": other.pk}
        assert "Select one of the answers shown" in client.post(page_of(decision), data).content.decode()
    for other in (north["administrator"], User.objects.get(pk=north["manager_elsewhere"].pk)):
        with pytest.raises(Refused, match="Choose somebody who is still here"):
            hand_over(decision, other, by=north["practitioner"])
    assert "Choose who takes it over" in client.post(page_of(decision), {"version": "x"}).content.decode()


def test_two_people_who_hand_it_over_at_once_learn_of_each_other(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["manager"])
    version = str(form_on(client, page_of(decision))["version"].value())
    hand_over(decision, north["colleague"], by=north["safeguarding_lead"])
    answer = client.post(page_of(decision), {"version": version, "owner": north["ig_lead"].pk})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "North safeguarding lead saved it" in page
    assert "North colleague" in page
    with pytest.raises(Conflict):
        hand_over(decision, north["ig_lead"], by=north["manager"], seen_with=north["practitioner"])


def test_handed_over_twice_to_the_same_person_it_changes_hands_once(north: People) -> None:
    decision = started(north["practitioner"])
    for _ in range(2):
        hand_over(decision, north["colleague"], by=north["manager"], seen_with=north["practitioner"])
    assert log.history(decision).filter(action="decision.handed-over").count() == 1


@pytest.mark.slow
def test_a_record_is_handed_over_while_something_of_it_is_still_to_be_written_down(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    draft = started(by)
    actions.share_in_emergency(by=by, request_key=draft.request_key, about="", values=emergency(), decision=draft)
    hand_over(draft, north["colleague"], by=by)
    assert "Still to be written down" in signed_in(north["colleague"]).get("/").content.decode()
    complete = walked("C05", by)
    assert not complete.todos.exists()
    assert "nothing to hand over" in signed_in(by).get(page_of(complete)).content.decode()
    assert "hand-over/" not in signed_in(by).get(f"/decisions/{complete.reference}/").content.decode()
    with pytest.raises(Refused, match="recorded and complete"):
        hand_over(complete, north["colleague"], by=by)


def test_the_database_gives_a_decision_only_to_somebody_who_is_here(north: People, south: People) -> None:
    decision = started(north["practitioner"])
    User.objects.filter(pk=north["colleague"].pk).update(is_active=False)
    for other in (north["colleague"], south["practitioner"]):
        with pytest.raises(DatabaseError, match="Only somebody who is here"), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(owner=other)
    with pytest.raises(DatabaseError, match="Only somebody who is here"), transaction.atomic():
        started(north["colleague"])


@pytest.mark.slow
def test_the_page_costs_the_same_however_many_colleagues_there_are(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])

    def cost() -> int:
        client.get("/organisation/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(decision)).status_code == 200
        return len(queries)

    first = cost()
    for number in range(27):
        more = User.objects.create_user(
            email=f"{number}@north.example", password="x", name="C", organisation=north["manager"].organisation
        )
        Membership.objects.create(user=more, role="practitioner", team=north["manager"].team)
    assert cost() == first
