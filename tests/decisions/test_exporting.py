"""Records taken out for an audit, many at once: nothing twice, nothing left out unsaid, and the file proves itself."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from decisions import summary
from decisions.actions import access
from decisions.actions.exporting import line_done, next_line, start_export, stop_export
from decisions.jobs import MAKE_EXPORT
from decisions.models import AuditExport, Decision, ExportLine
from decisions.policies.auditing import Selection
from decisions.summary import exporting
from decisions.summary.exporting import progress
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.audit.canonical import canonical
from infoshare.audit.models import Event
from infoshare.documents import store
from infoshare.documents.models import Issued
from tests.conftest import Walked
from tests.decisions import builders
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
GUARDIAN = "caldicott_guardian"


@pytest.fixture
def two(north: People, walked: Walked) -> list[Decision]:
    """A record and a draft."""
    by = north["practitioner"]
    recorded = walked("C01", by)
    builders.record(recorded, by=by)
    return [recorded, started(by)]


def begun(client: Client) -> AuditExport:
    answered = client.post("/audit/", {"take-out": "yes", "request_key": str(uuid4())})
    assert answered.status_code == 302, answered.content
    export = AuditExport.objects.latest("pk")
    assert answered["Location"] == f"/audit/{export.pk}/"
    return export


def worked_off(export: AuditExport) -> int:
    """What the worker does; how many steps it took."""
    steps = 0
    while summary.export_next(export.pk, by=export.asked_by):
        steps += 1
    return steps


def unpacked(client: Client, export: AuditExport) -> dict[str, bytes]:
    answered = client.get(f"/audit/{export.pk}/records.zip")
    assert answered.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answered))) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def test_the_records_come_as_one_file_with_a_signed_list(
    two: list[Decision], north: People, signed_in: SignedIn
) -> None:
    client = signed_in(north[GUARDIAN])
    export = begun(client)
    job = ProcrastinateJob.objects.filter(task_name=MAKE_EXPORT).get()
    assert job.args == {"organisation": export.organisation_id, "export": export.pk}
    assert "0 of 2" in client.get(f"/audit/{export.pk}/").content.decode()
    assert client.get(f"/audit/{export.pk}/records.zip").status_code == 404
    assert worked_off(export) == 2
    page = client.get(f"/audit/{export.pk}/").content.decode()
    assert "2 decisions: all done." in page
    assert "1 is not recorded yet" in page

    connection.check_constraints()
    files = unpacked(client, export)
    assert set(files) == {f"{two[0].reference}.pdf", "manifest.json"}
    whole = json.loads(files["manifest.json"])
    key = serialization.load_pem_public_key(whole["key"].encode())
    assert isinstance(key, ec.EllipticCurvePublicKey)
    signature = base64.b64decode(whole["signature"])
    key.verify(signature, canonical(whole["manifest"]).encode(), ec.ECDSA(hashes.SHA256()))
    [told] = whole["manifest"]["documents"]
    assert told["sha256"] == hashlib.sha256(files[told["file"]]).hexdigest() == Issued.objects.get().sha256
    assert (whole["manifest"]["not_recorded"], whole["manifest"]["gone_since"]) == (1, 0)
    assert 0 < told["first"] < told["last"] <= whole["manifest"]["chain"]["sequence"]
    assert unpacked(client, export)[told["file"]] == files[told["file"]]


def test_asking_and_taking_are_written_down_with_each_decision(
    two: list[Decision], north: People, signed_in: SignedIn
) -> None:
    client = signed_in(north[GUARDIAN])
    export = begun(client)
    asked = Event.objects.get(action="audit.exported")
    assert asked.facts["references"] == [each.reference for each in two]
    worked_off(export)
    looks = log.history(two[0]).filter(action="decision.viewed", facts__what="audit file")
    assert not looks.exists(), "nothing was shown yet"
    unpacked(client, export)
    assert looks.get().by == north[GUARDIAN]
    taken = Event.objects.get(action="audit.export-taken")
    assert (taken.by, taken.facts) == (north[GUARDIAN], {"export": export.pk})


def test_pressed_twice_it_is_asked_for_once(two: list[Decision], north: People) -> None:
    decisions, left_out = summary.audit_of(Selection(), north[GUARDIAN])
    asked = {"decisions": decisions, "left_out": left_out, "request_key": uuid4(), "by": north[GUARDIAN]}
    asked |= {"selection": Selection()}
    assert start_export(**asked) == start_export(**asked)  # type: ignore[arg-type]
    assert ExportLine.objects.count() == 2
    assert Event.objects.filter(action="audit.exported").count() == 1


def test_what_was_issued_before_is_not_made_again(two: list[Decision], north: People, signed_in: SignedIn) -> None:
    signed_in(north["practitioner"]).get(f"/decisions/{two[0].reference}/record.pdf")
    first = Issued.objects.get()
    worked_off(begun(signed_in(north[GUARDIAN])))
    assert Issued.objects.get() == first


def test_stopped_it_goes_on_no_more_and_has_no_file(two: list[Decision], north: People, signed_in: SignedIn) -> None:
    client = signed_in(north[GUARDIAN])
    export = begun(client)
    assert summary.export_next(export.pk, by=export.asked_by)
    assert client.post(f"/audit/{export.pk}/stop/").status_code == 302
    assert worked_off(export) == 0
    assert "stopped when 1 of 2 were done" in client.get(f"/audit/{export.pk}/").content.decode()
    assert client.get(f"/audit/{export.pk}/records.zip").status_code == 404
    assert Event.objects.get(action="audit.export-stopped").facts == {"export": export.pk}
    stop_export(export=export, by=north[GUARDIAN])
    assert Event.objects.filter(action="audit.export-stopped").count() == 1


def test_what_was_closed_to_whoever_asked_is_left_out_and_counted(
    two: list[Decision], north: People, signed_in: SignedIn
) -> None:
    client = signed_in(north[GUARDIAN])
    export = begun(client)
    worked_off(export)
    access.bar(decision=two[0], whom=north[GUARDIAN], kind="relative", why="His niece", by=north["manager"])
    files = unpacked(client, export)
    assert set(files) == {"manifest.json"}
    assert json.loads(files["manifest.json"])["manifest"]["gone_since"] == 1


def test_it_is_for_whoever_asked_alone(two: list[Decision], north: People, south: People, signed_in: SignedIn) -> None:
    export = begun(signed_in(north[GUARDIAN]))
    worked_off(export)
    for other in (north["ig_lead"], south[GUARDIAN]):
        for page in ("", "records.zip"):
            assert signed_in(other).get(f"/audit/{export.pk}/{page}").status_code == 404
        assert signed_in(other).post(f"/audit/{export.pk}/stop/").status_code == 404


def test_one_that_can_not_be_made_holds_up_no_other(
    two: list[Decision], north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in(north[GUARDIAN])
    export = begun(client)

    def broken(decision: Decision, *, by: User) -> bytes:
        raise RuntimeError("It can't be drawn")

    monkeypatch.setattr(exporting, "issued", broken)
    failed = 0
    while progress(export).state == "going":
        try:
            summary.export_next(export.pk, by=export.asked_by)
        except RuntimeError:
            failed += 1
    assert (failed, progress(export).done, progress(export).failed) == (3, 1, 1)
    assert "1 could not be made." in client.get(f"/audit/{export.pk}/").content.decode()
    assert json.loads(unpacked(client, export)["manifest.json"])["manifest"]["not_made"] == 1


def test_one_whose_file_is_damaged_is_missing_and_the_others_come(
    two: list[Decision], north: People, signed_in: SignedIn
) -> None:
    client = signed_in(north[GUARDIAN])
    export = begun(client)
    worked_off(export)
    store.remove(Issued.objects.get().sha256)
    manifest = json.loads(unpacked(client, export)["manifest.json"])["manifest"]
    assert (manifest["documents"], manifest["missing"]) == ([], 1)


def test_the_page_lists_what_was_asked_for_in_as_many_queries_however_many(
    two: list[Decision], north: People, signed_in: SignedIn
) -> None:
    client, costs = signed_in(north[GUARDIAN]), []
    for _ in range(3):
        export = begun(client)
        with CaptureQueriesContext(connection) as caught:
            page = client.get("/audit/").content.decode()
        costs.append(len(caught))
    assert len(set(costs)) == 1
    assert page.count("0 of 2 done") == 3
    worked_off(export)
    assert "2 decisions, ready" in client.get("/audit/").content.decode()


def test_none_is_done_twice(two: list[Decision], north: People, signed_in: SignedIn) -> None:
    export = begun(signed_in(north[GUARDIAN]))
    for decision in two:
        line = next_line(export.pk)
        assert line is not None
        assert line.decision == decision.pk
        line_done(line, sha256="")
    assert next_line(export.pk) is None
