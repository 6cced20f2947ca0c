"""Anchors are put outside the database, and a chain that does not go on from the newest one raises the alarm."""

import base64
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.exceptions import ClientError
from django.core import mail
from django.core.management import CommandError, call_command
from moto.server import ThreadedMotoServer
from pytest_django import Settings

from infoshare.audit import anchors, chain
from infoshare.audit.canonical import canonical
from infoshare.documents import verify
from infoshare.installation_key import new_key
from tests.audit.altering import ALTER
from tests.audit.chains import chained, open_to_its_owner
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


def said(command: str, *arguments: str) -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().strip()


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.ANCHORS = [f"file:{tmp_path}/anchors"]
    return tmp_path / "anchors"


def newest(folder: Path) -> Path:
    return sorted(folder.iterdir())[-1]


def test_an_anchor_says_how_each_chain_stands_and_names_the_one_before(
    north: People, south: People, folder: Path
) -> None:
    for people, count in ((north, 3), (south, 2)):
        chained(people["practitioner"], count)
    assert said("anchor") == "Anchored in 1 places."
    first = newest(folder)
    chained(north["practitioner"], 1)
    said("anchor")
    one, two = (json.loads(file.read_bytes()) for file in sorted(folder.iterdir()))
    numbers = [people["practitioner"].organisation_id for people in (north, south)]
    for number, before, after in zip(numbers, (3, 2), (4, 2), strict=True):
        for anchor, count in ((one, before), (two, after)):
            [stands] = [each for each in anchor["anchor"]["chains"] if each["organisation"] == number]
            assert (stands["sequence"], stands["count"]) == (count, count)
        assert stands["hash"] == chain.head(number).hash
    assert one["anchor"]["before"] is None
    assert two["anchor"]["before"] == hashlib.sha256(first.read_bytes()).hexdigest()
    assert first.stat().st_mode & 0o777 == 0o400
    assert verify.main([str(first)]) == 0


def test_what_was_done_to_the_end_of_a_chain_raises_the_alarm_and_is_not_anchored(
    north: People, folder: Path, settings: Settings
) -> None:
    settings.ALARMS = ["guardian@north.example"]
    by = north["practitioner"]
    made = chained(by, 6)
    said("anchor")
    assert said("check_chain").startswith("6 events in 1 chains")
    open_to_its_owner()
    ALTER["altered and re-hashed to the end"](made[3])
    for command in ("check_chain", "anchor"):
        with pytest.raises(CommandError, match=f"The chain of organisation {by.organisation_id} does not go on from"):
            said(command)
    assert [(each.to, "at link 6 stands another hash" in each.body) for each in mail.outbox] == [
        (["guardian@north.example"], True)
    ] * 2
    assert len(list(folder.iterdir())) == 1


def test_what_was_altered_in_the_middle_raises_the_alarm(north: People, folder: Path) -> None:
    event = chained(north["practitioner"], 6)[2]
    open_to_its_owner()
    ALTER["another action"](event)
    with pytest.raises(CommandError, match=f"Event {event.pk}, at link 3, is not what was linked there"):
        said("check_chain")


def test_an_anchor_kept_elsewhere_is_held_against_the_chain(north: People, folder: Path, tmp_path: Path) -> None:
    by = north["practitioner"]
    made = chained(by, 4)
    said("anchor")
    kept = newest(folder).rename(tmp_path / "kept.json")
    assert said("check_chain", f"--anchor={kept}").startswith("4 events")
    open_to_its_owner()
    ALTER["the tail cut off"](made[2])
    assert said("check_chain").startswith("2 events"), "it is whole as far as it goes"
    with pytest.raises(CommandError, match="kept.json"):
        said("check_chain", f"--anchor={kept}")


@pytest.mark.parametrize("wrong", ["altered", "another key", "no json", "not base64"])
def test_an_anchor_that_this_installation_did_not_sign_is_none(
    wrong: str, north: People, folder: Path, settings: Settings
) -> None:
    chained(north["practitioner"], 3)
    said("anchor")
    file = newest(folder)
    whole = json.loads(file.read_bytes())
    if wrong == "altered":
        whole["anchor"]["chains"][0]["sequence"] = 2
    elif wrong == "another key":
        settings.SIGNING_KEY = new_key()
    elif wrong == "not base64":
        whole["signature"] = "Zoë"
    file.chmod(0o600)
    file.write_bytes(b"{" if wrong == "no json" else canonical(whole).encode())
    with pytest.raises(CommandError, match="was not signed with this installation's key"):
        said("check_chain")


def test_an_anchor_goes_to_every_place_and_a_place_that_fails_stops_no_other(
    north: People, tmp_path: Path, settings: Settings
) -> None:
    (tmp_path / "no-folder").write_text("a file")
    settings.ANCHORS = [f"file:{tmp_path}/no-folder/x", f"file:{tmp_path}/there", "mailto:g@north.example"]
    chained(north["practitioner"], 1)
    with pytest.raises(ExceptionGroup, match="no anchor could be put"):
        said("anchor")
    [file], [message] = list((tmp_path / "there").iterdir()), mail.outbox
    assert message.to == ["g@north.example"]
    assert message.attachments == [(file.name, file.read_bytes(), "application/json")]


@pytest.fixture
def store(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store with object lock, on loopback."""
    server = ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-2")
    settings.S3_ENDPOINT = f"http://{host}:{port}"
    settings.ANCHORS = ["s3://kept/anchors"]
    place = {"LocationConstraint": "eu-west-2"}
    client(settings).create_bucket(Bucket="kept", CreateBucketConfiguration=place, ObjectLockEnabledForBucket=True)
    yield settings.S3_ENDPOINT
    server.stop()


def client(settings: Settings) -> Any:
    return boto3.client("s3", endpoint_url=settings.S3_ENDPOINT)


def test_a_store_keeps_an_anchor_under_its_lock(north: People, store: str, settings: Settings) -> None:
    made = chained(north["practitioner"], 3)
    for _ in range(2):
        said("anchor")
    there = client(settings).list_object_versions(Bucket="kept")["Versions"]
    assert len(there) == 2
    for each in there:
        one = {"Bucket": "kept", "Key": each["Key"], "VersionId": each["VersionId"]}
        kept = client(settings).head_object(**one)
        assert kept["ObjectLockMode"] == "COMPLIANCE"
        assert kept["ObjectLockRetainUntilDate"] > datetime.now(UTC) + timedelta(days=3650)
        with pytest.raises(ClientError, match="AccessDenied"):
            client(settings).delete_object(**one, BypassGovernanceRetention=True)
    open_to_its_owner()
    ALTER["the tail cut off"](made[1])
    with pytest.raises(CommandError, match=r"in s3://kept/anchors: at link 3"):
        said("check_chain")


def test_a_place_that_cannot_be_read_raises_the_alarm_and_the_others_are_held_and_anchored(
    north: People, folder: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = chained(north["practitioner"], 3)
    said("anchor")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_DEFAULT_REGION"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    settings.S3_ENDPOINT, settings.ANCHORS = "http://127.0.0.1:9", ["s3://kept/anchors", *settings.ANCHORS]
    with pytest.raises(CommandError, match="The anchors in s3://kept/anchors could not be read"):
        said("check_chain")
    with pytest.raises(ExceptionGroup, match="no anchor could be put"):
        said("anchor")
    assert len(list(folder.iterdir())) == 2, "in the other it was"
    open_to_its_owner()
    ALTER["the tail cut off"](made[1])
    with pytest.raises(CommandError, match="does not go on from the anchor"):
        said("anchor")
    assert len(list(folder.iterdir())) == 2


def test_no_chain_has_no_anchor_to_go_on_from(folder: Path) -> None:
    assert said("check_chain") == "0 events in 0 chains: each is as it was written, and all are there."
    assert said("anchor") == "Anchored in 1 places."
    assert list(anchors.faults(anchors.kept()[0])) == []
    assert base64.b64decode(json.loads(newest(folder).read_bytes())["signature"])
