"""Whoever holds a document checks it without an account, and is told one of a few sentences and nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.documents.seal import seal
from infoshare.installation_key import fingerprint, new_key
from tests.documents.samples import printed, record
from tests.documents.test_issuing import issued
from tests.documents.test_seal import of_an_organisation
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def title(document: bytes, client: Client | None = None) -> str:
    """The heading of what is answered."""
    answered = (client or Client()).post("/check/", {"document": SimpleUploadedFile("a.pdf", document)})
    assert answered.status_code == 200
    text = answered.content.decode()
    return " ".join(text.partition("<h1")[2].partition(">")[2].partition("</h1>")[0].split())


@pytest.fixture(autouse=True)
def _fresh_counts() -> None:
    cache.clear()


def test_intact_altered_superseded_and_what_is_not_ours(north: People, settings: Settings) -> None:
    by = north["practitioner"]
    document = issued(by)
    assert title(document) == "Nothing in it was changed"
    issued(by, "Two")
    assert title(document) == "A newer one replaces it"
    assert title(document.replace(b"Infoshare", b"infoshare", 1)) == "It was changed"
    assert title(document + b" ") == "It was changed"
    plain = printed(record())
    assert title(seal(plain, by.organisation_id)) == "Nothing in it was changed, but we keep no copy"
    assert title(plain) == "It has no seal"
    assert title(b"%PDF-1.7 and nothing more") == "It has no seal"
    assert title(b"A letter") == "It has no seal"
    settings.SIGNING_KEY = new_key()
    assert title(seal(plain, by.organisation_id)) == "Nothing in it was changed, but we keep no copy"
    elsewhere = seal(plain, by.organisation_id)
    settings.SIGNING_KEY = new_key()
    assert title(elsewhere) == "Sealed with another key"


def test_what_an_organisation_sealed_with_its_own_key_is_known_here(
    tmp_path: Path, settings: Settings, db: None
) -> None:
    of_an_organisation(tmp_path)
    settings.CERTIFICATES = str(tmp_path)
    assert title(seal(printed(record()), 7)) == "Nothing in it was changed, but we keep no copy"


def test_it_tells_the_same_to_everybody_and_nothing_of_the_record(
    north: People, south: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    document, before = issued(by, "Canary-7f3a"), Event.objects.count()
    for client in (Client(), signed_in(south["practitioner"]), signed_in(by)):
        answered = client.post("/check/", {"document": SimpleUploadedFile("a.pdf", document)}).content.decode()
        assert "Nothing in it was changed" in answered
        for told in ("Canary", by.name if client.session.get("_auth_user_id") != str(by.pk) else "Canary", "page"):
            assert told not in answered.partition("<main")[2].partition("</main>")[0].replace("web page", "")
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({}, "Choose a file"),
        ({"document": b""}, "The file is empty"),
        ({"document": b"x" * 5_300_000}, "smaller than 5 megabytes"),
    ],
)
def test_what_can_not_be_read_is_said_so(sent: dict[str, bytes], said: str, db: None) -> None:
    files = {name: SimpleUploadedFile("a.pdf", raw) for name, raw in sent.items()}
    assert said in Client().post("/check/", files).content.decode()


def test_nobody_tries_file_after_file(db: None) -> None:
    answers = [Client().post("/check/", {}).status_code for _ in range(31)]
    assert answers == [200] * 30 + [429]


def test_the_key_and_its_certificate_are_there_for_whoever_checks_elsewhere(db: None, settings: Settings) -> None:
    assert fingerprint(settings.SIGNING_KEY) in Client().get("/check/").content.decode()
    certificate = Client().get("/check/certificate/").content
    assert certificate.startswith(b"-----BEGIN CERTIFICATE-----")
