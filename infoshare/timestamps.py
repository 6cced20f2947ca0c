"""What a time-stamp authority (RFC 3161) says of the moment something was there, where the installation asks one."""

import asyncio
import hashlib

from asn1crypto import cms
from django.conf import settings
from pyhanko.sign.timestamps import HTTPTimeStamper

PATIENCE = 20  # seconds


class Authority(HTTPTimeStamper):
    """Its tokens bring certificates that nothing covers, unless all above them are there: else only its own is kept."""

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        token = await super().async_timestamp(message_digest, md_algorithm)
        signed = token["content"]
        there = [each.chosen for each in signed["certificates"]]
        names = {each.subject.dump() for each in there}
        if not {each.issuer.dump() for each in there} <= names:
            own = signed["signer_infos"][0]["sid"].chosen
            kept = [each for each in there if each.issuer_serial == _named(own)]
            signed["certificates"] = cms.CertificateSet([cms.CertificateChoices("certificate", each) for each in kept])
        return token


def _named(own: cms.IssuerAndSerialNumber) -> bytes:
    name: bytes = own["issuer"].sha256
    return name + b":" + str(own["serial_number"].native).encode()


def authority() -> Authority | None:
    return Authority(settings.TIMESTAMP_URL, timeout=PATIENCE) if settings.TIMESTAMP_URL else None


def stamp(said: bytes) -> bytes | None:
    """Its token (DER) over the SHA-256 of this; None where there is no authority. It never sees what was said."""
    asked = authority()
    if asked is None:
        return None
    token: bytes = asyncio.run(asked.async_timestamp(hashlib.sha256(said).digest(), "sha256")).dump()
    return token
