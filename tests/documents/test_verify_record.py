"""Whoever holds a record's file and an export of the log finds each event in both, and every alteration of one."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from consent.models import Person
from decisions.models import Decision, Flow
from infoshare.audit.canonical import canonical
from infoshare.documents import verify_record
from tests.databases import ROOT
from tests.seeding.keeping import kept_world
from tests.seeding.world import SHARED, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
INTACT, ALTERED, UNREADABLE = 0, 2, 3
Events = list[dict[str, Any]]


@pytest.fixture
def place(db: None) -> World:
    return kept_world(organisations=2, decisions=4)


def written(reference: str, place: World) -> str:
    out = StringIO()
    call_command("export_record", reference, "--by", place.organisations["North"].people["ig_lead"].email, stdout=out)
    return out.getvalue()


def exported() -> str:
    connection.check_constraints()  # when events are linked
    out = StringIO()
    call_command("export_audit", stdout=out)
    return out.getvalue()


@pytest.fixture
def verdict(tmp_path: Path) -> Callable[[str, str], int]:
    def say(record: str, log: str) -> int:
        files = tmp_path / "record.json", tmp_path / "log.jsonl"
        for file, content in zip(files, (record, log), strict=True):
            file.write_text(content)
        return verify_record.main([str(file) for file in files])

    return say


def with_events(record: str, events: Events) -> str:
    return canonical(json.loads(record) | {"events": events})


def alterations(events: Events) -> Iterator[tuple[str, Events]]:
    middle = len(events) // 2
    for place in (0, middle, len(events) - 1):
        one, before, after = events[place], events[:place], events[place + 1 :]
        yield f"other facts at {place}", [*before, {**one, "facts": {**one["facts"], "page": "other"}}, *after]
        yield f"another moment at {place}", [*before, {**one, "at": "2026-01-01T00:00:00.000000Z"}, *after]
        yield f"by another at {place}", [*before, {**one, "by": one["by"] + 1}, *after]
        yield f"another name at {place}", [*before, {**one, "more": ""}, *after]
        yield f"taken out at {place}", [*before, *after]
        yield f"twice at {place}", [*before, one, one, *after]
    yield "in another order", [*events[:middle], events[middle + 1], events[middle], *events[middle + 2 :]]
    yield "none at all", []
    yield "cut off", events[:middle]


def test_the_events_of_every_kind_of_record_are_those_of_the_log(
    place: World, verdict: Callable[[str, str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    here = place.organisations["North"].people["ig_lead"].organisation_id
    references = [place.organisations["North"].decisions[SHARED].reference]
    references.append(Flow.objects.filter(organisation=here).earliest("pk").reference)
    references.append(f"person:{Person.objects.filter(organisation=here).earliest('pk').reference}")
    files = [written(each, place) for each in references]
    connection.check_constraints()
    again = [written(each, place) for each in references]
    log = exported()
    for file in (*files, *again):
        count = len(json.loads(file)["events"])
        assert verdict(file, log) == INTACT
        said = capsys.readouterr().out
        assert said.startswith("Intact: a log of ")
        assert f"The {count} events in the record's file are there, and no other was left out." in said


def test_an_event_that_was_altered_in_a_records_file_is_found(
    place: World, verdict: Callable[[str, str], int], capsys: pytest.CaptureFixture[str]
) -> None:
    record = written(place.organisations["North"].decisions[SHARED].reference, place)
    log, events = exported(), json.loads(record)["events"]
    unnoticed = [what for what, other in alterations(events) if verdict(with_events(record, other), log) != ALTERED]
    assert not unnoticed
    verdict(with_events(record, [{**events[0], "by": 7}, *events[1:]]), log)
    there = f"number {events[0]['event']} there"
    assert f"Event 1 of the record's file is not that of the log, which is {there}." in capsys.readouterr().out


def test_a_log_that_was_altered_proves_nothing(place: World, verdict: Callable[[str, str], int]) -> None:
    decision = place.organisations["North"].decisions[SHARED]
    record = written(decision.reference, place)
    log = exported()
    line = canonical(json.loads(record)["events"][3])
    assert line in log
    assert verdict(record, log.replace(line, line.replace('"by":', '"by":1'))) == ALTERED


def test_what_cannot_be_compared_is_said_to_be(place: World, verdict: Callable[[str, str], int]) -> None:
    reference = Decision.objects.get(pk=place.organisations["North"].decisions[SHARED].pk).reference
    before = exported()
    record = written(reference, place)
    log = exported()
    twice = record.replace('"events":[', '"events":[],"events":[', 1)
    for file, against in ((record, before), (twice, log), ("{}", log), ("[]", log), (record, record), (record, "")):
        assert verdict(file, against) == UNREADABLE


def test_it_says_so_at_a_command_line_too(place: World, tmp_path: Path) -> None:
    record = written(place.organisations["North"].decisions[SHARED].reference, place)
    (tmp_path / "record").write_text(record)
    (tmp_path / "log").write_text(exported())
    command = [sys.executable, "-m", "infoshare.documents.verify_record", str(tmp_path / "record")]
    for more, code in (("log", INTACT), ("nowhere", UNREADABLE)):
        ended = subprocess.run([*command, str(tmp_path / more)], cwd=ROOT, env={}, capture_output=True, check=False)
        assert ended.returncode == code, ended.stderr
