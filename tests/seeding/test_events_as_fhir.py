"""What happened to a record, for other software: FHIR R4 by its own models, and the same lines when read back."""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from fhirclient.models.auditevent import AuditEvent
from fhirclient.models.bundle import Bundle
from fhirclient.models.provenance import Provenance

from decisions.kept_whole import MAKES
from infoshare.audit import fhir
from infoshare.audit.canonical import canonical
from infoshare.audit.models import Event
from infoshare.saving.record_file import events_of
from tests.decisions.builders import started
from tests.seeding.people import People
from tests.seeding.world import world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_every_event_of_a_world_is_read_by_others_and_comes_back_letter_for_letter() -> None:
    made = world(organisations=1, decisions=4)
    connection.check_constraints()  # events are linked when their transaction ends, and here that is the test
    tried = made_by = 0
    for seeded in made.organisations.values():
        for decision in seeded.decisions.values():
            events = events_of(decision)
            whole = fhir.bundle(events, MAKES)
            Bundle(whole, strict=True)
            assert fhir.lines(json.loads(json.dumps(whole))) == [canonical(each) for each in events]
            tried += len(events)
            made_by += sum(entry["resource"]["resourceType"] == "Provenance" for entry in whole["entry"])
    assert tried > 200
    assert made_by == Event.objects.filter(action__in=MAKES, about_type="decisions.decision").count() > 10


def test_a_look_is_read_as_one_and_a_record_says_who_made_it(north: People) -> None:
    decision, out = started(north["practitioner"]), StringIO()
    call_command("export_record", decision.reference, "--by", north["ig_lead"].email, stdout=StringIO())
    connection.check_constraints()
    command = ("export_record", decision.reference, "--by", north["ig_lead"].email, "--events-as-fhir")
    call_command(*command, stdout=out)
    found = [entry["resource"] for entry in json.loads(out.getvalue())["entry"]]
    told = {
        each["subtype"][0]["code"]: AuditEvent(each, strict=True)
        for each in found
        if each["resourceType"] == "AuditEvent"
    }
    assert told["record.exported"].action == "R"
    assert told["record.exported"].agent[0].who.identifier.value == str(north["ig_lead"].pk)
    [provenance] = [Provenance(each, strict=True) for each in found if each["resourceType"] == "Provenance"]
    assert provenance.activity.coding[0].code == "CREATE"
    assert provenance.agent[0].who.identifier.value == str(north["practitioner"].pk)
    assert provenance.target[0].identifier.value == str(decision.pk)
