"""Issued documents: what handing one out again costs, and taking thousands out, beside drawing each anew."""

import resource
import time
from collections.abc import Iterator
from uuid import uuid4

import weasyprint
from django.conf import settings
from django.core.files.storage import storages
from django.db import connection
from django.test import Client

from bench.as_served import Took, took
from bench.results import Figure
from decisions import summary
from decisions.actions.exporting import start_export
from decisions.draft import load
from decisions.models import AuditExport, Decision, ExportLine
from decisions.policies.auditing import Selection
from decisions.summary.records import issued, record_print
from infoshare.accounts.models import User
from infoshare.documents import store
from infoshare.signing_in.factors import PASSED
from infoshare.tenancy import context
from tests import databases
from tests.seeding.copies import copied, issued_before
from tests.signing_in.people import let_in

MANY, DRAWN = 5_000, 20
GUARDIAN = "grace.obi@oakfield.example"


def figures() -> Iterator[Figure]:
    with databases.of_its_own("bench") as name:
        connection.close()
        connection.settings_dict["NAME"] = name
        with context.accounts():
            guardian = User.objects.select_related("organisation").get(email=GUARDIAN)
        with context.organisation(guardian.organisation_id):
            yield from _measured(guardian)
        connection.close()


def _measured(guardian: User) -> Iterator[Figure]:
    decision = Decision.objects.visible_to(guardian).filter(record__isnull=False).earliest("pk")
    sealed = issued(decision, by=guardian)
    drawn, again = _drawn(decision), _again(guardian, decision)
    beside = f"{drawn * 1000:.0f} ms to draw the same page anew"
    for told, figure in (("by the clock", again.wall), ("of the processor", again.cpu)):
        yield Figure(f"A document that was issued, asked for again, {told}", figure, "ms", beside, 10, most=True)
    yield Figure("The same: how often the database is asked", again.queries, "queries", "11 before", 9, most=True)
    issued_before(decision, sealed, copied(decision, MANY))
    export = _asked(guardian)
    before, begun = _memory(), time.perf_counter()
    while summary.export_next(export.pk, by=guardian):
        pass
    size = sum(len(part) for part in summary.zipped(summary.packed(export, guardian)))
    each = (time.perf_counter() - begun) / MANY
    told = f"{MANY:,} issued documents taken out as one file of {size // 2**20} MB"
    yield Figure(told, drawn / each, "times", "a plain loop of WeasyPrint over the same page", 50)
    yield Figure("Memory that this took more, at its peak", _memory() - before, "MB", "nothing", 50, most=True)


def _again(user: User, decision: Decision) -> Took:
    """What the site as it is served takes for it, after somebody signed in with a second step."""
    client = Client(SERVER_NAME="127.0.0.1")
    let_in(client, user)
    session = client.session
    session[PASSED] = True
    session.save()
    folder = storages[store.ALIAS].path("")
    told = {"INFOSHARE_SECRET_KEY": settings.SECRET_KEY, "INFOSHARE_DOCUMENTS": f"file:{folder}"}
    env = databases.environment(str(connection.settings_dict["NAME"]), **told)
    return took(f"/decisions/{decision.reference}/record.pdf", str(session.session_key), env)


def _drawn(decision: Decision) -> float:
    """Seconds for each: the page of the record, by WeasyPrint alone, with nothing of ours."""
    html = record_print(load(decision)).html
    begun = time.perf_counter()
    for _ in range(DRAWN):
        weasyprint.HTML(string=html).write_pdf()
    return (time.perf_counter() - begun) / DRAWN


def _asked(user: User) -> AuditExport:
    decisions, left_out = summary.audit_of(Selection(), user)
    asked = {"selection": Selection(), "decisions": decisions, "left_out": left_out}
    made = start_export(request_key=uuid4(), by=user, **asked)  # type: ignore[arg-type]
    assert ExportLine.objects.filter(export=made).count() >= MANY
    return made


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
