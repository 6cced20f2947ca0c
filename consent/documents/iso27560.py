"""A consent as a record of ISO/IEC TS 27560:2023, in JSON-LD and the terms of the W3C Data Privacy Vocabulary (DPV) 2.

Follows the DPVCG's guide "Consent Records and Receipts as per ISO/IEC TS 27560:2023 using DPV" (2024-08-01). People are
named by reference and relation, never by name. What this product does not hold (addresses, places of storage) says so.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from consent import words
from consent.documents import family
from consent.documents.answers import Happened, happened, relation
from consent.register import CATEGORY, RECIPIENT, THEMSELVES, Held
from consent.standing import EVENTS, STANDINGS, WEIGHTS
from consent.status import ELEMENTS, WAYS

Json = dict[str, object]

CONTEXT: Mapping[str, str] = MappingProxyType(
    {
        "dpv": "https://w3id.org/dpv#",
        "loc": "https://w3id.org/dpv/loc#",
        "dct": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)
SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#record"
# DPV's states for which no more exact one is defined: a yes that nobody can lean on.
INVALID = "dpv:ConsentStatusInvalidForProcessing"
STATES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "none": ("dpv:ConsentRequested",),
        "given": ("dpv:ConsentGiven", "dpv:ExpressedConsent"),
        "not_informed": (INVALID, "dpv:UninformedConsent"),
        "implied": ("dpv:ConsentGiven", "dpv:ImpliedConsent"),
        "refused": ("dpv:ConsentRefused",),
        "withdrawn": ("dpv:ConsentWithdrawn",),
        "conflict": (INVALID,),
        "expired": ("dpv:ConsentExpired",),
        "came_of_age": ("dpv:ConsentExpired",),
        "invalid": ("dpv:ConsentInvalidated",),
        "not_sought": (INVALID,),
        "could_not": (INVALID,),
    }
)
# What an event says; a yes is looked at more closely in _state. Looking again changes no state.
EVENT_STATES: Mapping[str, str] = MappingProxyType(
    {
        "refused": "dpv:ConsentRefused",
        "renewed": "dpv:RenewedConsentGiven",
        "narrowed": "dpv:ConsentWithdrawn",
        "withdrawn": "dpv:ConsentWithdrawn",
        "found_invalid": "dpv:ConsentInvalidated",
        "not_sought": INVALID,
        "could_not": INVALID,
        "reviewed": "dpv:ConsentStatus",
        "called_for_review": "dpv:ConsentStatus",
    }
)
PARENTS = ("mother", "father", "second_parent", "step_parent")
GUARDIANS = ("special_guardian", "guardian", "foster_carer", "local_authority")


def record(held: Held, on: date) -> Json:
    """As it stands on that day."""
    consent = held.consent
    return {
        "@context": dict(CONTEXT),
        "@id": _id(held),
        "@type": "dpv:ConsentRecord",
        "dct:conformsTo": SCHEMA,
        "dct:identifier": consent.reference,
        "dct:created": _day(timezone.localtime(consent.begun_at).date()),
        "dct:language": "en-GB",
        "dpv:hasDataSubject": {"@id": f"{_id(held)}#self", "@type": "dpv:DataSubject", **_known_as(held)},
        "dpv:hasDataController": _controller(held),
        "dpv:hasNotice": _notice(held),
        "dpv:hasProcess": _process(held, on),
        "dpv:hasConsentStatus": _status(held, on),
        "dct:hasPart": [_event(held, each, on) for each in happened(held, on)],
    }


def _id(held: Held) -> str:
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'infoshare:{held.consent.reference}')}"


def _known_as(held: Held) -> Json:
    return {"dct:identifier": held.consent.person.reference}


def _day(on: date) -> Json:
    return {"@type": "xsd:date", "@value": on.isoformat()}


def _controller(held: Held) -> Json:
    keeper = family.keeper(held.consent.begun_by)
    contact = ", ".join(filter(None, (keeper["name"], keeper["role"])))
    return {
        "@id": f"{_id(held)}#controller",
        "@type": "dpv:DataController",
        "dpv:hasName": held.consent.organisation.name,
        "dpv:hasContact": contact or held.consent.organisation.name,
        "dpv:hasAddress": _not_held(),
    }


def _not_held() -> Json:
    return {"dpv:hasApplicability": {"@id": "dpv:NotAvailable"}}


def _notice(held: Held) -> Json:
    """What people are told for each element of informed consent that is written down."""
    told = [{"dct:title": ELEMENTS[name].label, "dct:description": text} for name, text in held.told.items()]
    return {"@id": f"{_id(held)}#notice", "@type": "dpv:ConsentNotice", "dct:language": "en-GB", "dct:hasPart": told}


def _process(held: Held, on: date) -> Json:
    """What it covers that day, without what was taken back."""
    consent, covers = held.consent, held.scope(on)
    kind = words.KINDS[consent.kind]
    recipients = [_recipient(str(each)) for each in covers.recipients]
    return {
        "@type": "dpv:Process",
        "dct:description": kind.label,
        "dpv:hasPurpose": {"@type": "dpv:Purpose", "dct:description": consent.purpose},
        "dpv:hasLegalBasis": {"@type": "dpv:Consent", "dct:description": f"{kind.label}. {kind.hint}"},
        "dpv:hasPersonalData": [_information(each) for each in consent.categories if each in covers.categories],
        "dpv:hasRecipient": recipients,
        "dpv:hasJurisdiction": {"@id": "loc:GB"},
        "dpv:hasStorageCondition": [
            {"@type": "dpv:StorageDuration", "dpv:hasDuration": _until_event(consent.retention)},
            {"@type": "dpv:StorageLocation", "dpv:hasLocation": _not_held()},
        ],
        "dpv:hasConsentControl": {"@type": "dpv:WithdrawConsent", "dct:description": consent.withdrawal},
    }


def _until_event(text: str) -> Json:
    return {"@type": "dpv:UntilEventDuration", "rdf:value": text} if text else _not_held()


def _recipient(name: str) -> Json:
    return {"@type": "dpv:Recipient", "dpv:hasName": name}


def _information(category: str) -> Json:
    return {
        "@type": "dpv:PersonalData",
        "dct:identifier": category,
        "dct:description": words.CATEGORIES[category].label,
    }


def _status(held: Held, on: date) -> Json:
    now = held.standing(on)
    said: Json = {"@type": list(STATES[now.status]), "dct:description": STANDINGS[now.status].label}
    if now.since:
        said["dpv:isIndicatedAtTime"] = _day(now.since)
    if now.until:
        said["dct:valid"] = _day(now.until)
    if now.missing:
        said["dct:abstract"] = f"Not told: {'; '.join(ELEMENTS[each].label for each in now.missing)}"
    return said


def _event(held: Held, each: Happened, on: date) -> Json:
    row = each.row
    said: Json = {
        "@type": list(_state(each)),
        "dct:description": _described(each),
        "dpv:isIndicatedAtTime": _day(row.on),
    }
    if each.by:
        said["dpv:isIndicatedBy"] = _answering(held, each.by)
    if row.form:
        said["dpv:hasIndicationMethod"] = WAYS[row.form].label
    if row.until:
        said["dct:valid"] = _day(row.until)
    if row.parts:
        said["dpv:hasProcess"] = _parts(held, row.parts)
    return said


def _described(each: Happened) -> str:
    label = EVENTS[each.row.kind].label
    return f"{label}. Their answer counts as: {WEIGHTS[each.weight].label}" if each.weight else label


def _state(each: Happened) -> tuple[str, ...]:
    """A view that is heard is never consent, and consent that was not informed is never valid."""
    row = each.row
    if row.kind in {"given", "renewed"} and not each.counts:
        return (INVALID,)
    if row.kind != "given":
        return (EVENT_STATES[row.kind],)
    if row.form == "implied":
        return STATES["implied"]
    return STATES["given" if set(row.explained) >= set(ELEMENTS) else "not_informed"]


def _answering(held: Held, key: str) -> Json:
    if key == THEMSELVES:
        return {"@id": f"{_id(held)}#self"}
    kind = _kind(held, key)
    named = (
        "ParentOfDataSubject" if kind in PARENTS else "GuardianOfDataSubject" if kind in GUARDIANS else "NaturalPerson"
    )
    return {
        "@id": f"{_id(held)}#answer-{held.answered_by.index(key) + 1}",
        "@type": f"dpv:{named}",
        "dct:description": relation(held, key),
    }


def _kind(held: Held, key: str) -> str:
    return next(row.relationship.kind for row in held.events if row.relationship and str(row.relationship_id) == key)


def _parts(held: Held, parts: list[str]) -> Json:
    """Only these are taken back."""
    return {
        "@type": "dpv:Process",
        "dpv:hasRecipient": [_recipient(held.parts[each]) for each in parts if each.startswith(RECIPIENT)],
        "dpv:hasPersonalData": [
            _information(each.removeprefix(CATEGORY)) for each in parts if each.startswith(CATEGORY)
        ],
    }
