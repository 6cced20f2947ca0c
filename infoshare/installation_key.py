"""The installation's own key (ECDSA, P-256): anchors and documents are signed with it, and anybody can check that.

Its public part is in every anchor and every export. Whoever has the private part can sign in its name: it is kept
apart from the database and its backups.
"""

import hashlib
from functools import cache

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

FORM = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
SIGNED_WITH = ec.ECDSA(hashes.SHA256())


def new_key() -> str:
    """A new private key, as PEM."""
    return ec.generate_private_key(ec.SECP256R1()).private_bytes(*FORM).decode()


@cache
def private_key(pem: str) -> ec.EllipticCurvePrivateKey:
    """Raises ValueError where this is no such key."""
    key = serialization.load_pem_private_key(pem.encode(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise ValueError("The installation's key must be one of the curve P-256, in PEM.")
    return key


def sign(pem: str, said: bytes) -> bytes:
    return private_key(pem).sign(said, SIGNED_WITH)


def public_pem(pem: str) -> str:
    public = private_key(pem).public_key()
    return public.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def fingerprint(pem: str) -> str:
    """SHA-256 of the public part, as 64 hex digits: short enough to read out."""
    public = private_key(pem).public_key()
    form = (serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(public.public_bytes(*form)).hexdigest()
