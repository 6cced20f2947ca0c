"""Seals a PDF (PAdES, no changes allowed after): who opens it later sees whether a byte of it was altered since.

With the certificate of the organisation where the installation has one, else with one of the installation's own key.
docs/seal.md says what a seal holds, so that anybody can check it.
"""

import asyncio
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
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


def seal(pdf: bytes) -> bytes:
    """The same file with a seal behind it; each time another one."""
    meta = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = PdfSigner(meta, _signer(settings.SIGNING_KEY), timestamper=authority())
    sealed = asyncio.run(signer.async_sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))))
    return bytes(sealed.getvalue())


@cache
def _signer(pem: str) -> SimpleSigner:
    key = installation_key.private_key(pem)
    der = key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate(pem).public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(der),
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
