"""Events as HL7 FHIR R4 (4.0.1): an AuditEvent of each, a Provenance of those that made a record; and back to lines."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from infoshare.audit.canonical import canonical

Json = dict[str, Any]
CHAIN = "urn:infoshare:chain"
ACCOUNT, ACTION, EVENT, ORGANISATION, ROW = (
    f"urn:infoshare:{each}" for each in ("account", "action", "event", "organisation", "row")
)
PATIENT_RECORD = {
    "system": "http://dicom.nema.org/resources/ontology/DCM",
    "code": "110110",
    "display": "Patient Record",
}
DATA_OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation"
LOOKS = ("viewed", "found", "exported")


def bundle(events: Sequence[Json], makes: Mapping[str, str]) -> Json:
    """`events` are lines of the log, read as JSON. `makes` gives the HL7 code of each action that makes or adds to a
    record: CREATE, APPEND, UPDATE (v3-DataOperation).
    """
    found = [_audit_event(event) for event in events]
    found += [_provenance(event, makes[event["action"]]) for event in events if event["action"] in makes]
    entries = [{"fullUrl": f"urn:infoshare:{each['id']}", "resource": each} for each in found]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def lines(read: Json) -> list[str]:
    """The lines that such a bundle was made of, letter for letter."""
    resources = [entry["resource"] for entry in read["entry"]]
    return [canonical(_event(each)) for each in resources if each["resourceType"] == "AuditEvent"]


def _audit_event(event: Json) -> Json:
    """Where it stands in the chain is an extension; each fact is a detail of the row it is about, as JSON."""
    what: Json = {"what": _reference(_row(event), event["about"]["id"])}
    if event["facts"]:
        what["detail"] = [{"type": name, "valueString": canonical(fact)} for name, fact in event["facts"].items()]
    return {
        "resourceType": "AuditEvent",
        "id": f"event-{event['event']}",
        "extension": [
            {
                "url": CHAIN,
                "extension": [
                    {"url": "sequence", "valueString": str(event["sequence"])},
                    {"url": "previous", "valueString": event["previous"]},
                ],
            }
        ],
        "type": PATIENT_RECORD,
        "subtype": [{"system": ACTION, "code": event["action"]}],
        "action": "R" if event["action"].endswith(LOOKS) else "E",
        "recorded": event["at"],
        "outcome": "0",
        "agent": [{"who": _reference(ACCOUNT, event["by"]), "requestor": True}],
        "source": {"observer": _reference(ORGANISATION, event["organisation"])},
        "entity": [what],
    }


def _provenance(event: Json, code: str) -> Json:
    return {
        "resourceType": "Provenance",
        "id": f"made-by-event-{event['event']}",
        "target": [_reference(_row(event), event["about"]["id"])],
        "recorded": event["at"],
        "activity": {"coding": [{"system": DATA_OPERATION, "code": code}]},
        "agent": [{"who": _reference(ACCOUNT, event["by"])}],
        "entity": [{"role": "source", "what": _reference(EVENT, event["event"])}],
    }


def _event(read: Json) -> Json:
    [whole], [entity], [agent] = read["extension"], read["entity"], read["agent"]
    place = {each["url"]: each["valueString"] for each in whole["extension"]}
    about = entity["what"]["identifier"]
    return {
        "about": {"id": int(about["value"]), "type": about["system"].removeprefix(f"{ROW}:")},
        "action": read["subtype"][0]["code"],
        "at": read["recorded"],
        "by": int(agent["who"]["identifier"]["value"]),
        "event": int(read["id"].removeprefix("event-")),
        "facts": {each["type"]: json.loads(each["valueString"]) for each in entity.get("detail", ())},
        "organisation": int(read["source"]["observer"]["identifier"]["value"]),
        "previous": place["previous"],
        "sequence": int(place["sequence"]),
    }


def _row(event: Json) -> str:
    return f"{ROW}:{event['about']['type']}"


def _reference(system: str, value: object) -> Json:
    return {"identifier": {"system": system, "value": str(value)}}
