"""A record leaves as a file and comes back as it was: every kind, every table, every byte."""

import hashlib
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pgtrigger
import psycopg
import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from psycopg import sql

from consent.models import Person
from decisions.actions import remove_row
from decisions.kept_whole import check_is_theirs
from decisions.models import (
    AuditExport,
    Carrier,
    Decision,
    Disposal,
    Finding,
    Flow,
    ListExport,
    QualitySample,
    RetentionRule,
    SavedFilter,
    SearchWord,
)
from decisions.models.keeping_register import faults
from decisions.summary.access import looks_page
from infoshare.accounts.models import Membership
from infoshare.audit.canonical import canonical
from infoshare.audit.models import Event
from infoshare.saving.record_file import NotReadable, put_back, write
from infoshare.saving.whole import WORKED_OUT, belongs_by, rows_of
from tests import databases
from tests.decisions.around import child_of, item
from tests.decisions.builders import started
from tests.seeding.people import People
from tests.seeding.world import world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
KINDS = (Decision, Flow, Person, Finding, AuditExport, ListExport, SavedFilter, QualitySample)
CASES = {"consent", "decisions"}
OF_AN_ORGANISATION = {"decisions.retentionrule", "decisions.disposal"}  # and of no record
BY_THE_DATABASE = {label.lower() for label in WORKED_OUT}  # of what is put back
RECORDED_BY = """
    SELECT d.reference, d.id FROM decisions_decision d
    JOIN decisions_record r ON r.decision_id = d.id JOIN accounts_user u ON u.id = r.recorded_by_id
    WHERE u.email = %s ORDER BY d.id LIMIT 1
"""


def take_away(record: models.Model) -> None:
    """Everything that is a part of it, as if it had never been; but for the log."""
    rows = rows_of(record)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
        for model, found in rows.items():
            model._base_manager.filter(pk__in=[row.pk for row in found])._raw_delete("default")
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")


def every_trigger() -> str:
    return f"{{{','.join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())}}}"


def each_record() -> Iterator[models.Model]:
    for kind in KINDS:
        yield from kind._base_manager.order_by("pk")


def test_every_table_of_a_case_is_a_part_of_some_record() -> None:
    ours = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in CASES and not model.__name__.startswith("Historical")
    ]
    assert {model for model in ours if not belongs_by(model)} == {*KINDS, Carrier, Disposal, RetentionRule, SearchWord}


def linked() -> None:
    """Events are linked when their transaction ends, and here that is the test."""
    connection.check_constraints()


def test_every_record_comes_back_as_it_was() -> None:
    world(organisations=1, decisions=6)
    linked()
    tried, tables = 0, set[str]()
    for record in each_record():
        before = write(record)
        take_away(record)
        assert not type(record)._base_manager.filter(pk=record.pk).exists()
        assert write(put_back(before)) == before, record._meta.label
        tried, tables = tried + 1, tables | set(json.loads(before)["tables"])
    assert tried > 15
    assert in_use() <= tables | OF_AN_ORGANISATION | BY_THE_DATABASE, "no table of a case is in no file"
    assert faults() == [], "the register of decisions is right of what came back"


def in_use() -> set[str]:
    ours = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in CASES]
    return {model._meta.label_lower for model in ours if not model._meta.proxy and model._base_manager.exists()}


def test_a_file_holds_nothing_of_another_organisation() -> None:
    made = world(organisations=2, decisions=4)
    for name, seeded in made.organisations.items():
        for decision in seeded.decisions.values():
            file = write(decision)
            assert made.canaries.found_in(file)
            assert not made.canaries.of_others(file, name), decision


@pytest.fixture
def recorded(north: People) -> Decision:
    decision = started(north["practitioner"])
    linked()
    return decision


def test_what_was_taken_off_a_draft_is_in_its_history(recorded: Decision, north: People) -> None:
    by = north["practitioner"]
    item(recorded, by)
    remove_row(decision=recorded, row=recorded.items.get(), by=by)
    tables = json.loads(write(recorded))["tables"]
    assert "decisions.item" not in tables
    assert [row["history_type"] for row in tables["decisions.historicalitem"]] == ["+", "-"]


def test_what_is_put_back_is_followed_by_new_numbers(recorded: Decision, north: People) -> None:
    file = write(recorded)
    take_away(recorded)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('decisions_decision', 'id'), 1)")
    put_back(file)
    assert started(north["practitioner"]).pk > recorded.pk


def altered(file: str, **told: object) -> str:
    return json.dumps({**json.loads(file), **told})


def test_what_can_not_be_put_back_is_refused_and_leaves_nothing(recorded: Decision) -> None:
    file, before = write(recorded), Decision.objects.count()
    [row] = json.loads(file)["tables"]["decisions.decision"]
    with pytest.raises(NotReadable, match="here already"), transaction.atomic():
        put_back(file)
    take_away(recorded)
    for nonsense in (
        "",
        "{}",
        "[]",
        "null",
        altered(file, format="infoshare-record/2"),
        altered(file, tables={"x": []}),
    ):
        with pytest.raises(NotReadable, match="no file of a record"):
            put_back(nonsense)
    for rows in ([{**row, "more": 1}], [{"id": row["id"]}], [{**row, "created_at": "yesterday"}]):
        with pytest.raises(NotReadable, match="no file of a record"):
            put_back(altered(file, tables={"decisions.decision": rows}))
    for wrong in ({"owner_id": 10**9}, {"between": "nonsense"}, {"about": "x" * 1_000}):
        with pytest.raises(NotReadable, match="Nothing is put back"), transaction.atomic():
            put_back(altered(file, tables={"decisions.decision": [{**row, **wrong}]}))
    assert Decision.objects.count() == before - 1


def test_nothing_comes_along_that_is_no_part_of_the_record(recorded: Decision, north: People) -> None:
    tables = json.loads(write(recorded))["tables"]
    another = write(started(north["practitioner"]))
    take_away(Decision.objects.exclude(pk=recorded.pk).get())
    beside = json.loads(another)["tables"]
    role = {"id": 10**6, "user_id": north["practitioner"].pk, "role": "caldicott_guardian", "team_id": None}
    recipients = tables["decisions.recipient"]
    for more, refused in (
        ({"accounts.membership": [{**membership_like(), **role}]}, "no part of its record"),
        (
            {"decisions.recipient": [{**recipients[0], "id": 10**6, "request_key": str(uuid4())}]},
            "no part of its record",
        ),
        ({"decisions.recipient": recipients}, "here already"),
    ):
        with pytest.raises(NotReadable, match=refused), transaction.atomic():
            put_back(altered(another, tables={**beside, **more}))
    assert not Membership.objects.filter(pk=10**6).exists()


def test_an_account_is_no_record_to_put_back(north: People) -> None:
    with pytest.raises(CommandError, match="no decision, no bulk sharing and no person"):
        check_is_theirs(north["colleague"], north["ig_lead"])


def membership_like() -> dict[str, object]:
    """Every column of one."""
    return {field.attname: field.get_default() for field in Membership._meta.concrete_fields}


def test_the_command_says_who_asked(recorded: Decision, north: People, south: People) -> None:
    by, out, child = north["ig_lead"], StringIO(), child_of(recorded, north["practitioner"])
    call_command("export_record", recorded.reference, "--by", by.email, stdout=out)
    assert json.loads(out.getvalue())["record"] == {"id": recorded.pk, "table": "decisions.decision"}
    [event] = Event.objects.filter(action="record.exported")
    assert (event.by, event.about_id) == (by, recorded.pk)
    looks = looks_page(recorded)["looks"]
    assert isinstance(looks, list)
    assert [(look["by"], look["what"]) for look in looks] == [(by.name, "the whole of it, as a file")]
    for reference in ("IS-2222-2222", "XX", "person:x"):
        with pytest.raises(CommandError, match="no such record"):
            call_command("export_record", reference, "--by", by.email)
    for reference in (recorded.reference, f"person:{child.reference}"):
        with pytest.raises(CommandError, match="no such record"):
            call_command("export_record", reference, "--by", south["ig_lead"].email)
    call_command("export_record", f"person:{child.reference}", "--by", by.email, stdout=StringIO())
    with pytest.raises(CommandError, match="Nobody has an account"):
        call_command("export_record", recorded.reference, "--by", "nobody@nowhere.example")


def test_what_one_command_wrote_the_other_puts_back(tmp_path: Path) -> None:
    """On a database of its own, with the site's own rights and then the owner's."""
    file, by = tmp_path / "record.json", ("--by", "mina.shah@riverside.example")
    with databases.of_its_own("record") as name, psycopg.connect(databases.address(name)) as opened:
        [(reference, number)] = opened.execute(RECORDED_BY, by[1:]).fetchall()
        env = databases.environment(name)
        written = databases.manage("export_record", reference, *by, env=env)
        assert written.returncode == 0, written.stderr
        file.write_text(written.stdout)
        again = databases.manage("put_back_record", str(file), *by, env=env)
        assert (again.returncode, "here already" in again.stderr) == (1, True), again.stderr
        delete(opened, json.loads(written.stdout)["tables"])
        theirs = databases.manage("put_back_record", str(file), "--by", "grace.obi@oakfield.example", env=env)
        assert (theirs.returncode, "another organisation" in theirs.stderr) == (1, True), theirs.stderr
        done = databases.manage("put_back_record", str(file), *by, env=env)
        assert done.returncode == 0, done.stderr
        assert databases.manage("check_chain", env=env).returncode == 0
        events = opened.execute("SELECT action, facts FROM audit_event WHERE about_id = %s ORDER BY id", [number])
        put = {"file": hashlib.sha256(written.stdout.strip().encode()).hexdigest()}
        assert [*events][-2:] == [("record.exported", "{}"), ("record.put-back", canonical(put))]
        once_more = json.loads(databases.manage("export_record", reference, *by, env=env).stdout)
    assert once_more["tables"] == json.loads(written.stdout)["tables"]


def delete(opened: psycopg.Connection, tables: dict[str, list[dict[str, object]]]) -> None:
    opened.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
    for label, rows in tables.items():
        meta = apps.get_model(label)._meta
        taken = sql.SQL("DELETE FROM {} WHERE {} = ANY(%s)")
        numbers = [row[meta.pk.attname] for row in rows]
        opened.execute(taken.format(sql.Identifier(meta.db_table), sql.Identifier(meta.pk.column)), [numbers])
    opened.commit()
