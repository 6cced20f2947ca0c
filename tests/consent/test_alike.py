"""Whether somebody is known already: by the sound of a name and the date of birth, of one organisation alone."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from consent.alike import alike
from consent.models import Person
from consent.names import keys
from decisions.actions import access
from infoshare.accounts.models import User
from tests.consent.people import entered
from tests.decisions.builders import started
from tests.seeding.people import People

BORN = date(2014, 5, 6)
SignedIn = Callable[[User], Client]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sian Davies", "Siân Davis"),
        ("Catherine Smith", "Katherine Smyth"),
        ("Mohammed Ali", "Muhammad Aly"),
        ("Byrne, Aoife", "Aoife Byrne"),
        ("Zoë O'Neill", "Zoe ONeil"),
    ],
)
def test_spellings_of_one_name_have_the_same_keys(one: str, other: str) -> None:
    assert keys(one) == keys(other)


@pytest.mark.parametrize("name", ["张伟", "Γιώργος", "محمد", "Łukasz", "A", ""])
def test_any_name_has_keys_and_none_breaks(name: str) -> None:
    assert bool(keys(name)) == bool(name)


def test_names_that_do_not_sound_alike_have_other_keys() -> None:
    assert not set(keys("Sarah Jones")) & set(keys("Peter Clarke"))


def found(by: User, name: str, born_on: date | None = BORN) -> tuple[int, bool]:
    told = alike(name=name, born_on=born_on, by=by)
    return len(told.shown), told.are_others


@pytest.mark.django_db
def test_who_has_that_birthday_and_part_of_the_name_or_the_name_and_no_birthday_is_told(north: People) -> None:
    by = north["practitioner"]
    entered(by, name="Sian Davies", born_on=BORN)
    assert found(by, "Siân Davis") == (1, False)
    assert found(by, "Davis") == (1, False)
    assert found(by, "Siân Davis", None) == (1, False)
    assert found(by, "Siân Davis", date(2014, 5, 7)) == (0, False)
    assert found(by, "Sian Peters") == (1, False), "somebody who took another surname"
    assert found(by, "Sian Peters", None) == (0, False)
    assert found(by, "Ann Peters") == (0, False)


@pytest.mark.django_db
def test_of_somebody_one_may_not_open_only_is_said_that_there_is_one(north: People, south: People) -> None:
    entered(north["practitioner"], name="Sian Davies", born_on=BORN)
    assert found(north["practitioner_elsewhere"], "Siân Davis") == (0, True)
    assert found(south["caldicott_guardian"], "Siân Davis") == (0, False)


@pytest.mark.django_db
def test_whoever_is_barred_from_somebody_is_told_nothing(north: People) -> None:
    by = north["practitioner"]
    person = entered(by, name="Sian Davies", born_on=BORN)
    decision = started(by)
    access.link_person(decision=decision, reference=person.reference, by=by)
    manager = north["manager"]
    access.bar(decision=decision, whom=manager, kind="relative", why="x", by=north["ig_lead"], person=person)
    assert found(manager, "Siân Davis") == (0, False)


@pytest.mark.django_db
def test_nobody_alike_is_entered_before_it_is_said_that_it_is_somebody_else(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    entered(by, name="Sian Davies", born_on=BORN)
    born = {"born_on_day": "6", "born_on_month": "5", "born_on_year": "2014"}
    typed = {"reference": "F-77", "name": "Siân Davis", "request_key": str(uuid4()), **born}
    client = signed_in(by)
    page = client.post("/persons/enter/", typed).content.decode()
    assert "Is it one of these?" in page
    assert 'value="Siân Davis"' in page
    assert Person.objects.count() == 1
    answer = client.post("/persons/enter/", {**typed, "is_another": "on"})
    assert answer["Location"] == f"/persons/{Person.objects.get(reference='F-77').pk}/"


@pytest.mark.django_db
def test_somebody_is_found_by_reference_part_of_a_name_or_sound(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    entered(by, reference="F-31", name="Sian Davies")
    client = signed_in(by)
    for wanted in ("f-31", "avi", "Siân Davis", "Davis"):
        assert "F-31" in client.post("/persons/", {"wanted": wanted}).content.decode(), wanted
    assert "Nobody you can open" in client.post("/persons/", {"wanted": "Peters"}).content.decode()
    assert "Enter a reference or a name" in client.post("/persons/", {"wanted": ""}).content.decode()
