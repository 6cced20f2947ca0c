"""A sealed PDF is the same file with a seal behind it, which other programs find valid and which allows no change."""

import hashlib
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django import Settings

from infoshare.documents import verify
from infoshare.documents.seal import FROM, UNTIL, certificate, seal
from infoshare.installation_key import fingerprint, new_key
from tests.documents.authority import authority
from tests.documents.samples import printed, record
from tests.verapdf import validate

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def plain() -> bytes:
    return printed(record())


def pdfsig(pdf: bytes, folder: Path) -> str:
    """What an independent program says of its signatures."""
    file = folder / "sealed.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdfsig", file], capture_output=True, text=True, check=True).stdout


def test_it_is_the_same_file_with_a_valid_seal_that_lets_nothing_change(plain: bytes, tmp_path: Path) -> None:
    sealed = seal(plain, 1)
    assert sealed.startswith(plain)
    said = pdfsig(sealed, tmp_path)
    for words in ("Signature is Valid", "Total document signed", "SHA-256", "ETSI.CAdES.detached"):
        assert words in said
    [signature] = PdfFileReader(BytesIO(sealed)).embedded_signatures
    assert signature.docmdp_level.value == 1, "no changes"
    [verdict] = validate(sealed)
    assert (verdict.pdfa_3a, verdict.pdfua_1, verdict.failures) == (True, True, ())


def test_an_independent_program_sees_a_letter_changed(plain: bytes, tmp_path: Path) -> None:
    sealed = bytearray(seal(plain, 1))
    sealed[sealed.index(b"Infoshare")] ^= 1
    assert "Signature is Valid" not in pdfsig(bytes(sealed), tmp_path)


def test_an_authority_says_when_where_one_is_set(plain: bytes, tmp_path: Path, settings: Settings) -> None:
    with authority() as address:
        settings.TIMESTAMP_URL = address
        sealed = seal(plain, 1)
    [signature] = PdfFileReader(BytesIO(sealed)).embedded_signatures
    assert "signature_time_stamp_token" in str(signature.signer_info["unsigned_attrs"].native)
    assert "Signature is Valid" in pdfsig(sealed, tmp_path)
    assert verify.check(tmp_path / "sealed.pdf").startswith("Intact: a PDF")
    settings.TIMESTAMP_URL = address
    with pytest.raises(Exception, match="contacting timestamp service"):
        seal(plain, 1)


def of_an_organisation(folder: Path) -> str:
    """A key with its certificate and the one above, as an organisation has them from an authority; its fingerprint."""
    own, top = (rsa.generate_private_key(65537, 2048) for _ in range(2))
    form = (Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    parts = [own.private_bytes(*form), signed_by("Trust", own, "Top", top), signed_by("Top", top, "Top", top)]
    (folder / "organisation-7.pem").write_bytes(b"".join(parts))
    public = own.public_key().public_bytes(Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(public).hexdigest()


def signed_by(name: str, key: rsa.RSAPrivateKey, issuer: str, by: rsa.RSAPrivateKey) -> bytes:
    who, above = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, each)]) for each in (name, issuer))
    made = x509.CertificateBuilder(above, who, key.public_key(), x509.random_serial_number(), FROM, UNTIL)
    return made.sign(by, hashes.SHA256()).public_bytes(Encoding.PEM)


def test_an_organisation_seals_with_its_own_certificate_where_it_has_one(
    plain: bytes, tmp_path: Path, settings: Settings
) -> None:
    key, settings.CERTIFICATES = of_an_organisation(tmp_path), str(tmp_path)
    sealed = seal(plain, 7)
    said = pdfsig(sealed, tmp_path)
    assert "Signature is Valid" in said
    assert "Signer Certificate Common Name: Trust" in said
    assert verify.check(tmp_path / "sealed.pdf", key).startswith("Intact: a PDF")
    (tmp_path / "sealed.pdf").write_bytes(seal(plain, 8))
    assert verify.check(tmp_path / "sealed.pdf", fingerprint(settings.SIGNING_KEY))


def test_the_installations_certificate_is_always_the_same() -> None:
    key = new_key()
    made = certificate(key)
    assert made == certificate(key)
    made.verify_directly_issued_by(made)
    assert made.subject == x509.Name.from_rfc4514_string(f"CN=Infoshare {fingerprint(key)[:16]}")
