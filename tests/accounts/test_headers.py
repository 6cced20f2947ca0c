"""What every answer carries, whoever asks for it: a strict policy, and never a copy left in a browser."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

from infoshare.accounts.models import User
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
POLICY = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; script-src 'self'; style-src 'self'"
)


def check(response: HttpResponseBase) -> None:
    assert "; ".join(sorted(response["Content-Security-Policy"].split("; "))) == POLICY
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in response["Permissions-Policy"]


@pytest.mark.parametrize(
    "path", ["/healthz", "/readyz", "/accounts/login/", "/accounts/password/reset/", "/", "/nowhere", "/?x=%00"]
)
def test_every_page_a_stranger_gets_is_strict(path: str, client: Client) -> None:
    check(client.get(path))


@pytest.mark.parametrize("length", [str(2 * 1024 * 1024 + 1), "9" * 5_000, "many", "-1"])
def test_a_long_body_is_refused_before_it_is_read_be_it_a_file(length: str, client: Client) -> None:
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + b"x" * 1_000 + b"\r\n--b--"
    kind = "multipart/form-data; boundary=b"
    answer = client.generic("POST", "/accounts/login/", body, content_type=kind, CONTENT_LENGTH=length)
    assert answer.status_code == 400
    assert b"Nothing was saved" in answer.content


def test_every_page_of_a_decision_is_strict(north: People, signed_in: Callable[[User], Client]) -> None:
    reference = started(north["practitioner"]).reference
    client = signed_in(north["practitioner"])
    for path in (
        "/",
        "/advice/",
        "/guidance/golden_rules_2008/",
        "/decisions/new/",
        "/decisions/emergency/",
        f"/decisions/{reference}/",
        f"/decisions/{reference}/questions/situation/",
        f"/decisions/{reference}/questions/purpose/",
        f"/decisions/{reference}/check/",
        f"/decisions/{reference}/items/",
        f"/decisions/{reference}/record.pdf",
    ):
        check(client.get(path))


def test_no_page_carries_a_script_or_style_of_its_own(north: People, signed_in: Callable[[User], Client]) -> None:
    reference = started(north["practitioner"]).reference
    for path in ("/", f"/decisions/{reference}/", f"/decisions/{reference}/questions/situation/"):
        page = signed_in(north["practitioner"]).get(path).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert all("src=" in tag.split(">")[0] for tag in page.split("<script")[1:])


def test_alive_needs_no_database_and_ready_needs_its_tables(client: Client) -> None:
    assert client.get("/healthz").content == b"alive\n"
    assert (client.get("/readyz").status_code, client.get("/readyz").content) == (200, b"ready\n")


def test_with_a_migration_outstanding_it_is_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'decisions'")
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"waiting for migrations\n")
