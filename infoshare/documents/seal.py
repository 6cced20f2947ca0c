"""Seals a PDF (PAdES, no changes allowed after): who opens it later sees whether a byte of it was altered since.

With the certificate of the organisation where the installation has one, else with one of the installation's own key.
docs/seal.md says what a seal holds, so that anybody can check it.
"""

import asyncio
import hashlib
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.x509.oid import NameOID
from django.conf import settings
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from infoshare import installation_key
from infoshare.timestamps import authority

FIELD = "Infoshare"
FROM, UNTIL = datetime(2026, 1, 1, tzinfo=UTC), datetime(2076, 1, 1, tzinfo=UTC)


def seal(pdf: bytes, organisation: int) -> bytes:
    """The same file with a seal behind it; each time another one."""
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = PdfSigner(meta, signer_of(organisation), timestamper=authority())
    sealed = asyncio.run(signer.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))))
    return bytes(sealed.getvalue())


def signer_of(organisation: int) -> SimpleSigner:
    """With the organisation's own certificate, where one lies in INFOSHARE_CERTIFICATES."""
    own = _own(organisation)
    return _of_the_organisation(own) if own.is_file() else _of_the_installation(settings.SIGNING_KEY)


def keys_here() -> set[str]:
    """The fingerprints of all that seal here: the installation's own key, and those of its organisations."""
    theirs = (
        _of_the_organisation(each).signing_cert for each in Path(settings.CERTIFICATES).glob("organisation-*.pem")
    )
    return {installation_key.fingerprint(settings.SIGNING_KEY), *(_key_of(each) for each in theirs)}


def key_of(organisation: int) -> str:
    """The fingerprint of the key that seals for an organisation."""
    return _key_of(signer_of(organisation).signing_cert)


def _key_of(certificate: asn1_x509.Certificate) -> str:
    return hashlib.sha256(certificate.public_key.dump()).hexdigest()


def _own(organisation: int) -> Path:
    return Path(settings.CERTIFICATES) / f"organisation-{organisation}.pem"


@cache
def _of_the_organisation(path: Path) -> SimpleSigner:
    """One file of PEM: the key, its certificate, and those above it up to one that signed itself."""
    raw = path.read_bytes()
    key = serialization.load_pem_private_key(raw, None)
    own, *above = [_asn1(each) for each in x509.load_pem_x509_certificates(raw)]
    registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    registry.register_multiple(above)
    return SimpleSigner(signing_cert=own, signing_key=_raw(key), cert_registry=registry)


def _asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _raw(key: PrivateKeyTypes) -> keys.PrivateKeyInfo:
    form = (serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return keys.PrivateKeyInfo.load(key.private_bytes(*form))


@cache
def _of_the_installation(pem: str) -> SimpleSigner:
    return SimpleSigner(
        signing_cert=_asn1(certificate(pem)),
        signing_key=_raw(installation_key.private_key(pem)),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )


def certificate(pem: str) -> x509.Certificate:
    """The installation's own, signed by itself; always the same for the same key."""
    key, name = installation_key.private_key(pem), f"Infoshare {installation_key.fingerprint(pem)[:16]}"
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder(
        who, who, key.public_key(), int(installation_key.fingerprint(pem)[:30], 16), FROM, UNTIL
    )
    use = x509.KeyUsage(True, True, False, False, False, True, False, False, False)
    made = made.add_extension(use, critical=True).add_extension(x509.BasicConstraints(True, None), critical=True)
    return made.sign(key, hashes.SHA256(), ecdsa_deterministic=True)
