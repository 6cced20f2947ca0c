"""A consent as an HL7 FHIR R4 (4.0.1) Consent resource: for other software, which must never take a no for a yes.

Active, and a permit, only where it stands. People are named by reference and relation, never by name.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from html import escape
from types import MappingProxyType

from consent import words
from consent.documents import family
from consent.documents.answers import deciding, happened, relation
from consent.register import CATEGORY, RECIPIENT, THEMSELVES, Held
from consent.standing import STANDINGS, Standing

Json = dict[str, object]

# Of http://hl7.org/fhir/consent-state-codes: a conflict is "not yet agreed to by all parties", and only what stands is
# "to be followed and enforced".
STATUS: Mapping[str, str] = MappingProxyType(
    {
        "none": "proposed",
        "given": "active",
        "not_informed": "proposed",
        "implied": "active",
        "refused": "rejected",
        "withdrawn": "inactive",
        "conflict": "proposed",
        "expired": "inactive",
        "came_of_age": "inactive",
        "invalid": "inactive",
        "not_sought": "draft",
        "could_not": "draft",
    }
)
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
SHARES = family.SHARING  # the other kinds permit no sharing, and say nothing about it
SCOPES: Mapping[str, str] = {
    **dict.fromkeys(SHARES, "patient-privacy"),
    "treatment": "treatment",
}
STANDING_URL = "urn:infoshare:consent:standing"


def consent(held: Held, on: date) -> Json:
    """As it stands on that day."""
    row, now = held.consent, held.standing(on)
    kind = words.KINDS[row.kind]
    made: Json = {
        "resourceType": "Consent",
        "text": {"status": "additional", "div": _narrative(now)},
        "extension": [{"url": STANDING_URL, "valueCode": now.status}],
        "identifier": [{"value": row.reference, "assigner": {"display": row.organisation.name}}],
        "status": STATUS[now.status],
        "scope": _concept(kind.label, "consentscope", SCOPES.get(row.kind, "")),
        "category": [_concept(kind.label, "v3-ActCode", "IDSCL" if row.kind in SHARES else "")],
        "patient": _patient(held),
        "organization": [{"display": row.organisation.name}],
        "policyRule": {"text": kind.hint.removesuffix(".")},
    }
    if now.since:
        made["dateTime"] = now.since.isoformat()
    if performers := [_performer(held, key) for key in deciding(held, on)]:
        made["performer"] = performers
    if verified := list(_verified(held, on)):
        made["verification"] = verified
    if row.kind in SHARES:
        made["provision"] = _provision(held, now, on)
    return made


def _narrative(now: Standing) -> str:
    """Enough for somebody who reads nothing else of it."""
    said = f"{STANDINGS[now.status].label}. "
    said += "It may be relied on." if now.stands else "It may not be relied on: nothing may be shared on it."
    return f'<div xmlns="http://www.w3.org/1999/xhtml"><p>{escape(said)}</p></div>'


def _concept(text: str, system: str, code: str) -> Json:
    coding = {"coding": [{"system": f"{TERMINOLOGY}/{system}", "code": code}]} if code else {}
    return {**coding, "text": text}


def _patient(held: Held) -> Json:
    identifier = {"value": held.consent.person.reference, "assigner": {"display": held.consent.organisation.name}}
    return {"type": "Patient", "identifier": identifier}


def _performer(held: Held, key: str) -> Json:
    return _patient(held) if key == THEMSELVES else {"type": "RelatedPerson", "display": relation(held, key)}


def _verified(held: Held, on: date) -> Iterator[Json]:
    """Each time that it was looked at again, and still agreed."""
    for each in happened(held, on):
        if each.row.kind == "reviewed":
            yield {"verified": True, "verificationDate": each.row.on.isoformat()}


def _provision(held: Held, now: Standing, on: date) -> Json:
    """What it covers. Where it does not stand it permits nothing, whoever reads no further than this."""
    covers = held.scope(on)
    made: Json = {"type": "permit" if now.stands else "deny", "purpose": [{"display": held.consent.purpose}]}
    if now.since:
        ends = {"end": now.until.isoformat()} if now.until else {}
        made["period"] = {"start": now.since.isoformat(), **ends}
    made |= _covers([str(each) for each in covers.recipients], _labels(held, covers.categories))
    if taken_back := list(_taken_back(held, now)):
        made["provision"] = taken_back
    return made


def _taken_back(held: Held, now: Standing) -> Iterator[Json]:
    """A no for each part that somebody took back, one by one: none of them depends on another."""
    for key, label in held.parts.items():
        if key in now.without:
            yield {"type": "deny", **_covers([label] * key.startswith(RECIPIENT), [label] * key.startswith(CATEGORY))}


def _covers(recipients: list[str], information: list[str]) -> Json:
    role = {"coding": [{"system": f"{TERMINOLOGY}/v3-ParticipationType", "code": "IRCP"}], "text": "Recipient"}
    actors = [{"role": role, "reference": {"display": each}} for each in recipients]
    found = {"actor": actors, "code": [{"text": each} for each in information]}
    return {name: values for name, values in found.items() if values}


def _labels(held: Held, categories: frozenset[str]) -> list[str]:
    return [words.CATEGORIES[each].label for each in held.consent.categories if each in categories]
