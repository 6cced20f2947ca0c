"""A list of decisions taken out as a table: what was asked for and no more, written down, and kept nowhere."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from decisions import summary
from decisions.actions import access
from decisions.jobs import MAKE_LIST
from decisions.models import Decision, ListExport
from decisions.policies import registering
from decisions.summary import list_export
from decisions.tasks import make_list_on
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.decisions.builders import ask, started
from tests.decisions.pages import problems
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def begun(client: Client, query: str = "") -> ListExport:
    answered = client.post(f"/decisions/export/?{query}", {"request_key": str(uuid4())})
    assert answered.status_code == 302, answered.content
    export = ListExport.objects.latest("pk")
    assert answered["Location"] == f"/decisions/exports/{export.pk}/"
    return export


def worked_off(export: ListExport) -> None:
    while summary.list_next(export.pk):
        pass


def table(client: Client, export: ListExport) -> list[dict[str, str]]:
    answered = client.get(f"/decisions/exports/{export.pk}/decisions.csv")
    assert answered.status_code == 200
    return list(csv.DictReader(io.StringIO(answered.content.decode("utf-8-sig"))))


def told(rows: list[dict[str, str]]) -> list[str]:
    return [row["Reference"] for row in rows]


@pytest.fixture
def three(north: People) -> list[Decision]:
    return [started(north["practitioner"]) for _ in range(3)]


def test_the_worker_finds_what_was_asked_for_and_the_table_says_how_each_stands(
    three: list[Decision], north: People, signed_in: SignedIn
) -> None:
    ask(three[1], "situation", by=north["practitioner"])
    client = signed_in(north["manager"])
    export = begun(client, "state=waiting&sort=waiting")
    job = ProcrastinateJob.objects.filter(task_name=MAKE_LIST).get()
    assert job.args == {"organisation": export.organisation_id, "export": export.pk}
    assert "0 of 1" in client.get(f"/decisions/exports/{export.pk}/").content.decode()
    assert client.get(f"/decisions/exports/{export.pk}/decisions.csv").status_code == 404
    make_list_on(**job.args)
    assert "1 decision: all done." in client.get(f"/decisions/exports/{export.pk}/").content.decode()
    [row] = table(client, export)
    assert (row["Reference"], row["How it stands"]) == (three[1].reference, "Waiting for advice")
    assert (row["By"], row["Team"]) == ("North practitioner", three[1].team.name)  # type: ignore[union-attr]
    assert row["Waiting for advice since"]
    assert "nurse" not in str(row), "nothing that somebody wrote"


def test_it_comes_in_parts_in_the_order_of_the_list(
    three: list[Decision], north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_export, "PART", 2)
    export = begun(signed_in(north["ig_lead"]))
    assert summary.list_next(export.pk)
    page = signed_in(north["ig_lead"]).get(f"/decisions/exports/{export.pk}/").content.decode()
    assert "2 of 3" in page
    assert not summary.list_next(export.pk)
    assert told(table(signed_in(north["ig_lead"]), export)) == [each.reference for each in reversed(three)]
    assert not summary.list_next(export.pk)


def test_asking_and_taking_are_written_down_in_codes_and_references(
    three: list[Decision], north: People, signed_in: SignedIn
) -> None:
    client = signed_in(north["manager"])
    export = begun(client, "state=draft&since_day=1&since_month=May&since_year=2026")
    asked = ["since_day=1", "since_month=5", "since_year=2026", "state=draft"]
    assert Event.objects.get(action="list.exported").facts == {"export": export.pk, "asked": asked, "total": 3}
    worked_off(export)
    looks = Event.objects.filter(action="list.viewed", facts__what="decisions file")
    assert not looks.exists(), "nothing was shown yet"
    table(client, export)
    assert looks.get().facts["references"] == sorted(each.reference for each in three)
    assert Event.objects.get(action="list.export-taken").facts == {"export": export.pk}


def test_what_was_closed_to_whoever_asked_since_is_left_out(
    three: list[Decision], north: People, signed_in: SignedIn
) -> None:
    client, until = signed_in(north["manager"]), timezone.now() + timedelta(days=1)
    export = begun(client)
    worked_off(export)
    guardian = north["caldicott_guardian"]
    access.restrict(decision=three[0], why="Staff", viewers=[north["practitioner"]], until=until, by=guardian)
    assert told(table(client, export)) == [three[2].reference, three[1].reference]


def test_stopped_it_goes_on_no_more_and_has_no_file(
    three: list[Decision], north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(list_export, "PART", 1)
    client = signed_in(north["manager"])
    export = begun(client)
    summary.list_next(export.pk)
    assert client.post(f"/decisions/exports/{export.pk}/stop/").status_code == 302
    assert client.post(f"/decisions/exports/{export.pk}/stop/").status_code == 302
    assert not summary.list_next(export.pk)
    assert "stopped when 1 of 3 were done" in client.get(f"/decisions/exports/{export.pk}/").content.decode()
    assert client.get(f"/decisions/exports/{export.pk}/decisions.csv").status_code == 404
    assert Event.objects.filter(action="list.export-stopped").count() == 1


def test_it_is_for_those_who_oversee_and_each_has_their_own(
    three: list[Decision], north: People, south: People, signed_in: SignedIn
) -> None:
    assert signed_in(north["practitioner"]).get("/decisions/export/").status_code == 403
    assert "Take this list out" not in signed_in(north["practitioner"]).get("/decisions/").content.decode()
    assert "Take this list out" in signed_in(north["manager"]).get("/decisions/").content.decode()
    export = begun(signed_in(north["manager"]))
    worked_off(export)
    for other in (north["ig_lead"], south["manager"]):
        for page in ("", "decisions.csv"):
            assert signed_in(other).get(f"/decisions/exports/{export.pk}/{page}").status_code == 404
        assert signed_in(other).post(f"/decisions/exports/{export.pk}/stop/").status_code == 404


def test_too_many_and_none_are_refused_with_a_sentence(
    three: list[Decision], north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, key = signed_in(north["manager"]), str(uuid4())
    for module in (registering, list_export):
        monkeypatch.setattr(module, "MOST_ROWS", 2)
    assert "One table holds" in client.get("/decisions/export/").content.decode()
    assert "One table holds" in str(problems(client.post("/decisions/export/", {"request_key": key})))
    assert "No decision that you can open" in client.get("/decisions/export/?state=flow").content.decode()
    assert not ListExport.objects.exists()


def test_pressed_twice_it_is_asked_for_once(three: list[Decision], north: People, signed_in: SignedIn) -> None:
    client, key = signed_in(north["manager"]), str(uuid4())
    for _ in range(2):
        assert client.post("/decisions/export/", {"request_key": key}).status_code == 302
    assert ListExport.objects.count() == 1
    assert Event.objects.filter(action="list.exported").count() == 1


def test_no_cell_is_a_formula(north: People, signed_in: SignedIn) -> None:
    north["practitioner"].name = "=1+1"
    north["practitioner"].save()
    started(north["practitioner"])
    export = begun(signed_in(north["ig_lead"]))
    worked_off(export)
    assert table(signed_in(north["ig_lead"]), export)[0]["By"] == "'=1+1"
