"""People whose information it is: who may open them, what is written down, and who others are to them."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from consent import actions
from consent.models import Person, Relationship
from decisions.actions import access
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.audit import log
from infoshare.audit.models import Event
from infoshare.saving.versions import Conflict, fingerprint, values_of
from tests.consent.people import EMPTY, entered, related
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def test_each_role_opens_whom_they_entered_whom_their_team_knows_or_all_of_the_organisation(
    north: People, south: People
) -> None:
    person = entered(north["practitioner"])
    seen = {who for who, user in north.items() if Person.objects.visible_to(user).contains(person)}
    assert seen == {"practitioner", "manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"}
    assert not any(Person.objects.visible_to(user).exists() for user in south.values())


def test_to_name_a_reference_opens_nothing(north: People, signed_in: SignedIn) -> None:
    """Whoever guesses the number of a file and links a decision of their own to it learns no more by that."""
    person, colleague = entered(north["practitioner"]), north["practitioner_elsewhere"]
    access.link_person(decision=(decision := started(colleague)), reference=person.reference, by=colleague)
    client = signed_in(colleague)
    assert client.get(f"/persons/{person.pk}/").status_code == 404
    page = client.get(f"/decisions/{decision.reference}/access/").content.decode()
    assert person.reference in page
    assert person.name not in page
    assert f"/persons/{person.pk}/" not in page


@pytest.mark.parametrize("who", ["manager", "caldicott_guardian", "practitioner"])
def test_whoever_has_a_conflict_of_interest_finds_nobody(who: str, north: People, signed_in: SignedIn) -> None:
    """Whatever their role, and though they entered the person themselves."""
    person, barred = entered(north["practitioner"]), north[who]
    decision = started(north["colleague"])
    access.link_person(decision=decision, reference=person.reference, by=north["colleague"])
    by = north["ig_lead"]
    access.bar(decision=decision, whom=barred, kind="relative", why="An uncle", by=by, person=person)
    assert signed_in(barred).get(f"/persons/{person.pk}/").status_code == 404
    assert person.reference not in signed_in(barred).get("/persons/").content.decode()


def test_every_page_about_somebody_is_written_down(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    row = related(person := entered(by), by)
    client, of = signed_in(by), f"/persons/{person.pk}/"
    for page in ("", "details/", "relationships/add/", f"relationships/{row.pk}/", f"relationships/{row.pk}/end/"):
        before = log.history(person).filter(action="person.viewed").count()
        assert client.get(f"{of}{page}").status_code == 200, page
        assert log.history(person).filter(action="person.viewed").count() == before + 1, page


def test_every_list_that_names_people_is_written_down(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    person, client = entered(by, born_on=date(2014, 5, 6)), signed_in(by)
    client.get("/persons/")
    client.post("/persons/", {"wanted": "Aoife"})
    born = {"born_on_day": "6", "born_on_month": "5", "born_on_year": "2014"}
    client.post("/persons/enter/", {"reference": "F-8", "name": "Aoife", "request_key": str(uuid4()), **born})
    told = Event.objects.filter(action="list.viewed").order_by("pk").values_list("facts", flat=True)
    assert list(told) == [{"what": what, "people": [str(person.pk)]} for what in ("people", "people", "alike")]


def test_who_lost_the_role_meanwhile_changes_nothing(north: People) -> None:
    by, person = north["practitioner"], entered(north["practitioner"])
    with pytest.raises(Refused, match="Only North practitioner"):
        related(person, north["practitioner_elsewhere"])
    by.memberships.all().delete()
    with pytest.raises(Refused):
        related(person, User.objects.get(pk=by.pk))


@pytest.mark.parametrize(("born", "age"), [(0, "under 1 year old"), (1, "1 year old"), (9, "9 years old")])
def test_the_age_is_said_as_one_says_it(born: int, age: str, north: People, signed_in: SignedIn) -> None:
    today = timezone.localdate()
    person = entered(north["practitioner"], born_on=date(today.year - born, 1, 1))
    assert age in signed_in(north["practitioner"]).get(f"/persons/{person.pk}/").content.decode()


def test_a_reference_is_one_persons_in_an_organisation(north: People, south: People) -> None:
    entered(north["practitioner"])
    entered(south["practitioner"])
    with pytest.raises(Refused, match="known by that reference already"):
        entered(north["colleague"], name="Somebody Else")


def test_pressed_twice_somebody_is_entered_once(north: People) -> None:
    key, by = uuid4(), north["practitioner"]
    values = {**EMPTY, "reference": "F-2", "name": "Once Only"}
    assert actions.enter(by=by, request_key=key, values=values) == actions.enter(by=by, request_key=key, values=values)


def test_of_two_who_change_somebody_the_second_is_told(north: People) -> None:
    by, person = north["practitioner"], entered(north["practitioner"])
    seen = fingerprint(values_of(person, ("reference", "name")))
    change = partial(actions.change, person=person, seen=seen, by=by)
    change(values={"reference": "F-1", "name": "Aoife O'Byrne"})
    with pytest.raises(Conflict):
        change(values={"reference": "F-1", "name": "Ava Byrne"})
    assert log.history(person).filter(action="person.told").get().facts == {"changed": ["name"]}


def test_parental_responsibility_says_what_it_rests_on(north: People) -> None:
    by = north["practitioner"]
    person = entered(by)
    for wrong in ({"responsibility": "yes", "basis": ""}, {"responsibility": "no", "basis": "birth"}):
        with pytest.raises(IntegrityError, match="says_what_it_rests_on"), transaction.atomic():
            related(person, by, **wrong)
    with pytest.raises(IntegrityError, match="must_not_be_told_says_why"), transaction.atomic():
        related(person, by, must_not_be_told=True)
    assert related(person, by, responsibility="yes", basis="registered").basis == "registered"


def test_the_page_asks_for_what_it_rests_on_and_drops_a_basis_that_is_none(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    person, client = entered(by), signed_in(by)
    path = f"/persons/{person.pk}/relationships/add/"
    said = {"name": "Sean Byrne", "kind": "father", "responsibility": "yes", "request_key": str(uuid4())}
    page = client.post(path, {**said, "must_not_be_told": "on"}).content.decode()
    assert "Choose what it rests on" in page
    assert "Say why they must not be told" in page
    client.post(path, {**said, "responsibility": "no", "basis": "birth"})
    assert Relationship.objects.get().basis == ""


def test_a_relationship_that_is_over_stays_with_its_reason(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    row = related(person := entered(by), by, must_not_be_told=True, must_not_be_told_why="He hurt her")
    client = signed_in(by)
    assert "Must not be told: Sean Byrne" in client.get(f"/persons/{person.pk}/").content.decode()
    path = f"/persons/{person.pk}/relationships/{row.pk}/end/"
    assert "Say why it is over" in client.post(path, {"why": ""}).content.decode()
    client.post(path, {"why": "The order says so no more"})
    page = client.get(f"/persons/{person.pk}/").content.decode()
    assert "Must not be told: Sean Byrne" in page, "until somebody lifts it"
    assert "The order says so no more" in page
    assert client.get(path).status_code == 404
    actions.end_relationship(relationship=row, why="Again", by=by)
    assert Relationship.objects.get().ended_why == "The order says so no more"


def test_the_page_of_somebody_lists_the_decisions_its_reader_may_open(north: People, signed_in: SignedIn) -> None:
    person, by, lead = entered(north["practitioner"]), north["practitioner"], north["caldicott_guardian"]
    shown, restricted = started(by), started(by)
    for decision in (shown, restricted):
        access.link_person(decision=decision, reference=person.reference, by=by)
    until = timezone.now() + timedelta(days=1)
    access.restrict(decision=restricted, why="Staff", viewers=[by], until=until, by=lead)
    page = signed_in(lead).get(f"/persons/{person.pk}/").content.decode()
    assert shown.reference in page
    assert restricted.reference not in page


def test_somebody_known_by_a_reference_alone_can_be_told_more_of_later(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    access.link_person(decision=started(by), reference="F-9", by=by)
    person, client = Person.objects.get(), signed_in(by)
    assert "Nothing but the reference is known" in client.get(f"/persons/{person.pk}/").content.decode()
    seen = fingerprint(values_of(person, ("reference", *EMPTY, "name")))
    actions.change(
        person=person,
        seen=seen,
        by=by,
        values={"reference": "F-9", **EMPTY, "name": "Max", "born_on": date(2020, 1, 2)},
    )
    assert "2 January 2020" in client.get(f"/persons/{person.pk}/").content.decode()
