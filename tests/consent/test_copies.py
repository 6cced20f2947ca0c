"""Who gets a copy, and when none is printed: where somebody must not be told, paper is a danger."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consent import actions
from consent.models import Consent, Person
from infoshare.audit.models import Event
from tests.consent import people
from tests.consent.builders import answered, asked, person, related
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
COPIES = ("record.pdf", "easy-read.pdf")
SignedIn = Callable[..., Client]
MARK = {"must_not_be_told": True, "must_not_be_told_why": "He hurt her"}


def agreed(here: People) -> Consent:
    """A girl's mother said yes."""
    by = here["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by)
    return consent


def page(client: Client, consent: Consent) -> str:
    return client.get(f"/consents/{consent.reference}/").content.decode()


def test_a_copy_is_a_pdf_under_the_reference_and_each_look_is_written_down(north: People, signed_in: SignedIn) -> None:
    consent, client = agreed(north), signed_in(north["practitioner"])
    for copy, name in zip(COPIES, (consent.reference, f"{consent.reference}-easy-read"), strict=True):
        answer = client.get(f"/consents/{consent.reference}/{copy}")
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert answer["Content-Disposition"] == f'inline; filename="{name}.pdf"'
    looks = Event.objects.filter(action="consent.viewed", about_id=consent.pk).values_list("facts__what", flat=True)
    assert list(looks) == ["record for the family", "easy-read copy"]


@pytest.mark.parametrize("copy", COPIES)
def test_whoever_may_not_open_the_consent_gets_no_copy(
    north: People, south: People, signed_in: SignedIn, copy: str
) -> None:
    consent = agreed(north)
    for who, status in (
        (north["practitioner_elsewhere"], 404),
        (south["caldicott_guardian"], 404),
        (north["administrator"], 403),
    ):
        assert signed_in(who).get(f"/consents/{consent.reference}/{copy}").status_code == status


@pytest.mark.parametrize("copy", COPIES)
def test_somebody_marked_after_the_page_was_opened_stops_the_copy(
    north: People, signed_in: SignedIn, copy: str
) -> None:
    consent, by = agreed(north), north["practitioner"]
    client = signed_in(by)
    assert f"{consent.reference}/{copy}" in page(client, consent)
    father = people.related(consent.person, by, **MARK)
    answer = client.get(f"/consents/{consent.reference}/{copy}")
    assert answer.status_code == 403
    assert "Sean Byrne must not be told" in answer.content.decode()
    assert "Talk it through instead" in answer.content.decode()
    assert "He hurt her" not in answer.content.decode()
    shown = page(client, consent)
    assert "Sean Byrne must not be told" in shown
    assert not any(each in shown for each in COPIES)
    actions.end_relationship(relationship=father, why="They separated", by=by)
    assert client.get(f"/consents/{consent.reference}/{copy}").status_code == 403
    people.unflagged(father, by)
    assert client.get(f"/consents/{consent.reference}/{copy}").status_code == 200


def test_two_who_must_not_be_told_are_both_named(north: People, signed_in: SignedIn) -> None:
    consent, by = agreed(north), north["practitioner"]
    people.related(consent.person, by, **MARK)
    people.related(consent.person, by, name="Nora Byrne", **MARK)
    assert "Sean Byrne and Nora Byrne must not be told" in page(signed_in(by), consent)


@pytest.mark.parametrize("copy", COPIES)
def test_nobody_agreed_so_there_is_no_copy(north: People, signed_in: SignedIn, copy: str) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent, client = asked(girl, by=by), signed_in(by)
    for kind in ("", "refused"):
        if kind:
            answered(consent, related(girl, "Her mother", by=by), kind, by=by)
        answer = client.get(f"/consents/{consent.reference}/{copy}")
        assert answer.status_code == 403
        assert "Nobody who can decide has agreed yet" in answer.content.decode()
        assert copy not in page(client, consent)


def test_the_copy_that_suits_the_person_comes_first(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["practitioner"])
    consent = agreed(north)
    shown = page(client, consent)
    assert shown.index("record.pdf") < shown.index("easy-read.pdf")
    Person.objects.filter(pk=consent.person_id).update(needs_easy_read=True)
    shown = page(client, consent)
    assert shown.index("easy-read.pdf") < shown.index("record.pdf")


def test_somebody_of_another_language_needs_it_translated_or_read_out(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["practitioner"])
    assert "The copies are in English" not in page(client, agreed(north))
    consent = Consent.objects.get()
    Person.objects.filter(pk=consent.person_id).update(language="Polish")
    assert "They would use Polish. The copies are in English" in page(client, consent)


def test_a_copy_costs_as_many_queries_whatever_has_happened(north: People, signed_in: SignedIn) -> None:
    consent, by = agreed(north), north["practitioner"]
    client = signed_in(by)
    for address in (*COPIES, "consent.json", "fhir.json"):
        before = queries(client, f"/consents/{consent.reference}/{address}")
        answered(consent, people.related(consent.person, by, name=f"Uncle {uuid4()}"), "refused", by=by)
        people.related(consent.person, by, name="Aunt")
        now = queries(client, f"/consents/{consent.reference}/{address}")
        assert now == before or (now < before and address == "easy-read.pdf"), "a copy of the same words is made once"


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)
