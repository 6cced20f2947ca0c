"""The checker that stands by itself finds a file whole, and every alteration, with Python and cryptography alone."""

import json
import subprocess
import venv
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from random import Random

import pytest
from pytest_django import Settings

from infoshare.audit import anchors, chain
from infoshare.audit.export import export
from infoshare.documents import verify
from infoshare.documents.seal import seal
from infoshare.installation_key import fingerprint, new_key, public_pem
from tests.audit.chains import chained
from tests.browser.provider import node
from tests.databases import ROOT
from tests.documents.authority import authority
from tests.documents.samples import printed, record
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AT = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
INTACT, ALTERED, UNREADABLE = 0, 2, 3
SECOND = Path(__file__).with_name("verify.mjs")
EACH = """
import sys
from infoshare.documents.verify import main
for place in sys.argv[1:]:
    print(main([place]), file=sys.stderr)
"""


@pytest.fixture
def log(north: People, south: People) -> bytes:
    numbers = []
    for people, count in ((north, 40), (south, 7)):
        chained(people["practitioner"], count)
        numbers.append(people["practitioner"].organisation_id)
    return "".join(f"{line}\n" for line in export(numbers, at=AT)).encode()


@pytest.fixture
def anchor(north: People) -> bytes:
    chained(north["practitioner"], 3)
    return anchors.make([anchors.stand(1, chain.head(north["practitioner"].organisation_id), 3)], AT)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return seal(printed(record()), 1)


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python of its own that has cryptography and nothing else of ours."""
    place = tmp_path_factory.mktemp("empty")
    venv.create(place, with_pip=False)
    [site] = (place / "lib").glob("python*/site-packages")
    for name in ("cryptography", "cffi", "_cffi_backend"):
        spec = find_spec(name)
        assert spec
        assert spec.origin
        part = Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
        (site / part.name).symlink_to(part)
    python = place / "bin" / "python"
    assert subprocess.run([python, "-c", "import django"], capture_output=True, check=False).returncode == 1
    return python


def verdict(file: bytes, folder: Path, *more: str) -> int:
    place = folder / "file"
    place.write_bytes(file)
    return verify.main([str(place), *more])


def test_what_is_whole_is_intact_and_says_whose_key_it_is(
    pdf: bytes, log: bytes, anchor: bytes, tmp_path: Path, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    own = fingerprint(settings.SIGNING_KEY)
    for file, what in ((pdf, "a PDF"), (log, "a log of 47 events"), (anchor, f"the anchor of {AT:%Y-%m-%d}T")):
        assert verdict(file, tmp_path) == INTACT
        said = capsys.readouterr().out
        assert said.startswith(f"Intact: {what}")
        assert f"signed with the key {own}." in said


def test_another_key_than_the_one_that_is_expected_is_an_alteration(
    pdf: bytes, log: bytes, anchor: bytes, tmp_path: Path, settings: Settings
) -> None:
    key = tmp_path / "key.pem"
    for file in (pdf, log, anchor):
        key.write_text(public_pem(settings.SIGNING_KEY))
        assert verdict(file, tmp_path, "--key", str(key)) == INTACT
        assert verdict(file, tmp_path, "--key", fingerprint(settings.SIGNING_KEY).upper()) == INTACT
        key.write_text(public_pem(new_key()))
        assert verdict(file, tmp_path, "--key", str(key)) == ALTERED
        key.write_text("no key")
        assert verdict(file, tmp_path, "--key", str(key)) == UNREADABLE


def test_of_more_than_ten_certificates_it_reads_none() -> None:
    """Anybody may send a file with thousands, which would cost it half a minute."""
    with pytest.raises(ValueError, match="not as it must be"):
        verify._certificate([b"no certificate"] * 11, verify.Node(0, b"", b""))


def test_what_it_cannot_check_is_unreadable(tmp_path: Path) -> None:
    for file in (b"", b"Dear Sir", b"PK\3\4", b'{"format":"infoshare-audit/2"}\n'):
        assert verdict(file, tmp_path) == UNREADABLE
    assert verify.main([str(tmp_path / "nowhere")]) == UNREADABLE


def test_a_pdf_without_a_seal_is_not_intact(tmp_path: Path) -> None:
    assert verdict(printed(record()), tmp_path) == ALTERED


@pytest.mark.parametrize("what", ["appended to", "cut off", "sealed twice", "seal of another"])
def test_what_was_done_to_the_whole_of_a_pdf_is_found(what: str, pdf: bytes, tmp_path: Path) -> None:
    done = {
        "appended to": pdf + b"\n",
        "cut off": pdf[:-1],
        "sealed twice": seal(printed(record()), 1) + pdf,
        "seal of another": _with_seal_of(pdf, seal(printed(record() + "<p>Other</p>"), 1)),
    }[what]
    assert verdict(done, tmp_path) == ALTERED


def _with_seal_of(pdf: bytes, other: bytes) -> bytes:
    def place(file: bytes) -> tuple[int, int]:
        begin = file.index(b"/Contents <") + len(b"/Contents ")
        return begin, file.index(b">", begin) + 1

    (one, two), (three, four) = place(pdf), place(other)
    return pdf[:one] + other[three:four] + pdf[two:]


def lines_altered(log: bytes) -> Iterator[bytes]:
    """Each line left out, twice, or before the one before it; with something in it written in another way."""
    lines = log.splitlines(keepends=True)
    for at in range(len(lines)):
        yield b"".join(lines[:at] + lines[at + 1 :])
        yield b"".join(lines[: at + 1] + lines[at:])
        if at:
            yield b"".join([*lines[: at - 1], lines[at], lines[at - 1], *lines[at + 1 :]])
        yield b"".join([*lines[:at], lines[at].replace(b":", b": ", 1), *lines[at + 1 :]])
        yield b"".join([*lines[:at], lines[at][:-1], b"\r\n", *lines[at + 1 :]])
        yield b"".join(lines[:at])
    yield log + b"\n"
    yield log[:-1]


def flipped(file: bytes, count: int, seed: int) -> Iterator[bytes]:
    """One bit of one byte, wherever; more often where the signature is."""
    random = Random(seed)
    for _ in range(count):
        altered = bytearray(file)
        altered[random.randrange(len(file))] ^= 1 << random.randrange(8)
        yield bytes(altered)


def found_by_both(bare: Path, tried: list[bytes], folder: Path) -> list[int]:
    """The verdicts of a Python that has cryptography alone; the second checker, written from the pages, agrees."""
    places = [folder / f"{number:04}" for number in range(len(tried))]
    for place, file in zip(places, tried, strict=True):
        place.write_bytes(file)
    codes = subprocess.run([bare, "-c", EACH, *places], cwd=ROOT, env={}, capture_output=True, text=True, check=True)
    ours = [int(line) for line in codes.stderr.split()]
    command = [node(), str(SECOND), *map(str, places)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    theirs = [("intact", "", "altered", "unreadable").index(line.split()[0]) for line in said]
    assert [(at, one, two) for at, (one, two) in enumerate(zip(ours, theirs, strict=True)) if one != two] == []
    return ours


def intact(found: list[int]) -> list[int]:
    return [at for at, each in enumerate(found) if each == INTACT]


def test_chains_stand_in_the_order_of_their_organisations(
    bare: Path, north: People, south: People, tmp_path: Path
) -> None:
    """However they were asked for; an anchor that names them otherwise is none, whoever signed it."""
    numbers = []
    for people, count in ((north, 2), (south, 3)):
        chained(people["practitioner"], count)
        numbers.append(people["practitioner"].organisation_id)
    logs = ["".join(f"{line}\n" for line in export(order, at=AT)) for order in (numbers, numbers[::-1])]
    assert logs[0].splitlines()[:-1] == logs[1].splitlines()[:-1]
    stands = [anchors.stand(number, chain.head(number), 2) for number in sorted(numbers)]
    made = [anchors.make(order, AT) for order in (stands, stands[::-1], [stands[0], stands[0]])]
    assert found_by_both(bare, [*(each.encode() for each in logs), *made], tmp_path) == [*[INTACT] * 3, *[ALTERED] * 2]


def test_every_alteration_of_a_log_is_found(bare: Path, log: bytes, tmp_path: Path) -> None:
    tried = [*lines_altered(log), *flipped(log, 300, 1)]
    assert len(tried) > 580
    assert intact(found_by_both(bare, [log, *tried], tmp_path)) == [0]


def test_every_alteration_of_a_sealed_pdf_is_found(bare: Path, pdf: bytes, tmp_path: Path) -> None:
    begin = pdf.index(b"/ByteRange")
    tried = [*flipped(pdf, 300, 2), *(pdf[:begin] + each for each in flipped(pdf[begin:], 400, 3))]
    assert intact(found_by_both(bare, [pdf, *tried], tmp_path)) == [0]


@pytest.mark.parametrize("whole", [True, False])
def test_every_alteration_of_a_time_stamp_is_found(
    bare: Path, whole: bool, anchor: bytes, tmp_path: Path, settings: Settings
) -> None:
    with authority(whole=whole) as address:
        settings.TIMESTAMP_URL = address
        stamped = anchors.make(json.loads(anchor)["anchor"]["chains"], AT)
        pdf = seal(printed(record()), 1)
    for file, begins in ((stamped, b'"timestamp"'), (pdf, b"/Contents <")):
        begin = file.index(begins)
        tried = [file[:begin] + each for each in flipped(file[begin:], 300, 4)]
        assert intact(found_by_both(bare, [file, *tried], tmp_path)) == [0]


@pytest.mark.parametrize("content", ["a PDF", "a log"])
def test_as_a_command_it_says_what_it_found_by_how_it_ends(
    bare: Path, pdf: bytes, log: bytes, tmp_path: Path, content: str
) -> None:
    whole, place = {"a PDF": pdf, "a log": log}[content], tmp_path / "file"
    for file, code in ((whole, INTACT), (whole[:-2] + b"xx", ALTERED)):
        place.write_bytes(file)
        command = [str(bare), "-m", "infoshare.documents.verify", str(place)]
        done = subprocess.run(command, cwd=ROOT, env={}, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stderr


def test_it_can_be_read_in_one_sitting() -> None:
    assert len(Path(verify.__file__).read_text().splitlines()) <= 300
