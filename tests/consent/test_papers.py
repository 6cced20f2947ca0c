"""What may be kept with a consent is told by its content; it comes back as a download that tells and runs nothing."""

import struct
import zlib
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone
from PIL import Image

from consent import papers
from consent.models import Consent, Evidence
from infoshare.accounts.models import User
from tests.consent.builders import asked, person
from tests.seeding.people import People

SignedIn = Callable[[User], Client]
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
EXE = b"MZ\x90\x00" + bytes(200)
MEGABYTE = 1024 * 1024


def image(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    held = BytesIO()
    Image.effect_noise(size, 60).convert("RGB").save(held, kind)
    return held.getvalue()


def telephones() -> bytes:
    """A JPEG with a second picture behind it."""
    held, second = BytesIO(), Image.new("RGB", (20, 15))
    Image.new("RGB", (40, 30)).save(held, "MPO", save_all=True, append_images=[second])
    return held.getvalue()


def bomb(side: int = 60_000) -> bytes:
    """A PNG of a few bytes that says how large it would be."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


KEPT = {
    "a PDF": (PDF, "application/pdf"),
    "a JPEG": (image("JPEG"), "image/jpeg"),
    "a JPEG with more behind it": (image("JPEG") + bytes(50) + b"\xff\xda", "image/jpeg"),
    "a telephone's JPEG": (telephones(), "image/jpeg"),
    "a PNG": (image("PNG"), "image/png"),
}
REFUSED = {
    "a renamed program": EXE,
    "HTML": HTML,
    "SVG": SVG,
    "a GIF": image("GIF"),
    "a TIFF": image("TIFF"),
    "a PDF's start in the middle": HTML + PDF,
    "a PDF that ends early": b"%PDF-1.7\n" + bytes(2000),
    "half a PNG": image("PNG")[:300],
    "a JPEG without its last bytes": image("JPEG", (400, 300))[:-2],
    "half a JPEG": image("JPEG", (400, 300))[:2000],
    "a bomb": bomb(),
    "a small bomb": bomb(10_000),
    "a few bytes": b"\x89PNG",
    "nothing": b"",
}


@pytest.mark.parametrize(("data", "kind"), KEPT.values(), ids=KEPT)
def test_a_paper_is_known_by_its_content(data: bytes, kind: str) -> None:
    assert papers.content_type(data) == kind


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_anything_else_is_no_paper(data: bytes) -> None:
    assert papers.content_type(data) == ""


@pytest.fixture
def consent(north: People) -> Consent:
    return asked(person(north["practitioner"]), by=north["practitioner"])


def keep(client: Client, consent: Consent, data: bytes, name: str = "form.pdf", said: str = "application/pdf") -> bytes:
    """Send it as a browser does, under a name and a type that may be false; the page that comes, or b"" where kept."""
    file = SimpleUploadedFile(name, data, said)
    path = f"/consents/{consent.reference}/papers/"
    answer = client.post(path, {"request_key": str(uuid4()), "what": "The form she signed", "paper": file})
    return b"" if answer.status_code == 302 else answer.content


@pytest.mark.slow
@pytest.mark.django_db
def test_what_is_no_paper_is_refused_with_a_sentence_and_what_was_typed_stays(
    north: People, signed_in: SignedIn, consent: Consent
) -> None:
    client = signed_in(north["practitioner"])
    for what, data in REFUSED.items():
        page = keep(client, consent, data).decode()
        sentence = (
            "The file is empty" if what == "nothing" else "The file must be a PDF, or a photograph as JPEG or PNG"
        )
        assert sentence in page, what
        assert 'value="The form she signed"' in page, what
    large = PDF + bytes(5 * MEGABYTE + 1 - len(PDF) - 6) + b"%%EOF\n"
    assert len(large) == 5 * MEGABYTE + 1
    assert "must be smaller than 5 megabytes" in keep(client, consent, large).decode()
    assert "Choose a file" in client.post(f"/consents/{consent.reference}/papers/", {"what": "x"}).content.decode()
    assert not Evidence.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_it_comes_back_as_it_was_by_a_name_and_headers_that_tell_and_run_nothing(
    north: People, signed_in: SignedIn, consent: Consent
) -> None:
    client = signed_in(north["practitioner"])
    for data, kind in KEPT.values():
        assert keep(client, consent, data, name="Aoife Byrne at The Refuge.html", said="text/html") == b""
        kept = Evidence.objects.latest("pk")
        answer = client.get(f"/consents/{consent.reference}/papers/{kept.pk}/")
        ending = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}[kind]
        assert answer.content == data
        assert headers(answer) == {
            "Content-Type": kind,
            "Content-Disposition": f'attachment; filename="{consent.reference}-{kept.pk}.{ending}"',
            "Content-Security-Policy": "sandbox",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        }


def headers(answer: HttpResponseBase) -> dict[str, str]:
    told = ("Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options", "Cache-Control")
    return {name: answer[name] for name in (*told, "Cross-Origin-Resource-Policy")}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("megabytes", "path", "passes"),
    [
        (3, "/consents/CO-2222-2222/papers/", True),
        (3, "/consents/CO-2222-2222/review/", False),
        (3, "/persons/enter/", False),
        (3, "/nowhere/", False),
        (7, "/consents/CO-2222-2222/papers/", False),
        (7, "/decisions/new/", False),
    ],
)
def test_only_the_address_that_takes_a_file_takes_a_long_body_and_no_endless_one(
    north: People, signed_in: SignedIn, consent: Consent, megabytes: int, path: str, passes: bool
) -> None:
    path = path.replace("CO-2222-2222", consent.reference)
    file = SimpleUploadedFile("form.pdf", PDF + bytes(megabytes * MEGABYTE - 1000) + b"%%EOF\n", "application/pdf")
    form = {"request_key": str(uuid4()), "what": "A form", "paper": file}
    answer = signed_in(north["practitioner"]).post(path, form)
    assert answer.status_code == (302 if passes else 400)
    assert Evidence.objects.count() == passes


@pytest.mark.slow
@pytest.mark.django_db
def test_a_file_sent_when_the_session_has_ended_leads_to_signing_in_and_keeps_nothing(
    north: People, signed_in: SignedIn, consent: Consent
) -> None:
    client, path = signed_in(north["practitioner"]), f"/consents/{consent.reference}/papers/"
    client.get(path)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        answer = client.post(path, {"what": "The form", "paper": SimpleUploadedFile("form.pdf", PDF)})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert not Evidence.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_nobody_else_downloads_it(north: People, south: People, signed_in: SignedIn, consent: Consent) -> None:
    keep(signed_in(north["practitioner"]), consent, PDF)
    path = f"/consents/{consent.reference}/papers/{Evidence.objects.get().pk}/"
    for who in (north["practitioner_elsewhere"], south["caldicott_guardian"]):
        assert signed_in(who).get(path).status_code == 404
