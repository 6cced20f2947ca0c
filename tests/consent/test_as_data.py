"""A consent as data for other software: a no is never taken for a yes, and nobody is named who need not be."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.test import Client
from fhirclient.models.consent import Consent as R4Consent
from fhirclient.models.fhirabstractbase import FHIRValidationError

from consent.documents import fhir, iso27560
from consent.register import Held
from consent.standing import EVENTS, STANDINGS, STANDS
from consent.status import ELEMENTS
from consent.words import KINDS
from infoshare.audit.models import Event
from tests.consent.builders import answered, asked, person, related
from tests.consent.written import KEEPER, RELATED, WHY, written
from tests.seeding.people import People

ON = date(2026, 3, 3)
INVALID = "dpv:ConsentStatusInvalidForProcessing"
# For each standing: a history that comes to it, and what FHIR and the DPV say then.
SAID: dict[str, tuple[str, str, list[str]]] = {
    "none": ("", "proposed", ["dpv:ConsentRequested"]),
    "given": ("01-10 given mother until=07-10", "active", ["dpv:ConsentGiven", "dpv:ExpressedConsent"]),
    "not_informed": ("01-10 given mother untold=use", "proposed", [INVALID, "dpv:UninformedConsent"]),
    "implied": ("01-10 given mother form=implied", "active", ["dpv:ConsentGiven", "dpv:ImpliedConsent"]),
    "refused": ("01-10 refused mother", "rejected", ["dpv:ConsentRefused"]),
    "withdrawn": ("01-10 given mother; 02-01 withdrawn mother", "inactive", ["dpv:ConsentWithdrawn"]),
    "conflict": ("01-10 given mother; 02-01 refused father", "proposed", [INVALID]),
    "expired": ("01-10 given mother until=02-01", "inactive", ["dpv:ConsentExpired"]),
    "came_of_age": ("01-10 given mother", "inactive", ["dpv:ConsentExpired"]),
    "invalid": ("01-10 given mother; 02-01 found_invalid mother", "inactive", ["dpv:ConsentInvalidated"]),
    "not_sought": ("01-10 not_sought", "draft", [INVALID]),
    "could_not": ("01-10 could_not", "draft", [INVALID]),
}
EVERYTHING = (
    "01-10 given mother form=spoken; 01-10 given aunt; 01-11 given father untold=use; 01-12 reviewed;"
    "01-13 renewed mother; 01-14 called_for_review; 01-15 narrowed mother; 01-16 refused father;"
    "01-17 found_invalid mother; 01-18 not_sought; 01-19 could_not; 01-20 given mother form=implied;"
    "01-21 withdrawn mother"
)
# Terms of the DPV, version 2, as its own files list them; another one is a slip, or is looked up first.
TERMS = """
    Child Consent ConsentExpired ConsentGiven ConsentInvalidated ConsentNotice ConsentRecord ConsentRefused
    ConsentRequested ConsentStatus ConsentStatusInvalidForProcessing ConsentWithdrawn DataController DataSubject
    ExpressedConsent GuardianOfDataSubject ImpliedConsent NaturalPerson NotAvailable ParentOfDataSubject PersonalData
    Process Purpose Recipient RenewedConsentGiven StorageDuration StorageLocation UninformedConsent UntilEventDuration
    WithdrawConsent hasAddress hasApplicability hasConsentControl hasConsentStatus hasContact hasDataController
    hasDataSubject hasDuration hasIndicationMethod hasJurisdiction hasLegalBasis hasLocation hasName hasNotice
    hasPersonalData hasProcess hasPurpose hasRecipient hasStorageCondition isIndicatedAtTime isIndicatedBy
    """


def come_to(status: str) -> Held:
    born = date(2008, 3, 3) if status == "came_of_age" else date(2012, 2, 29)
    held = written(SAID[status][0], born=born)
    assert held.standing(ON).status == status
    return held


def iso(held: Held) -> dict[str, Any]:
    return iso27560.record(held, ON)


def r4(held: Held) -> dict[str, Any]:
    """Valid as the R4 model has it, or it breaks."""
    made = fhir.consent(held, ON)
    R4Consent(made, strict=True)
    return made


def test_every_standing_is_said_in_both() -> None:
    assert list(SAID) == list(STANDINGS) == list(fhir.STATUS) == list(iso27560.STATES)


@pytest.mark.parametrize("status", STANDINGS)
def test_fhir_says_how_it_stands_and_is_valid(status: str) -> None:
    made = r4(come_to(status))
    assert made["status"] == SAID[status][1]
    assert made["extension"][0]["valueCode"] == status
    assert STANDINGS[status].label in made["text"]["div"]


@pytest.mark.parametrize("status", STANDINGS)
def test_what_does_not_stand_is_never_active_and_permits_nothing(status: str) -> None:
    made = r4(come_to(status))
    assert (made["status"] == "active") == (status in STANDS)
    assert made["provision"]["type"] == ("permit" if status in STANDS else "deny")
    assert ("It may be relied on" in made["text"]["div"]) == (status in STANDS)


@pytest.mark.parametrize("status", STANDINGS)
def test_iso_27560_says_how_it_stands(status: str) -> None:
    said = iso(come_to(status))["dpv:hasConsentStatus"]
    assert said["@type"] == SAID[status][2]
    assert said["dct:description"] == STANDINGS[status].label
    assert ("dpv:ConsentGiven" in said["@type"]) == (status in STANDS)


def test_the_r4_model_notices_what_is_missing_or_misplaced() -> None:
    made = fhir.consent(come_to("given"), ON)
    for wrong in ({**made, "scope": None}, {**made, "provision": {"kind": "permit"}}, {**made, "dateTime": "today"}):
        with pytest.raises((FHIRValidationError, ValueError)):
            R4Consent({name: value for name, value in wrong.items() if value is not None}, strict=True)


def test_all_that_the_technical_specification_asks_for_is_there() -> None:
    made = iso(come_to("given"))
    assert made["dct:conformsTo"].endswith("dpv-27560#record")
    assert made["dct:identifier"] == "CO-2345-6789"
    assert made["dpv:hasDataSubject"]["dct:identifier"] == "F-1"
    assert made["dpv:hasDataController"]["dpv:hasName"] == "North School"
    assert [each["dct:title"] for each in made["dpv:hasNotice"]["dct:hasPart"]] == [
        each.label for each in ELEMENTS.values()
    ]
    process = made["dpv:hasProcess"]
    assert process["dpv:hasPurpose"]["dct:description"] == "So that the nurse can help her"
    assert [each["dct:identifier"] for each in process["dpv:hasPersonalData"]] == ["welfare", "health"]
    assert [each["dpv:hasName"] for each in process["dpv:hasRecipient"]] == [
        "The school nursing service, Named nurse",
        "The police",
    ]
    assert process["dpv:hasStorageCondition"][0]["dpv:hasDuration"]["rdf:value"].startswith("Until she leaves")
    assert process["dpv:hasJurisdiction"] == {"@id": "loc:GB"}
    assert process["dpv:hasConsentControl"]["dct:description"] == "By telling her teacher, at any time"
    [event] = made["dct:hasPart"]
    assert event["dpv:isIndicatedAtTime"]["@value"] == "2026-01-10"
    assert event["dct:valid"]["@value"] == made["dpv:hasConsentStatus"]["dct:valid"]["@value"] == "2026-07-10"
    assert event["dpv:isIndicatedBy"]["@type"] == "dpv:ParentOfDataSubject"
    assert event["dpv:hasIndicationMethod"] == "In writing"


def test_every_kind_of_event_is_told_with_its_state() -> None:
    held = written(EVERYTHING, parts=["recipient:2", "category:health"])
    events = iso(held)["dct:hasPart"]
    assert {row.kind for row in held.events} == set(EVENTS)
    assert [each["@type"][0].removeprefix("dpv:") for each in events] == [
        "ConsentGiven",
        "ConsentStatusInvalidForProcessing",  # the aunt's view
        "ConsentStatusInvalidForProcessing",  # not informed
        "ConsentStatus",
        "RenewedConsentGiven",
        "ConsentStatus",
        "ConsentWithdrawn",
        "ConsentRefused",
        "ConsentInvalidated",
        "ConsentStatusInvalidForProcessing",
        "ConsentStatusInvalidForProcessing",
        "ConsentGiven",
        "ConsentWithdrawn",
    ]
    assert events[6]["dpv:hasProcess"]["dpv:hasRecipient"][0]["dpv:hasName"] == "The police"
    assert events[6]["dpv:hasProcess"]["dpv:hasPersonalData"][0]["dct:identifier"] == "health"


def test_only_terms_of_the_vocabulary_are_used_and_each_prefix_is_declared() -> None:
    for status in STANDINGS:
        for held in (come_to(status), written(EVERYTHING, retention="", parts=["recipient:2", "category:health"])):
            made = iso(held)
            said = set(re.findall(r'"([a-z]+):(\w+)"', json.dumps(made)))
            assert {prefix for prefix, _ in said} <= set(made["@context"])
            assert {term for prefix, term in said if prefix == "dpv"} <= set(TERMS.split())


def test_what_was_taken_back_is_covered_by_neither() -> None:
    held = written("01-10 given mother; 02-01 narrowed mother", parts=["recipient:2", "category:health"])
    made, process = r4(held)["provision"], iso(held)["dpv:hasProcess"]
    assert (made["type"], [each["reference"]["display"] for each in made["actor"]]) == (
        "permit",
        ["The school nursing service, Named nurse"],
    )
    assert [each["text"] for each in made["code"]] == ["Welfare or safeguarding"]
    police, health = made["provision"]
    assert (police["type"], police["actor"][0]["reference"]["display"]) == ("deny", "The police")
    assert (health["type"], health["code"]) == ("deny", [{"text": "Health"}])
    assert [each["dpv:hasName"] for each in process["dpv:hasRecipient"]] == ["The school nursing service, Named nurse"]
    assert [each["dct:identifier"] for each in process["dpv:hasPersonalData"]] == ["welfare"]


@pytest.mark.parametrize("kind", KINDS)
def test_agreement_to_a_service_or_treatment_permits_no_sharing(kind: str) -> None:
    made = r4(written("01-10 given mother", kind=kind))
    assert ("provision" in made) == (kind in {"share", "data_protection"})
    assert made["scope"]["text"] == KINDS[kind].label


def test_who_agrees_is_named_by_relation_and_a_view_is_not_among_them() -> None:
    made = r4(written("01-10 given mother; 01-11 given aunt; 01-12 reviewed"))
    assert made["performer"] == [{"type": "RelatedPerson", "display": "Mother"}]
    assert made["verification"] == [{"verified": True, "verificationDate": "2026-01-12"}]
    assert made["provision"]["period"] == {"start": "2026-01-10"}


def test_nobody_of_the_family_is_named_and_no_reason_is_told() -> None:
    names = ["Aoife", *(each.name for each in RELATED.values()), WHY, KEEPER.email, "risk_of_harm", "increased risk"]
    for held in (written(EVERYTHING, parts=["recipient:2"]), *map(come_to, STANDINGS)):
        whole = json.dumps([iso(held), r4(held)])
        assert [name for name in names if name in whole] == []


def test_what_happens_later_is_not_told_on_an_earlier_day() -> None:
    held = written("01-10 given mother; 06-01 withdrawn mother")
    assert (r4(held)["status"], len(iso(held)["dct:hasPart"])) == ("active", 1)


def values(made: object) -> Iterator[object]:
    if isinstance(made, dict):
        for each in made.values():
            yield from values(each)
    elif isinstance(made, list):
        assert made, "an empty list says nothing, and FHIR forbids it"
        for each in made:
            yield from values(each)
    else:
        yield made


def test_fhir_has_no_empty_value() -> None:
    for held in (written("", use="", limits="", categories=[]), *map(come_to, STANDINGS)):
        assert all(each not in ("", None) for each in values(r4(held)))


@pytest.mark.django_db
@pytest.mark.slow
def test_both_are_downloads_under_the_reference_and_each_look_is_written_down(
    north: People, south: People, signed_in: Callable[..., Client]
) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by)
    client = signed_in(by)
    for name, content_type, ending in (
        ("consent.json", "application/ld+json", "jsonld"),
        ("fhir.json", "application/fhir+json", "fhir.json"),
    ):
        answer = client.get(f"/consents/{consent.reference}/{name}")
        assert (answer.status_code, answer["Content-Type"]) == (200, content_type)
        assert answer["Content-Disposition"] == f'attachment; filename="{consent.reference}.{ending}"'
        assert consent.reference in json.dumps(answer.json())
        assert signed_in(south["caldicott_guardian"]).get(answer.request["PATH_INFO"]).status_code == 404
    looks = Event.objects.filter(action="consent.viewed", about_id=consent.pk).values_list("facts__what", flat=True)
    assert list(looks) == ["data, ISO/IEC TS 27560", "data, HL7 FHIR"]
