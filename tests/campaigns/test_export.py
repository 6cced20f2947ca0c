"""Thousands of records come out by one job: it says how far it is, can be stopped, and outlives its worker."""

import base64
import hashlib
import json
import re
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings as site
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from decisions.models import AuditExport, Decision, ExportLine
from decisions.summary.records import issued
from infoshare import installation_key
from infoshare.accounts.models import User
from infoshare.audit.canonical import canonical
from infoshare.documents import verify
from infoshare.documents.models import Issued
from infoshare.signing_in.factors import PASSED
from infoshare.tenancy import context
from tests import databases
from tests.campaigns.conftest import Judge
from tests.campaigns.results import FIGURES
from tests.campaigns.workers import let_go_on, memory, readings, worker
from tests.seeding.copies import copied, issued_before
from tests.signing_in.people import confirmed, let_in

pytestmark = pytest.mark.slow
GUARDIAN = "grace.obi@oakfield.example"
MORE_MEMORY = 60  # MB; thousands of PDFs are some hundred
WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'documents' AND status IN ('todo', 'doing')"


@pytest.fixture
def env(
    worker_id: str, tmp_path: Path, settings: Settings, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, str]]:
    """The demonstration in a database and a store that a worker reaches too."""
    there = settings.STORAGES["documents"] | {"OPTIONS": {"location": tmp_path / "store"}}
    settings.STORAGES = settings.STORAGES | {"documents": there}
    with databases.of_its_own(f"export_{worker_id}") as name, django_db_blocker.unblock(), databases.moved_to(name):
        yield databases.environment(name, INFOSHARE_DOCUMENTS=f"file:{tmp_path / 'store'}")


def test_thousands_of_records_come_out_by_one_job_whatever_befalls_its_worker(
    size: Callable[[int, int], int],
    judge: Judge,
    record_property: Callable[[str, object], None],
    env: dict[str, str],
    tmp_path: Path,
) -> None:
    count = size(40, 5_000)
    client, opened = ready(count, one_in=size(5, 20)), psycopg.connect(env["DATABASE_OWNER_URL"], autocommit=True)
    stopped_half_way(client, env, opened)
    export, begun = asked(client), time.monotonic()
    total, seen, killed = export.lines.count(), list[int](), list[int]()
    for share in (0.1, 0.2, 0.3):
        with worker(env):
            seen += readings(lambda: done(client, export), total * share)
        let_go_on(env, opened)
        killed.append(done(client, export))
        assert killed[-1] < total
    with worker(env) as last:
        seen += readings(lambda: done(client, export), killed[-1] + 1)
        at_first = memory(last.pid)
        seen += readings(lambda: done(client, export), total)
        at_most = memory(last.pid, "VmHWM")
    took = round(time.monotonic() - begun)
    record_property("told", f"{took} s, {len(seen)} readings, killed at {killed}, {at_first:.0f} to {at_most:.0f} MB")
    assert seen == sorted(seen), "it never goes back"
    assert len(set(seen)) > 10
    failed = [*made_twice(export), *taken(client, export, tmp_path / "records.zip")]
    judge("Export: records doubled, missing or altered in one file", tried=total, failed=failed, at_least=count)
    more = {"name": "Export: memory a worker takes more, at its peak", "figure": round(at_most - at_first)}
    record_property(FIGURES, more | {"unit": "MB", "bar": MORE_MEMORY})
    assert at_most - at_first <= MORE_MEMORY
    opened.close()


def ready(count: int, *, one_in: int) -> Client:
    """Somebody at a browser who may take all of them out; one in so many has no document yet."""
    with context.accounts():
        guardian = User.objects.select_related("organisation").get(email=GUARDIAN)
    decision = Decision.objects.visible_to(guardian).filter(record__isnull=False).earliest("pk")
    copies = copied(decision, count)
    issued_before(decision, issued(decision, by=guardian), [each for each in copies if each % one_in])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    client = Client()
    let_in(client, guardian)
    session = client.session
    session[PASSED] = True
    session.save()
    return client


def asked(client: Client) -> AuditExport:
    answered = client.post("/audit/", {"take-out": "yes", "request_key": str(uuid4())})
    assert answered.status_code == 302, answered.content
    return AuditExport.objects.latest("pk")


def done(client: Client, export: AuditExport) -> int:
    """As its page says, to somebody who is asked every few minutes who they are."""
    confirmed(client)
    page = client.get(f"/audit/{export.pk}/").content.decode()
    found = re.search(r'value="(\d+)"|<strong>(\d+) decisions: all done', page)
    assert found, page
    return int(found[1] or found[2])


def stopped_half_way(client: Client, env: dict[str, str], opened: psycopg.Connection) -> None:
    """Nothing more is made, and there is no file."""
    export = asked(client)
    with worker(env):
        list(readings(lambda: done(client, export), 5))
        client.post(f"/audit/{export.pk}/stop/")
        until = time.monotonic() + 60
        while opened.execute(WAITING).fetchone() != (0,):
            assert time.monotonic() < until, "the job goes on"
            time.sleep(0.1)
        made, documents = export.lines.filter(is_done=True).count(), Issued.objects.count()
        time.sleep(2)
    assert 5 <= made < export.lines.count()
    assert (export.lines.filter(is_done=True).count(), Issued.objects.count()) == (made, documents)
    assert f"stopped when {made} of" in client.get(f"/audit/{export.pk}/").content.decode()
    assert client.get(f"/audit/{export.pk}/records.zip").status_code == 404


def made_twice(export: AuditExport) -> Iterator[str]:
    """Each record has one document, its line is done and names it; of a draft there is none."""
    documents = dict[int, list[str]]()
    for about, sha256 in Issued.objects.values_list("about_id", "sha256"):
        documents.setdefault(about, []).append(sha256)
    recorded = set(Decision.objects.filter(record__isnull=False).values_list("pk", flat=True))
    for line in ExportLine.objects.filter(export=export):
        named = [line.sha256] if line.decision in recorded else []
        if not line.is_done or documents.get(line.decision, []) != named:
            yield f"{line} is done: {line.is_done}, of {len(documents.get(line.decision, []))} documents"


def taken(client: Client, export: AuditExport, to: Path) -> Iterator[str]:
    """The file, as somebody checks it who has nothing else but the public key."""
    with to.open("wb") as file:
        file.writelines(client.get(f"/audit/{export.pk}/records.zip"))
    with zipfile.ZipFile(to) as whole:
        signed = json.loads(whole.read("manifest.json"))
        told = checked(signed)
        named = {each["file"]: each["sha256"] for each in told["documents"]}
        assert set(whole.namelist()) == {*named, "manifest.json"}
        assert len(whole.namelist()) == len(named) + 1 == export.lines.exclude(sha256="").count() + 1
        assert not told["missing"]
        assert not told["not_made"]
        assert not told["gone_since"]
        for name, sha256 in named.items():
            if hashlib.sha256(whole.read(name)).hexdigest() != sha256:
                yield f"{name} is not what the manifest says"
        anew = set(Issued.objects.filter(issued_at__gt=export.asked_at).values_list("sha256", flat=True))
        for name in [name for name, sha256 in named.items() if sha256 in anew]:
            to.with_name(name).write_bytes(whole.read(name))
            assert verify.check(to.with_name(name)).startswith("Intact: a PDF")


def checked(signed: dict[str, str]) -> dict[str, list[dict[str, str]]]:
    """What the manifest says, which the installation signed."""
    key = serialization.load_pem_public_key(installation_key.public_pem(site.SIGNING_KEY).encode())
    assert isinstance(key, ec.EllipticCurvePublicKey)
    said = canonical(signed["manifest"]).encode()
    key.verify(base64.b64decode(signed["signature"]), said, ec.ECDSA(hashes.SHA256()))
    return signed["manifest"]  # type: ignore[return-value]
